import { and, eq } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { scheduled } from "../../src/cron";
import {
  accounts,
  contentIdeas,
  creditTransactions,
  creditUsage,
  jobItems,
  jobs,
  notifications,
} from "../../src/db/schema";
import { GenerationError } from "../../src/generation/provider";
import { aCluster, aColleague, aKeyword, aPerson, aSite, db, grant, type Person } from "../factories";
import { as } from "../harness";
import { deliver, drain, takeMessages, takeMessagesOf } from "../queue";
import { systemCtx } from "../../src/db/context";
import { follow } from "../../src/http/follow";
import { buildJobEvents } from "../../src/modules/jobs/job-events.replies";
import { fakeIdeas } from "./provider";

/** A person with clusters of one keyword each, by name. */
async function withClusters(names: string[], credits = 1000) {
  const person = await aPerson("editor", { credits });
  const { place } = await aSite(person);
  const made = [];
  for (const name of names) {
    const cluster = await aCluster(place, { name });
    await aKeyword(place, { keyword: `${name} symptoms`, cluster_id: cluster.id, status: "mapped" });
    made.push(cluster);
  }
  return { person, ids: made.map((cluster) => cluster.id) };
}

const generate = async (person: Person, ids: number[]) =>
  (await as(person).post("/planner/clusters/generate_ideas/", { ids })).body.data.task_id as string;

const accountOf = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!;

const jobOf = async (person: Person, id: string) => (await as(person).get(`/jobs/${id}/`)).body.data;

/** Everything that a job may change, as it stands. */
async function stateOf({ user }: Person) {
  const mine = <T extends { account_id: any }>(table: T) => eq(table.account_id, user.account_id);
  return {
    account: await db.select().from(accounts).where(eq(accounts.id, user.account_id)),
    ledger: await db.select().from(creditTransactions).where(mine(creditTransactions)),
    usage: await db.select().from(creditUsage).where(mine(creditUsage)),
    ideas: await db.select().from(contentIdeas).where(mine(contentIdeas)),
    items: await db.select().from(jobItems).where(mine(jobItems)),
    jobs: await db.select().from(jobs).where(mine(jobs)),
    news: await db.select().from(notifications).where(mine(notifications)),
  };
}

async function expectLedgerToAgree(person: Person) {
  const { account, ledger, items } = await stateOf(person);
  const balance = account[0]!.credits + account[0]!.bonus_credits;
  expect(ledger.reduce((sum, row) => sum + row.amount, 0)).toBe(balance);
  expect(ledger.at(-1)!.balance_after).toBe(balance);
  const open = items.filter((item) => item.status === "queued" || item.status === "running");
  expect(account[0]!.credits_reserved).toBe(open.reduce((sum, item) => sum + item.reserved, 0));
}

describe("a job", () => {
  beforeEach(() => void fakeIdeas());

  it("is accepted with its credits reserved, and nothing charged yet", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const { status, body } = await as(person).post("/planner/clusters/generate_ideas/", { ids });
    expect(status).toBe(202);
    expect(body.data).toEqual({
      task_id: expect.any(String),
      status: "queued",
      status_url: `/api/v1/jobs/${body.data.task_id}/`,
    });
    const account = await accountOf(person);
    expect(account.credits).toBe(1000);
    expect(account.credits_reserved).toBeGreaterThan(0);
    await expectLedgerToAgree(person);
  });

  it("runs one message an item, charges each by its usage, and releases the rest", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    const messages = takeMessages();
    expect(messages).toHaveLength(2);
    await deliver(messages);
    const job = await jobOf(person, id);
    expect(job).toMatchObject({ status: "succeeded", total: 2, done: 2, failed: 0, credits_charged: 4 });
    expect(job.credits_charged + job.credits_released).toBe(job.credits_reserved);
    expect(job.items.map((item: any) => item.result)).toEqual([
      { ideas: ["About Sleep"], dropped: [] },
      { ideas: ["About Skin"], dropped: [] },
    ]);
    expect(await accountOf(person)).toMatchObject({ credits: 996, credits_reserved: 0 });
    await expectLedgerToAgree(person);
  });

  it("changes no row and no credit when every message is delivered twice, in any order", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin", "Hair"]);
    await generate(person, ids);
    const messages = takeMessages();
    await deliver([...messages].reverse());
    const once = await stateOf(person);
    const { explicitAcks } = await deliver([...messages, ...messages]);
    expect(explicitAcks).toHaveLength(6);
    expect(await stateOf(person)).toEqual(once);
  });

  it("does an item once when two consumers have it at the same time", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    await generate(person, ids);
    const [message] = takeMessages();
    await Promise.all([deliver([message!]), deliver([message!]), deliver([message!])]);
    const { ideas, ledger } = await stateOf(person);
    expect(ideas).toHaveLength(1);
    expect(ledger).toHaveLength(2);
    await expectLedgerToAgree(person);
  });

  it("settles once when a consumer outlives its lease and another takes over", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const [message] = takeMessages();
    const answer = fakeIdeas();
    const first = answer.getMockImplementation()!;
    answer.mockImplementationOnce(async (name: any, input: any) => {
      await db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(eq(jobItems.job_id, id));
      await deliver([message!]);
      return first(name, input);
    });
    await deliver([message!]);
    const { ideas, ledger, usage } = await stateOf(person);
    expect([ideas.length, ledger.length, usage.length]).toEqual([1, 2, 1]);
    await expectLedgerToAgree(person);
  });

  it("tells once when it is complete, in the batch that completes it", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    await generate(person, ids);
    await drain();
    const news = (await stateOf(person)).news.filter((row) => row.notification_type.startsWith("ai_"));
    expect(news).toHaveLength(1);
    expect(news[0]).toMatchObject({
      notification_type: "ai_ideas_complete",
      severity: "success",
      message: "2 of 2 clusters processed",
    });
  });

  it("is not another account's to see or cancel", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const stranger = await aPerson();
    expect((await as(stranger).get(`/jobs/${id}/`)).status).toBe(404);
    expect((await as(stranger).get(`/jobs/${id}/events/`)).status).toBe(404);
    expect((await as(stranger).post(`/jobs/${id}/cancel/`)).status).toBe(404);
    expect(await jobOf(person, id)).toMatchObject({ status: "queued", cancelled: 0 });
  });

  it("is refused while another works on the same", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    await generate(person, [ids[0]!]);
    const before = await accountOf(person);
    const { status, body } = await as(person).post("/planner/clusters/generate_ideas/", { ids });
    expect([status, body.code]).toEqual([409, "ALREADY_RUNNING"]);
    expect(await accountOf(person)).toEqual(before);
  });
});

describe("credits", () => {
  it("that do not suffice refuse the job, and nothing has changed", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"], 5);
    const before = await stateOf(person);
    const { status, body } = await as(person).post("/planner/clusters/generate_ideas/", { ids });
    expect(status).toBe(402);
    expect(body).toMatchObject({ code: "INSUFFICIENT_CREDITS", balance: 5 });
    expect(body.required).toBeGreaterThan(5);
    expect(await stateOf(person)).toEqual(before);
    expect(takeMessages()).toEqual([]);
  });

  it("are never promised twice to jobs that are asked for at once", async () => {
    const { person, ids } = await withClusters(["a", "b", "c", "d", "e", "f"], 20);
    const replies = await Promise.all(
      ids.map((id) => as(person).post("/planner/clusters/generate_ideas/", { ids: [id] })),
    );
    const account = await accountOf(person);
    expect(account.credits_reserved).toBeLessThanOrEqual(20);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([202, 402]));
  });

  it("are charged although the account has reserved its last one", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep", "Skin"], 1000);
    const id = await generate(person, ids);
    const { credits_reserved } = await accountOf(person);
    await grant(person.user.account_id, credits_reserved - 1000);
    expect(await accountOf(person)).toMatchObject({ credits: credits_reserved, credits_reserved });
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 2, credits_charged: 4 });
    await expectLedgerToAgree(person);
  });

  it("of the plan are spent before bonus credits", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep"], 0);
    await grant(person.user.account_id, 1);
    await db.insert(creditTransactions).values({
      account_id: person.user.account_id,
      transaction_type: "purchase",
      amount: 50,
      plan_amount: 0,
      bonus_amount: 50,
      balance_after: 51,
      description: "Bought",
      reference: "purchase:1",
    });
    await generate(person, ids);
    await drain();
    expect(await accountOf(person)).toMatchObject({ credits: 0, bonus_credits: 49, credits_reserved: 0 });
    await expectLedgerToAgree(person);
  });

  it("in the ledger cannot be changed or deleted", async () => {
    const person = await aPerson();
    const mine = eq(creditTransactions.account_id, person.user.account_id);
    await expect(db.update(creditTransactions).set({ amount: 5 }).where(mine)).rejects.toThrow();
    await expect(db.delete(creditTransactions).where(mine)).rejects.toThrow();
  });
});

describe("an item that fails", () => {
  it("for good fails alone, with its reason, and nothing is charged for it", async () => {
    fakeIdeas({
      Skin: () => {
        throw new GenerationError("The model refused");
      },
    });
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    await drain();
    const job = await jobOf(person, id);
    expect(job).toMatchObject({
      status: "succeeded",
      done: 1,
      failed: 1,
      error: "1 of 2 items failed",
      credits_charged: 2,
    });
    expect(job.items[1]).toMatchObject({
      label: "Skin",
      status: "failed",
      error: "The model refused",
      charged: 0,
    });
    expect((await accountOf(person)).credits_reserved).toBe(0);
    await expectLedgerToAgree(person);
  });

  it("by accident is tried again later, and charged once", async () => {
    let failures = 2;
    fakeIdeas({
      Sleep: () => {
        if (failures-- > 0) throw new TypeError("Network connection lost.");
        return undefined as never;
      },
    });
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const [message] = takeMessages();
    expect((await deliver([message!])).retryMessages).toHaveLength(1);
    expect(await jobOf(person, id)).toMatchObject({ status: "running", done: 0 });
    expect((await deliver([message!])).retryMessages).toHaveLength(1);
    expect((await deliver([message!])).explicitAcks).toHaveLength(1);
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 1, credits_charged: 2 });
    await expectLedgerToAgree(person);
  });

  it("at every try ends as failed, and its job with it", async () => {
    fakeIdeas({
      Sleep: () => {
        throw new TypeError("Network connection lost.");
      },
    });
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const [message] = takeMessages();
    for (let attempt = 0; attempt < 5; attempt++) await deliver([message!]);
    const job = await jobOf(person, id);
    expect(job).toMatchObject({ status: "failed", failed: 1, credits_charged: 0 });
    expect(job.items[0].error).toContain("Network connection lost");
    const { news } = await stateOf(person);
    expect(news[0]).toMatchObject({ notification_type: "ai_ideas_failed", severity: "error" });
    await expectLedgerToAgree(person);
  });

  it("ends when the queue gives its message up", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const messages = takeMessages();
    await deliver(messages, "igny8-jobs-dead");
    await deliver(messages, "igny8-jobs-dead");
    expect(await jobOf(person, id)).toMatchObject({ status: "failed", failed: 1, credits_charged: 0 });
    await deliver(messages);
    expect((await stateOf(person)).ideas).toEqual([]);
    await expectLedgerToAgree(person);
  });
});

describe("an item under way whose site is deleted", () => {
  it("makes nothing, and its credits go back once", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    const owner = await aColleague(person.user, "owner");
    const other = await aSite(person);
    const cluster = await aCluster(other.place, { name: "Skin" });
    await aKeyword(other.place, { cluster_id: cluster.id, status: "mapped" });
    await generate(person, [cluster.id]);
    takeMessages();
    await generate(person, ids);
    const [message] = takeMessages();
    const [{ site_id }] = (await stateOf(person)).jobs.filter((job) => job.site_id !== other.site.id) as any;
    const answer = fakeIdeas();
    const model = answer.getMockImplementation()!;
    answer.mockImplementationOnce(async (name: any, input: any) => {
      expect((await as(owner).delete(`/auth/sites/${site_id}/`)).status).toBe(200);
      return model(name, input);
    });
    expect((await deliver([message!])).explicitAcks).toHaveLength(1);
    await expectLedgerToAgree(person);
    expect((await stateOf(person)).account[0]!.credits_reserved).toBeGreaterThan(0);
  });
});

describe("the sweep", () => {
  const tick = () =>
    scheduled({ cron: "*/5 * * * *", scheduledTime: Date.now(), noRetry() {} } as any, env as any, {} as any);
  const age = (id: string) =>
    db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(eq(jobItems.job_id, id));

  it("finishes a job whose messages are all lost", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    expect(takeMessages()).toHaveLength(2);
    await tick();
    expect(takeMessagesOf(person.user.account_id)).toEqual([]);
    await age(id);
    await tick();
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 2 });
    await expectLedgerToAgree(person);
  });

  it("finishes a job that the queue never took", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep"]);
    vi.spyOn(env.JOBS, "sendBatch").mockRejectedValueOnce(new Error("queue away"));
    const id = await generate(person, ids);
    await age(id);
    await tick();
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 1 });
  });

  it("takes an item back from a consumer that died", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    takeMessages();
    await db.update(jobItems).set({ status: "running", attempts: 1 }).where(eq(jobItems.job_id, id));
    await age(id);
    await tick();
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 1 });
  });
});

describe("cancelling a job", () => {
  beforeEach(() => void fakeIdeas());

  it("ends what has not begun, keeps what is done, and releases the rest", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin", "Hair"]);
    const id = await generate(person, ids);
    const [first, ...others] = takeMessages();
    await deliver([first!]);
    const { status, body } = await as(person).post(`/jobs/${id}/cancel/`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ status: "cancelled", done: 1, cancelled: 2 });
    await deliver(others);
    expect((await stateOf(person)).ideas).toHaveLength(1);
    expect((await accountOf(person)).credits_reserved).toBe(0);
    await expectLedgerToAgree(person);
  });

  it("lets an item under way finish, and ends with it", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    const [message] = takeMessages();
    const answer = fakeIdeas();
    const model = answer.getMockImplementation()!;
    answer.mockImplementationOnce(async (name: any, input: any) => {
      const { body } = await as(person).post(`/jobs/${id}/cancel/`);
      expect(body.data).toMatchObject({ status: "running", cancelled: 1 });
      return model(name, input);
    });
    await deliver([message!]);
    expect(await jobOf(person, id)).toMatchObject({ status: "cancelled", done: 1, cancelled: 1 });
    await expectLedgerToAgree(person);
  });

  it("twice, or when it is done, changes nothing", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    await as(person).post(`/jobs/${id}/cancel/`);
    const before = await stateOf(person);
    expect((await as(person).post(`/jobs/${id}/cancel/`)).body.data.status).toBe("cancelled");
    expect(await stateOf(person)).toEqual(before);
  });
});

describe("trying a job again", () => {
  it("does its failed items alone, as a new job", async () => {
    const fail = () => {
      throw new GenerationError("The model refused");
    };
    fakeIdeas({ Skin: fail });
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    await drain();
    fakeIdeas();
    const { status, body } = await as(person).post(`/jobs/${id}/retry/`);
    expect(status).toBe(202);
    await drain();
    const again = await jobOf(person, body.data.task_id);
    expect(again).toMatchObject({ status: "succeeded", total: 1, done: 1 });
    expect(again.items[0].label).toBe("Skin");
    expect((await stateOf(person)).ideas).toHaveLength(2);
    await expectLedgerToAgree(person);
  });

  it("is refused where nothing failed, and to strangers", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    await drain();
    expect((await as(person).post(`/jobs/${id}/retry/`)).status).toBe(409);
    expect((await as(await aPerson()).post(`/jobs/${id}/retry/`)).status).toBe(404);
  });
});

describe("a job cancelled while an item makes more items", () => {
  it("is ended by the sweep, and the new items' credits go back", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    takeMessages();
    await db.update(jobs).set({ cancel_requested_at: new Date().toISOString() }).where(eq(jobs.id, id));
    await scheduled(
      { cron: "*/5 * * * *", scheduledTime: Date.now(), noRetry() {} } as any,
      env as any,
      {} as any,
    );
    expect(await jobOf(person, id)).toMatchObject({ status: "cancelled", cancelled: 2, done: 0 });
    expect((await accountOf(person)).credits_reserved).toBe(0);
  });
});

describe("the events of a job", () => {
  it("tell each item as it is settled, and end with the job", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    await drain();
    const { body } = await as(person).get(`/jobs/${id}/events/`);
    expect(body.match(/^event: .*$/gm)).toEqual(["event: item", "event: item", "event: job", "event: end"]);
    expect(body.match(/^id: .*$/gm)).toEqual(["id: 1", "id: 2"]);
  });

  it("go on behind the last one that the client saw", async () => {
    fakeIdeas();
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    await drain();
    const { body } = await as(person, { "Last-Event-ID": "1" }).get(`/jobs/${id}/events/`);
    expect(body.match(/^id: .*$/gm)).toEqual(["id: 2"]);
  });

  it("stop when the session that follows them has ended", async () => {
    const { person, ids } = await withClusters(["Sleep"]);
    const id = await generate(person, ids);
    const written: string[] = [];
    const sink = {
      aborted: false,
      writeSSE: async ({ event }: { event: string }) => void written.push(event),
      sleep: async (ms: number) => void vi.setSystemTime(Date.now() + ms * 5),
    };
    vi.useFakeTimers({ toFake: ["Date"] });
    const actor = { ...systemCtx(person.user.account_id, "test").actor, sessionId: "ended" };
    await follow({ ...systemCtx(person.user.account_id, "test"), actor }, sink, buildJobEvents(id), 0);
    const waited = Date.now();
    vi.useRealTimers();
    expect(written).toEqual(["job"]);
    expect(waited - Date.now()).toBeLessThan(30_000);
  });

  it("number the cancelled items too", async () => {
    const { person, ids } = await withClusters(["Sleep", "Skin"]);
    const id = await generate(person, ids);
    await as(person).post(`/jobs/${id}/cancel/`);
    const numbers = await db
      .select({ n: jobItems.settled_seq })
      .from(jobItems)
      .where(and(eq(jobItems.job_id, id)));
    expect(numbers.map((row) => row.n)).toEqual([1, 2]);
  });
});
