import { z } from "@hono/zod-openapi";
import { Id, PageQuery, QueryId, Timestamp } from "../../http/schemas";
import { OverlapReply } from "../planner/overlap.schema";

const recordStatuses = ["pending", "publishing", "published", "failed", "retracted"] as const;
const destination = z.enum(["wordpress"]);

const LiveCheck = z.strictObject({
  url: z.string(),
  status: z.int().nullable(),
  title_found: z.boolean(),
  noindex: z.boolean(),
  links_missing: z.array(z.string()),
  problems: z.array(z.string()),
});

export const PublishChecks = z
  .strictObject({
    created: z.boolean(),
    remote_status: z.string(),
    dropped: z
      .array(z.string())
      .openapi({ description: "Fields that the site did not store, or that were not sent" }),
    changed: z.array(z.strictObject({ field: z.string(), note: z.string() })),
    images: z.strictObject({ uploaded: z.int(), reused: z.int(), missing: z.array(Id) }),
    live: LiveCheck.nullable().openapi({
      description: "The page as a visitor sees it; null if it is not public",
    }),
    overlap: OverlapReply.nullable().openapi({
      description: "Published pages that it competes with; null if it is already published",
    }),
  })
  .openapi("PublishChecks");

export const PublishingRecord = z
  .strictObject({
    id: Id,
    site_id: Id,
    content_id: Id,
    destination: z.string(),
    external_id: z.string().nullable(),
    external_url: z.string().nullable(),
    status: z.enum(recordStatuses),
    error: z.string().nullable(),
    task_id: z.string().nullable().openapi({ description: "Id of the job that publishes the item" }),
    checks: PublishChecks.nullable(),
    published_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("PublishingRecord");

export const RecordQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  content_id: QueryId.optional(),
  status: z.enum(recordStatuses).optional(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

export const RecordBody = z
  .strictObject({ content_id: Id, destination: destination.default("wordpress") })
  .openapi("PublishingRecordCreate");
export type RecordBody = z.infer<typeof RecordBody>;

export const Deployment = z
  .strictObject({
    id: Id,
    site_id: Id,
    deployment_type: z.enum(["full", "incremental"]),
    status: z.enum(["pending", "deploying", "deployed", "failed", "rolled_back"]),
    items_deployed: z.int(),
    version: z.int(),
    url: z.string().nullable(),
    error_log: z.string().nullable(),
    task_id: z.string().nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Deployment");

export const DeploymentQuery = PageQuery.extend({ site_id: QueryId.optional() });
export type DeploymentQuery = z.infer<typeof DeploymentQuery>;
