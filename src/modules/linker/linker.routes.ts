import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { pageGuard } from "../../http/page-guard";
import { respond } from "../../http/etag";
import { body, errors, ok, spendingErrors, success } from "../../http/replies";
import { router } from "../../http/router";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import { getLinkMap, renderLinkMap } from "./link-map.service";
import { requestLinking } from "./linker-jobs.service";
import {
  BatchLinkBody,
  LinkBody,
  LinkMap,
  LinkReport,
  MapQuery,
  UndoBody,
  UndoReport,
} from "./linker.schema";
import { linkContent, undoContentLinks } from "./linker.service";

export const linkerRoutes = router();
const tags = ["Linker"];

linkerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/process",
    tags,
    summary: "Link a content item to other pages of its site",
    description:
      "Anchors are existing words of the text outside headings, links, the first paragraph, code, quotes, captions and table headers. At most one link per target and paragraph and 10 links per 1,000 words, none anchored on the item's own keyword. Pages without inbound links take precedence.",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(LinkBody) },
    responses: { 200: ok(LinkReport), ...spendingErrors },
  }),
  async (c) => respond(c, success(await linkContent(c.var.ctx, c.req.valid("json"))), 200),
);

linkerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/batch_process",
    tags,
    summary: "Link several content items of a site as a job",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(BatchLinkBody) },
    responses: jobReplies,
  }),
  async (c) => replyWithJob(c, await requestLinking(c.var.ctx, c.req.valid("json"))),
);

linkerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/undo",
    tags,
    summary: "Undo links that the linker added",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(UndoBody) },
    responses: { 200: ok(UndoReport), ...errors },
  }),
  async (c) => respond(c, success(await undoContentLinks(c.var.ctx, c.req.valid("json"))), 200),
);

linkerRoutes.openapi(
  createRoute({
    method: "get",
    path: "/map",
    tags,
    summary: "Get the link graph of a site",
    middleware: guardWithKeys("viewer"),
    request: { query: MapQuery },
    responses: { 200: ok(LinkMap), ...errors },
  }),
  async (c) => respond(c, success(await getLinkMap(c.var.ctx, c.req.valid("query").site_id)), 200),
);

linkerRoutes.openapi(
  createRoute({
    method: "get",
    path: "/map/view",
    tags,
    summary: "Get the link graph of a site as a page",
    description: "A drawing of up to 100 pages and a table of all pages. Readable with the session cookie.",
    middleware: pageGuard,
    request: { query: MapQuery },
    responses: {
      200: { description: "The page", content: { "text/html": { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => c.html(await renderLinkMap(c.var.ctx, c.req.valid("query").site_id), 200),
);
