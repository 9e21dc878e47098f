import { sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { siteIntegrations as t } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";
import { type ItemFailure, type Item, ItemError, type ItemOutcome } from "../jobs/items.service";
import { type IntegrationRow, isOwnIntegration } from "../integration/integrations.service";
import { checkPosts } from "./check-posts";
import { insertEventStatement } from "./sync-events";
import { syncMetadata } from "./sync-metadata";
import { pullPosts } from "./pull";
import { pushChanges } from "./push";
import { toItemError, openRemoteSession, type RemoteSession } from "./remote-session";
import { buildSyncItem, advancePhase, type Phase, type StepResult, SyncState } from "./sync-state";

const steps: Record<Phase, (ctx: Ctx, remote: RemoteSession, state: SyncState) => Promise<StepResult>> = {
  metadata: syncMetadata,
  pull: pullPosts,
  check: checkPosts,
  push: pushChanges,
};

/** Takes one step of a sync. The next step becomes the job's next item. */
export async function syncSite(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const state = SyncState.parse(item.input);
  const [row] = await ctx.db.select().from(t).where(isOwnIntegration(ctx, item.ref_id));
  if (!row) throw new ItemError("The integration was deleted", false);
  if (!row.is_active || !row.sync_enabled) throw new ItemError("The integration's sync is disabled", false);
  try {
    const step = await steps[state.phase](ctx, await openRemoteSession(row), state);
    const next = step.next ?? advancePhase(step.state);
    return {
      operation: null,
      writes: [
        ...step.writes,
        ...(next ? updateRunningStatements(ctx, row) : updateFinishedStatements(ctx, row, step.state)),
      ],
      result: { direction: state.direction, phase: state.phase, ...step.state.counts },
      children: next ? [buildSyncItem(row, next)] : [],
    };
  } catch (error) {
    throw toItemError(error, row);
  }
}

const updateRunningStatements = (ctx: Ctx, row: IntegrationRow): Statement[] => [
  ctx.db
    .update(t)
    .set({ sync_status: "syncing", sync_error: null, updated_at: sql`${t.updated_at}` })
    .where(isOwnIntegration(ctx, row.id)),
];

/** Clears the cursor if the address was changed meanwhile, because it belongs to the former site. */
function updateFinishedStatements(ctx: Ctx, row: IntegrationRow, state: SyncState): Statement[] {
  const isPulled = state.direction === "from_external" || state.direction === "both";
  const cursor = sql`iif(${t.external_site_url} = ${row.external_site_url}, coalesce(${state.newest}, ${t.sync_cursor}), null)`;
  const now = isoIn();
  return [
    ctx.db
      .update(t)
      .set({
        sync_status: "completed",
        sync_error: null,
        last_sync_at: now,
        ...(isPulled && { sync_cursor: cursor }),
        updated_at: sql`${t.updated_at}`,
      })
      .where(isOwnIntegration(ctx, row.id)),
    insertEventStatement(ctx, row, {
      event_type: "sync",
      action: state.direction,
      success: true,
      details: state.counts,
      duration_ms: Date.parse(now) - Date.parse(state.started_at),
    }),
  ];
}

/** Further statements when a sync fails permanently. */
export function failSyncStatements(ctx: Ctx, item: Item, { reason }: ItemFailure): Statement[] {
  const { direction, started_at, counts, phase } = SyncState.parse(item.input);
  const error_message = reason.slice(0, 500);
  const duration_ms = Date.now() - Date.parse(started_at);
  const details = { phase, ...counts };
  return [
    ctx.db
      .update(t)
      .set({ sync_status: "error", sync_error: error_message, updated_at: sql`${t.updated_at}` })
      .where(isOwnIntegration(ctx, item.ref_id)),
    insertEventStatement(
      ctx,
      { id: item.ref_id },
      {
        event_type: "sync",
        action: direction,
        success: false,
        error_message,
        duration_ms,
        details,
      },
    ),
  ];
}
