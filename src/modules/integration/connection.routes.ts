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
    summary: "Test the connection, and say what is wrong and how to mend it",
    description:
      "Signs in, makes a draft, uploads an image of one pixel, writes SEO texts, and takes all of it away again. What is " +
      "found is kept in `connection_status` and `connection_detail`. `ok` is true where articles can be published.",
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
    summary: "Test one kind of thing: posts, pages, media, categories, tags or SEO texts",
    description:
      "What is made for the test is taken away again. Only that the connection itself fails is kept in `connection_status`.",
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
    summary: "Read the site's post types, taxonomies and SEO fields",
    description:
      "409 where the site refuses, 503 where it is away; the message says why, and `connection_detail` keeps it.",
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
    summary: "Tell the site's post types and taxonomies, as they were read last",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(ContentTypes), ...errors },
  }),
  async (c) => respond(c, success(await getContentTypes(c.var.ctx, c.req.valid("param").id)), 200),
);
