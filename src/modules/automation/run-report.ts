import { and, asc, desc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { accounts, automationLogs, automationRuns, contents, jobItems, jobs, sites } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { runLogColumns, toStageSummaries, runSummaryColumns } from "./run-columns";
import type { Tally } from "./run-state";

const LOG_LINES = 200;
const LABELS_PER_REASON = 5;
const MAX_REASONS = 200;
const MAX_PAUSES = 100;
const MAX_BATCHES = 2_000;
export const MAX_ARTICLES = 30;

type FailureReason = { error: string; count: number; labels: string[] };
export type TimeSpan = { from: string; to: string | null };

const isRun = (id: number | string) =>
  typeof id === "number" ? eq(automationRuns.id, id) : eq(automationRuns.run_id, id);

/** Outcomes of the run's items, by stage. */
function selectOutcomesStatement({ db, actor }: Ctx, ofRun: SQL | undefined) {
  const made = sql<number>`coalesce(sum(case when ${jobItems.status} <> 'done' then 0 else case ${jobItems.kind}
    when 'cluster_keywords' then ${jobItems.result} ->> 'created'
    when 'generate_ideas' then json_array_length(${jobItems.result}, '$.ideas')
    when 'image_prompts' then ${jobItems.result} ->> 'prompts' else 1 end end), 0)`;
  return db
    .select({
      stage: jobs.stage,
      made: made.as("made"),
      failed: sql<number>`sum(${jobItems.status} = 'failed')`.as("failed_items"),
    })
    .from(jobs)
    .innerJoin(jobItems, eq(jobItems.job_id, jobs.id))
    .where(and(owned(actor, jobs), ofRun))
    .groupBy(jobs.stage);
}

/** Reasons of failed items, most frequent first, with some of the items. */
function selectReasonsStatement({ db, actor }: Ctx, ofRun: SQL | undefined) {
  const error = sql<string>`coalesce(${jobItems.error}, 'failed')`;
  const alike = sql`partition by ${jobs.stage}, ${error}`;
  const rows = db
    .select({
      stage: sql<number>`${jobs.stage}`.as("stage"),
      reason: error.as("reason"),
      label: sql<string>`${jobItems.label}`.as("item_label"),
      place: sql<number>`row_number() over (${alike} order by ${jobItems.id})`.as("place"),
      count: sql<number>`count(*) over (${alike})`.as("count"),
    })
    .from(jobs)
    .innerJoin(jobItems, eq(jobItems.job_id, jobs.id))
    .where(and(owned(actor, jobs), ofRun, eq(jobItems.status, "failed")))
    .as("failures");
  return db
    .select()
    .from(rows)
    .where(lte(rows.place, LABELS_PER_REASON))
    .orderBy(desc(rows.count), asc(rows.reason), asc(rows.place))
    .limit(MAX_REASONS);
}

type ReasonRow = { stage: number; reason: string; label: string; count: number };

const groupReasons = (rows: ReasonRow[]): FailureReason[] =>
  [...Map.groupBy(rows, ({ reason }) => reason)].map(([error, same]) => ({
    error,
    count: same[0]?.count ?? 0,
    labels: same.map(({ label }) => label),
  }));

/** Failures that a stage without jobs stored in its tally. */
const groupStoredFailures = ({ failures }: Tally): FailureReason[] =>
  [...Map.groupBy(failures, ({ error }) => error)].map(([error, some]) => ({
    error,
    count: some.length,
    labels: some.slice(0, LABELS_PER_REASON).map(({ label }) => label),
  }));

type Outcome = { stage: number | null; made: number; failed: number };

/** The stages as displayed, with what they created and why items failed. */
function buildStageReports(stored: Record<string, unknown>[], outcomes: Outcome[], rows: ReasonRow[]) {
  const tallies = toStageSummaries(stored);
  return tallies.map((tally) => {
    const outcome = outcomes.find(({ stage }) => stage === tally.stage);
    const mine = rows.filter(({ stage }) => stage === tally.stage);
    const reasons = mine.length ? groupReasons(mine) : groupStoredFailures(tally);
    const explained = reasons.reduce((sum, { count }) => sum + count, 0);
    return {
      ...tally,
      made: outcome?.made ?? tally.done,
      reasons,
      reasons_left: Math.max(0, (outcome?.failed ?? explained) - explained),
    };
  });
}

/** Stages and first log lines of a run. */
export async function getRun(ctx: Ctx, id: number | string) {
  const { actor, db } = ctx;
  const where = and(owned(actor, automationRuns), isRun(id));
  const runIds = db.select({ run_id: automationRuns.run_id }).from(automationRuns).where(where);
  const ofRun = inArray(jobs.run_id, runIds);
  const [[run], logs, outcomes, reasons] = await db.batch([
    db
      .select({ ...runSummaryColumns, tallies: automationRuns.stage_results })
      .from(automationRuns)
      .where(where),
    db
      .select(runLogColumns)
      .from(automationLogs)
      .where(inArray(automationLogs.run_id, runIds))
      .orderBy(asc(automationLogs.seq))
      .limit(LOG_LINES),
    selectOutcomesStatement(ctx, ofRun),
    selectReasonsStatement(ctx, ofRun),
  ]);
  if (!run) throw notFound("Run");
  const { tallies, ...summary } = run;
  return { ...summary, stages: buildStageReports(tallies, outcomes, reasons), logs };
}

export type RunReport = Awaited<ReturnType<typeof loadRunReport>>;
export type StageReport = RunReport["stages"][number];

const displayName = sql<
  string | null
>`(select coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username)
  from users u where u.account_id = automation_runs.account_id and u.id = automation_runs.state ->> 'started_by')`;

/** Loads everything that the report of a run shows, in one round trip. */
export async function loadRunReport(ctx: Ctx, id: number | string) {
  const { actor, db } = ctx;
  const where = and(owned(actor, automationRuns), isRun(id));
  const runIds = db.select({ run_id: automationRuns.run_id }).from(automationRuns).where(where);
  const ofRun = inArray(jobs.run_id, runIds);
  const [[run], outcomes, reasons, batches, pauses, articles] = await db.batch([
    db
      .select({
        ...runSummaryColumns,
        tallies: automationRuns.stage_results,
        site_name: sql<string>`${sites.name}`.as("site_name"),
        timezone: accounts.timezone,
        started_by: displayName.as("started_by"),
      })
      .from(automationRuns)
      .innerJoin(sites, eq(sites.id, automationRuns.site_id))
      .innerJoin(accounts, eq(accounts.id, automationRuns.account_id))
      .where(where),
    selectOutcomesStatement(ctx, ofRun),
    selectReasonsStatement(ctx, ofRun),
    db
      .select({ stage: jobs.stage, from: jobs.created_at, to: jobs.finished_at })
      .from(jobs)
      .where(and(owned(actor, jobs), ofRun))
      .orderBy(asc(jobs.id))
      .limit(MAX_BATCHES),
    selectPausesStatement(ctx, inArray(automationLogs.run_id, runIds)),
    db
      .select({
        id: contents.id,
        title: contents.title,
        status: contents.status,
        word_count: contents.word_count,
        url: contents.external_url,
      })
      .from(jobs)
      .innerJoin(jobItems, eq(jobItems.job_id, jobs.id))
      .innerJoin(contents, eq(contents.task_id, jobItems.ref_id))
      .where(
        and(
          owned(actor, contents),
          ofRun,
          eq(jobItems.kind, "generate_content"),
          eq(jobItems.status, "done"),
        ),
      )
      .orderBy(asc(contents.id))
      .limit(MAX_ARTICLES),
  ]);
  if (!run) throw notFound("Run");
  const { tallies, ...summary } = run;
  return { ...summary, stages: buildStageReports(tallies, outcomes, reasons), batches, pauses, articles };
}

/** When the run paused and why, until its next log line. */
function selectPausesStatement({ db, actor }: Ctx, ofLog: SQL | undefined) {
  const lines = db
    .select({
      message: automationLogs.message,
      from: automationLogs.created_at,
      to: sql<string | null>`lead(${automationLogs.created_at}) over (order by ${automationLogs.seq})`.as(
        "to",
      ),
    })
    .from(automationLogs)
    .where(and(owned(actor, automationLogs), ofLog))
    .as("lines");
  return db
    .select()
    .from(lines)
    .where(sql`${lines.message} glob 'Paused*'`)
    .limit(MAX_PAUSES);
}
