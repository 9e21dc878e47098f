import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam, PageQuery } from "../../http/schemas";
import { Content } from "./content.schema";
import { restoreRevision } from "./content.service";
import { Revision, RevisionParam, RevisionSummary } from "./revisions.schema";
import { getRevision, listRevisions } from "./revisions.service";

export const revisionRoutes = router();
const tags = ["Writer"];

revisionRoutes.openapi(
  createRoute({
    method: "get",
    path: "/content/{id}/revisions",
    tags,
    summary: "List what a content was before its changes",
    description: "The newest first, without the text. A content keeps its newest 50.",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam, query: PageQuery },
    responses: { 200: page(RevisionSummary), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    const found = await listRevisions(c.var.ctx, c.req.valid("param").id, query);
    return respond(c, paginate(c, found), 200);
  },
);

revisionRoutes.openapi(
  createRoute({
    method: "get",
    path: "/content/{id}/revisions/{revision_id}",
    tags,
    summary: "Get a revision with all that the content was",
    middleware: guardWithKeys("viewer"),
    request: { params: RevisionParam },
    responses: { 200: ok(Revision), ...errors },
  }),
  async (c) => respond(c, success(await getRevision(c.var.ctx, c.req.valid("param"))), 200),
);

revisionRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/revisions/{revision_id}/restore",
    tags,
    summary: "Make a content what it was",
    description:
      "Its text and its meta fields; what it is now is kept as a revision first. A slug that another content has " +
      "taken meanwhile is an error on `slug`.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: RevisionParam },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) => respond(c, success(await restoreRevision(c.var.ctx, c.req.valid("param"))), 200),
);
