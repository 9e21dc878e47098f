import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { ApiKey, ApiKeyBody, ApiKeyQuery, NewApiKey } from "./api-keys.schema";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "./api-keys.service";

export const apiKeyRoutes = router();
const tags = ["Integration"];
/** What shows a secret is kept by nobody, not even for an Idempotency-Key. */
const unkept = { "Cache-Control": "no-store" };

apiKeyRoutes.openapi(
  createRoute({
    method: "get",
    path: "/api-keys",
    tags,
    summary: "List API keys",
    middleware: guard("admin"),
    request: { query: ApiKeyQuery },
    responses: { 200: page(ApiKey), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listApiKeys(c.var.ctx, query)), 200);
  },
);

apiKeyRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api-keys",
    tags,
    summary: "Create an API key for a site",
    description:
      "The key acts as an editor of this site only. Send it as `Authorization: ApiKey …` or `X-IGNY8-API-KEY`. It is returned only in this response.",
    middleware: guard("admin"),
    request: { body: body(ApiKeyBody) },
    responses: { 201: ok(NewApiKey, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createApiKey(c.var.ctx, c.req.valid("json"))), 201, unkept),
);

apiKeyRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api-keys/{id}/rotate",
    tags,
    summary: "Rotate an API key",
    middleware: guard("admin"),
    request: { params: IdParam },
    responses: { 201: ok(NewApiKey, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await rotateApiKey(c.var.ctx, c.req.valid("param").id)), 201, unkept),
);

apiKeyRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/api-keys/{id}",
    tags,
    summary: "Revoke an API key",
    middleware: guard("admin"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await revokeApiKey(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Revoked"), 200);
  },
);
