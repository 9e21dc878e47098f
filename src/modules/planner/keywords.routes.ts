import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { ApiError } from "../../lib/errors";
import { importKeywords } from "./keywords-import.service";
import {
  ImportQuery,
  ImportReport,
  Keyword,
  KeywordBody,
  KeywordChange,
  KeywordQuery,
} from "./keywords.schema";
import { createKeyword, deleteKeyword, getKeyword, listKeywords, updateKeyword } from "./keywords.service";

export const keywordRoutes = router();
const tags = ["Planner"];

keywordRoutes.openapi(
  createRoute({
    method: "get",
    path: "/keywords",
    tags,
    summary: "List keywords",
    middleware: guardWithKeys("viewer"),
    request: { query: KeywordQuery },
    responses: { 200: page(Keyword), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listKeywords(c.var.ctx, query)), 200);
  },
);

keywordRoutes.openapi(
  createRoute({
    method: "post",
    path: "/keywords",
    tags,
    summary: "Create a keyword",
    middleware: guardWithKeys("editor"),
    request: { body: body(KeywordBody) },
    responses: { 201: ok(Keyword, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createKeyword(c.var.ctx, c.req.valid("json"))), 201),
);

const csvText = z
  .string()
  .openapi({ example: "Keyword,Volume,Keyword Difficulty\nmenopause symptoms,135000,100\n" });

keywordRoutes.openapi(
  createRoute({
    method: "post",
    path: "/keywords/import",
    tags,
    summary: "Import keywords from CSV",
    description:
      "The body is the file exported by a research tool. Columns are found by name; the separator (comma, semicolon, tab) and the encoding (UTF-8, UTF-16) are detected. Rows that are not added are reported with a reason.",
    middleware: guardWithKeys("editor", "content"),
    request: {
      query: ImportQuery,
      body: { required: true, content: { "text/csv": { schema: csvText } } },
    },
    responses: { 200: ok(ImportReport), ...errors },
  }),
  async (c) => {
    if (/json|form-data|urlencoded/.test(c.req.header("Content-Type") ?? ""))
      throw new ApiError(
        "UNSUPPORTED_MEDIA_TYPE",
        "Send the CSV itself as the body, with Content-Type: text/csv",
      );
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return respond(c, success(await importKeywords(c.var.ctx, c.req.valid("query"), bytes)), 200);
  },
);

keywordRoutes.openapi(
  createRoute({
    method: "get",
    path: "/keywords/{id}",
    tags,
    summary: "Get a keyword",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Keyword), ...errors },
  }),
  async (c) => respond(c, success(await getKeyword(c.var.ctx, c.req.valid("param").id)), 200),
);

keywordRoutes.openapi(
  createRoute({
    method: "put",
    path: "/keywords/{id}",
    tags,
    summary: "Update a keyword",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(KeywordChange) },
    responses: { 200: ok(Keyword), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateKeyword(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

keywordRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/keywords/{id}",
    tags,
    summary: "Delete a keyword",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteKeyword(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
