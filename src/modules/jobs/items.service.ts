import { and, eq, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { atomically, isViolation, type Statement } from "../../db/queries";
import { accounts, creditUsage, jobItems, jobs } from "../../db/schema";
import type { Answer } from "../../generation/functions";
import { type Ctx, systemCtx } from "../../db/context";
import { crashPoint } from "../../lib/crash-points";
import { log } from "../../lib/log";
import { isoIn, SECOND_MS } from "../../lib/time";
import { enqueueItems } from "./item-messages";
import { charge, release } from "../billing/ledger.service";
import type { Operation } from "../billing/pricing";
import { notifyOfBalance } from "../notifications/credit-news";
import { notifyOfJob } from "../notifications/job-news";
import { cancelJob, finishJob, insertItems, LOST_MS, type NewItem } from "./jobs.service";

/** How long an item is its consumer's alone. The consumer renews it while it works. */
export const LEASE_MS = (CRASH_POINTS && 6 * SECOND_MS) || 60 * SECOND_MS;
export const MAX_ATTEMPTS = 5;
/** How far apart two machines' clocks may be: a message that comes at once is not early for that. */
const CLOCK_SKEW_MS = 2 * SECOND_MS;
/** How many items of one account are worked on at once, so that a big job keeps nobody else waiting. */
export const ITEMS_AT_ONCE = 8;
const SWEEP_SIZE = 1000;
const SETTLED = "the item is settled";

export type Item = typeof jobItems.$inferSelect;
/** What an item's work comes to. Nothing of it is written before `settleItem` writes all of it. */
export type Outcome = {
  writes: Statement[];
  result: Record<string, unknown>;
  /** Work that follows from this item. Its credits come out of what this item had reserved. */
  children?: NewItem[];
} & (Spent | Free);
type Spent = {
  operation: Operation;
  provider: string;
  usage: Answer<unknown>["usage"];
  /** In credits; at most what was reserved is charged. */
  credits: number;
  related: { type: string; id: number };
};
/** Work that costs nothing: it is neither charged nor told among what was used. */
type Free = { operation: null };

/** Why an item failed, in words that its job may show. */
export class ItemError extends Error {
  constructor(
    message: string,
    /** Whether another try may succeed. */
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}

/** Why an item failed for good, and whether the same may succeed another time. */
export type Failure = { reason: string; mayPass: boolean };

/** Takes the item for one lease; null where it is settled, or another consumer's; "full" where its account has enough under way. */
export async function claimItem({ db, actor }: Ctx, id: number): Promise<Item | "full" | null> {
  const isFull = sql`(select count(*) from job_items r where r.account_id = ${actor.accountId} and r.status = 'running'
    and r.due_at >= ${isoIn()} and r.id <> ${id}) >= ${ITEMS_AT_ONCE}`;
  const [, claimed, waiting] = await atomically(db, [
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
            // A message that comes twice cuts no wait short: `due_at` is this much behind the wait's end.
            and(eq(jobItems.status, "queued"), lte(jobItems.due_at, isoIn(LOST_MS + CLOCK_SKEW_MS))),
            and(eq(jobItems.status, "running"), lt(jobItems.due_at, isoIn())),
          ),
          sql`not exists (select 1 from jobs j where j.id = ${jobItems.job_id} and j.cancel_requested_at is not null)`,
          sql`not ${isFull}`,
        ),
      )
      .returning(),
    // It has not lost its message: it waits for its turn.
    db
      .update(jobItems)
      .set({ due_at: sql`max(${jobItems.due_at}, ${isoIn(LOST_MS)})` })
      .where(
        and(
          eq(jobItems.account_id, actor.accountId),
          eq(jobItems.id, id),
          eq(jobItems.status, "queued"),
          isFull,
        ),
      )
      .returning({ id: jobItems.id }),
  ]);
  if (waiting!.length) return "full";
  return (claimed![0] as Item | undefined) ?? null;
}

export async function renewLease({ db }: Ctx, item: Item) {
  CRASH_POINTS && (await crashPoint("lease-renewing"));
  await db
    .update(jobItems)
    .set({ due_at: isoIn(LEASE_MS) })
    .where(and(eq(jobItems.id, item.id), eq(jobItems.status, "running")));
  CRASH_POINTS && (await crashPoint("lease-renewed"));
}

/**
 * Everything that the item comes to, in one batch: what it made, its charge, its mark, its job's progress, and the
 * news of it. False where the item was settled before: then nothing at all is written.
 */
export async function settleItem(ctx: Ctx, item: Item, outcome: Outcome): Promise<boolean> {
  const { db } = ctx;
  const children = outcome.children ?? [];
  const carried = children.reduce((sum, child) => sum + child.reserved, 0);
  const spent = outcome.operation === null ? null : outcome;
  const charged = spent ? Math.min(spent.credits, item.reserved - carried) : 0;
  CRASH_POINTS && (await crashPoint("item-settling"));
  try {
    const results = await atomically(db, [
      mark(ctx, item, { status: "done", charged, result: outcome.result, error: null }),
      insistOnMark(ctx, item),
      // Before the charge: where all credits are reserved, none may be charged that still are.
      release(ctx, item.reserved - carried),
      ...outcome.writes,
      ...(spent ? expenseOf(ctx, item, spent, charged) : []),
      progress(ctx, item, {
        done: 1,
        total: children.length,
        charged,
        released: item.reserved - carried - charged,
      }),
      finishJob(ctx, item.job_id),
      ...notifyOfJob(ctx, item.job_id),
      ...(children.length ? [insertItems(ctx, item.job_id, item.site_id, children)] : []),
    ]);
    CRASH_POINTS && (await crashPoint("item-settled"));
    if (children.length) await enqueueItems(results.at(-1) as { id: number; account_id: number }[]);
    return true;
  } catch (error) {
    if (isSettled(error)) return false;
    throw error;
  }
}

/** The item failed for good: its credits go back, and its job tells the reason. */
export async function failItem(
  ctx: Ctx,
  item: Item,
  reason: string,
  writes: Statement[] = [],
): Promise<boolean> {
  try {
    await atomically(ctx.db, [
      mark(ctx, item, { status: "failed", charged: 0, result: null, error: reason.slice(0, 500) }),
      insistOnMark(ctx, item),
      ...writes,
      release(ctx, item.reserved),
      progress(ctx, item, { failed: 1, released: item.reserved }),
      finishJob(ctx, item.job_id),
      ...notifyOfJob(ctx, item.job_id),
    ]);
    return true;
  } catch (error) {
    if (isSettled(error)) return false;
    throw error;
  }
}

/** Gives the item back to the queue, with the reason why it did not come through this time. */
export const postponeItem = ({ db }: Ctx, item: Item, reason: string, delaySeconds: number) =>
  db
    .update(jobItems)
    .set({
      status: "queued",
      error: reason.slice(0, 500),
      due_at: isoIn(delaySeconds * SECOND_MS + LOST_MS + CLOCK_SKEW_MS),
    })
    .where(and(eq(jobItems.id, item.id), eq(jobItems.status, "running")));

export async function findItem({ db, actor }: Ctx, id: number): Promise<Item | null> {
  const [item] = await db
    .select()
    .from(jobItems)
    .where(and(eq(jobItems.account_id, actor.accountId), eq(jobItems.id, id)));
  return item ?? null;
}

/** Finds open items whose message is lost or whose consumer is gone, and sends their messages again. */
export async function sweepItems(now = isoIn(), home = 0): Promise<number> {
  const db = openDb("first-primary", home);
  const due = db
    .select({ id: jobItems.id })
    .from(jobItems)
    .where(and(inArray(jobItems.status, ["queued", "running"]), lt(jobItems.due_at, now)))
    .orderBy(jobItems.due_at)
    .limit(SWEEP_SIZE);
  const lost = await db
    .update(jobItems)
    .set({ status: "queued", due_at: isoIn(LOST_MS) })
    .where(inArray(jobItems.id, due))
    .returning({ id: jobItems.id, account_id: jobItems.account_id });
  if (lost.length) log.warn("requeued items that lost their message", { items: lost.length });
  CRASH_POINTS && (await crashPoint("sweep-marked"));
  await enqueueItems(lost);
  CRASH_POINTS && (await crashPoint("sweep-sent"));
  await endCancelledJobs(home);
  return lost.length;
}

/** A job cancelled while an item of it was making more items: those are cancelled too. */
async function endCancelledJobs(home: number) {
  const db = openDb("first-primary", home);
  const waiting = sql`exists (select 1 from job_items i where i.job_id = ${jobs.id} and i.status = 'queued')`;
  const left = await db
    .select({ id: jobs.id, account_id: jobs.account_id })
    .from(jobs)
    .where(and(inArray(jobs.status, ["queued", "running"]), isNotNull(jobs.cancel_requested_at), waiting))
    .limit(SWEEP_SIZE);
  for (const job of left) await cancelJob(systemCtx(job.account_id, "sweep"), job.id);
}

type Mark = Pick<Item, "status" | "charged" | "result" | "error">;

// The trigger `job_items_settled_once` aborts the batch here where the item is settled already.
const mark = ({ db }: Ctx, item: Item, to: Mark) =>
  db
    .update(jobItems)
    .set({
      ...to,
      ...(to.status === "done" && { input: sql`json_remove(${jobItems.input}, '$.draft')` }),
      settled_at: isoIn(),
      settled_seq: sql`(select done + failed + cancelled + 1 from jobs where jobs.id = ${item.job_id})`,
    })
    .where(eq(jobItems.id, item.id));

/** Aborts the batch where there was no item to mark: it went with its site, and its credits went back then. */
const insistOnMark = ({ db }: Ctx, item: Item): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: -1 })
    .where(and(eq(accounts.id, item.account_id), sql`changes() = 0`));

const isSettled = (error: unknown) =>
  isViolation(error, SETTLED) || isViolation(error, "credits_reserved_not_negative");

type Step = { done?: number; failed?: number; total?: number; charged?: number; released: number };

const progress = (
  { db }: Ctx,
  item: Item,
  { done = 0, failed = 0, total = 0, charged = 0, released }: Step,
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

const expenseOf = (ctx: Ctx, item: Item, spent: Spent, charged: number): Statement[] => [
  ...(charged ? [charge(ctx, chargeOf(item, spent, charged)), notifyOfBalance(ctx, charged)] : []),
  recordUsage(ctx, item, spent, charged),
];

const chargeOf = (item: Item, { operation }: Spent, credits: number) => ({
  credits,
  description: `${operation.replaceAll("_", " ")}: ${item.label}`.slice(0, 200),
  reference: `item:${item.id}`,
});

const recordUsage = (
  { db }: Ctx,
  item: Item,
  { operation, provider, usage, related }: Spent,
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
