import { itemAt } from "../../lib/collections";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { purge } from "../../db/purge";
import { owned } from "../../db/queries";
import { contents, jobItems, siteIntegrations as t, syncEvents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import { DAY_MS, isoIn } from "../../lib/time";
import { requireSite } from "../sites/sites.service";
import { createJob } from "../jobs/jobs.service";
import {
  getIntegrationRow,
  type IntegrationRow,
  isOwnIntegration,
} from "../integration/integrations.service";
import type { SiteSyncBody, SyncStatus } from "./sync.schema";
import { PAGE_SIZE } from "./pull";
import { type SyncDirection, buildFirstState, buildSyncItem, computePercent, SyncState } from "./sync-state";

/** Starts a sync as a job. An integration has at most one running sync. */
export async function startSync(ctx: Ctx, id: number, direction: SyncDirection) {
  return createSyncJob(ctx, await getIntegrationRow(ctx, id), direction);
}

/** Starts a sync of the site's WordPress integration. */
export async function startSiteSync(ctx: Ctx, { site_id, direction }: SiteSyncBody) {
  await requireSite(ctx, site_id);
  const [row] = await ctx.db
    .select()
    .from(t)
    .where(and(owned(ctx.actor, t), eq(t.site_id, site_id), eq(t.platform, "wordpress")));
  if (!row) throw invalid("site_id", "The site has no WordPress integration");
  return createSyncJob(ctx, row, direction);
}

async function createSyncJob(ctx: Ctx, row: IntegrationRow, direction: SyncDirection) {
  if (!row.is_active || !row.sync_enabled)
    throw new ApiError("CONFLICT", "Sync is disabled: set is_active and sync_enabled");
  if (row.sealed_credential === null)
    throw new ApiError("CONFLICT", "No credential is stored: store one first");
  const item = buildSyncItem(row, buildFirstState(direction, isoIn()));
  const syncing = ctx.db
    .update(t)
    .set({ sync_status: "syncing", sync_error: null, updated_at: sql`${t.updated_at}` })
    .where(isOwnIntegration(ctx, row.id));
  return createJob(ctx, {
    type: "sync",
    site_id: row.site_id,
    items: [item],
    buildStatements: () => [syncing],
  });
}

const isOpenSyncItem = (id: number) =>
  and(
    eq(jobItems.kind, "sync_site"),
    eq(jobItems.ref_id, id),
    inArray(jobItems.status, ["queued", "running"]),
  );

/** Progress of the running sync, and the result of the last one. */
export async function getSyncStatus(ctx: Ctx, id: number): Promise<SyncStatus> {
  const row = await getIntegrationRow(ctx, id);
  const [item] = await ctx.db
    .select({ job_id: jobItems.job_id, input: jobItems.input })
    .from(jobItems)
    .where(and(owned(ctx.actor, jobItems), isOpenSyncItem(id)));
  const { last_sync_at, sync_error } = row;
  const status = resolveStatus(row, item !== undefined);
  return { integration_id: id, status, progress: item ? toProgress(item) : null, last_sync_at, sync_error };
}

/** A cancelled sync leaves the status `syncing` behind, which is corrected here. */
const resolveStatus = ({ sync_status, last_sync_at }: IntegrationRow, isUnderWay: boolean) => {
  if (isUnderWay) return "syncing";
  if (sync_status !== "syncing") return sync_status;
  return last_sync_at === null ? "pending" : "completed";
};

function toProgress({ job_id, input }: { job_id: string; input: Record<string, unknown> }) {
  const state = SyncState.parse(input);
  const { direction, phase, total, counts, started_at } = state;
  return {
    task_id: job_id,
    status_url: `/api/v1/jobs/${job_id}/`,
    direction,
    phase,
    percent: computePercent(state, PAGE_SIZE),
    posts_total: total,
    counts,
    started_at,
  };
}

const WINDOW_MS = 7 * DAY_MS;
const MAX_CONFLICTS = 20;

/** Statistics of the last seven days, and the current conflicts. */
export async function getSyncHealth(ctx: Ctx, id: number) {
  const { site_id, last_sync_at } = await getIntegrationRow(ctx, id);
  const isIntegrationEvent = and(owned(ctx.actor, syncEvents), eq(syncEvents.integration_id, id));
  const isLinked = and(
    owned(ctx.actor, contents),
    eq(contents.site_id, site_id),
    sql`${contents.external_id} is not null`,
  );
  const hasConflict = and(
    owned(ctx.actor, contents),
    eq(contents.site_id, site_id),
    sql`${contents.conflict} is not null`,
  );
  const [events, statistics, conflicts, [failure]] = await ctx.db.batch([
    ctx.db
      .select(eventStatistics)
      .from(syncEvents)
      .where(and(isIntegrationEvent, sql`${syncEvents.created_at} >= ${isoIn(-WINDOW_MS)}`)),
    ctx.db.select(contentStatistics).from(contents).where(isLinked),
    ctx.db
      .select({ content_id: contents.id, title: contents.title, conflict: contents.conflict })
      .from(contents)
      .where(hasConflict)
      .orderBy(contents.id)
      .limit(MAX_CONFLICTS),
    ctx.db
      .select({ at: syncEvents.created_at, message: syncEvents.error_message })
      .from(syncEvents)
      .where(and(isIntegrationEvent, eq(syncEvents.success, false)))
      .orderBy(desc(syncEvents.id))
      .limit(1),
  ]);
  return {
    integration_id: id,
    last_7_days: itemAt(events, 0),
    contents: itemAt(statistics, 0),
    conflicts: conflicts.flatMap(({ conflict, ...row }) => (conflict ? [{ ...row, conflict }] : [])),
    last_sync_at,
    last_error: failure
      ? { at: failure.at, message: failure.message ?? "No error message was stored" }
      : null,
  };
}

/** Events are reported for a week, and retained longer for investigations. */
const RETENTION_MS = 90 * DAY_MS;

export function purgeSyncEvents(shard = 0) {
  const db = openDb("first-primary", shard);
  return purge(db, syncEvents, lt(syncEvents.created_at, isoIn(-RETENTION_MS)));
}

const countWhere = (condition: ReturnType<typeof sql>) =>
  sql<number>`count(case when ${condition} then 1 end)`;
const isSync = sql`${syncEvents.event_type} = 'sync'`;
const isWebhook = sql`${syncEvents.event_id} is not null`;

const eventStatistics = {
  syncs_succeeded: countWhere(sql`${isSync} and ${syncEvents.success}`),
  syncs_failed: countWhere(sql`${isSync} and not ${syncEvents.success}`),
  mean_duration_ms: sql<number | null>`cast(avg(case when ${isSync} and ${syncEvents.success}
    then ${syncEvents.duration_ms} end) as integer)`,
  webhooks_received: countWhere(isWebhook),
  webhooks_refused: countWhere(sql`${syncEvents.event_type} = 'webhook' and not ${syncEvents.success}`),
};
const isSame = sql`${contents.pushed_version} is ${contents.updated_at}`;
const contentStatistics = {
  in_sync: countWhere(sql`${contents.conflict} is null and ${isSame}`),
  changed_here: countWhere(sql`${contents.conflict} is null and not (${isSame})`),
  conflicts: countWhere(sql`${contents.conflict} is not null`),
};
