import { z } from "@hono/zod-openapi";
import { Id } from "../../http/schemas";
import { overlapVerdicts } from "../../text/overlap/overlap";

const verdict = z.enum(overlapVerdicts);

export const OverlapReply = z
  .strictObject({
    verdict: verdict.openapi({
      description:
        "refresh: an existing page targets this primary keyword; improve that page instead. merge: an existing or planned page covers the same subject. narrow: one subject contains the other; focus on the difference. proceed: nothing competes",
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
