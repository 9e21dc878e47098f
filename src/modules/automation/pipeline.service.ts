import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { automationConfigs, automationRuns, jobItems, jobs, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { requireVisibleSite, selectSiteStatement } from "../sites/sites.service";
import { automationDefaults } from "../sites/site-settings.service";
import type { Item } from "../jobs/items.service";
import type { Tally } from "./run-state";
import { type Stage, getStage, stages } from "./stages";
import { itemAt } from "../../lib/collections";

const ITEMS_SHOWN = 10;

const countSubquery = ({ actor }: Ctx, { table }: Stage, siteId: number, where: SQL | undefined) =>
  sql<number>`(select count(*) from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), where)})`;

const failedSubquery = ({ actor }: Ctx, { kind, table, waiting }: Stage, siteId: number) =>
  kind === null
    ? sql<number>`0`
    : sql<number>`(select count(distinct i.ref_id) from job_items i where i.account_id = ${actor.accountId}
        and i.site_id = ${siteId} and i.kind = ${kind} and i.status = 'failed'
        and i.ref_id in (select id from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), waiting)}))`;

/** Pending, done and failed items of every stage, in one round trip. */
export async function pipelineOverview(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const columns = Object.fromEntries(
    stages.flatMap((stage) => [
      [
        `pending_${stage.number}`,
        countSubquery(ctx, stage, siteId, stage.waiting).as(`pending_${stage.number}`),
      ],
      [`done_${stage.number}`, countSubquery(ctx, stage, siteId, stage.done).as(`done_${stage.number}`)],
      [`failed_${stage.number}`, failedSubquery(ctx, stage, siteId).as(`failed_${stage.number}`)],
    ]),
  );
  const [[counts], [config]] = await db.batch([
    db
      .select(columns)
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId))),
    db
      .select({ stages: automationConfigs.stages })
      .from(automationConfigs)
      .where(and(owned(actor, automationConfigs), eq(automationConfigs.site_id, siteId))),
  ]);
  if (!counts || !maySee(actor, siteId)) throw notFound("Site");
  const settings = config?.stages ?? automationDefaults.stages;
  const number = (name: string) => Number(counts[name]);
  return {
    stages: stages.map(({ number: n, name }) => ({
      stage: n,
      name,
      enabled: itemAt(settings, n - 1).enabled,
      pending: number(`pending_${n}`),
      done: number(`done_${n}`),
      failed: number(`failed_${n}`),
    })),
  };
}

/** The number of items waiting for the run's current stage. */
const waitingNow = (ctx: Ctx, siteId: number) => {
  const cases = stages.map(
    (stage) => sql`when ${stage.number} then ${countSubquery(ctx, stage, siteId, stage.waiting)}`,
  );
  return sql<number>`case automation_runs.current_stage ${sql.join(cases, sql` `)} end`;
};

/** The current stage: progress, items in work, and latest items, by name. */
export async function currentProcessing(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const active = and(
    owned(actor, automationRuns),
    eq(automationRuns.site_id, siteId),
    inArray(automationRuns.status, ["running", "paused"]),
  );
  const runIds = db.select({ run_id: automationRuns.run_id }).from(automationRuns).where(active);
  const itemsThat = (...statuses: Item["status"][]) =>
    db
      .select({
        label: jobItems.label,
        status: jobItems.status,
        error: jobItems.error,
        at: jobItems.settled_at,
      })
      .from(jobItems)
      .innerJoin(jobs, eq(jobs.id, jobItems.job_id))
      .where(and(owned(actor, jobs), inArray(jobs.run_id, runIds), inArray(jobItems.status, statuses)))
      .orderBy(desc(jobItems.settled_at))
      .limit(ITEMS_SHOWN);
  const [[site], [run], open, last] = await db.batch([
    selectSiteStatement(ctx, siteId),
    db
      .select({
        run_id: automationRuns.run_id,
        status: automationRuns.status,
        stage: automationRuns.current_stage,
        tallies: automationRuns.stage_results,
        waiting: waitingNow(ctx, siteId).as("waiting"),
      })
      .from(automationRuns)
      .where(active),
    itemsThat("queued", "running"),
    itemsThat("done", "failed", "cancelled"),
  ]);
  requireVisibleSite(ctx, siteId, site);
  if (!run) return nothingUnderWay;
  const { tallies, waiting, ...place } = run;
  const { done, failed } = tallies[run.stage - 1] as Tally;
  const total = done + failed + waiting;
  return {
    ...place,
    stage_name: getStage(run.stage).name,
    done,
    waiting,
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
