import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, flag, id, json, timestamps } from "./columns";
import { siteId } from "./sites";

export const runStatuses = ["running", "paused", "completed", "failed", "cancelled"] as const;
export const triggerTypes = ["manual", "scheduled"] as const;
export const frequencies = ["daily", "weekly", "monthly"] as const;

export type StageConfig = {
  stage: number;
  enabled: boolean;
  batch_size: number;
  /** Items of one run at most; 0 sets no limit. */
  max_per_run: number;
  use_testing: boolean;
  budget_pct: number;
};

export const automationConfigs = sqliteTable(
  "automation_configs",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    enabled: flag().default(false),
    frequency: text({ enum: frequencies }).notNull().default("daily"),
    /** Of a weekly schedule: mon to sun. Of a monthly one: the days of the month, as text. */
    scheduled_days: json<string[]>().notNull().default([]),
    /** Wall time in the account's zone, HH:MM. */
    scheduled_time: text().notNull().default("02:00"),
    next_run_at: text(),
    stages: json<StageConfig[]>().notNull(),
    within_stage_delay: integer().notNull().default(3),
    between_stage_delay: integer().notNull().default(5),
    /** Credits of one run at most; 0 sets no cap. */
    max_credits_per_run: integer().notNull().default(0),
    testing_model_id: integer(),
    live_model_id: integer(),
    image_model_id: integer(),
    image_style: text().notNull().default("photorealistic"),
    max_images: integer().notNull().default(4),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("automation_configs_site").on(t.site_id),
    index("automation_configs_due")
      .on(t.next_run_at)
      .where(sql`${t.enabled} = 1`),
  ],
);

/** A run's history. Its site's Durable Object alone writes it. */
export const automationRuns = sqliteTable(
  "automation_runs",
  {
    id,
    run_id: text().notNull().unique(),
    account_id: accountId(),
    site_id: siteId(),
    trigger_type: text({ enum: triggerTypes }).notNull(),
    status: text({ enum: runStatuses }).notNull(),
    current_stage: integer().notNull().default(1),
    total_stages: integer().notNull().default(7),
    items_processed: integer().notNull().default(0),
    credits_used: integer().notNull().default(0),
    stage_results: json<Record<string, unknown>[]>().notNull().default([]),
    /** All that the object needs to go on after its own storage is gone. */
    state: json<Record<string, unknown>>().notNull(),
    pause_reason: text(),
    error_message: text(),
    started_at: text().notNull(),
    completed_at: text(),
    heartbeat_at: text().notNull(),
    ...timestamps,
  },
  (t) => [
    index("automation_runs_site").on(t.account_id, t.site_id, t.id),
    uniqueIndex("automation_runs_active")
      .on(t.site_id)
      .where(sql`${t.status} in ('running', 'paused')`),
    index("automation_runs_heartbeat")
      .on(t.heartbeat_at)
      .where(sql`${t.status} = 'running'`),
  ],
);

export const automationLogs = sqliteTable(
  "automation_logs",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    run_id: text().notNull(),
    /** What the line is called in its run, so that writing it again writes nothing. */
    seq: integer().notNull(),
    stage: integer(),
    level: text({ enum: ["info", "warning", "error"] }).notNull(),
    message: text().notNull(),
    created_at: createdAt,
  },
  (t) => [uniqueIndex("automation_logs_run").on(t.run_id, t.seq)],
);
