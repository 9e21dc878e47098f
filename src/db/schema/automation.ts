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
  /** Maximum items per run; 0 for no limit. */
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
    /** Weekly schedules: mon to sun. Monthly schedules: days of the month as text. */
    scheduled_days: json<string[]>().notNull().default([]),
    /** Wall time in the account's time zone, HH:MM. */
    scheduled_time: text().notNull().default("02:00"),
    next_run_at: text(),
    stages: json<StageConfig[]>().notNull(),
    within_stage_delay: integer().notNull().default(3),
    between_stage_delay: integer().notNull().default(5),
    /** Maximum credits per run; 0 for no limit. */
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

/** History of runs. Written only by the site's Durable Object. */
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
    /** Everything the object needs to continue after losing its storage. */
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
    /** Identifies the line within its run, so that writing it again has no effect. */
    seq: integer().notNull(),
    stage: integer(),
    level: text({ enum: ["info", "warning", "error"] }).notNull(),
    message: text().notNull(),
    created_at: createdAt,
  },
  (t) => [uniqueIndex("automation_logs_run").on(t.run_id, t.seq)],
);
