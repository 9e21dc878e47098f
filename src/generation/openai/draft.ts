import { z } from "zod";
import { sha256 } from "../../lib/digests";
import type { ArticleInput } from "../functions";
import { answerSchemas } from "../schemas";
import { add, type Session } from "./session";

const Section = answerSchemas.article_outline.shape.sections.element;
/** A part of an article as it stands there. */
const Part = z.object({ section: Section, html: z.string(), words: z.number(), summary: z.string() });
export type Part = z.infer<typeof Part>;

const Progress = z.object({ sections: z.array(Section), parts: z.array(Part) });
export type Progress = z.infer<typeof Progress>;
const Kept = Progress.extend({
  usage: z.object({
    model: z.string(),
    tokens_in: z.number(),
    tokens_out: z.number(),
    cost_usd: z.number(),
  }),
});

/**
 * What earlier tries wrote of the same article, asked in the same words of the same model: its outline and its finished
 * parts, whose usage is counted as if they were written now. What the site has may have changed meanwhile.
 */
export async function openDraft(session: Session, input: ArticleInput) {
  const key = await keyOf(session, input);
  const read = Kept.safeParse(session.draft?.read(key));
  if (read.success) add(session.usage, read.data.usage);
  return {
    kept: read.success ? (read.data satisfies Progress) : null,
    keep: async (progress: Progress) => session.draft?.keep(key, { ...progress, usage: session.usage }),
  };
}

function keyOf(session: Session, input: ArticleInput) {
  const { site_name, title, description, headings, keywords } = input;
  const { word_count, content_structure, tone, include_faq } = input;
  const words = [session.settings.model, session.promptOf("content_generation")];
  const asked = [site_name, title, description, headings, keywords, word_count, content_structure, tone];
  return sha256(JSON.stringify([...words, ...asked, include_faq]));
}
