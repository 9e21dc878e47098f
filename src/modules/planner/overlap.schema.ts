import { z } from "@hono/zod-openapi";
import { Id } from "../../http/schemas";
import { overlapVerdicts } from "../../text/overlap/overlap";

const verdict = z.enum(overlapVerdicts);

export const OverlapReply = z
  .strictObject({
    verdict: verdict.openapi({
      description:
        "refresh: a page has this primary keyword, so better that page than a new one; merge: a page, or a plan for one, is " +
        "about the same; narrow: one is a part of the other, so keep to what sets it apart; proceed: nothing competes",
    }),
    evidence: z.array(
      z.strictObject({
        content_id: Id.nullable(),
        idea_id: Id.nullable(),
        task_id: Id.nullable(),
        title: z.string(),
        verdict,
        shared_keywords: z.array(z.string()),
        similarity: z.number().min(0).max(1),
        reason: z.string(),
      }),
    ),
  })
  .openapi("Overlap");
