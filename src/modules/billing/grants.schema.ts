import { z } from "@hono/zod-openapi";
import { Id, Line } from "../../http/schemas";

const MAX_GRANT = 1_000_000;

export const GrantBody = z
  .strictObject({
    account_id: Id,
    amount: z.int().min(1).max(MAX_GRANT),
    reason: Line(200),
    reference: Line(80)
      .optional()
      .openapi({ description: "An identifier of the grant: each reference grants credits only once" }),
  })
  .openapi("CreditGrant");
export type GrantBody = z.infer<typeof GrantBody>;

export const PlanBody = z
  .strictObject({ plan: z.string().min(1).max(80).openapi({ description: "The plan's slug" }) })
  .openapi("PlanChange");
export type PlanBody = z.infer<typeof PlanBody>;
