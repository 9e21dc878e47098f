import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, creditUsage, notifications } from "../../src/db/schema";
import { aCluster, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { fakeIdeas } from "../jobs/provider";
import { drain } from "../queue";

/** Spends two credits in a real job. */
async function spend(person: any, place: any, name = "Sleep") {
  fakeIdeas();
  const cluster = await aCluster(place, { name });
  await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
  await as(person).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
  await drain();
}

describe("GET /billing/balance/", () => {
  it("tells both pools, what is reserved and what is left for new work", async () => {
    const person = await aPerson("viewer", { credits: 100 });
    await db.update(accounts).set({ credits_reserved: 30 }).where(eq(accounts.id, person.user.account_id));
    const { body } = await as(person).get("/billing/balance/");
    expect(body.data).toMatchObject({
      balance: 100,
      available: 70,
      credits: 100,
      bonus_credits: 0,
      plan_credits: 5000,
    });
  });
});

describe("GET /billing/transactions/ and /billing/usage/", () => {
  it("list what was charged and for what, newest first, for the account alone", async () => {
    const person = await aPerson();
    const { place, site } = await aSite(person);
    await spend(person, place);
    const ledger = (await as(person).get("/billing/transactions/")).body;
    expect(ledger.results[0]).toMatchObject({
      transaction_type: "deduction",
      amount: -2,
      balance_after: 998,
      description: "idea generation: Sleep",
    });
    expect(ledger.count).toBe(2);
    const usage = (await as(person).get(`/billing/usage/?site_id=${site.id}&operation_type=idea_generation`))
      .body;
    expect(usage.results).toMatchObject([
      { credits_used: 2, model: "fake", tokens_in: 100, tokens_out: 300, related_object_type: "cluster" },
    ]);
    expect((await as(person).get("/billing/usage/?operation_type=clustering")).body.count).toBe(0);
    expect((await as(await aPerson()).get("/billing/usage/")).body.count).toBe(0);
  });

  it("filter by time", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await spend(person, place);
    await db
      .update(creditUsage)
      .set({ created_at: "2026-03-01T12:00:00.000Z" })
      .where(eq(creditUsage.account_id, person.user.account_id));
    const count = async (query: string) => (await as(person).get(`/billing/usage/?${query}`)).body.count;
    expect(await count("start=2026-03-01T12:00:00Z&end=2026-03-02T00:00:00Z")).toBe(1);
    expect(await count(`start=${encodeURIComponent("2026-03-01T14:30:00+02:00")}`)).toBe(0);
    expect((await as(person).get("/billing/usage/?start=yesterday")).status).toBe(400);
  });
});

describe("GET /billing/usage/summary/", () => {
  it("sums up by operation, model and day", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await spend(person, place, "Sleep");
    await spend(person, place, "Skin");
    const { body } = await as(person).get("/billing/usage/summary/");
    expect(body.data).toMatchObject({
      total_operations: 2,
      total_credits: 4,
      total_tokens: 800,
      by_operation: [{ key: "idea_generation", operations: 2, credits: 4 }],
      by_model: [{ key: "fake" }],
      by_day: [{ key: new Date().toISOString().slice(0, 10), credits: 4 }],
    });
  });

  it("is zero where nothing was used", async () => {
    const { body } = await as(await aPerson()).get("/billing/usage/summary/");
    expect(body.data).toMatchObject({ total_operations: 0, total_credits: 0, by_day: [] });
  });
});

describe("GET /billing/usage/limits/", () => {
  it("tells each limit with its count", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aKeyword(place);
    const { body } = await as(person).get("/billing/usage/limits/");
    expect(body.data).toEqual({
      plan: { slug: "scale", name: "Scale" },
      sites: { limit: 99, current: 1, remaining: 98 },
      users: { limit: 5, current: 1, remaining: 4 },
      keywords: { limit: 200000, current: 1, remaining: 199999 },
      credits: { limit: 5000, current: 4000, remaining: 1000 },
    });
  });
});

describe("a balance that falls", () => {
  const alerts = async (person: any) =>
    (await db.select().from(notifications).where(eq(notifications.account_id, person.user.account_id)))
      .map((row) => row.notification_type)
      .filter((type) => type.startsWith("credits_"));

  it("under a fifth of the plan's credits is told once", async () => {
    const person = await aPerson("editor", { credits: 1001 });
    const { place } = await aSite(person);
    await spend(person, place, "a");
    expect(await alerts(person)).toEqual(["credits_low"]);
    await spend(person, place, "b");
    expect(await alerts(person)).toEqual(["credits_low"]);
  });
});
