import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { JobAccepted } from "../jobs/jobs.schema";
import { SiteSyncBody, SyncBody, SyncHealth, SyncStatus } from "./sync.schema";
import { getSyncHealth, getSyncStatus, startSiteSync, startSync } from "./sync.service";

export const syncRoutes = router();
const tags = ["Integration"];

syncRoutes.openapi(
  createRoute({
    method: "post",
    path: "/site_sync",
    tags,
    summary: "Start a sync of a site",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(SiteSyncBody) },
    responses: { 202: ok(JobAccepted, "Accepted"), ...errors },
  }),
  async (c) => respond(c, success(await startSiteSync(c.var.ctx, c.req.valid("json")), "Accepted"), 202),
);

syncRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/sync",
    tags,
    summary: "Start a sync of an integration",
    description:
      "A job, free of charge. Changes made in WordPress are stored here, unless the content item was changed here too: that is a `conflict`, to be resolved with `resolve_conflict`. Repeating a sync changes nothing.",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam, body: body(SyncBody) },
    responses: { 202: ok(JobAccepted, "Accepted"), ...errors },
  }),
  async (c) => {
    const { direction } = c.req.valid("json");
    return respond(
      c,
      success(await startSync(c.var.ctx, c.req.valid("param").id, direction), "Accepted"),
      202,
    );
  },
);

syncRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}/sync_status",
    tags,
    summary: "Get the progress of the running sync and the result of the last one",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(SyncStatus), ...errors },
  }),
  async (c) => respond(c, success(await getSyncStatus(c.var.ctx, c.req.valid("param").id)), 200),
);

syncRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}/sync_health",
    tags,
    summary: "Get sync and webhook statistics and open conflicts",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(SyncHealth), ...errors },
  }),
  async (c) => respond(c, success(await getSyncHealth(c.var.ctx, c.req.valid("param").id)), 200),
);
