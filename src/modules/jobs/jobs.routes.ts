import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { streamSSE } from "hono/streaming";
import { follow } from "../../http/follow";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, ok, spendingErrors, success } from "../../http/replies";
import { router } from "../../http/router";
import { JobIdParam, QueryInt } from "../../http/schemas";
import { buildJobEvents } from "./job-events.replies";
import { Job, JobAccepted } from "./jobs.schema";
import { cancelJob, getJob, listJobEvents, retryJob } from "./jobs.service";

export const jobRoutes = router();
const tags = ["Jobs"];

jobRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}",
    tags,
    summary: "Get a job with its items",
    middleware: guardWithKeys("viewer"),
    request: { params: JobIdParam },
    responses: { 200: ok(Job), ...errors },
  }),
  async (c) => respond(c, success(await getJob(c.var.ctx, c.req.valid("param").id)), 200),
);

jobRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}/events",
    tags,
    summary: "Stream the events of a job",
    description:
      "Server-sent events: `item` for each settled item, `job` for each change, `end` when the job is done. `Last-Event-ID` resumes after that event.",
    middleware: guardWithKeys("viewer"),
    request: {
      params: JobIdParam,
      headers: z.object({ "last-event-id": QueryInt.optional() }),
    },
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const after = c.req.valid("header")["last-event-id"] ?? 0;
    await listJobEvents(c.var.ctx, id, after);
    return streamSSE(c, (stream) => follow(c.var.ctx, stream, buildJobEvents(id), after));
  },
);

jobRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/cancel",
    tags,
    summary: "Cancel a job after its running items",
    middleware: guardWithKeys("editor"),
    request: { params: JobIdParam },
    responses: { 200: ok(Job), ...errors },
  }),
  async (c) => respond(c, success(await cancelJob(c.var.ctx, c.req.valid("param").id)), 200),
);

jobRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/retry",
    tags,
    summary: "Retry the failed items of a job as a new job",
    middleware: guardWithKeys("editor", "ai"),
    request: { params: JobIdParam },
    responses: { 202: ok(JobAccepted, "Accepted"), ...spendingErrors },
  }),
  async (c) => respond(c, success(await retryJob(c.var.ctx, c.req.valid("param").id), "Accepted"), 202),
);
