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
    summary: "List revisions of a content item",
    description: "Newest first, without the HTML. The newest 50 revisions are kept.",
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
    summary: "Get a revision",
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
    summary: "Restore a revision",
    description:
      "Restores text and meta fields; the current state is stored as a revision first. Returns an error on `slug` if another content item uses the slug by now.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: RevisionParam },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) => respond(c, success(await restoreRevision(c.var.ctx, c.req.valid("param"))), 200),
);
