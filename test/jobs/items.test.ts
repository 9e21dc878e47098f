import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, creditTransactions, creditUsage, jobItems, jobs } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import {
  claimItem,
  failItem,
  findItem,
  type Item,
  LEASE_MS,
  type ItemOutcome,
  postponeItem,
  renewLease,
  settleItem,
} from "../../src/modules/jobs/items.service";
import { cancelJob, createJob, MESSAGE_TIMEOUT_MS } from "../../src/modules/jobs/jobs.service";
import { stopClock } from "../clock";
import { aPerson, aSite, db } from "../factories";
import { takeMessages } from "../queue";

const PAST = "2020-01-01T00:00:00.000Z";
let ref = 1_000_000;

const outcome = (more: Partial<ItemOutcome> = {}): ItemOutcome => ({
  writes: [],
  operation: "idea_generation",
  provider: "embedded",
  usage: { model: "fake", tokens_in: 1, tokens_out: 2, cost_usd: 0 },
  credits: 3,
  related: { type: "cluster", id: 1 },
  result: { ideas: [] },
  ...more,
});
const anItem = (reserved: number, label = "Sleep") => ({
  kind: "generate_ideas" as const,
  ref: { id: ++ref },
  label,
  reserved,
});

/** A job of items that reserve as much as is given each, and the context of its account. */
async function aJob(reserved: number[] = [10], label?: string) {
  const person = await aPerson();
  const { site } = await aSite(person);
  const ctx = systemCtx(person.user.account_id, "test");
  const made = reserved.map((credits) => anItem(credits, label));
  const { task_id: id } = await createJob(ctx, { type: "generate_ideas", site_id: site.id, items: made });
  takeMessages();
  const itemsOf = () => db.select().from(jobItems).where(eq(jobItems.job_id, id)).orderBy(asc(jobItems.id));
  return {
    ctx,
    id,
    items: await itemsOf(),
    itemsOf,
    jobOf: async () => (await db.select().from(jobs).where(eq(jobs.id, id)))[0]!,
    accountOf: async () => (await db.select().from(accounts).where(eq(accounts.id, ctx.actor.accountId)))[0]!,
    ledgerOf: () =>
      db.select().from(creditTransactions).where(eq(creditTransactions.account_id, ctx.actor.accountId)),
    usageOf: () => db.select().from(creditUsage).where(eq(creditUsage.account_id, ctx.actor.accountId)),
  };
}

async function claimed(job: Awaited<ReturnType<typeof aJob>>, n = 0): Promise<Item> {
  const item = await claimItem(job.ctx, job.items[n]!.id);
  if (item === null || item === "full") throw new Error("not claimed");
  return item;
}
const away = (iso: string) => Date.parse(iso) - Date.now();
const failing = ({ account_id }: Item) =>
  db
    .update(accounts)
    .set({ name: null as never })
    .where(eq(accounts.id, account_id));

describe("claiming an item", () => {
  it("gives it to one consumer, for one lease", async () => {
    const job = await aJob();
    stopClock();
    const item = await claimed(job);
    expect(item).toMatchObject({ status: "running", attempts: 1 });
    expect(away(item.due_at)).toBe(LEASE_MS);
    expect(await claimItem(job.ctx, item.id)).toBeNull();
    expect((await job.jobOf()).status).toBe("running");
  });

  it("takes it over where the lease has ended", async () => {
    const job = await aJob();
    const { id } = await claimed(job);
    await db.update(jobItems).set({ due_at: PAST }).where(eq(jobItems.id, id));
    expect(await claimItem(job.ctx, id)).toMatchObject({ status: "running", attempts: 2 });
  });

  it("is another account's neither to do nor to see", async () => {
    const job = await aJob();
    const stranger = systemCtx((await aPerson()).user.account_id, "test");
    expect(await claimItem(stranger, job.items[0]!.id)).toBeNull();
    expect(await findItem(stranger, job.items[0]!.id)).toBeNull();
    expect(await findItem(job.ctx, job.items[0]!.id)).toMatchObject({ status: "queued", attempts: 0 });
  });

  it("of a job that is to end comes to nothing, nor is one that is settled claimed again", async () => {
    const job = await aJob([1, 1]);
    const item = await claimed(job);
    await cancelJob(job.ctx, job.id);
    await db.update(jobItems).set({ due_at: PAST }).where(eq(jobItems.id, item.id));
    expect(await claimItem(job.ctx, item.id)).toBeNull();
    expect(await claimItem(job.ctx, job.items[1]!.id)).toBeNull();
  });

  it("is for longer where the lease is renewed, which a settled item's is not", async () => {
    const job = await aJob();
    const item = await claimed(job);
    const due = async () => (await findItem(job.ctx, item.id))!.due_at;
    await db.update(jobItems).set({ due_at: PAST }).where(eq(jobItems.id, item.id));
    stopClock();
    await renewLease(job.ctx, item);
    expect(away(await due())).toBe(LEASE_MS);
    await db.update(jobItems).set({ status: "queued", due_at: PAST }).where(eq(jobItems.id, item.id));
    await renewLease(job.ctx, item);
    expect(await due()).toBe(PAST);
  });
});

describe("settling an item", () => {
  it("charges what it cost, and releases the rest of what it had reserved", async () => {
    const job = await aJob([10]);
    expect(await settleItem(job.ctx, await claimed(job), outcome())).toBe(true);
    expect(await job.jobOf()).toMatchObject({ status: "succeeded", credits_charged: 3, credits_released: 7 });
    expect(await job.accountOf()).toMatchObject({ credits: 997, credits_reserved: 0 });
    expect(await job.usageOf()).toMatchObject([{ credits_used: 3, related_object_id: 1 }]);
  });

  it("charges no more than was reserved, and no row where it cost nothing", async () => {
    const dear = await aJob([2]);
    await settleItem(dear.ctx, await claimed(dear), outcome({ credits: 9 }));
    expect(await dear.accountOf()).toMatchObject({ credits: 998, credits_reserved: 0 });
    const free = await aJob([2]);
    expect(await settleItem(free.ctx, await claimed(free), outcome({ credits: 0 }))).toBe(true);
    expect(await free.accountOf()).toMatchObject({ credits: 1000, credits_reserved: 0 });
    expect(await free.ledgerOf()).toHaveLength(1);
    expect(await free.usageOf()).toMatchObject([{ credits_used: 0 }]);
  });

  it("leaves to its children what they need, and sends their messages", async () => {
    const job = await aJob([10]);
    const children = [anItem(4), anItem(3)];
    await settleItem(job.ctx, await claimed(job), outcome({ credits: 9, children }));
    expect(await job.jobOf()).toMatchObject({
      status: "running",
      total: 3,
      done: 1,
      credits_charged: 3,
      credits_released: 0,
    });
    expect(await job.accountOf()).toMatchObject({ credits: 997, credits_reserved: 7 });
    const [, ...made] = await job.itemsOf();
    expect(made.map(({ status, reserved }) => [status, reserved])).toEqual([
      ["queued", 4],
      ["queued", 3],
    ]);
    expect(takeMessages().map(({ item_id }) => item_id)).toEqual(made.map(({ id }) => id));
  });

  it("releases what neither it nor its children need", async () => {
    const job = await aJob([10]);
    await settleItem(job.ctx, await claimed(job), outcome({ credits: 1, children: [anItem(4)] }));
    expect(await job.jobOf()).toMatchObject({ credits_charged: 1, credits_released: 5 });
    expect((await job.accountOf()).credits_reserved).toBe(4);
  });

  it("twice does nothing the second time, nor does failing what is settled", async () => {
    const job = await aJob([10, 10]);
    const item = await claimed(job);
    await settleItem(job.ctx, item, outcome());
    const before = [await job.accountOf(), await job.jobOf(), await job.itemsOf(), await job.usageOf()];
    expect(await settleItem(job.ctx, item, outcome())).toBe(false);
    expect(await failItem(job.ctx, item, "late")).toBe(false);
    expect([await job.accountOf(), await job.jobOf(), await job.itemsOf(), await job.usageOf()]).toEqual(
      before,
    );
  });

  it.each([1, 10])("of an item that is no more, and had reserved %d, writes nothing", async (reserved) => {
    const job = await aJob([reserved]);
    const item = await claimed(job);
    await db.delete(jobItems).where(eq(jobItems.id, item.id));
    const before = [await job.accountOf(), await job.jobOf()];
    expect(await settleItem(job.ctx, item, outcome())).toBe(false);
    expect(await failItem(job.ctx, item, "gone")).toBe(false);
    expect([await job.accountOf(), await job.jobOf()]).toEqual(before);
    expect(await job.usageOf()).toEqual([]);
  });

  it("whose own writes fail is an error, and changes nothing", async () => {
    const job = await aJob([10]);
    const item = await claimed(job);
    await expect(settleItem(job.ctx, item, outcome({ writes: [failing(item)] }))).rejects.toThrow();
    await expect(failItem(job.ctx, item, "no", [failing(item)])).rejects.toThrow();
    expect((await job.itemsOf())[0]).toEqual(item);
    expect(await job.accountOf()).toMatchObject({ credits: 1000, credits_reserved: 10 });
  });

  it("tells in the ledger what it was for, in at most 200 characters", async () => {
    const job = await aJob([10], "L".repeat(300));
    const item = await claimed(job);
    await settleItem(job.ctx, item, outcome());
    const { description, reference } = (await job.ledgerOf()).at(-1)!;
    expect(description).toBe(`idea generation: ${"L".repeat(300)}`.slice(0, 200));
    expect(reference).toBe(`item:${item.id}`);
  });
});

describe("an item that did not come through", () => {
  it("fails with a reason of at most 500 characters, and gives its credits back", async () => {
    const job = await aJob([10]);
    const marker = db.update(jobs).set({ cancelled: 0 }).where(eq(jobs.id, job.id));
    expect(await failItem(job.ctx, await claimed(job), "r".repeat(600), [marker])).toBe(true);
    expect((await job.itemsOf())[0]).toMatchObject({
      status: "failed",
      charged: 0,
      error: "r".repeat(500),
      settled_seq: 1,
    });
    expect(await job.jobOf()).toMatchObject({ status: "failed", failed: 1, credits_released: 10 });
    expect((await job.accountOf()).credits_reserved).toBe(0);
  });

  it("waits, with the reason, until its next message counts as lost", async () => {
    const job = await aJob([10, 10]);
    const item = await claimed(job);
    stopClock();
    await postponeItem(job.ctx, item, "r".repeat(600), 30);
    const [waiting, other] = await job.itemsOf();
    expect(waiting).toMatchObject({ status: "queued", attempts: 1, error: "r".repeat(500) });
    expect(away(waiting!.due_at)).toBeGreaterThanOrEqual(30_000 + MESSAGE_TIMEOUT_MS);
    expect(away(waiting!.due_at)).toBeLessThanOrEqual(30_000 + MESSAGE_TIMEOUT_MS + 2_000);
    expect(other).toEqual(job.items[1]);
    await postponeItem(job.ctx, item, "again", 0);
    expect((await job.itemsOf())[0]).toEqual(waiting);
  });
});

describe("what the limits of time are", () => {
  it("a minute for a lease, five for a message", () => {
    expect([LEASE_MS, MESSAGE_TIMEOUT_MS]).toEqual([60_000, 300_000]);
  });
});
