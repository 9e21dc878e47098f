import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { streamSSE } from "hono/streaming";
import { follow } from "../../http/follow";
import { guardWithKeys } from "../../http/guard";
import { pageGuard } from "../../http/page-guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, spendingErrors, success } from "../../http/replies";
import { router } from "../../http/router";
import { QueryInt } from "../../http/schemas";
import { requireSite } from "../sites/sites.service";
import { getSiteSettings, toAutomationConfig, updateSiteSettings } from "../sites/site-settings.service";
import {
  SiteAutomationConfig,
  SiteAutomationConfigUpdate,
  RunEstimate,
  LogLine,
  LogsQuery,
  PipelineOverview,
  CurrentProcessing,
  RunWithStages,
  RunCommandQuery,
  RunDetail,
  RunParam,
  RunsQuery,
  RunCommandReply,
  RunSummary,
  SiteQuery,
} from "./automation.schema";
import { estimateRun } from "./estimate.service";
import { getCurrentProcessing, getPipelineOverview } from "./pipeline.service";
import { renderReport } from "./report-page";
import { followRuns } from "./run-events.replies";
import { getRun } from "./run-report";
import { getCurrentRun, listHistory, listLogs, listRuns, startRun, commandRun } from "./runs.service";

export const automationRoutes = router();
const tags = ["Automation"];

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/config",
    tags,
    summary: "Get a site's automation config",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(SiteAutomationConfig), ...errors },
  }),
  async (c) => {
    const { site_id } = c.req.valid("query");
    const { automation } = await getSiteSettings(c.var.ctx, site_id);
    return respond(c, success({ site_id, ...toAutomationConfig(automation) }), 200);
  },
);

automationRoutes.openapi(
  createRoute({
    method: "put",
    path: "/update_config",
    tags,
    summary: "Update a site's automation config",
    middleware: guardWithKeys("editor"),
    request: { query: SiteQuery, body: body(SiteAutomationConfigUpdate) },
    responses: { 200: ok(SiteAutomationConfig), ...errors },
  }),
  async (c) => {
    const { site_id } = c.req.valid("query");
    const change = { automation_config: c.req.valid("json") };
    const { automation } = await updateSiteSettings(c.var.ctx, site_id, change);
    return respond(c, success({ site_id, ...toAutomationConfig(automation) }), 200);
  },
);

automationRoutes.openapi(
  createRoute({
    method: "post",
    path: "/run_now",
    tags,
    summary: "Start a run",
    middleware: guardWithKeys("editor", "ai"),
    request: { query: SiteQuery },
    responses: { 202: ok(RunSummary.nullable(), "Started"), ...spendingErrors },
  }),
  async (c) => respond(c, success(await startRun(c.var.ctx, c.req.valid("query").site_id), "Started"), 202),
);

const commands = [
  ["pause", "Pause the run after its running items"],
  ["resume", "Resume the run"],
  ["cancel", "Cancel the run after its running items"],
] as const;
for (const [command, summary] of commands)
  automationRoutes.openapi(
    createRoute({
      method: "post",
      path: `/${command}`,
      tags,
      summary,
      description: "Repeating the command changes nothing. Returns the run; null if the site never had one.",
      middleware: guardWithKeys("editor"),
      request: { query: RunCommandQuery },
      responses: { 200: ok(RunCommandReply), ...errors },
    }),
    async (c) => {
      const { site_id, run_id } = c.req.valid("query");
      return respond(c, success(await commandRun(c.var.ctx, command, site_id, run_id)), 200);
    },
  );

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/current_run",
    tags,
    summary: "Get the running or paused run",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(z.strictObject({ run: RunWithStages.nullable() })), ...errors },
  }),
  async (c) => respond(c, success(await getCurrentRun(c.var.ctx, c.req.valid("query").site_id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/pipeline_overview",
    tags,
    summary: "Count pending, done and failed items of each stage",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(PipelineOverview), ...errors },
  }),
  async (c) => respond(c, success(await getPipelineOverview(c.var.ctx, c.req.valid("query").site_id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/current_processing",
    tags,
    summary: "Get the current stage and its latest items",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(CurrentProcessing), ...errors },
  }),
  async (c) => respond(c, success(await getCurrentProcessing(c.var.ctx, c.req.valid("query").site_id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/history",
    tags,
    summary: "List the last twenty runs",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(z.array(RunSummary)), ...errors },
  }),
  async (c) => respond(c, success(await listHistory(c.var.ctx, c.req.valid("query").site_id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/logs",
    tags,
    summary: "List the latest lines of the activity log, oldest first",
    middleware: guardWithKeys("viewer"),
    request: { query: LogsQuery },
    responses: { 200: ok(z.array(LogLine)), ...errors },
  }),
  async (c) => respond(c, success(await listLogs(c.var.ctx, c.req.valid("query"))), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/estimate",
    tags,
    summary: "Estimate the cost of a run",
    middleware: guardWithKeys("viewer"),
    request: { query: SiteQuery },
    responses: { 200: ok(RunEstimate), ...errors },
  }),
  async (c) => respond(c, success(await estimateRun(c.var.ctx, c.req.valid("query").site_id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/events",
    tags,
    summary: "Stream the events of a site's runs",
    description:
      "Server-sent events: `log` for each line, `run` for each change, `end` when no run is active. `Last-Event-ID` resumes after that line.",
    middleware: guardWithKeys("viewer"),
    request: {
      query: SiteQuery,
      headers: z.object({ "last-event-id": QueryInt.optional() }),
    },
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => {
    const { site_id } = c.req.valid("query");
    const after = c.req.valid("header")["last-event-id"] ?? 0;
    await requireSite(c.var.ctx, site_id);
    return streamSSE(c, (stream) => follow(c.var.ctx, stream, followRuns(site_id), after));
  },
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/runs",
    tags,
    summary: "List runs",
    middleware: guardWithKeys("viewer"),
    request: { query: RunsQuery },
    responses: { 200: page(RunSummary), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listRuns(c.var.ctx, query)), 200);
  },
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/runs/{id}",
    tags,
    summary: "Get a run with its stages and log",
    middleware: guardWithKeys("viewer"),
    request: { params: RunParam },
    responses: { 200: ok(RunDetail), ...errors },
  }),
  async (c) => respond(c, success(await getRun(c.var.ctx, c.req.valid("param").id)), 200),
);

automationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/runs/{id}/report",
    tags,
    summary: "Get the report of a run as a page",
    description:
      "A single file without scripts, to save, print or share: a timeline, the credits, and the input and output of each stage. Readable with the session cookie.",
    middleware: pageGuard,
    request: { params: RunParam },
    responses: {
      200: { description: "The page", content: { "text/html": { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => {
    const { origin } = new URL(c.req.url);
    return c.html(await renderReport(c.var.ctx, c.req.valid("param").id, origin), 200);
  },
);
