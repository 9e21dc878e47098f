import { and, eq, lt, lte, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { isInGoodStanding } from "../../db/queries";
import { accounts, automationConfigs, automationRuns, sites } from "../../db/schema";
import { log, errorMessage } from "../../lib/log";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { computeNextRun } from "../sites/schedule";
import { startScheduledRun, wakeRun } from "./runs.service";

/** An active run stores a heartbeat at least every 30 seconds. */
const STALLED_MS = 2 * MINUTE_MS;
const TICK_SIZE = 500;

/** Starts due runs, once for any late or repeated tick. Sites with an active run are skipped. */
export async function startDueRuns(now = isoIn(), shard = 0) {
  const db = openDb("first-primary", shard);
  const due = await db
    .select({ config: automationConfigs, timezone: accounts.timezone })
    .from(automationConfigs)
    .innerJoin(accounts, eq(accounts.id, automationConfigs.account_id))
    .innerJoin(sites, eq(sites.id, automationConfigs.site_id))
    .where(
      and(
        eq(automationConfigs.enabled, true),
        lte(automationConfigs.next_run_at, now),
        isInGoodStanding,
        sql`not exists (select 1 from json_each(${accounts.disabled_modules}) where value = 'automation')`,
        eq(sites.is_active, true),
      ),
    )
    .orderBy(automationConfigs.next_run_at)
    .limit(TICK_SIZE);
  for (const { config, timezone } of due) await startDueRun(config, timezone, now);
  return due.length;
}

type Config = typeof automationConfigs.$inferSelect;

/**
 * Starts the run, then stores the next due time. A tick that dies in between starts no second run, because the Durable
 * Object remembers the due time.
 */
async function startDueRun(config: Config, timezone: string, now: string) {
  const { account_id, site_id } = config;
  const dueAt = config.next_run_at;
  if (dueAt === null) return;
  try {
    const { started, run } = await startScheduledRun({ account_id, site_id }, config, dueAt);
    if (!started) log.info("scheduled run skipped", { account_id, site_id, due: dueAt, run_id: run.run_id });
    await openDb("first-primary", account_id)
      .update(automationConfigs)
      .set({ next_run_at: computeNextRun(config, timezone, new Date(now)) })
      .where(and(eq(automationConfigs.id, config.id), eq(automationConfigs.next_run_at, dueAt)));
  } catch (error) {
    log.error("scheduled run not started", { account_id, site_id, due: dueAt, error: errorMessage(error) });
  }
}

/** Wakes stalled runs. */
export async function wakeStalledRuns(now = Date.now(), shard = 0) {
  const stalled = await openDb("first-primary", shard)
    .select({ account_id: automationRuns.account_id, site_id: automationRuns.site_id })
    .from(automationRuns)
    .where(
      and(
        eq(automationRuns.status, "running"),
        lt(automationRuns.heartbeat_at, new Date(now - STALLED_MS).toISOString()),
      ),
    )
    .limit(TICK_SIZE);
  if (stalled.length) log.warn("stalled runs woken", { runs: stalled.length });
  await Promise.all(stalled.map(wakeRun));
  return stalled.length;
}
