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
    summary: "Decide what holds of a content that was changed here and in WordPress",
    description:
      "`keep_remote` takes the text of WordPress; `new_revision` too, and keeps the text that was here as a revision; " +
      "`overwrite` lets the text here stand: what is public is published again with it, by a job that the message names; what " +
      "is not, by its next publication. The post is read anew.",
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
