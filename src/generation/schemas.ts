import { z } from "zod";
import { contentStructures } from "../lib/content-structures";

const texts = z.array(z.string());

/**
 * Shapes of the answers of a language model, one per function. Lengths are stated in words, because strict outputs do
 * not support them.
 */
export const answerSchemas = {
  clustering: z.object({
    clusters: z.array(
      z.object({
        existing_id: z.int().nullable().describe("The id of the existing cluster, or null for a new one"),
        name: z.string().trim().min(1).describe("2 to 5 words"),
        description: z.string().describe("One sentence: what the searchers want"),
        keyword_ids: z.array(z.int()),
      }),
    ),
  }),
  ideas: z.object({
    ideas: z.array(
      z.object({
        idea_title: z.string().trim().min(1).describe("At most 70 characters"),
        description: z.string().trim().min(1).describe("Two or three sentences"),
        headings: texts.describe("4 to 8 section headings, in order"),
        content_structure: z.enum(contentStructures),
        target_keywords: texts.min(1).describe("Keywords of the cluster, the primary one first"),
        estimated_word_count: z.int(),
      }),
    ),
  }),
  article_outline: z.object({
    sections: z
      .array(
        z.object({
          kind: z.enum(["introduction", "section", "faq", "closing"]),
          heading: z.string().describe("Empty for the introduction"),
          points: texts.describe("What the section has to say, in order"),
          words: z.int().describe("How long it is to be, in words"),
        }),
      )
      .min(1),
  }),
  article_section: z.object({
    html: z
      .string()
      .trim()
      .min(1)
      .describe("HTML of p, h3, ul, ol, li, table, strong and em, without the section's own heading"),
    summary: z.string().describe("One or two sentences on what it says"),
  }),
  article_meta: z.object({
    meta_title: z.string().trim().min(1).describe("30 to 60 characters"),
    meta_description: z.string().trim().min(1).describe("70 to 160 characters"),
    excerpt: z.string().trim().min(1).describe("At most 300 characters"),
    slug: z.string().describe("3 to 6 words joined by hyphens"),
    tags: texts.describe("2 to 5 tags"),
    categories: texts.describe("One category, or two"),
  }),
  image_prompts: z.object({
    images: z.array(
      z.object({
        section: z.int().describe("0 for the featured image, else the number of its section, from 1"),
        prompt: z.string().trim().min(1).describe("What the picture shows; no lettering"),
        alt_text: z.string().trim().min(1).describe("At most 125 characters"),
      }),
    ),
  }),
  optimization: z.object({
    content_html: z.string().trim().min(1),
    meta_title: z.string().describe("30 to 60 characters"),
    meta_description: z.string().describe("70 to 160 characters"),
    changes: texts.describe("What was changed, one short sentence each"),
  }),
};

export type AnswerName = keyof typeof answerSchemas;
export type ModelAnswer<N extends AnswerName> = z.infer<(typeof answerSchemas)[N]>;

/** JSON Schema keywords that strict outputs refuse, and the bounds of safe integers that zod adds. */
const refused = ["$schema", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"];

/** The schema as `response_format` takes it: every property required, nothing besides. */
export function responseFormat(name: AnswerName) {
  const schema: Record<string, unknown> = z.toJSONSchema(answerSchemas[name], {
    override: ({ jsonSchema }) => {
      for (const keyword of refused) delete (jsonSchema as Record<string, unknown>)[keyword];
    },
  });
  delete schema.$schema;
  return { type: "json_schema" as const, json_schema: { name, strict: true, schema } };
}
