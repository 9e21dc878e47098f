import { z } from "@hono/zod-openapi";
import { jobStatuses } from "../../db/schema/jobs";
import { siteStatuses } from "../../db/schema/writer";
import { GenerationIds, Id, JobIdParam, QueryId, Timestamp } from "../../http/schemas";
import { PublishingRecord } from "./records.schema";

export const PublishBody = z
  .strictObject({
    content_ids: GenerationIds.optional().openapi({
      description: "Ids of approved content items of one site",
    }),
    site_id: Id.optional().openapi({
      description: "Without `content_ids`: all approved content of the site",
    }),
    deployment_type: z.enum(["full", "incremental"]).default("incremental").openapi({
      description:
        "For a whole site: `full` publishes everything, `incremental` only new and changed content",
    }),
    status: z
      .enum(["publish", "draft", "future"])
      .default("publish")
      .openapi({ description: "The post's status in WordPress" }),
    published_at: z.iso
      .datetime({ offset: true })
      .optional()
      .openapi({ description: "Required with `future`" }),
    overwrite: z
      .boolean()
      .default(false)
      .openapi({ description: "Overwrite the post even if it was changed in WordPress" }),
  })
  .refine(({ content_ids, site_id }) => content_ids ?? site_id, {
    path: ["content_ids"],
    message: "content_ids or site_id is required",
  })
  .refine(({ status, published_at }) => status !== "future" || Date.parse(published_at ?? "") > Date.now(), {
    path: ["published_at"],
    message: "A time in the future",
  })
  .openapi("PublishRequest");
export type PublishBody = z.infer<typeof PublishBody>;

export const PublishStatusQuery = z.strictObject({
  content_id: QueryId.optional(),
  task_id: JobIdParam.shape.id.optional(),
});
export type PublishStatusQuery = z.infer<typeof PublishStatusQuery>;

const PublishState = z.strictObject({
  content_id: Id,
  title: z.string(),
  site_status: z.enum(siteStatuses),
  scheduled_publish_at: Timestamp.nullable(),
  external_id: z.string().nullable(),
  external_url: z.string().nullable(),
  record: PublishingRecord.nullable().openapi({ description: "Error of the last attempt" }),
});

export const PublishStatus = z
  .strictObject({
    task_id: z.string().nullable(),
    status: z.enum(jobStatuses).nullable(),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    contents: z.array(PublishState),
  })
  .openapi("PublishStatus");
