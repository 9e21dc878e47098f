import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import {
  CreatedIdea,
  CreateTasksBody,
  CreateTasksReport,
  Idea,
  IdeaBody,
  IdeaChange,
  IdeaQuery,
} from "./ideas.schema";
import { createIdea, createTasks, deleteIdea, getIdea, listIdeas, updateIdea } from "./ideas.service";

export const ideaRoutes = router();
const tags = ["Planner"];

ideaRoutes.openapi(
  createRoute({
    method: "get",
    path: "/ideas",
    tags,
    summary: "List content ideas",
    middleware: guardWithKeys("viewer"),
    request: { query: IdeaQuery },
    responses: { 200: page(Idea), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listIdeas(c.var.ctx, query)), 200);
  },
);

ideaRoutes.openapi(
  createRoute({
    method: "post",
    path: "/ideas",
    tags,
    summary: "Create a content idea",
    middleware: guardWithKeys("editor"),
    request: { body: body(IdeaBody) },
    responses: { 201: ok(CreatedIdea, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createIdea(c.var.ctx, c.req.valid("json"))), 201),
);

ideaRoutes.openapi(
  createRoute({
    method: "post",
    path: "/ideas/create_tasks",
    tags,
    summary: "Create writing tasks from content ideas",
    middleware: guardWithKeys("editor"),
    request: { body: body(CreateTasksBody) },
    responses: { 200: ok(CreateTasksReport), ...errors },
  }),
  async (c) => respond(c, success(await createTasks(c.var.ctx, c.req.valid("json").ids)), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "get",
    path: "/ideas/{id}",
    tags,
    summary: "Get a content idea",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Idea), ...errors },
  }),
  async (c) => respond(c, success(await getIdea(c.var.ctx, c.req.valid("param").id)), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "put",
    path: "/ideas/{id}",
    tags,
    summary: "Update a content idea",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(IdeaChange) },
    responses: { 200: ok(Idea), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateIdea(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/ideas/{id}",
    tags,
    summary: "Delete a content idea",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteIdea(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
