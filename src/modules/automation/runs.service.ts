import { and, asc, desc, eq, gt, inArray, type SQL } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { owned, pageOf } from "../../db/queries";
import { automationLogs, automationRuns, jobItems, jobs } from "../../db/schema";
import type { Command } from "../../durable/site-automation";
import type { Ctx } from "../../lib/context";
import { ApiError, notFound } from "../../lib/errors";
import { log, reasonOf } from "../../lib/log";
import { requireSite } from "../auth/sites.service";
import { type AutomationSettings, readSiteSettings } from "../integration/site-settings.service";
import type { LogsQuery, RunsQuery } from "./automation.schema";
import { logColumns, shownTallies, summaryColumns } from "./run-columns";
import type { RunConfig, RunState } from "./run-state";
import { stageOf } from "./stages";

const HISTORY = 20;
const LOG_LINES = 200;
const ITEMS_SHOWN = 10;

const objectOf = (siteId: number) => env.SITE_AUTOMATION.getByName(`site:${siteId}`);
const active = ["running", "paused"] as const;

export const configOf = (settings: AutomationSettings): RunConfig => ({
  stages: settings.stages,
  within_stage_delay: settings.within_stage_delay,
  between_stage_delay: settings.between_stage_delay,
  max_credits_per_run: settings.max_credits_per_run,
  max_images: settings.max_images,
  image_style: settings.image_style,
  testing_model_id: settings.testing_model_id,
  live_model_id: settings.live_model_id,
});

/** Starts a run by hand. 409 `RUN_ACTIVE` with the active run's id where the site has one. */
export async function runNow(ctx: Ctx, siteId: number) {
  const { automation } = await readSiteSettings(ctx, siteId);
  const order = { account_id: ctx.actor.accountId, site_id: siteId, config: configOf(automation) };
  const started_by = ctx.actor.userId;
  const { started, run } = await objectOf(siteId).start({ ...order, trigger_type: "manual", started_by });
  if (!started) throw new ApiError("RUN_ACTIVE", undefined, { facts: { run_id: run.run_id } });
  return findRun(ctx, siteId, eq(automationRuns.run_id, run.run_id));
}

/** Pauses, resumes or cancels the active run; asked again it changes nothing, and answers with the last run. */
export async function steerRun(ctx: Ctx, command: Command, siteId: number, runId?: string) {
  await requireSite(ctx, siteId);
  const last = await findRun(ctx, siteId, runId ? eq(automationRuns.run_id, runId) : undefined);
  if (runId && !last) throw notFound("Run");
  if (last && active.some((status) => status === last.status))
    await objectOf(siteId).command(command, { account_id: ctx.actor.accountId, site_id: siteId });
  return { run: last && (await findRun(ctx, siteId, eq(automationRuns.run_id, last.run_id))) };
}

/** The newest run of the site that meets the condition. */
async function findRun({ actor, db }: Ctx, siteId: number, where?: SQL) {
  const [run] = await db
    .select(summaryColumns)
    .from(automationRuns)
    .where(and(owned(actor, automationRuns), eq(automationRuns.site_id, siteId), where))
    .orderBy(desc(automationRuns.id))
    .limit(1);
  return run ?? null;
}

export async function currentRun(ctx: Ctx, siteId: number) {
  await requireSite(ctx, siteId);
  const [run] = await ctx.db
    .select({ ...summaryColumns, tallies: automationRuns.stage_results })
    .from(automationRuns)
    .where(
      and(
        owned(ctx.actor, automationRuns),
        eq(automationRuns.site_id, siteId),
        inArray(automationRuns.status, [...active]),
      ),
    );
  if (!run) return { run: null };
  const { tallies, ...summary } = run;
  return { run: { ...summary, stages: shownTallies(tallies) } };
}

export async function listRuns(ctx: Ctx, q: RunsQuery) {
  await requireSite(ctx, q.site_id);
  const where = and(
    owned(ctx.actor, automationRuns),
    eq(automationRuns.site_id, q.site_id),
    q.status && eq(automationRuns.status, q.status),
  );
  const order = { column: automationRuns.id, direction: "desc" } as const;
  return pageOf(ctx.db, { columns: summaryColumns, table: automationRuns, where, order }, q);
}

/** The site's last twenty runs. */
export async function listHistory(ctx: Ctx, siteId: number) {
  await requireSite(ctx, siteId);
  return ctx.db
    .select(summaryColumns)
    .from(automationRuns)
    .where(and(owned(ctx.actor, automationRuns), eq(automationRuns.site_id, siteId)))
    .orderBy(desc(automationRuns.id))
    .limit(HISTORY);
}

/** The last lines of a run, or of the site's last runs, the oldest first. */
export async function listLogs(ctx: Ctx, { site_id, run_id, lines }: LogsQuery) {
  await requireSite(ctx, site_id);
  const rows = await ctx.db
    .select(logColumns)
    .from(automationLogs)
    .where(
      and(
        owned(ctx.actor, automationLogs),
        eq(automationLogs.site_id, site_id),
        run_id === undefined ? undefined : eq(automationLogs.run_id, run_id),
      ),
    )
    .orderBy(desc(automationLogs.id))
    .limit(lines);
  return rows.reverse();
}

/** What happened on the site behind the line `after`, and the newest run as it stands. */
export async function listRunEvents({ actor, db }: Ctx, siteId: number, after: number) {
  const [lines, [run]] = await db.batch([
    db
      .select(logColumns)
      .from(automationLogs)
      .where(
        and(owned(actor, automationLogs), eq(automationLogs.site_id, siteId), gt(automationLogs.id, after)),
      )
      .orderBy(asc(automationLogs.id))
      .limit(LOG_LINES),
    db
      .select(summaryColumns)
      .from(automationRuns)
      .where(and(owned(actor, automationRuns), eq(automationRuns.site_id, siteId)))
      .orderBy(desc(automationRuns.id))
      .limit(1),
  ]);
  return { lines, run: run ?? null };
}

/** The stage under way: how far it is, what is being worked on, and what was done last, by name. */
export async function currentProcessing(ctx: Ctx, siteId: number) {
  await requireSite(ctx, siteId);
  const { actor, db } = ctx;
  const [found] = await db
    .select({ run: summaryColumns, state: automationRuns.state })
    .from(automationRuns)
    .where(
      and(
        owned(actor, automationRuns),
        eq(automationRuns.site_id, siteId),
        inArray(automationRuns.status, [...active]),
      ),
    );
  if (!found) return nothingUnderWay;
  const state = found.state as unknown as RunState;
  const stage = stageOf(state.stage);
  const items = db
    .select({
      label: jobItems.label,
      status: jobItems.status,
      error: jobItems.error,
      at: jobItems.settled_at,
    })
    .from(jobItems)
    .innerJoin(jobs, eq(jobs.id, jobItems.job_id))
    .$dynamic();
  const ofRun = and(owned(actor, jobs), eq(jobs.run_id, state.run_id));
  const [[waiting], open, last] = await db.batch([
    db
      .select({
        count: db.$count(
          stage.table,
          and(owned(actor, stage.table), eq(stage.table.site_id, siteId), stage.waiting),
        ),
      })
      .from(automationRuns)
      .where(eq(automationRuns.run_id, state.run_id)),
    items.where(and(ofRun, inArray(jobItems.status, ["queued", "running"]))).limit(ITEMS_SHOWN),
    db
      .select({
        label: jobItems.label,
        status: jobItems.status,
        error: jobItems.error,
        at: jobItems.settled_at,
      })
      .from(jobItems)
      .innerJoin(jobs, eq(jobs.id, jobItems.job_id))
      .where(and(ofRun, inArray(jobItems.status, ["done", "failed", "cancelled"])))
      .orderBy(desc(jobItems.settled_at))
      .limit(ITEMS_SHOWN),
  ]);
  const { done, failed } = state.tallies[state.stage - 1]!;
  const total = done + failed + waiting!.count;
  return {
    run_id: state.run_id,
    status: found.run.status,
    stage: state.stage,
    stage_name: stage.name,
    done,
    waiting: waiting!.count,
    percentage: total ? Math.round((1000 * (done + failed)) / total) / 10 : 100,
    under_way: open.map(({ label, status }) => ({ label, status })),
    last_items: last,
  };
}

const nothingUnderWay = {
  run_id: null,
  status: null,
  stage: null,
  stage_name: null,
  done: 0,
  waiting: 0,
  percentage: 0,
  under_way: [],
  last_items: [],
};

/** Wakes the object of a run; what cannot be woken now is tried at the next tick. */
export const wakeRun = (place: { account_id: number; site_id: number }) =>
  objectOf(place.site_id)
    .wake(place)
    .catch((error: unknown) => log.error("run not woken", { ...place, error: reasonOf(error) }));

export const startScheduled = (
  place: { account_id: number; site_id: number },
  settings: AutomationSettings,
  due: string,
) => objectOf(place.site_id).start({ ...place, config: configOf(settings), trigger_type: "scheduled", due });
