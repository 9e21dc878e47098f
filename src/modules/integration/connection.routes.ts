import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { CollectionBody, ContentTypes, DiagnosisReply, SiteStructure } from "./connection.schema";
import { getContentTypes, testCollection, testConnection, updateStructure } from "./connection.service";

export const connectionRoutes = router();
const tags = ["Integration"];

connectionRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/test_connection",
    tags,
    summary: "Test the connection",
    description:
      "Signs in, creates a draft, uploads a one-pixel image, writes SEO texts, and removes all of it. The finding, with a fix, is returned and stored in `connection_status` and `connection_detail`. `ok` is true if articles can be published.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: ok(DiagnosisReply), ...errors },
  }),
  async (c) => respond(c, success(await testConnection(c.var.ctx, c.req.valid("param").id)), 200),
);

connectionRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/test_collection_connection",
    tags,
    summary: "Test one collection",
    description:
      "Posts, pages, media, categories, tags or SEO texts. Objects created for the test are removed. `connection_status` changes only if the connection itself fails.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(CollectionBody) },
    responses: { 200: ok(DiagnosisReply), ...errors },
  }),
  async (c) => {
    const { collection } = c.req.valid("json");
    return respond(c, success(await testCollection(c.var.ctx, c.req.valid("param").id, collection)), 200);
  },
);

connectionRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/update_structure",
    tags,
    summary: "Refresh the stored structure of the site",
    description:
      "Reads post types, taxonomies and SEO fields. Returns 409 if the site refuses and 503 if it is unavailable; the reason is in the message and in `connection_detail`.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: ok(SiteStructure), ...errors },
  }),
  async (c) => respond(c, success(await updateStructure(c.var.ctx, c.req.valid("param").id)), 200),
);

connectionRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}/content_types",
    tags,
    summary: "List the stored post types and taxonomies",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(ContentTypes), ...errors },
  }),
  async (c) => respond(c, success(await getContentTypes(c.var.ctx, c.req.valid("param").id)), 200),
);
