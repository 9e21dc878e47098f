import { z } from "@hono/zod-openapi";
import { itemKinds, itemStatuses, jobStatuses, jobTypes } from "../../db/schema/jobs";
import { Id, Timestamp } from "../../http/schemas";

export const JobAccepted = z
  .strictObject({ task_id: z.string(), status: z.literal("queued"), status_url: z.string() })
  .openapi("JobAccepted");

/** A field of every request body that creates a job. */
export const DryRun = z.boolean().optional().openapi({
  description: "Only estimate the maximum cost: returns 200 with a JobEstimate and creates no job",
});

export const JobEstimate = z
  .strictObject({
    dry_run: z.literal(true),
    items: z.array(z.strictObject({ label: z.string(), kind: z.enum(itemKinds), credits: z.int() })),
    credits: z
      .int()
      .openapi({ description: "Credits that the job would reserve: the maximum that it can be charged" }),
    balance: z.int().openapi({ description: "Available credits: the balance minus reservations" }),
    sufficient: z.boolean(),
  })
  .openapi("JobEstimate");

const JobItem = z
  .strictObject({
    id: Id,
    kind: z.enum(itemKinds),
    ref_id: Id.openapi({
      description:
        "Id of the sector, cluster, task, content item, image or integration that the item works on, depending on its kind",
    }),
    label: z.string(),
    status: z.enum(itemStatuses),
    attempts: z.int(),
    charged: z.int(),
    error: z.string().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    settled_at: Timestamp.nullable(),
  })
  .openapi("JobItem");

export const Job = z
  .strictObject({
    id: z.string(),
    site_id: Id,
    type: z.enum(jobTypes),
    status: z.enum(jobStatuses),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    credits_reserved: z.int(),
    credits_charged: z.int(),
    credits_released: z.int(),
    error: z.string().nullable(),
    cancel_requested_at: Timestamp.nullable(),
    finished_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    items: z.array(JobItem),
  })
  .openapi("Job");
