import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { unscheduledCondition } from "../../db/content-conditions";
import { isAnyOf, isInGoodStanding, nextVersion, owned } from "../../db/queries";
import { accounts, contents, publishingSettings, sites } from "../../db/schema";
import { type Ctx, systemCtx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { itemAt } from "../../lib/collections";
import { DAY_MS, toSecond } from "../../lib/time";
import { getSiteSettings } from "../sites/site-settings.service";
import { computeNextSlots } from "./compute-slots";

const MAX_ATTEMPTS = 5;
/** Earlier publications cannot be in the same month or week as a future slot. */
const LOOK_BACK_MS = 40 * DAY_MS;

type AssignedSlot = { content_id: number; scheduled_publish_at: string };

/**
 * Assigns the next free slots to the site's approved, unpublished content if auto-publish is on: to all of it, or to
 * `ids`. The write requires that nothing was scheduled or published since the limits were read, so concurrent calls
 * never exceed a limit together.
 */
export async function assignSlots(
  ctx: Ctx,
  siteId: number,
  ids?: readonly number[],
): Promise<AssignedSlot[]> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const assigned = await tryAssignSlots(ctx, siteId, ids);
    if (assigned) return assigned;
  }
  throw new ApiError("CONFLICT", "The site's schedule has changed: try again");
}

/** Returns null if the schedule changed in the meantime. */
async function tryAssignSlots(
  ctx: Ctx,
  siteId: number,
  ids?: readonly number[],
): Promise<AssignedSlot[] | null> {
  const { publishing, timezone } = await getSiteSettings(ctx, siteId);
  if (!publishing.auto_publish_enabled) return [];
  const now = Date.now();
  const since = new Date(now - LOOK_BACK_MS).toISOString();
  const [[schedule], waiting] = await ctx.db.batch([
    ctx.db
      .select({ taken: selectTakenTimes(ctx, siteId, since) })
      .from(sites)
      .where(eq(sites.id, siteId)),
    ctx.db
      .select({ id: contents.id })
      .from(contents)
      .where(and(isAwaitingSlot(ctx, siteId), ids && isAnyOf(contents.id, ids)))
      .orderBy(asc(contents.id))
      .limit(publishing.total_items_per_run),
  ]);
  const taken = schedule?.taken ?? "";
  const request = {
    rules: publishing,
    timezone,
    taken: taken.split(",").filter(Boolean),
    count: waiting.length,
    now,
  };
  const instants = computeNextSlots(request);
  if (!instants.length) return [];
  const slots = waiting
    .slice(0, instants.length)
    .map(({ id }, n) => [id, toSecond(itemAt(instants, n))] as const);
  const assigned = await updateSlotsStatement(
    ctx,
    siteId,
    new Map(slots),
    sql`${selectTakenTimes(ctx, siteId, since)} = ${taken}`,
  );
  return assigned.length ? assigned : null;
}

const isAwaitingSlot = ({ actor }: Pick<Ctx, "actor">, siteId: number) =>
  and(owned(actor, contents), eq(contents.site_id, siteId), unscheduledCondition);

/** Changes no row if the schedule has changed since it was read. */
const updateSlotsStatement = (
  { actor, db }: Ctx,
  siteId: number,
  slots: Map<number, string>,
  isUnchanged: SQL,
) =>
  db
    .update(contents)
    .set({
      site_status: "scheduled",
      scheduled_publish_at: sql`(select value ->> 1 from json_each(${JSON.stringify([...slots])}) where value ->> 0 = contents.id)`,
      publish_attempts: 0,
      updated_at: nextVersion(contents),
    })
    .where(and(isAwaitingSlot({ actor }, siteId), isAnyOf(contents.id, [...slots.keys()]), isUnchanged))
    .returning({
      content_id: contents.id,
      scheduled_publish_at: sql<string>`${contents.scheduled_publish_at}`,
    });

/**
 * Scheduled and first publication times of the site's content since that time, ordered and joined by commas. SQLite
 * evaluates it once per statement, before the statement changes rows.
 */
const selectTakenTimes = ({ actor }: Ctx, siteId: number, since: string) =>
  sql<string>`coalesce((select group_concat(at) from (select coalesce(c.scheduled_publish_at,
      (select coalesce(min(r.published_at), iif(c.site_status = 'publishing', max(r.updated_at), null))
        from publishing_records r where r.content_id = c.id)) as at
    from contents c where c.account_id = ${actor.accountId} and c.site_id = ${siteId}
      and c.site_status in ('scheduled', 'publishing', 'published') order by at) where at >= ${since}), '')`;

/** Assigns slots on every site with auto-publish and waiting content. A failing site does not block others. */
export async function assignSlotsToAllSites(shard = 0) {
  const open = await openDb("first-primary", shard)
    .select({ account_id: publishingSettings.account_id, site_id: publishingSettings.site_id })
    .from(publishingSettings)
    .innerJoin(accounts, eq(accounts.id, publishingSettings.account_id))
    .innerJoin(sites, eq(sites.id, publishingSettings.site_id))
    .where(
      and(
        sql`${publishingSettings.auto_publish_enabled} = 1`,
        isInGoodStanding,
        sql`not exists (select 1 from json_each(${accounts.disabled_modules}) where value = 'publisher')`,
        eq(sites.is_active, true),
        sql`exists (select 1 from ${contents} where ${and(
          eq(contents.account_id, publishingSettings.account_id),
          eq(contents.site_id, publishingSettings.site_id),
          unscheduledCondition,
        )})`,
      ),
    );
  for (const { account_id, site_id } of open)
    await assignSlots(systemCtx(account_id, "slots"), site_id).catch((error: unknown) =>
      log.error("slots not assigned", { account_id, site_id, error: errorMessage(error) }),
    );
}
