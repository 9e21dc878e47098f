import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { accounts, jobItems, jobs } from "../../src/db/schema";
import { type Ctx, systemCtx } from "../../src/db/context";
import { sweepItems } from "../../src/modules/jobs/items.service";
import { createJob } from "../../src/modules/jobs/jobs.service";
import { aCluster, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { takeMessages } from "../queue";

const anItem = (id: number, reserved = 2) => ({
  kind: "generate_ideas" as const,
  ref: { id },
  label: "Sleep",
  reserved,
});

async function aPlace() {
  const person = await aPerson();
  const { site, place } = await aSite(person);
  const { id: cluster } = await aCluster(place);
  const ctx = systemCtx(person.user.account_id, "test");
  const start = (id = cluster) =>
    createJob(ctx, { type: "generate_ideas", site_id: site.id, items: [anItem(id)] });
  const accountOf = async () =>
    (await db.select().from(accounts).where(eq(accounts.id, person.user.account_id)))[0]!;
  return { person, site, cluster, ctx, start, accountOf };
}

describe("what a job's refusals say", () => {
  it("that there is no such job", async () => {
    const { person } = await aPlace();
    const none = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (const reply of [
      await as(person).get(`/jobs/${none}/`),
      await as(person).get(`/jobs/${none}/events/`),
      await as(person).post(`/jobs/${none}/cancel/`),
      await as(person).post(`/jobs/${none}/retry/`),
    ])
      expect([reply.status, reply.body.error]).toEqual([404, "Job not found"]);
  });

  it("that nothing of it failed", async () => {
    const { person, start } = await aPlace();
    const { task_id } = await start();
    const { body } = await as(person).post(`/jobs/${task_id}/retry/`);
    expect([body.code, body.error]).toEqual(["CONFLICT", "The job has no failed items"]);
  });

  it("that another job is at the same", async () => {
    const { start } = await aPlace();
    await start();
    await expect(start()).rejects.toMatchObject({
      code: "ALREADY_RUNNING",
      message: "Another open job is already working on some of these items",
    });
  });

  it("how many credits it needs and how many there are, of both kinds, less what is reserved", async () => {
    const { ctx, site, cluster } = await aPlace();
    await db
      .update(accounts)
      .set({ bonus_credits: 20, credits_reserved: 1015 })
      .where(eq(accounts.id, ctx.actor.accountId));
    await expect(
      createJob(ctx, { type: "generate_ideas", site_id: site.id, items: [anItem(cluster, 6)] }),
    ).rejects.toMatchObject({
      code: "INSUFFICIENT_CREDITS",
      message: "This needs 6 credits; 5 are available",
      more: { facts: { required: 6, balance: 5 } },
    });
  });

  it("nothing of ours: a failure of D1 stays a failure", async () => {
    const { ctx, site, accountOf } = await aPlace();
    const odd = { ...anItem(1), kind: "generate_ideas" as const, label: null as never };
    const failure = await createJob(ctx, { type: "generate_ideas", site_id: site.id, items: [odd] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toHaveProperty("code", "ALREADY_RUNNING");
    expect((await accountOf()).credits_reserved).toBe(0);
  });
});

describe("the sweep", () => {
  const PAST = "2020-01-01T00:00:00.000Z";
  const lose = (id: string) =>
    db.update(jobItems).set({ due_at: PAST, status: "running" }).where(eq(jobItems.job_id, id));

  it("takes a lost item once, and tells how many it took", async () => {
    const { start } = await aPlace();
    await sweepItems();
    takeMessages();
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await sweepItems()).toBe(0);
    expect(said).not.toHaveBeenCalled();
    const { task_id } = await start();
    takeMessages();
    await lose(task_id);
    expect(await sweepItems()).toBe(1);
    expect(takeMessages()).toHaveLength(1);
    expect(said.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      { level: "warn", event: "items requeued", items: 1 },
    ]);
    expect(await sweepItems()).toBe(0);
    expect(takeMessages()).toEqual([]);
  });

  it("reads and writes where the newest is", async () => {
    const opened = vi.spyOn(env.DB, "withSession");
    await sweepItems();
    expect(opened.mock.calls.length).toBeGreaterThan(1);
    for (const [constraint] of opened.mock.calls) expect(constraint).toBe("first-primary");
  });

  it("ends a running job that was cancelled while it made more items, and leaves the others", async () => {
    const [one, two] = [await aPlace(), await aPlace()];
    const [{ task_id: id }, { task_id: other }] = [await one.start(), await two.start()];
    await db
      .update(jobs)
      .set({ status: "running", cancel_requested_at: new Date().toISOString() })
      .where(eq(jobs.id, id));
    await sweepItems();
    const statusOf = async ({ ctx }: { ctx: Ctx }) =>
      (await db.select().from(jobs).where(eq(jobs.account_id, ctx.actor.accountId))).map((job) => job.status);
    expect(await statusOf(one)).toEqual(["cancelled"]);
    expect(await statusOf(two)).toEqual(["queued"]);
    expect((await one.accountOf()).credits_reserved).toBe(0);
    expect(other).not.toBe(id);
  });
});
