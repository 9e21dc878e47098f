import { z } from "@hono/zod-openapi";
import { Id, Timestamp } from "../../http/schemas";
import { ContentConflict } from "../writer/content.schema";
import { SyncCounts, syncDirections } from "./sync-state";

const Direction = z.enum(syncDirections).openapi({
  description:
    "`metadata`: post types, categories and tags from WordPress. `from_external`: posts from WordPress. `to_external`: changed categories, tags and schedules to WordPress; articles are transferred by publishing. `both`: all of these",
});

export const SyncBody = z.strictObject({ direction: Direction.default("both") }).openapi("Sync");
export const SiteSyncBody = SyncBody.extend({ site_id: Id }).openapi("SiteSync");
export type SiteSyncBody = z.infer<typeof SiteSyncBody>;

const Progress = z
  .strictObject({
    task_id: z.string(),
    status_url: z.string(),
    direction: z.enum(syncDirections),
    phase: z.enum(["metadata", "pull", "check", "push"]).openapi({
      description: "`pull` reads new and modified posts; `check` verifies the remaining ones",
    }),
    percent: z.int().min(0).max(100),
    posts_total: z.int().nullable().openapi({ description: "Number of posts to read; null until known" }),
    counts: SyncCounts,
    started_at: Timestamp,
  })
  .openapi("SyncProgress");

export const SyncStatus = z
  .strictObject({
    integration_id: Id,
    status: z.enum(["pending", "syncing", "completed", "error"]),
    progress: Progress.nullable().openapi({ description: "Progress of the running sync" }),
    last_sync_at: Timestamp.nullable(),
    sync_error: z.string().nullable(),
  })
  .openapi("SyncStatus");
export type SyncStatus = z.infer<typeof SyncStatus>;

export const SyncHealth = z
  .strictObject({
    integration_id: Id,
    last_7_days: z.strictObject({
      syncs_succeeded: z.int(),
      syncs_failed: z.int(),
      mean_duration_ms: z.int().nullable().openapi({ description: "Successful syncs only" }),
      webhooks_received: z.int(),
      webhooks_refused: z.int(),
    }),
    contents: z.strictObject({
      in_sync: z.int(),
      changed_here: z.int().openapi({ description: "Content changed here since it was last published" }),
      conflicts: z.int().openapi({ description: "Content changed on both sides; call resolve_conflict" }),
    }),
    conflicts: z
      .array(z.strictObject({ content_id: Id, title: z.string(), conflict: ContentConflict }))
      .openapi({ description: "At most the first twenty" }),
    last_sync_at: Timestamp.nullable(),
    last_error: z.strictObject({ at: Timestamp, message: z.string() }).nullable(),
  })
  .openapi("SyncHealth");
