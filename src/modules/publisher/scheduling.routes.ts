import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { bare, body, errors } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { ScheduleBody, ScheduledContent } from "./scheduling.schema";
import { scheduleContent, unscheduleContent } from "./scheduling.service";

export const schedulingRoutes = router();
const tags = ["Writer"];

schedulingRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/schedule",
    tags,
    summary: "Schedule an approved content item for publishing",
    description: "Any time in the future. The site's limits apply to automatically assigned slots only.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(ScheduleBody) },
    responses: { 200: bare(ScheduledContent, "The scheduled time"), ...errors },
  }),
  async (c) =>
    respond(c, await scheduleContent(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
);

schedulingRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/unschedule",
    tags,
    summary: "Unschedule a content item",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 200: bare(ScheduledContent, "No longer scheduled"), ...errors },
  }),
  async (c) => respond(c, await unscheduleContent(c.var.ctx, c.req.valid("param").id), 200),
);
