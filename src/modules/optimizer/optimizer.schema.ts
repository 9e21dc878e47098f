import { z } from "@hono/zod-openapi";
import { GenerationIds, Id, Line, Text } from "../../http/schemas";
import { DryRun } from "../jobs/jobs.schema";
import { WordCount } from "../planner/ideas.schema";
import { MAX_HTML } from "../writer/content.schema";

const Keyword = Line(200);

/** Optional context of HTML that is not stored. */
const described = {
  title: Line(200, 0).optional(),
  slug: z.string().max(80).optional(),
  meta_title: Line(200, 0).optional(),
  meta_description: Line(500, 0).optional(),
  cluster_terms: z.array(Keyword).max(100).optional(),
  word_count: WordCount.optional(),
  domain: z
    .string()
    .max(253)
    .optional()
    .openapi({ description: "Host of the site; links to it count as internal" }),
};

export const AnalyseBody = z
  .strictObject({
    content_id: Id.optional().openapi({
      description: "Id of a content item. Alternatively send `html` and `keyword`",
    }),
    html: Text(MAX_HTML).optional(),
    keyword: Keyword.optional().openapi({
      description: "Defaults to the primary keyword of the content item",
    }),
    ...described,
  })
  .superRefine((input, refuse) => {
    const reject = (field: string, message: string) =>
      refuse.addIssue({ code: "custom", path: [field], message });
    if (input.content_id === undefined && input.html === undefined)
      reject("html", "Send content_id, or html and keyword");
    if (input.content_id === undefined && input.html !== undefined && !input.keyword)
      reject("keyword", "Required with html");
    if (input.content_id === undefined) return;
    for (const field of ["html", ...Object.keys(described)] as (keyof typeof input)[])
      if (input[field] !== undefined) reject(field, "Not allowed with content_id");
  })
  .openapi("Analyze");
export type AnalyseBody = z.infer<typeof AnalyseBody>;

const AnalysisCheck = z
  .strictObject({
    id: z.string(),
    weight: z.int(),
    got: z.string(),
    want: z.string(),
    evidence: z.array(z.string()),
    fix: z.string().nullable(),
    score: z.number().min(0).max(100).nullable().openapi({
      description: "Null if the check does not apply; such checks do not count toward the score",
    }),
  })
  .openapi("OptimizerCheck");

export const ContentAnalysis = z
  .strictObject({
    content_id: Id.nullable(),
    scorer_version: z.string(),
    score: z.number().min(0).max(100),
    language: z.string().nullable(),
    word_count: z.int(),
    checks: z.array(AnalysisCheck),
  })
  .openapi("OptimizerAnalysis");

export const OptimizeBody = z.strictObject({ content_id: Id, dry_run: DryRun }).openapi("OptimizeContent");
export const BatchOptimizeBody = z
  .strictObject({ content_ids: GenerationIds, dry_run: DryRun })
  .openapi("OptimizeContents");
