import { z } from "@hono/zod-openapi";
import { Id, PageQuery, QueryId, Timestamp } from "../../http/schemas";

export const AuditEvent = z
  .strictObject({
    id: Id,
    user_id: Id.nullable().openapi({ description: "Null for an anonymous request" }),
    role: z.string().openapi({ description: "The role at that time; `anonymous` for an anonymous request" }),
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
    .regex(/^[a-z_]+\.[a-z_]+$/, "An action has the form noun.verb")
    .optional(),
  user_id: QueryId.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
