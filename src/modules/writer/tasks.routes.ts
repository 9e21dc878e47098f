import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, optionalBody, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import { generateContent } from "./article-generation.service";
import {
  BulkTasksBody,
  BulkTasksReport,
  GenerateContentBody,
  Task,
  TaskBody,
  TaskChange,
  TaskQuery,
} from "./tasks.schema";
import { createTask, createTasksInBulk, deleteTask, getTask, listTasks, updateTask } from "./tasks.service";

export const taskRoutes = router();
const tags = ["Writer"];

taskRoutes.openapi(
  createRoute({
    method: "get",
    path: "/tasks",
    tags,
    summary: "List writing tasks",
    middleware: guardWithKeys("viewer"),
    request: { query: TaskQuery },
    responses: { 200: page(Task), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listTasks(c.var.ctx, query)), 200);
  },
);

taskRoutes.openapi(
  createRoute({
    method: "post",
    path: "/tasks",
    tags,
    summary: "Create a writing task",
    middleware: guardWithKeys("editor"),
    request: { body: body(TaskBody) },
    responses: { 201: ok(Task, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createTask(c.var.ctx, c.req.valid("json"))), 201),
);

taskRoutes.openapi(
  createRoute({
    method: "post",
    path: "/tasks/bulk_create",
    tags,
    summary: "Create several writing tasks",
    description: "Valid tasks are created; the others are reported with their errors.",
    middleware: guardWithKeys("editor"),
    request: { body: body(BulkTasksBody) },
    responses: { 201: ok(BulkTasksReport, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createTasksInBulk(c.var.ctx, c.req.valid("json").tasks)), 201),
);

taskRoutes.openapi(
  createRoute({
    method: "post",
    path: "/tasks/{id}/generate_content",
    tags,
    summary: "Generate the content of a task",
    middleware: guardWithKeys("editor", "ai"),
    request: { params: IdParam, body: optionalBody(GenerateContentBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { dry_run } = c.req.valid("json");
    return replyWithJob(c, await generateContent(c.var.ctx, c.req.valid("param").id, dry_run));
  },
);

taskRoutes.openapi(
  createRoute({
    method: "get",
    path: "/tasks/{id}",
    tags,
    summary: "Get a writing task",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Task), ...errors },
  }),
  async (c) => respond(c, success(await getTask(c.var.ctx, c.req.valid("param").id)), 200),
);

taskRoutes.openapi(
  createRoute({
    method: "put",
    path: "/tasks/{id}",
    tags,
    summary: "Update a writing task",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(TaskChange) },
    responses: { 200: ok(Task), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateTask(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

taskRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/tasks/{id}",
    tags,
    summary: "Delete a writing task",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteTask(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
