import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, id, json, timestamps } from "./columns";
import { siteId } from "./sites";

export const jobTypes = [
  "auto_cluster",
  "generate_ideas",
  "generate_content",
  "generate_images",
  "publish",
  "link_content",
  "optimize_content",
  "sync",
] as const;
export const jobStatuses = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export const itemKinds = [
  "cluster_keywords",
  "generate_ideas",
  "generate_content",
  "image_prompts",
  "draw_image",
  "publish_content",
  "link_content",
  "optimize_content",
  "sync_site",
] as const;
export const itemStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;

/** The work of one asynchronous request. Its counters change in the batch that settles an item. */
export const jobs = sqliteTable(
  "jobs",
  {
    id: text().primaryKey(),
    account_id: accountId(),
    site_id: siteId(),
    type: text({ enum: jobTypes }).notNull(),
    status: text({ enum: jobStatuses }).notNull().default("queued"),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    cancelled: integer().notNull().default(0),
    credits_reserved: integer().notNull(),
    credits_charged: integer().notNull().default(0),
    credits_released: integer().notNull().default(0),
    error: text(),
    cancel_requested_at: text(),
    finished_at: text(),
    user_id: integer(),
    /** The automation run and stage that created the job, if any. */
    run_id: text(),
    stage: integer(),
    ...timestamps,
  },
  (t) => [
    index("jobs_account").on(t.account_id, t.id),
    index("jobs_run").on(t.run_id, t.stage),
    index("jobs_cancelling")
      .on(t.cancel_requested_at)
      .where(sql`${t.status} in ('queued', 'running')`),
  ],
);

/** One unit of work: one queue message. A trigger makes settled items (done, failed, cancelled) immutable. */
export const jobItems = sqliteTable(
  "job_items",
  {
    id,
    job_id: text()
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    account_id: accountId(),
    site_id: siteId(),
    kind: text({ enum: itemKinds }).notNull(),
    /**
     * Id of the sector, cluster, task, content item, image or integration that the item works on, depending on its
     * kind.
     */
    ref_id: integer().notNull(),
    label: text().notNull(),
    input: json<Record<string, unknown>>().notNull().default({}),
    status: text({ enum: itemStatuses }).notNull().default("queued"),
    attempts: integer().notNull().default(0),
    /** Queued: when its message counts as lost. Running: when its lease ends. */
    due_at: text().notNull(),
    reserved: integer().notNull(),
    charged: integer().notNull().default(0),
    /** Position in the order in which the job's items were settled, from 1. */
    settled_seq: integer(),
    settled_at: text(),
    error: text(),
    result: json<Record<string, unknown>>(),
    created_at: createdAt,
  },
  (t) => [
    index("job_items_job").on(t.job_id, t.settled_seq),
    index("job_items_due")
      .on(t.due_at)
      .where(sql`${t.status} in ('queued', 'running')`),
    index("job_items_running")
      .on(t.account_id)
      .where(sql`${t.status} = 'running'`),
    uniqueIndex("job_items_open")
      .on(t.kind, t.ref_id)
      .where(sql`${t.status} in ('queued', 'running')`),
  ],
);
