import { and, asc, desc, eq, gt, inArray, type SQL } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { owned, pageOf } from "../../db/queries";
import { automationLogs, automationRuns } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { requireVisibleSite, requireSite, selectSiteStatement } from "../sites/sites.service";
import { type AutomationSettings, getSiteSettings } from "../sites/site-settings.service";
import type { LogsQuery, RunsQuery } from "./automation.schema";
import { runLogColumns, toStageSummaries, runSummaryColumns } from "./run-columns";
import type { RunCommand } from "./run-commands";
import type { RunConfig, SiteRef } from "./run-state";

const HISTORY_SIZE = 20;
const LOG_LINES = 200;

/** The Durable Object stub of the site's automation. */
export const getSiteAutomation = (siteId: number) => env.SITE_AUTOMATION.getByName(`site:${siteId}`);
const active = ["running", "paused"] as const;

export const toRunConfig = (settings: AutomationSettings): RunConfig => ({
  stages: settings.stages,
  within_stage_delay: settings.within_stage_delay,
  between_stage_delay: settings.between_stage_delay,
  max_credits_per_run: settings.max_credits_per_run,
  max_images: settings.max_images,
  image_style: settings.image_style,
  testing_model_id: settings.testing_model_id,
  live_model_id: settings.live_model_id,
  image_model_id: settings.image_model_id,
});

/** Starts a run manually. Throws 409 `RUN_ACTIVE` with the run's id if the site has an active run. */
export async function startRun(ctx: Ctx, siteId: number) {
  const { automation } = await getSiteSettings(ctx, siteId);
  const site = { account_id: ctx.actor.accountId, site_id: siteId };
  const started_by = ctx.actor.userId;
  const { started, run } = await getSiteAutomation(siteId).start({
    ...site,
    config: toRunConfig(automation),
    trigger_type: "manual",
    started_by,
  });
  if (!started) throw new ApiError("RUN_ACTIVE", undefined, { facts: { run_id: run.run_id } });
  return findRun(ctx, siteId, eq(automationRuns.run_id, run.run_id));
}

/** Pauses, resumes or cancels the active run. Repeating a command changes nothing and returns the last run. */
export async function commandRun(ctx: Ctx, command: RunCommand, siteId: number, runId?: string) {
  await requireSite(ctx, siteId);
  const last = await findRun(ctx, siteId, runId ? eq(automationRuns.run_id, runId) : undefined);
  if (runId && !last) throw notFound("Run");
  if (last && active.some((status) => status === last.status))
    await getSiteAutomation(siteId).command(command, { account_id: ctx.actor.accountId, site_id: siteId });
  return { run: last && (await findRun(ctx, siteId, eq(automationRuns.run_id, last.run_id))) };
}

/** The newest run of the site that meets the condition. */
async function findRun({ actor, db }: Ctx, siteId: number, where?: SQL) {
  const [run] = await db
    .select(runSummaryColumns)
    .from(automationRuns)
    .where(and(owned(actor, automationRuns), eq(automationRuns.site_id, siteId), where))
    .orderBy(desc(automationRuns.id))
    .limit(1);
  return run ?? null;
}

export async function getCurrentRun(ctx: Ctx, siteId: number) {
  const [[site], [run]] = await ctx.db.batch([
    selectSiteStatement(ctx, siteId),
    ctx.db
      .select({ ...runSummaryColumns, tallies: automationRuns.stage_results })
      .from(automationRuns)
      .where(isActiveOnSite(ctx, siteId)),
  ]);
  requireVisibleSite(ctx, siteId, site);
  if (!run) return { run: null };
  const { tallies, ...summary } = run;
  return { run: { ...summary, stages: toStageSummaries(tallies) } };
}

const isActiveOnSite = ({ actor }: Ctx, siteId: number) =>
  and(
    owned(actor, automationRuns),
    eq(automationRuns.site_id, siteId),
    inArray(automationRuns.status, [...active]),
  );

export async function listRuns(ctx: Ctx, q: RunsQuery) {
  const where = and(
    owned(ctx.actor, automationRuns),
    eq(automationRuns.site_id, q.site_id),
    q.status && eq(automationRuns.status, q.status),
  );
  const order = { column: automationRuns.id, direction: "desc" } as const;
  const page = await pageOf(ctx.db, { columns: runSummaryColumns, table: automationRuns, where, order }, q);
  // No runs may mean that there is no such site.
  if (!page.count) await requireSite(ctx, q.site_id);
  return page;
}

/** The site's last twenty runs. */
export async function listHistory(ctx: Ctx, siteId: number) {
  const [[site], runs] = await ctx.db.batch([
    selectSiteStatement(ctx, siteId),
    ctx.db
      .select(runSummaryColumns)
      .from(automationRuns)
      .where(and(owned(ctx.actor, automationRuns), eq(automationRuns.site_id, siteId)))
      .orderBy(desc(automationRuns.id))
      .limit(HISTORY_SIZE),
  ]);
  requireVisibleSite(ctx, siteId, site);
  return runs;
}

/** The last lines of a run, or of the site's last runs, oldest first. */
export async function listLogs(ctx: Ctx, { site_id, run_id, lines }: LogsQuery) {
  const [[site], rows] = await ctx.db.batch([
    selectSiteStatement(ctx, site_id),
    ctx.db
      .select(runLogColumns)
      .from(automationLogs)
      .where(
        and(
          owned(ctx.actor, automationLogs),
          eq(automationLogs.site_id, site_id),
          run_id === undefined ? undefined : eq(automationLogs.run_id, run_id),
        ),
      )
      .orderBy(desc(automationLogs.id))
      .limit(lines),
  ]);
  requireVisibleSite(ctx, site_id, site);
  return rows.reverse();
}

/** Log lines of the site after the line `after`, and the newest run. */
export async function listRunEvents({ actor, db }: Ctx, siteId: number, after: number) {
  const [lines, [run]] = await db.batch([
    db
      .select(runLogColumns)
      .from(automationLogs)
      .where(
        and(owned(actor, automationLogs), eq(automationLogs.site_id, siteId), gt(automationLogs.id, after)),
      )
      .orderBy(asc(automationLogs.id))
      .limit(LOG_LINES),
    db
      .select(runSummaryColumns)
      .from(automationRuns)
      .where(and(owned(actor, automationRuns), eq(automationRuns.site_id, siteId)))
      .orderBy(desc(automationRuns.id))
      .limit(1),
  ]);
  return { lines, run: run ?? null, hasMore: lines.length === LOG_LINES };
}

/** Wakes the Durable Object of a site. The next tick repeats a failed attempt. */
export const wakeRun = (site: SiteRef) =>
  getSiteAutomation(site.site_id)
    .wake(site)
    .catch((error: unknown) => log.error("run not woken", { ...site, error: errorMessage(error) }));

export const startScheduledRun = (site: SiteRef, settings: AutomationSettings, due: string) =>
  getSiteAutomation(site.site_id).start({
    ...site,
    config: toRunConfig(settings),
    trigger_type: "scheduled",
    due,
  });
