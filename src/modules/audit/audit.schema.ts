import { z } from "@hono/zod-openapi";
import { Id, PageQuery, QueryId, Timestamp } from "../../http/schemas";

export const AuditEvent = z
  .strictObject({
    id: Id,
    user_id: Id.nullable().openapi({ description: "Null where nobody was signed in" }),
    role: z.string().openapi({ description: "As it was then; `anonymous` where nobody was signed in" }),
    action: z.string().openapi({ example: "user.role_changed" }),
    object_type: z.string(),
    object_id: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
    request_id: z.string(),
    created_at: Timestamp,
  })
  .openapi("AuditEvent");

export const AuditQuery = PageQuery.extend({
  action: z
    .string()
    .max(64)
    .regex(/^[a-z_]+\.[a-z_]+$/, "An action is written as noun.verb")
    .optional(),
  user_id: QueryId.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
