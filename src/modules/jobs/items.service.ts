import { and, eq, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { atomically, isViolation, type Statement } from "../../db/queries";
import { accounts, creditUsage, jobItems, jobs } from "../../db/schema";
import type { Answer } from "../../generation/functions";
import { type Ctx, systemCtx } from "../../db/context";
import { log } from "../../lib/log";
import { isoIn, SECOND_MS } from "../../lib/time";
import { enqueueItems } from "./item-messages";
import { chargeCreditsStatement, releaseCreditsStatement } from "../billing/ledger.service";
import type { Operation } from "../billing/pricing";
import { notifyLowBalanceStatement } from "../notifications/credit-notifications";
import { notifyJobFinishedStatement } from "../notifications/job-notifications";
import {
  cancelJob,
  finishJobStatement,
  insertItemsStatement,
  MESSAGE_TIMEOUT_MS,
  type NewItem,
} from "./jobs.service";

/** How long a consumer holds an item exclusively. It renews the lease while it works. */
export const LEASE_MS = 60 * SECOND_MS;
export const MAX_ATTEMPTS = 5;
/** The maximum clock difference between machines. A message is not early within it. */
const CLOCK_SKEW_MS = 2 * SECOND_MS;
/** The maximum number of running items of one account, so that a large job does not delay other accounts. */
export const MAX_CONCURRENT_ITEMS = 8;
const SWEEP_SIZE = 1000;
const SETTLED_MESSAGE = "the item is settled";

export type Item = typeof jobItems.$inferSelect;
/** The outcome of an item's work. `settleItem` writes all of it at once. */
export type ItemOutcome = {
  writes: Statement[];
  result: Record<string, unknown>;
  /** Items to create. Their credits are taken from this item's reservation. */
  children?: NewItem[];
} & (ChargedWork | FreeWork);
type ChargedWork = {
  operation: Operation;
  provider: string;
  usage: Answer<unknown>["usage"];
  /** In credits; the charge is limited to the reservation. */
  credits: number;
  related: { type: string; id: number };
};
/** Work that costs nothing, and for which no usage is recorded. */
type FreeWork = { operation: null };

/** A failure of an item, with a message for users. */
export class ItemError extends Error {
  constructor(
    message: string,
    /** Whether another attempt may succeed. */
    readonly canRetry: boolean,
  ) {
    super(message);
  }
}

/** The permanent failure of an item. `canRetry` is false if every further attempt would fail too. */
export type ItemFailure = { reason: string; canRetry: boolean };

/**
 * Claims the item for one lease. Null if it is settled or held by another consumer; "full" if the account has the
 * maximum of running items.
 */
export async function claimItem({ db, actor }: Ctx, id: number): Promise<Item | "full" | null> {
  const isAtCapacity = sql`(select count(*) from job_items r where r.account_id = ${actor.accountId} and r.status = 'running'
    and r.due_at >= ${isoIn()} and r.id <> ${id}) >= ${MAX_CONCURRENT_ITEMS}`;
  const [, [claimed] = [], waiting = []] = await atomically(db, [
    db
      .update(jobs)
      .set({ status: "running" })
      .where(
        and(eq(jobs.status, "queued"), sql`${jobs.id} = (select job_id from job_items where id = ${id})`),
      ),
    db
      .update(jobItems)
      .set({ status: "running", attempts: sql`${jobItems.attempts} + 1`, due_at: isoIn(LEASE_MS) })
      .where(
        and(
          eq(jobItems.account_id, actor.accountId),
          eq(jobItems.id, id),
          or(
            // A duplicate message does not shorten a delay: `due_at` is this much later than the end of the delay.
            and(
              eq(jobItems.status, "queued"),
              lte(jobItems.due_at, isoIn(MESSAGE_TIMEOUT_MS + CLOCK_SKEW_MS)),
            ),
            and(eq(jobItems.status, "running"), lt(jobItems.due_at, isoIn())),
          ),
          sql`not exists (select 1 from jobs j where j.id = ${jobItems.job_id} and j.cancel_requested_at is not null)`,
          sql`not ${isAtCapacity}`,
        ),
      )
      .returning(),
    // The item still has its message and waits for capacity: the sweep must not send another.
    db
      .update(jobItems)
      .set({ due_at: sql`max(${jobItems.due_at}, ${isoIn(MESSAGE_TIMEOUT_MS)})` })
      .where(
        and(
          eq(jobItems.account_id, actor.accountId),
          eq(jobItems.id, id),
          eq(jobItems.status, "queued"),
          isAtCapacity,
        ),
      )
      .returning({ id: jobItems.id }),
  ]);
  if (waiting.length) return "full";
  return (claimed as Item | undefined) ?? null;
}

export async function renewLease({ db }: Ctx, item: Item) {
  await db
    .update(jobItems)
    .set({ due_at: isoIn(LEASE_MS) })
    .where(and(eq(jobItems.id, item.id), eq(jobItems.status, "running")));
}

/**
 * Writes the outcome in one batch: the item's result and status, its charge, the job's progress and the notifications.
 * Returns false, and writes nothing, if the item is already settled.
 */
export async function settleItem(ctx: Ctx, item: Item, outcome: ItemOutcome): Promise<boolean> {
  const { db } = ctx;
  const children = outcome.children ?? [];
  const transferred = children.reduce((sum, child) => sum + child.reserved, 0);
  const work = outcome.operation === null ? null : outcome;
  const charged = work ? Math.min(work.credits, item.reserved - transferred) : 0;
  try {
    const results = await atomically(db, [
      settleItemStatement(ctx, item, { status: "done", charged, result: outcome.result, error: null }),
      abortUnlessSettledStatement(ctx, item),
      // Before the charge: the CHECK constraint refuses to charge credits that are still reserved.
      releaseCreditsStatement(ctx, item.reserved - transferred),
      ...outcome.writes,
      ...(work ? chargeStatements(ctx, item, work, charged) : []),
      updateProgressStatement(ctx, item, {
        done: 1,
        total: children.length,
        charged,
        released: item.reserved - transferred - charged,
      }),
      finishJobStatement(ctx, item.job_id),
      notifyJobFinishedStatement(ctx, item.job_id),
      ...(children.length ? [insertItemsStatement(ctx, item.job_id, item.site_id, children)] : []),
    ]);
    if (children.length) await enqueueItems(results.at(-1) as { id: number; account_id: number }[]);
    return true;
  } catch (error) {
    if (isAlreadySettled(error)) return false;
    throw error;
  }
}

/** Marks the item as failed with its reason and releases its credits. False if it is already settled. */
export async function failItem(
  ctx: Ctx,
  item: Item,
  reason: string,
  writes: Statement[] = [],
): Promise<boolean> {
  try {
    await atomically(ctx.db, [
      settleItemStatement(ctx, item, {
        status: "failed",
        charged: 0,
        result: null,
        error: reason.slice(0, 500),
      }),
      abortUnlessSettledStatement(ctx, item),
      ...writes,
      releaseCreditsStatement(ctx, item.reserved),
      updateProgressStatement(ctx, item, { failed: 1, released: item.reserved }),
      finishJobStatement(ctx, item.job_id),
      notifyJobFinishedStatement(ctx, item.job_id),
    ]);
    return true;
  } catch (error) {
    if (isAlreadySettled(error)) return false;
    throw error;
  }
}

/** Returns the item to the queue with a delay, and stores the reason of the failed attempt. */
export const postponeItem = ({ db }: Ctx, item: Item, reason: string, delaySeconds: number) =>
  db
    .update(jobItems)
    .set({
      status: "queued",
      error: reason.slice(0, 500),
      due_at: isoIn(delaySeconds * SECOND_MS + MESSAGE_TIMEOUT_MS + CLOCK_SKEW_MS),
    })
    .where(and(eq(jobItems.id, item.id), eq(jobItems.status, "running")));

export async function findItem({ db, actor }: Ctx, id: number): Promise<Item | null> {
  const [item] = await db
    .select()
    .from(jobItems)
    .where(and(eq(jobItems.account_id, actor.accountId), eq(jobItems.id, id)));
  return item ?? null;
}

/** Requeues open items whose message or lease is overdue. */
export async function sweepItems(now = isoIn(), shard = 0): Promise<number> {
  const db = openDb("first-primary", shard);
  const due = db
    .select({ id: jobItems.id })
    .from(jobItems)
    .where(and(inArray(jobItems.status, ["queued", "running"]), lt(jobItems.due_at, now)))
    .orderBy(jobItems.due_at)
    .limit(SWEEP_SIZE);
  const lost = await db
    .update(jobItems)
    .set({ status: "queued", due_at: isoIn(MESSAGE_TIMEOUT_MS) })
    .where(inArray(jobItems.id, due))
    .returning({ id: jobItems.id, account_id: jobItems.account_id });
  if (lost.length) log.warn("items requeued", { items: lost.length });
  await enqueueItems(lost);
  await finishCancelledJobs(shard);
  return lost.length;
}

/** Cancels items that were created while their job was being cancelled. */
async function finishCancelledJobs(shard: number) {
  const db = openDb("first-primary", shard);
  const hasQueuedItems = sql`exists (select 1 from job_items i where i.job_id = ${jobs.id} and i.status = 'queued')`;
  const cancelled = await db
    .select({ id: jobs.id, account_id: jobs.account_id })
    .from(jobs)
    .where(
      and(inArray(jobs.status, ["queued", "running"]), isNotNull(jobs.cancel_requested_at), hasQueuedItems),
    )
    .limit(SWEEP_SIZE);
  for (const job of cancelled) await cancelJob(systemCtx(job.account_id, "sweep"), job.id);
}

type Settlement = Pick<Item, "status" | "charged" | "result" | "error">;

// The trigger `job_items_settled_once` aborts the batch if the item is already settled.
const settleItemStatement = ({ db }: Ctx, item: Item, to: Settlement) =>
  db
    .update(jobItems)
    .set({
      ...to,
      ...(to.status === "done" && { input: sql`json_remove(${jobItems.input}, '$.draft')` }),
      settled_at: isoIn(),
      settled_seq: sql`(select done + failed + cancelled + 1 from jobs where jobs.id = ${item.job_id})`,
    })
    .where(eq(jobItems.id, item.id));

/** Aborts the batch if the item no longer exists: it was deleted with its site, which released its credits. */
const abortUnlessSettledStatement = ({ db }: Ctx, item: Item): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: -1 })
    .where(and(eq(accounts.id, item.account_id), sql`changes() = 0`));

const isAlreadySettled = (error: unknown) =>
  isViolation(error, SETTLED_MESSAGE) || isViolation(error, "credits_reserved_not_negative");

type Progress = { done?: number; failed?: number; total?: number; charged?: number; released: number };

const updateProgressStatement = (
  { db }: Ctx,
  item: Item,
  { done = 0, failed = 0, total = 0, charged = 0, released }: Progress,
) =>
  db
    .update(jobs)
    .set({
      done: sql`${jobs.done} + ${done}`,
      failed: sql`${jobs.failed} + ${failed}`,
      total: sql`${jobs.total} + ${total}`,
      credits_charged: sql`${jobs.credits_charged} + ${charged}`,
      credits_released: sql`${jobs.credits_released} + ${released}`,
    })
    .where(eq(jobs.id, item.job_id));

const chargeStatements = (ctx: Ctx, item: Item, work: ChargedWork, charged: number): Statement[] => [
  ...(charged
    ? [chargeCreditsStatement(ctx, buildCharge(item, work, charged)), notifyLowBalanceStatement(ctx, charged)]
    : []),
  insertUsageStatement(ctx, item, work, charged),
];

const buildCharge = (item: Item, { operation }: ChargedWork, credits: number) => ({
  credits,
  description: `${operation.replaceAll("_", " ")}: ${item.label}`.slice(0, 200),
  reference: `item:${item.id}`,
});

const insertUsageStatement = (
  { db }: Ctx,
  item: Item,
  { operation, provider, usage, related }: ChargedWork,
  charged: number,
) =>
  db.insert(creditUsage).values({
    account_id: item.account_id,
    site_id: item.site_id,
    job_id: item.job_id,
    operation_type: operation,
    credits_used: charged,
    provider,
    ...usage,
    related_object_type: related.type,
    related_object_id: related.id,
  });
