import { and, asc, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically, isViolation, owned, type Statement } from "../../db/queries";
import { accounts, jobItems, jobs } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { acceptedJob } from "../../lib/accepted";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { enqueueItems } from "./item-messages";
import {
  getBalance,
  loadInsufficientCreditsError,
  RESERVATION_CONSTRAINT,
  reserveCreditsStatement,
} from "../billing/ledger.service";

/** How long the sweep waits for a message before it sends another. */
export const MESSAGE_TIMEOUT_MS = 5 * MINUTE_MS;

type JobRow = typeof jobs.$inferSelect;
export type NewItem = {
  kind: (typeof jobItems.$inferSelect)["kind"];
  /** The row that the item works on: its id or, for an image that the same batch creates, its position. */
  ref: { id: number } | { content_id: number; position: number };
  /** The display name of the item. */
  label: string;
  input?: Record<string, unknown>;
  /** The maximum cost in credits. */
  reserved: number;
};

/** The automation run and stage that created the job. */
export type JobOrigin = {
  /** The job id, chosen by the run so that repeating a step creates no second job. */
  id: string;
  run_id: string;
  stage: number;
  /** Credits that the run may still spend. */
  limit: number;
  /** The model for its items; null or absent for the account's own model. */
  model_id?: number | null;
};
/** The job would exceed the remaining credits of its run. */
export class CreditLimitExceeded extends Error {}

/** A job to create. */
export type JobRequest = {
  type: JobRow["type"];
  site_id: number;
  items: NewItem[];
  /** Statements for the same batch. */
  buildStatements?: (jobId: string) => Statement[];
};

const sumCredits = (items: NewItem[]) => items.reduce((sum, item) => sum + item.reserved, 0);

/** Creates the job, or only estimates its cost for a dry run. */
export const requestJob = (ctx: Ctx, request: JobRequest, dry_run = false) =>
  dry_run ? estimateJob(ctx, request) : createJob(ctx, request);

async function estimateJob(ctx: Ctx, { items }: JobRequest) {
  const { available: balance } = await getBalance(ctx);
  const credits = sumCredits(items);
  return {
    dry_run: true as const,
    items: items.map(({ label, kind, reserved }) => ({ label, kind, credits: reserved })),
    credits,
    balance,
    sufficient: balance >= credits,
  };
}

/** Reserves the credits, stores the job and its items, and sends their messages. */
export async function createJob(ctx: Ctx, request: JobRequest, origin?: JobOrigin) {
  const { type, site_id, items, buildStatements = () => [] } = request;
  const { actor, db } = ctx;
  const id = origin?.id ?? ctx.jobId ?? ulid();
  const required = sumCredits(items);
  if (origin && required > origin.limit) throw new CreditLimitExceeded(`${required} credits are needed`);
  const owner = { account_id: actor.accountId, site_id };
  try {
    const [, , created] = await atomically(db, [
      reserveCreditsStatement(ctx, required),
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
      insertItemsStatement(ctx, id, site_id, withModel(items, origin?.model_id)),
      ...buildStatements(id),
    ]);
    await enqueueItems(created as { id: number; account_id: number }[]);
  } catch (error) {
    if (isViolation(error, "jobs.id")) return acceptedJob(id);
    if (isViolation(error, RESERVATION_CONSTRAINT)) throw await loadInsufficientCreditsError(ctx, required);
    if (isViolation(error, "job_items.kind"))
      throw new ApiError("ALREADY_RUNNING", "Another open job is already working on some of these items");
    const stored = await listStoredItems(ctx, id);
    if (!stored.length) throw error;
    await enqueueItems(stored);
  }
  return acceptedJob(id);
}

/** Stores the run's model in each item's input. */
const withModel = (items: NewItem[], model_id: number | null | undefined) =>
  model_id ? items.map((item) => ({ ...item, input: { ...item.input, model_id } })) : items;

/** The items that were stored although the response of the batch was lost. */
const listStoredItems = ({ actor, db }: Ctx, jobId: string) =>
  db
    .select({ id: jobItems.id, account_id: jobItems.account_id })
    .from(jobItems)
    .where(and(eq(jobItems.account_id, actor.accountId), eq(jobItems.job_id, jobId)));

/** Creates a new job for the failed items, with its own reservation and charges. */
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

/** Inserts any number of items with one JSON variable. */
export const insertItemsStatement = ({ actor, db }: Ctx, jobId: string, siteId: number, items: NewItem[]) =>
  db
    .insert(jobItems)
    .select(
      sql`select null, ${jobId}, ${actor.accountId}, ${siteId}, value ->> 'kind', coalesce(value ->> '$.ref.id',
          (select id from images where content_id = value ->> '$.ref.content_id' and position = value ->> '$.ref.position')),
        value ->> 'label',
        value -> 'input', 'queued', 0, ${isoIn(MESSAGE_TIMEOUT_MS)}, value ->> 'reserved', 0, null, null, null, null, ${isoIn()}
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

/** The items settled since `after` in order of settlement, and the current state of the job. */
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

/** Cancels the queued items and releases their credits; running items finish. Idempotent. */
export async function cancelJob(ctx: Ctx, id: string) {
  const { actor, db } = ctx;
  const queuedItems = sql`(select * from job_items where job_id = ${id} and account_id = ${actor.accountId} and status = 'queued')`;
  const isOpen = and(owned(actor, jobs), eq(jobs.id, id), sql`${jobs.status} in ('queued', 'running')`);
  const now = isoIn();
  await atomically(db, [
    db
      .update(accounts)
      .set({
        credits_reserved: sql`${accounts.credits_reserved} - (select coalesce(sum(reserved), 0) from ${queuedItems})`,
      })
      .where(and(eq(accounts.id, actor.accountId), sql`exists (select 1 from jobs where ${isOpen})`)),
    db
      .update(jobs)
      .set({
        cancel_requested_at: now,
        cancelled: sql`${jobs.cancelled} + (select count(*) from ${queuedItems})`,
        credits_released: sql`${jobs.credits_released} + (select coalesce(sum(reserved), 0) from ${queuedItems})`,
      })
      .where(isOpen),
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
          sql`exists (select 1 from jobs where ${isOpen})`,
        ),
      ),
    finishJobStatement(ctx, id),
  ]);
  return getJob(ctx, id);
}

/** Ends the job if its last item is settled: as cancelled if that was requested, as failed if every item failed. */
export const finishJobStatement = ({ db }: Pick<Ctx, "db">, id: string) =>
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
