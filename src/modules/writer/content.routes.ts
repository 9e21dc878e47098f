import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import {
  CheckedContent,
  Content,
  ContentBody,
  ContentChange,
  ContentQuery,
  ContentSummary,
  GenerateImagesBody,
  PreviewLink,
} from "./content.schema";
import {
  approveContent,
  createContent,
  deleteContent,
  getContent,
  listContents,
  updateContentWithIssues,
  updateContent,
} from "./content.service";
import { generateImages } from "./image-generation.service";
import { previewGuard } from "./preview.middleware";
import { createPreviewLink, renderPreview } from "./preview.service";

export const contentRoutes = router();
const tags = ["Writer"];
const requestOrigin = (url: string) => new URL(url).origin;

contentRoutes.openapi(
  createRoute({
    method: "get",
    path: "/content",
    tags,
    summary: "List content items without their HTML",
    middleware: guardWithKeys("viewer"),
    request: { query: ContentQuery },
    responses: { 200: page(ContentSummary), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listContents(c.var.ctx, query)), 200);
  },
);

contentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content",
    tags,
    summary: "Create a content item",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(ContentBody) },
    responses: { 201: ok(Content, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createContent(c.var.ctx, c.req.valid("json"))), 201),
);

contentRoutes.openapi(
  createRoute({
    method: "get",
    path: "/content/{id}",
    tags,
    summary: "Get a content item",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) => respond(c, success(await getContent(c.var.ctx, c.req.valid("param").id)), 200),
);

contentRoutes.openapi(
  createRoute({
    method: "put",
    path: "/content/{id}",
    tags,
    summary: "Update a content item",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(ContentChange) },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateContent(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

contentRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/content/{id}",
    tags,
    summary: "Delete a content item",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteContent(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);

contentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/update_content",
    tags,
    summary: "Update a content item and list editorial issues",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(ContentChange) },
    responses: { 200: ok(CheckedContent), ...errors },
  }),
  async (c) =>
    respond(
      c,
      success(await updateContentWithIssues(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))),
      200,
    ),
);

contentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/approve",
    tags,
    summary: "Approve a content item",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: ok(Content), ...errors },
  }),
  async (c) => respond(c, success(await approveContent(c.var.ctx, c.req.valid("param").id)), 200),
);

contentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/generate_images",
    tags,
    summary: "Generate images for a content item",
    middleware: guardWithKeys("editor", "ai"),
    request: { params: IdParam, body: body(GenerateImagesBody) },
    responses: jobReplies,
  }),
  async (c) => replyWithJob(c, await generateImages(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))),
);

contentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/preview_link",
    tags,
    summary: "Create a preview link that is valid for an hour",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 201: ok(PreviewLink, "Created"), ...errors },
  }),
  async (c) =>
    respond(
      c,
      success(await createPreviewLink(c.var.ctx, c.req.valid("param").id, requestOrigin(c.req.url))),
      201,
    ),
);

contentRoutes.openapi(
  createRoute({
    method: "get",
    path: "/content/{id}/preview",
    tags,
    summary: "Preview a content item as a page",
    description: "Requires a session, or a link created by `preview_link`.",
    middleware: previewGuard,
    request: { params: IdParam, query: z.strictObject({ token: z.string().max(1000).optional() }) },
    responses: {
      200: { description: "The page", content: { "text/html": { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => c.html(await renderPreview(c.var.ctx, c.req.valid("param").id), 200),
);
