import { z } from "@hono/zod-openapi";
import { Id, Ids } from "../../http/schemas";

export const WorkflowBody = z
  .strictObject({ site_id: Id, sector_id: Id, seed_keyword_ids: Ids })
  .openapi("AddToWorkflow");
export type WorkflowBody = z.infer<typeof WorkflowBody>;

export const WorkflowReport = z
  .strictObject({
    created: z.int(),
    skipped: z.int().openapi({ description: "Keywords that the sector already has" }),
    errors: z.array(z.strictObject({ seed_keyword_id: Id, reason: z.string() })),
    credits_charged: z.int(),
    keywords: z
      .array(z.strictObject({ keyword_id: Id, seed_keyword_id: Id }))
      .openapi({ description: "The created rows" }),
  })
  .openapi("WorkflowReport");
