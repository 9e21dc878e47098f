import { and, asc, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically, isViolation, owned, type Statement } from "../../db/queries";
import { accounts, jobItems, jobs } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { accepted } from "../../lib/accepted";
import { crashPoint } from "../../lib/crash-points";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { enqueueItems } from "./item-messages";
import { getBalance, insufficientCredits, NOT_COVERED, reserve } from "../billing/ledger.service";

/** How long a message may be on its way before the sweep sends another. */
export const LOST_MS = 5 * MINUTE_MS;

type JobRow = typeof jobs.$inferSelect;
export type NewItem = {
  kind: (typeof jobItems.$inferSelect)["kind"];
  /** The row that the item works on: its id, or, for an image that the same batch makes, its place. */
  ref: { id: number } | { content_id: number; position: number };
  /** What the item is called where its job is shown. */
  label: string;
  input?: Record<string, unknown>;
  /** The most that the item may cost, in credits. */
  reserved: number;
};

/** Where a job comes from that no person asked for: a stage of an automation run. */
export type Origin = {
  /** Chosen by the run, so that a job is made once, however often it is asked for. */
  id: string;
  run_id: string;
  stage: number;
  /** The most credits that the run may still spend. */
  limit: number;
  /** What writes its items; the account's own model where none is named. */
  model_id?: number | null;
};
/** The job would cost more than its run may still spend. */
export class OverLimit extends Error {}

/** What a request comes to, before anything of it is done. */
export type Plan = {
  type: JobRow["type"];
  site_id: number;
  items: NewItem[];
  /** What else is written with the job, or not at all. */
  also?: (jobId: string) => Statement[];
};

const creditsOf = (items: NewItem[]) => items.reduce((sum, item) => sum + item.reserved, 0);

/** Makes the job that a person asks for; of a dry run it tells what it would reserve, and does nothing. */
export const requestJob = (ctx: Ctx, plan: Plan, dry_run = false) =>
  dry_run ? estimateJob(ctx, plan) : createJob(ctx, plan);

async function estimateJob(ctx: Ctx, { items }: Plan) {
  const { available: balance } = await getBalance(ctx);
  const credits = creditsOf(items);
  return {
    dry_run: true as const,
    items: items.map(({ label, kind, reserved }) => ({ label, kind, credits: reserved })),
    credits,
    balance,
    sufficient: balance >= credits,
  };
}

/** Reserves the credits, stores the job and its items, and sends their messages. */
export async function createJob(ctx: Ctx, plan: Plan, origin?: Origin) {
  const { type, site_id, items, also = () => [] } = plan;
  const { actor, db } = ctx;
  const id = origin?.id ?? ctx.jobId ?? ulid();
  const required = creditsOf(items);
  if (origin && required > origin.limit) throw new OverLimit(`${required} credits are needed`);
  const owner = { account_id: actor.accountId, site_id };
  try {
    const [, , created] = await atomically(db, [
      reserve(ctx, required),
      db.insert(jobs).values({
        id,
        ...owner,
        type,
        total: items.length,
        credits_reserved: required,
        user_id: actor.userId,
        run_id: origin?.run_id,
        stage: origin?.stage,
      }),
      insertItems(ctx, id, site_id, written(items, origin?.model_id)),
      ...also(id),
    ]);
    CRASH_POINTS && (await crashPoint("job-stored"));
    await enqueueItems(created as { id: number; account_id: number }[]);
    CRASH_POINTS && (await crashPoint("job-sent"));
  } catch (error) {
    if (isViolation(error, "jobs.id")) return accepted(id);
    if (isViolation(error, NOT_COVERED)) throw await insufficientCredits(ctx, required);
    if (isViolation(error, "job_items.kind"))
      throw new ApiError("ALREADY_RUNNING", "Some of this is being worked on by a job that is not done yet");
    const stored = await listItems(ctx, id);
    if (!stored.length) throw error;
    await enqueueItems(stored);
  }
  return accepted(id);
}

/** The items, told which model writes them. */
const written = (items: NewItem[], model_id: number | null | undefined) =>
  model_id ? items.map((item) => ({ ...item, input: { ...item.input, model_id } })) : items;

/** What was stored although its answer was lost. */
const listItems = ({ actor, db }: Ctx, jobId: string) =>
  db
    .select({ id: jobItems.id, account_id: jobItems.account_id })
    .from(jobItems)
    .where(and(eq(jobItems.account_id, actor.accountId), eq(jobItems.job_id, jobId)));

/** A new job of the failed items alone. What they need is checked, reserved and charged as for any other job. */
export async function retryJob(ctx: Ctx, id: string) {
  const { actor, db } = ctx;
  const [[job], failed] = await db.batch([
    db
      .select()
      .from(jobs)
      .where(and(owned(actor, jobs), eq(jobs.id, id))),
    db
      .select()
      .from(jobItems)
      .where(and(owned(actor, jobItems), eq(jobItems.job_id, id), eq(jobItems.status, "failed")))
      .orderBy(asc(jobItems.id)),
  ]);
  if (!job) throw notFound("Job");
  if (!failed.length) throw new ApiError("CONFLICT", "The job has no failed items");
  const items = failed.map(({ kind, ref_id, label, input, reserved }) => ({
    kind,
    ref: { id: ref_id },
    label,
    input,
    reserved,
  }));
  return createJob(ctx, { type: job.type, site_id: job.site_id, items });
}

/** One statement for any number of items: they travel as one JSON variable. */
export const insertItems = ({ actor, db }: Ctx, jobId: string, siteId: number, items: NewItem[]) =>
  db
    .insert(jobItems)
    .select(
      sql`select null, ${jobId}, ${actor.accountId}, ${siteId}, value ->> 'kind', coalesce(value ->> '$.ref.id',
          (select id from images where content_id = value ->> '$.ref.content_id' and position = value ->> '$.ref.position')),
        value ->> 'label',
        value -> 'input', 'queued', 0, ${isoIn(LOST_MS)}, value ->> 'reserved', 0, null, null, null, null, ${isoIn()}
        from json_each(${JSON.stringify(items.map((item) => ({ input: {}, ...item })))})`,
    )
    .returning({ id: jobItems.id, account_id: jobItems.account_id });

const { account_id: _job, user_id: __, run_id: ___, stage: ____, ...jobColumns } = getTableColumns(jobs);
const itemColumns = {
  id: jobItems.id,
  kind: jobItems.kind,
  ref_id: jobItems.ref_id,
  label: jobItems.label,
  status: jobItems.status,
  attempts: jobItems.attempts,
  charged: jobItems.charged,
  error: jobItems.error,
  result: jobItems.result,
  settled_at: jobItems.settled_at,
};
const MAX_ITEMS_SHOWN = 500;

/** The job with its first 500 items. */
export async function getJob({ actor, db }: Ctx, id: string) {
  const [[job], items] = await db.batch([
    db
      .select(jobColumns)
      .from(jobs)
      .where(and(owned(actor, jobs), eq(jobs.id, id))),
    db
      .select(itemColumns)
      .from(jobItems)
      .where(and(owned(actor, jobItems), eq(jobItems.job_id, id)))
      .orderBy(asc(jobItems.id))
      .limit(MAX_ITEMS_SHOWN),
  ]);
  if (!job) throw notFound("Job");
  return { ...job, items };
}

/** What has been settled since `after`, in the order in which it was settled, and the job as it stands. */
export async function listJobEvents({ actor, db }: Ctx, id: string, after: number) {
  const [[job], items] = await db.batch([
    db
      .select(jobColumns)
      .from(jobs)
      .where(and(owned(actor, jobs), eq(jobs.id, id))),
    db
      .select({ ...itemColumns, settled_seq: jobItems.settled_seq })
      .from(jobItems)
      .where(and(owned(actor, jobItems), eq(jobItems.job_id, id), gt(jobItems.settled_seq, after)))
      .orderBy(asc(jobItems.settled_seq))
      .limit(MAX_ITEMS_SHOWN),
  ]);
  if (!job) throw notFound("Job");
  return { job, items };
}

/** Ends what has not begun and releases its credits; items under way finish. Cancelling again changes nothing. */
export async function cancelJob(ctx: Ctx, id: string) {
  const { actor, db } = ctx;
  const waiting = sql`(select * from job_items where job_id = ${id} and account_id = ${actor.accountId} and status = 'queued')`;
  const open = and(owned(actor, jobs), eq(jobs.id, id), sql`${jobs.status} in ('queued', 'running')`);
  const now = isoIn();
  CRASH_POINTS && (await crashPoint("cancel-begun"));
  await atomically(db, [
    db
      .update(accounts)
      .set({
        credits_reserved: sql`${accounts.credits_reserved} - (select coalesce(sum(reserved), 0) from ${waiting})`,
      })
      .where(and(eq(accounts.id, actor.accountId), sql`exists (select 1 from jobs where ${open})`)),
    db
      .update(jobs)
      .set({
        cancel_requested_at: now,
        cancelled: sql`${jobs.cancelled} + (select count(*) from ${waiting})`,
        credits_released: sql`${jobs.credits_released} + (select coalesce(sum(reserved), 0) from ${waiting})`,
      })
      .where(open),
    db
      .update(jobItems)
      .set({
        status: "cancelled",
        settled_at: now,
        settled_seq: sql`(select done + failed from jobs where jobs.id = ${id}) + (select count(*) from job_items b
          where b.job_id = ${id} and (b.status = 'cancelled' or (b.status = 'queued' and b.id <= ${jobItems.id})))`,
      })
      .where(
        and(
          eq(jobItems.job_id, id),
          eq(jobItems.status, "queued"),
          sql`exists (select 1 from jobs where ${open})`,
        ),
      ),
    finishJob(ctx, id),
  ]);
  CRASH_POINTS && (await crashPoint("cancel-stored"));
  return getJob(ctx, id);
}

/** Ends the job when its last item is settled: cancelled where that was asked, failed where nothing was done. */
export const finishJob = ({ db }: Pick<Ctx, "db">, id: string) =>
  db
    .update(jobs)
    .set({
      status: sql`case when cancel_requested_at is not null then 'cancelled'
        when done = 0 and failed > 0 then 'failed' else 'succeeded' end`,
      finished_at: isoIn(),
      error: sql`case when failed > 0 then failed || ' of ' || total || ' items failed' end`,
    })
    .where(
      and(
        eq(jobs.id, id),
        sql`${jobs.status} in ('queued', 'running')`,
        sql`done + failed + cancelled = total`,
      ),
    )
    .returning();
