import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { Content } from "../writer/content.schema";
import { ResolveBody } from "./conflicts.schema";
import { resolveConflict } from "./conflicts.service";

export const conflictRoutes = router();

conflictRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/resolve_conflict",
    tags: ["Writer"],
    summary: "Resolve a conflict between a content item and its WordPress post",
    description:
      "`keep_remote` stores the text of WordPress; `new_revision` also stores the current text as a revision; `overwrite` keeps the text here: a public post is published again by a job named in the message, others by their next publication. The post is read again first.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(ResolveBody) },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) => {
    const { choice } = c.req.valid("json");
    const { content, publication } = await resolveConflict(c.var.ctx, c.req.valid("param").id, choice);
    return respond(
      c,
      success(content, publication ? `Being published: ${publication.status_url}` : undefined),
      200,
    );
  },
);
