import { and, eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts, jobItems } from "../../src/db/schema";
import { MAX_CONCURRENT_ITEMS } from "../../src/modules/jobs/items.service";
import { aCluster, aKeyword, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { captureQueue, deliver, takeMessages } from "../queue";
import { fakeIdeas } from "./provider";

beforeEach(captureQueue);

async function orderIdeas(count: number) {
  const person = await aPerson("editor", { credits: 1000 });
  const { place } = await aSite(person);
  const ids: number[] = [];
  for (let n = 0; n < count; n++) {
    const cluster = await aCluster(place);
    await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    ids.push(cluster.id);
  }
  for (let from = 0; from < count; from += 50)
    await as(person).post("/planner/clusters/generate_ideas/", { ids: ids.slice(from, from + 50) });
  return { person, messages: takeMessages() };
}

const count = async ({ user }: Person, status: "queued" | "running" | "done") =>
  db.$count(jobItems, and(eq(jobItems.account_id, user.account_id), eq(jobItems.status, status)));

/** A provider that waits until it is let go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const answer = fakeIdeas();
  const model = answer.getMockImplementation()!;
  answer.mockImplementation(async (name: any, input: any) => {
    await opened;
    return model(name, input);
  });
  return { answer, open };
}

describe("an account with a hundred items", () => {
  it("has eight under way at once, keeps nobody else waiting, and sees all of them done", async () => {
    const big = await orderIdeas(100);
    const small = await orderIdeas(1);
    const { answer, open } = gate();
    const slow = Array.from({ length: 10 }, (_, n) => deliver(big.messages.slice(10 * n, 10 * n + 10)));
    await expect.poll(() => takeMessages().length).toBeGreaterThan(0);
    await expect.poll(() => count(big.person, "running")).toBe(MAX_CONCURRENT_ITEMS);
    answer.mockRestore();
    fakeIdeas();
    await deliver(small.messages);
    expect(await count(small.person, "done")).toBe(1);
    expect(await count(big.person, "done")).toBe(0);
    open();
    await Promise.all(slow);
    for (let round = 0; (await count(big.person, "queued")) && round < 100; round++) {
      const waiting = await db
        .select({ item_id: jobItems.id, account_id: jobItems.account_id })
        .from(jobItems)
        .where(and(eq(jobItems.account_id, big.person.user.account_id), eq(jobItems.status, "queued")));
      await deliver(waiting.slice(0, 10).map((item) => ({ type: "item.run" as const, ...item })));
    }
    expect(await count(big.person, "done")).toBe(100);
    const items = await db
      .select({ attempts: jobItems.attempts })
      .from(jobItems)
      .where(eq(jobItems.account_id, big.person.user.account_id));
    expect(new Set(items.map(({ attempts }) => attempts))).toEqual(new Set([1]));
    const [account] = await db.select().from(accounts).where(eq(accounts.id, big.person.user.account_id));
    expect(account!.credits_reserved).toBe(0);
  });
});

describe("an item whose account has enough under way", () => {
  const occupy = ({ user }: Person, due_at: string) =>
    db
      .update(jobItems)
      .set({ status: "running", due_at })
      .where(
        sql`id in (select id from job_items where account_id = ${user.account_id} order by id limit ${MAX_CONCURRENT_ITEMS})`,
      );

  it("asks again in a message of its own, and its wait is no loss that the sweep would find", async () => {
    fakeIdeas();
    const { person, messages } = await orderIdeas(MAX_CONCURRENT_ITEMS + 1);
    await occupy(person, new Date(Date.now() + 60_000).toISOString());
    const last = messages.at(-1)!;
    await db
      .update(jobItems)
      .set({ due_at: "2020-01-01T00:00:00.000Z" })
      .where(eq(jobItems.id, last.item_id));
    const result = await deliver([last]);
    expect([result.explicitAcks.length, result.retryMessages.length]).toEqual([1, 0]);
    expect(env.JOBS.sendBatch).toHaveBeenLastCalledWith([{ body: last, delaySeconds: 2 }]);
    const [item] = await db.select().from(jobItems).where(eq(jobItems.id, last.item_id));
    expect(item).toMatchObject({ status: "queued", attempts: 0 });
    expect(Date.parse(item!.due_at)).toBeGreaterThan(Date.now());
  });

  it("does not wait for items whose consumers died", async () => {
    fakeIdeas();
    const { person, messages } = await orderIdeas(MAX_CONCURRENT_ITEMS + 1);
    await occupy(person, "2020-01-01T00:00:00.000Z");
    await deliver([messages.at(-1)!]);
    expect(await count(person, "done")).toBe(1);
  });

  it("is counted by an index", async () => {
    const { results } = await env.DB.prepare(
      "explain query plan select count(*) from job_items r where r.account_id = ? and r.status = 'running' and r.due_at >= ? and r.id <> ?",
    )
      .bind(1, "", 1)
      .all<{ detail: string }>();
    expect(results.map(({ detail }) => detail).join()).toContain("job_items_running");
  });
});
