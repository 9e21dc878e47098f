import { z } from "@hono/zod-openapi";
import { Id, Line, PageQuery, QueryId, Timestamp } from "../../http/schemas";

export const ApiKey = z
  .strictObject({
    id: Id,
    site_id: Id,
    integration_id: Id.nullable(),
    name: z.string(),
    prefix: z.string().openapi({ description: "The first characters of the key" }),
    last_used_at: Timestamp.nullable().openapi({ description: "Accurate to the hour" }),
    created_by: Id.nullable(),
    created_at: Timestamp,
  })
  .openapi("ApiKey");

export const NewApiKey = ApiKey.extend({
  key: z.string().openapi({ description: "The key itself. It is returned only once." }),
}).openapi("NewApiKey");

export const ApiKeyQuery = PageQuery.extend({ site_id: QueryId.optional() });
export type ApiKeyQuery = z.infer<typeof ApiKeyQuery>;

export const ApiKeyBody = z.strictObject({ site_id: Id, name: Line(80) }).openapi("ApiKeyCreate");
export type ApiKeyBody = z.infer<typeof ApiKeyBody>;
