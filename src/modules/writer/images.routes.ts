import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import { GenerateForContentBody, Image, ImageChange, ImageQuery, RegenerateBody } from "./content.schema";
import { generateImages, regenerateImage } from "./image-generation.service";
import { deleteImage, getImage, listImages, updateImage } from "./images.service";

export const imageRoutes = router();
const tags = ["Writer"];
const requestOrigin = (url: string) => new URL(url).origin;

imageRoutes.openapi(
  createRoute({
    method: "get",
    path: "/images",
    tags,
    summary: "List images",
    middleware: guardWithKeys("viewer"),
    request: { query: ImageQuery },
    responses: { 200: page(Image), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listImages(c.var.ctx, query, requestOrigin(c.req.url))), 200);
  },
);

imageRoutes.openapi(
  createRoute({
    method: "post",
    path: "/images/generate_for_content",
    tags,
    summary: "Generate images for a content item",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(GenerateForContentBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { content_id, ...wish } = c.req.valid("json");
    return replyWithJob(c, await generateImages(c.var.ctx, content_id, wish));
  },
);

imageRoutes.openapi(
  createRoute({
    method: "post",
    path: "/images/regenerate",
    tags,
    summary: "Regenerate an image",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(RegenerateBody) },
    responses: jobReplies,
  }),
  async (c) => replyWithJob(c, await regenerateImage(c.var.ctx, c.req.valid("json"))),
);

imageRoutes.openapi(
  createRoute({
    method: "get",
    path: "/images/{id}",
    tags,
    summary: "Get an image",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Image), ...errors },
  }),
  async (c) =>
    respond(c, success(await getImage(c.var.ctx, c.req.valid("param").id, requestOrigin(c.req.url))), 200),
);

imageRoutes.openapi(
  createRoute({
    method: "put",
    path: "/images/{id}",
    tags,
    summary: "Update the texts of an image",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(ImageChange) },
    responses: { 200: ok(Image), ...errors },
  }),
  async (c) => {
    const change = c.req.valid("json");
    const image = await updateImage(c.var.ctx, c.req.valid("param").id, change, requestOrigin(c.req.url));
    return respond(c, success(image), 200);
  },
);

imageRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/images/{id}",
    tags,
    summary: "Delete an image",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteImage(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
