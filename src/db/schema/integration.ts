import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, flag, id, json, timestamps } from "./columns";
import { platformTypes, siteId } from "./sites";
import { contents } from "./writer";

export const siteIntegrations = sqliteTable(
  "site_integrations",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    platform: text({ enum: platformTypes }).notNull(),
    external_site_url: text().notNull(),
    auth_type: text({ enum: ["api_key", "application_password"] }).notNull(),
    username: text(),
    sealed_credential: text(),
    sealed_webhook_secret: text(),
    is_active: flag().default(true),
    sync_enabled: flag().default(true),
    config: json<Record<string, unknown>>().notNull().default({}),
    connection_status: text({ enum: ["unknown", "connected", "failed"] })
      .notNull()
      .default("unknown"),
    /** The latest diagnosis: code, message and fix. */
    connection_detail: json<{ code: string; message: string; fix: string | null }>(),
    connection_checked_at: text(),
    sync_status: text({ enum: ["pending", "syncing", "completed", "error"] })
      .notNull()
      .default("pending"),
    sync_error: text(),
    last_sync_at: text(),
    /** Start of the next incremental sync: the newest modification seen, UTC. */
    sync_cursor: text(),
    /** Structure of the remote site: post types, taxonomies, REST root. */
    structure: json<Record<string, unknown>>(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("site_integrations_platform").on(t.site_id, t.platform),
    index("site_integrations_account").on(t.account_id, t.site_id, t.id),
  ],
);

export const syncEvents = sqliteTable(
  "sync_events",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    integration_id: integer()
      .notNull()
      .references(() => siteIntegrations.id, { onDelete: "cascade" }),
    /** The sender's id of the event: a repeated event has no effect. */
    event_id: text(),
    event_type: text().notNull(),
    action: text().notNull(),
    success: flag(),
    content_id: integer(),
    external_id: text(),
    details: json<Record<string, unknown>>().notNull().default({}),
    error_message: text(),
    duration_ms: integer(),
    created_at: createdAt,
  },
  (t) => [
    uniqueIndex("sync_events_once").on(t.integration_id, t.event_id),
    index("sync_events_integration").on(t.integration_id, t.id),
    index("sync_events_age").on(t.created_at),
  ],
);

/** One attempt to publish a content item to its destination. */
export const publishingRecords = sqliteTable(
  "publishing_records",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    content_id: integer()
      .notNull()
      .references(() => contents.id, { onDelete: "cascade" }),
    destination: text().notNull().default("wordpress"),
    external_id: text(),
    external_url: text(),
    status: text({ enum: ["pending", "publishing", "published", "failed", "retracted"] })
      .notNull()
      .default("pending"),
    error: text(),
    job_id: text(),
    /** Fields that the destination changed or dropped, and the findings on the live page. */
    checks: json<Record<string, unknown>>(),
    published_at: text(),
    ...timestamps,
  },
  (t) => [
    index("publishing_records_site").on(t.account_id, t.site_id, t.id),
    index("publishing_records_content").on(t.content_id, t.id),
  ],
);

export const deploymentRecords = sqliteTable(
  "deployment_records",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    deployment_type: text({ enum: ["full", "incremental"] }).notNull(),
    status: text({ enum: ["pending", "deploying", "deployed", "failed", "rolled_back"] })
      .notNull()
      .default("pending"),
    items_deployed: integer().notNull().default(0),
    version: integer().notNull().default(1),
    url: text(),
    error_log: text(),
    job_id: text(),
    ...timestamps,
  },
  (t) => [index("deployment_records_site").on(t.account_id, t.site_id, t.id)],
);

export const publishingSettings = sqliteTable(
  "publishing_settings",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    auto_approval_enabled: flag().default(false),
    auto_publish_enabled: flag().default(false),
    daily_publish_limit: integer().notNull().default(3),
    weekly_publish_limit: integer().notNull().default(15),
    monthly_publish_limit: integer().notNull().default(50),
    publish_days: json<string[]>().notNull().default(["mon", "tue", "wed", "thu", "fri"]),
    publish_time_slots: json<string[]>().notNull().default(["09:00", "14:00", "18:00"]),
    total_items_per_run: integer().notNull().default(500),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("publishing_settings_site").on(t.site_id),
    index("publishing_settings_auto")
      .on(t.id)
      .where(sql`${t.auto_publish_enabled} = 1`),
  ],
);
