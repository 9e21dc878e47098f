import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { JobAccepted } from "../jobs/jobs.schema";
import { PublishBody, PublishStatus, PublishStatusQuery } from "./publish.schema";
import { startBulkPublication, startPublication } from "./publish.service";
import { getPublishStatus } from "./publish-status.service";
import { Deployment, DeploymentQuery, PublishingRecord, RecordBody, RecordQuery } from "./records.schema";
import { createRecord, listDeployments, listRecords } from "./records.service";

export const contentPublishingRoutes = router();
export const publishRoutes = router();
const tags = ["Publisher"];

contentPublishingRoutes.openapi(
  createRoute({
    method: "post",
    path: "/content/{id}/publish_to_wordpress",
    tags: ["Writer"],
    summary: "Publish an approved content item to WordPress",
    middleware: guardWithKeys("editor", "content"),
    request: { params: IdParam },
    responses: { 202: ok(JobAccepted, "Accepted"), ...errors },
  }),
  async (c) =>
    respond(c, success(await startPublication(c.var.ctx, c.req.valid("param").id), "Accepted"), 202),
);

publishRoutes.openapi(
  createRoute({
    method: "post",
    path: "/publish",
    tags,
    summary: "Publish content items or a whole site",
    description:
      "Creates one job with one item per content item: up to 50 in `content_ids`, or with `site_id` alone all approved content (up to 2,000), which also creates a deployment record.",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(PublishBody) },
    responses: { 202: ok(JobAccepted, "Accepted"), ...errors },
  }),
  async (c) =>
    respond(c, success(await startBulkPublication(c.var.ctx, c.req.valid("json")), "Accepted"), 202),
);

publishRoutes.openapi(
  createRoute({
    method: "get",
    path: "/publish/status",
    tags,
    summary: "Get the status of a publication",
    description: "By `content_id` or by `task_id`.",
    middleware: guardWithKeys("viewer"),
    request: { query: PublishStatusQuery },
    responses: { 200: ok(PublishStatus), ...errors },
  }),
  async (c) => respond(c, success(await getPublishStatus(c.var.ctx, c.req.valid("query"))), 200),
);

publishRoutes.openapi(
  createRoute({
    method: "get",
    path: "/records",
    tags,
    summary: "List publishing records, newest first",
    middleware: guardWithKeys("viewer"),
    request: { query: RecordQuery },
    responses: { 200: page(PublishingRecord), ...errors },
  }),
  async (c) => respond(c, paginate(c, await listRecords(c.var.ctx, c.req.valid("query"))), 200),
);

publishRoutes.openapi(
  createRoute({
    method: "post",
    path: "/records",
    tags,
    summary: "Create a publishing record for the next publication",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(RecordBody) },
    responses: { 201: ok(PublishingRecord, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createRecord(c.var.ctx, c.req.valid("json"))), 201),
);

publishRoutes.openapi(
  createRoute({
    method: "get",
    path: "/deployments",
    tags,
    summary: "List deployments, newest first",
    middleware: guardWithKeys("viewer"),
    request: { query: DeploymentQuery },
    responses: { 200: page(Deployment), ...errors },
  }),
  async (c) => respond(c, paginate(c, await listDeployments(c.var.ctx, c.req.valid("query"))), 200),
);
