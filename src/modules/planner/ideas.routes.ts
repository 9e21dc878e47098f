import { createRoute, z } from "@hono/zod-openapi";
import { guard } from "../../http/guard";
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
    middleware: guard("viewer"),
    request: { query: IdeaQuery },
    responses: { 200: page(Idea), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return c.json(paginate(c, await listIdeas(c.var.ctx, query)), 200);
  },
);

ideaRoutes.openapi(
  createRoute({
    method: "post",
    path: "/ideas",
    tags,
    summary: "Create a content idea",
    middleware: guard("editor"),
    request: { body: body(IdeaBody) },
    responses: { 201: ok(CreatedIdea, "Created"), ...errors },
  }),
  async (c) => c.json(success(await createIdea(c.var.ctx, c.req.valid("json"))), 201),
);

ideaRoutes.openapi(
  createRoute({
    method: "post",
    path: "/ideas/create_tasks",
    tags,
    summary: "Make writing tasks of content ideas",
    middleware: guard("editor"),
    request: { body: body(CreateTasksBody) },
    responses: { 200: ok(CreateTasksReport), ...errors },
  }),
  async (c) => c.json(success(await createTasks(c.var.ctx, c.req.valid("json").ids)), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "get",
    path: "/ideas/{id}",
    tags,
    summary: "Get a content idea",
    middleware: guard("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Idea), ...errors },
  }),
  async (c) => c.json(success(await getIdea(c.var.ctx, c.req.valid("param").id)), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "put",
    path: "/ideas/{id}",
    tags,
    summary: "Update a content idea",
    middleware: guard("editor"),
    request: { params: IdParam, body: body(IdeaChange) },
    responses: { 200: ok(Idea), ...errors },
  }),
  async (c) =>
    c.json(success(await updateIdea(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

ideaRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/ideas/{id}",
    tags,
    summary: "Delete a content idea",
    middleware: guard("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteIdea(c.var.ctx, c.req.valid("param").id);
    return c.json(success(null, "Deleted"), 200);
  },
);
