import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import {
  BulkDeleteBody,
  BulkDeleteReport,
  BulkStatusBody,
  BulkStatusReport,
  ExportQuery,
} from "./keywords-bulk.schema";
import { deleteKeywords, exportKeywords, setKeywordStatus } from "./keywords-bulk.service";

export const keywordBulkRoutes = router();
const tags = ["Planner"];

keywordBulkRoutes.openapi(
  createRoute({
    method: "post",
    path: "/keywords/bulk_delete",
    tags,
    summary: "Delete several keywords",
    middleware: guardWithKeys("editor"),
    request: { body: body(BulkDeleteBody) },
    responses: { 200: ok(BulkDeleteReport), ...errors },
  }),
  async (c) => respond(c, success(await deleteKeywords(c.var.ctx, c.req.valid("json").ids)), 200),
);

keywordBulkRoutes.openapi(
  createRoute({
    method: "post",
    path: "/keywords/bulk_status",
    tags,
    summary: "Set the status of several keywords",
    description: "`new` removes keywords from their clusters; `mapped` skips keywords without a cluster.",
    middleware: guardWithKeys("editor"),
    request: { body: body(BulkStatusBody) },
    responses: { 200: ok(BulkStatusReport), ...errors },
  }),
  async (c) => respond(c, success(await setKeywordStatus(c.var.ctx, c.req.valid("json"))), 200),
);

keywordBulkRoutes.openapi(
  createRoute({
    method: "get",
    path: "/keywords/export",
    tags,
    summary: "Export keywords as CSV",
    middleware: guardWithKeys("viewer", "content"),
    request: { query: ExportQuery },
    responses: {
      200: { description: "The CSV file", content: { "text/csv": { schema: z.string() } } },
      ...errors,
    },
  }),
  (c) => {
    c.header("Content-Disposition", 'attachment; filename="keywords.csv"');
    c.header("Content-Type", "text/csv; charset=utf-8");
    return c.body(exportKeywords(c.var.ctx, c.req.valid("query")), 200);
  },
);
