import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import {
  Integration,
  IntegrationBody,
  IntegrationChange,
  IntegrationQuery,
  NewIntegration,
} from "./integrations.schema";
import {
  createIntegration,
  deleteIntegration,
  getIntegration,
  listIntegrations,
  updateIntegration,
} from "./integrations.service";

export const integrationRoutes = router();
const tags = ["Integration"];
/** Responses with a secret are not stored, not even for an Idempotency-Key. */
const unkept = { "Cache-Control": "no-store" };

integrationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/",
    tags,
    summary: "List integrations",
    middleware: guardWithKeys("viewer"),
    request: { query: IntegrationQuery },
    responses: { 200: page(Integration), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listIntegrations(c.var.ctx, query)), 200);
  },
);

integrationRoutes.openapi(
  createRoute({
    method: "post",
    path: "/",
    tags,
    summary: "Create an integration",
    description:
      "Connects a site with its WordPress. `application_password` uses the REST API of WordPress as the user of that password; `api_key` uses the IGNY8 plugin and its key. A site has one integration per platform.",
    middleware: guardWithKeys("editor"),
    request: { body: body(IntegrationBody) },
    responses: { 201: ok(NewIntegration, "Created"), ...errors },
  }),
  async (c) => {
    const made = await createIntegration(c.var.ctx, c.req.valid("json"));
    return respond(c, success(made), 201, made.api_key ? unkept : undefined);
  },
);

integrationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}",
    tags,
    summary: "Get an integration",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Integration), ...errors },
  }),
  async (c) => respond(c, success(await getIntegration(c.var.ctx, c.req.valid("param").id)), 200),
);

integrationRoutes.openapi(
  createRoute({
    method: "put",
    path: "/{id}",
    tags,
    summary: "Update an integration",
    description:
      "Changing `external_site_url` or `auth_type` removes the stored credential unless the request contains a new one.",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(IntegrationChange) },
    responses: { 200: ok(Integration), ...errors },
  }),
  async (c) =>
    respond(
      c,
      success(await updateIntegration(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))),
      200,
    ),
);

integrationRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/{id}",
    tags,
    summary: "Delete an integration and revoke its API keys",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteIntegration(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
