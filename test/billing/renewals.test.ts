import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, creditTransactions } from "../../src/db/schema";
import { computeNextRenewal, renewCredits } from "../../src/modules/billing/renewals.service";
import { aPerson, db, type Person } from "../factories";

const due = ({ user }: Person, fields: Partial<typeof accounts.$inferInsert> = {}) =>
  db
    .update(accounts)
    .set({ credits_renew_at: "2026-05-31T10:00:00.000Z", ...fields })
    .where(eq(accounts.id, user.account_id));
const accountOf = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!;
const ledgerOf = ({ user }: Person) =>
  db.select().from(creditTransactions).where(eq(creditTransactions.account_id, user.account_id));

describe("the renewal of plan credits", () => {
  it("sets them anew, does not add them up, and leaves bonus credits alone", async () => {
    const person = await aPerson("owner", { credits: 120 });
    await db.insert(creditTransactions).values({
      account_id: person.user.account_id,
      transaction_type: "purchase",
      amount: 50,
      plan_amount: 0,
      bonus_amount: 50,
      balance_after: 170,
      description: "Bought",
      reference: "purchase",
    });
    await due(person);
    await renewCredits("2026-06-01T00:00:00.000Z");
    expect(await accountOf(person)).toMatchObject({
      credits: 5000,
      bonus_credits: 50,
      credits_renew_at: "2026-06-30T10:00:00.000Z",
    });
    const ledger = await ledgerOf(person);
    expect(ledger.at(-1)).toMatchObject({
      transaction_type: "subscription",
      amount: 4880,
      balance_after: 5050,
    });
    expect(ledger.reduce((sum, row) => sum + row.amount, 0)).toBe(5050);
  });

  it("happens once, however many ticks come, and however late", async () => {
    const person = await aPerson("owner", { credits: 10 });
    await due(person);
    const late = "2026-09-15T00:00:00.000Z";
    await Promise.all([renewCredits(late), renewCredits(late), renewCredits(late)]);
    await renewCredits(late);
    expect(await ledgerOf(person)).toHaveLength(2);
    expect(await accountOf(person)).toMatchObject({
      credits: 5000,
      credits_renew_at: "2026-09-30T10:00:00.000Z",
    });
  });

  it("never leaves a reservation uncovered", async () => {
    const person = await aPerson("owner", { credits: 4000 });
    await due(person, { plan_id: 1, credits_reserved: 3500 });
    await renewCredits("2026-06-01T00:00:00.000Z");
    expect(await accountOf(person)).toMatchObject({ credits: 3500, credits_reserved: 3500 });
  });

  it("passes by an account that is suspended", async () => {
    const person = await aPerson("owner", { credits: 10 });
    await due(person, { status: "suspended" });
    await renewCredits("2026-06-01T00:00:00.000Z");
    expect(await ledgerOf(person)).toHaveLength(1);
  });
});

describe("the next renewal", () => {
  it.each([
    ["2026-01-31T08:00:00.000Z", "2026-02-01T00:00:00.000Z", "2026-02-28T08:00:00.000Z"],
    ["2026-12-15T08:00:00.000Z", "2026-12-15T08:00:00.000Z", "2027-01-15T08:00:00.000Z"],
    ["2028-01-30T08:00:00.000Z", "2028-02-01T00:00:00.000Z", "2028-02-29T08:00:00.000Z"],
  ])("after %s, seen at %s, is %s", (at, now, next) => expect(computeNextRenewal(at, now)).toBe(next));
});
