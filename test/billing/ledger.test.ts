import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { accounts, creditTransactions } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { getBalance, loadInsufficientCreditsError } from "../../src/modules/billing/ledger.service";
import { computeNextRenewal, renewCredits } from "../../src/modules/billing/renewals.service";
import { aPerson, db, type Person } from "../factories";

const NOW = "2026-06-01T00:00:00.000Z";
const DUE = "2026-05-31T10:00:00.000Z";
const set = ({ user }: Person, fields: Partial<typeof accounts.$inferInsert>) =>
  db.update(accounts).set(fields).where(eq(accounts.id, user.account_id));
const ledgerOf = ({ user }: Person) =>
  db.select().from(creditTransactions).where(eq(creditTransactions.account_id, user.account_id));

describe("the balance", () => {
  it("is both pools; what is available is that without what is reserved", async () => {
    const person = await aPerson("owner", { credits: 100 });
    await set(person, { bonus_credits: 20, credits_reserved: 30 });
    const ctx = systemCtx(person.user.account_id, "test");
    expect(await getBalance(ctx)).toMatchObject({
      credits: 100,
      bonus_credits: 20,
      balance: 120,
      available: 90,
    });
    expect(await loadInsufficientCreditsError(ctx, 95)).toMatchObject({
      code: "INSUFFICIENT_CREDITS",
      message: "This needs 95 credits; 90 are available",
      more: { facts: { required: 95, balance: 90 } },
    });
  });
});

describe("a tick of the renewals", () => {
  it("names the renewal in the ledger, so that it cannot be there twice", async () => {
    const person = await aPerson("owner", { credits: 120 });
    await set(person, { credits_renew_at: DUE });
    await renewCredits(NOW);
    expect((await ledgerOf(person)).at(-1)).toMatchObject({
      reference: `renewal:${DUE}`,
      description: "Renewal of the plan Scale",
      plan_amount: 4880,
      bonus_amount: 0,
      created_at: NOW,
    });
  });

  it("tells how many it renewed, and says so where there were any", async () => {
    await renewCredits(NOW);
    const said = vi.spyOn(console, "info").mockImplementation(() => {});
    expect(await renewCredits(NOW)).toBe(0);
    expect(said).not.toHaveBeenCalled();
    for (const person of [await aPerson(), await aPerson()]) await set(person, { credits_renew_at: NOW });
    expect(await renewCredits(NOW)).toBe(2);
    expect(said.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      { level: "info", event: "credits renewed", accounts: 2 },
    ]);
  });

  it("renews now what is due now, and nothing before its time", async () => {
    const [due, early] = [await aPerson("owner", { credits: 1 }), await aPerson("owner", { credits: 1 })];
    await set(due, { credits_renew_at: NOW });
    await set(early, { credits_renew_at: "2026-06-01T00:00:00.001Z" });
    await renewCredits(NOW);
    expect((await ledgerOf(due)).length).toBe(2);
    expect((await ledgerOf(early)).length).toBe(1);
  });

  it("takes a renewal that another tick has written as done, and goes on to the next account", async () => {
    const [first, second] = [await aPerson("owner", { credits: 5 }), await aPerson("owner", { credits: 5 })];
    await set(first, { credits_renew_at: DUE });
    await renewCredits(NOW);
    await set(first, { credits_renew_at: DUE });
    await set(second, { credits_renew_at: NOW });
    await renewCredits(NOW);
    expect(await ledgerOf(first)).toHaveLength(2);
    expect(await ledgerOf(second)).toHaveLength(2);
    expect(await renewCredits(NOW)).toBe(0);
  });

  it("does not hide a failure of D1", async () => {
    const person = await aPerson("owner", { credits: 5 });
    await set(person, { credits_renew_at: DUE });
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
      expect(constraint).toBe("first-primary");
      const session = open(constraint as D1SessionConstraint);
      vi.spyOn(session, "batch").mockRejectedValue(new Error("D1 is away"));
      return session;
    });
    await expect(renewCredits(NOW)).rejects.toThrow("D1 is away");
    vi.restoreAllMocks();
    expect(await ledgerOf(person)).toHaveLength(1);
    await renewCredits(NOW);
    expect(await ledgerOf(person)).toHaveLength(2);
  });
});

describe("the next renewal", () => {
  it.each([
    ["2026-01-31T08:00:00.000Z", "2026-01-31T08:00:00.000Z", "2026-02-28T08:00:00.000Z"],
    ["2026-01-31T08:00:00.000Z", "2026-02-28T08:00:00.000Z", "2026-03-31T08:00:00.000Z"],
    ["2026-11-30T08:00:00.000Z", "2027-02-01T00:00:00.000Z", "2027-02-28T08:00:00.000Z"],
    ["2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00.000Z", "2026-04-01T23:59:59.999Z"],
    ["2026-10-31T00:00:00.000Z", "2026-11-01T00:00:00.000Z", "2026-11-30T00:00:00.000Z"],
  ])("after %s, seen at %s, is %s", (at, now, next) => expect(computeNextRenewal(at, now)).toBe(next));
});
