import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createStaff, emailOf, findUser, promote, quote, storeToken } from "../../scripts/staff-sql";
import { accounts, creditTransactions, users } from "../../src/db/schema";
import { sha256 } from "../../src/lib/digests";
import { isoIn } from "../../src/lib/time";
import { aPerson, db, grant, type Person } from "../factories";
import { as } from "../harness";
import {
  loadAccount,
  loadAuditActions,
  aMember,
  anEmail,
  anonymous,
  asBearer,
  PASSWORD,
  reloadPerson,
  signIn,
  loadAuditTrail,
} from "./helpers";

let staff: Person;
let customer: Person;
beforeEach(async () => {
  staff = await aPerson("developer");
  customer = await aMember();
});
const id = () => customer.user.account_id;
const ledger = (account_id = id()) =>
  db.select().from(creditTransactions).where(eq(creditTransactions.account_id, account_id));
const sumsUp = async () => {
  const account = await loadAccount(customer);
  const rows = await ledger();
  expect(rows.reduce((sum, row) => sum + row.plan_amount, 0)).toBe(account.credits);
  expect(rows.reduce((sum, row) => sum + row.bonus_amount, 0)).toBe(account.bonus_credits);
  expect(rows.at(-1)!.balance_after).toBe(account.credits + account.bonus_credits);
};

describe("POST /billing/credits/grant/", () => {
  const give = (fields: Record<string, unknown> = {}) =>
    as(staff).post("/billing/credits/grant/", { account_id: id(), amount: 250, reason: "Sorry", ...fields });

  it("adds bonus credits by one row of the ledger, and tells both trails", async () => {
    const { status, body } = await give();
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      transaction_type: "adjustment",
      amount: 250,
      balance_after: 1250,
      description: "Sorry",
    });
    expect(await loadAccount(customer)).toMatchObject({ credits: 1000, bonus_credits: 250 });
    await sumsUp();
    const event = {
      action: "credits.granted",
      user_id: staff.user.id,
      role: "developer",
      object_id: String(id()),
    };
    expect(await loadAuditTrail(id())).toMatchObject([event]);
    expect(await loadAuditTrail(staff.user.account_id)).toMatchObject([event]);
  });

  it("grants once by its reference, ten at once and again later", async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => give({ reference: "invoice 7" })));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.data.id}`)).size).toBe(1);
    expect((await give({ reference: "invoice 7" })).status).toBe(201);
    expect((await loadAccount(customer)).bonus_credits).toBe(250);
    expect(await loadAuditActions(id())).toEqual(["credits.granted"]);
  });

  it("refuses another amount by a reference that was used", async () => {
    await give({ reference: "invoice 7" });
    expect((await give({ reference: "invoice 7", amount: 251 })).status).toBe(409);
    expect((await loadAccount(customer)).bonus_credits).toBe(250);
  });

  it.each([
    ["nothing", { amount: 0 }, "amount"],
    ["a taking back", { amount: -5 }, "amount"],
    ["a part of a credit", { amount: 1.5 }, "amount"],
    ["more than a million", { amount: 1_000_001 }, "amount"],
    ["no reason", { reason: " " }, "reason"],
    ["an account that there is not", { account_id: 999_999_999 }, "account_id"],
  ])("refuses %s", async (_what, fields, named) => {
    const { status, body } = await give(fields);
    expect([status, Object.keys(body.errors)]).toEqual([400, [named]]);
    expect(await ledger()).toHaveLength(1);
    expect(await loadAuditActions(staff.user.account_id)).toEqual([]);
  });

  it("refuses a deleted account", async () => {
    await db.update(accounts).set({ status: "cancelled" }).where(eq(accounts.id, id()));
    expect((await give()).status).toBe(400);
  });

  it("is staff's, not even an owner's", async () => {
    const { status } = await as(customer).post("/billing/credits/grant/", {
      account_id: id(),
      amount: 5,
      reason: "Mine",
    });
    expect(status).toBe(403);
  });
});

describe("PUT /auth/account/{id}/plan/", () => {
  const move = (plan: string) => as(staff).put(`/auth/account/${id()}/plan/`, { plan });

  it("moves the account, and sets its plan credits anew by one row of the ledger", async () => {
    await db.update(accounts).set({ plan_id: 1 }).where(eq(accounts.id, id()));
    const { status, body } = await move("growth");
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ id: id(), credits: 2000, plan: { slug: "growth", max_sites: 5 } });
    expect((await ledger()).at(-1)).toMatchObject({ transaction_type: "subscription", amount: 1000 });
    await sumsUp();
    const days = (Date.parse((await loadAccount(customer)).credits_renew_at!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(27);
    expect(await loadAuditTrail(id())).toMatchObject([
      { action: "account.plan_changed", details: { plan: "growth" } },
    ]);
    expect(await loadAuditActions(staff.user.account_id)).toEqual(["account.plan_changed"]);
  });

  it("takes credits back with a smaller plan, but none that are reserved", async () => {
    await grant(id(), 4000);
    await db.update(accounts).set({ credits_reserved: 3000 }).where(eq(accounts.id, id()));
    await move("growth");
    expect(await loadAccount(customer)).toMatchObject({ credits: 3000, credits_reserved: 3000 });
    await sumsUp();
  });

  it("counts bonus credits towards what is reserved", async () => {
    await as(staff).post("/billing/credits/grant/", { account_id: id(), amount: 2500, reason: "Bought" });
    await db.update(accounts).set({ credits_reserved: 3000 }).where(eq(accounts.id, id()));
    await move("free");
    expect(await loadAccount(customer)).toMatchObject({ credits: 1000, bonus_credits: 2500 });
    await sumsUp();
  });

  it("changes nothing with the same plan, once more or ten at once", async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => move("growth")));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    await move("growth");
    expect(await ledger()).toHaveLength(2);
    expect(await loadAuditActions(id())).toEqual(["account.plan_changed"]);
    await sumsUp();
  });

  it("refuses a plan and an account that there are not", async () => {
    const { status, body } = await move("platinum");
    expect([status, body.errors]).toEqual([400, { plan: ["No such plan"] }]);
    expect((await as(staff).put("/auth/account/999999999/plan/", { plan: "free" })).status).toBe(404);
    expect(await ledger()).toHaveLength(1);
  });

  it("is staff's, not even an owner's", async () => {
    expect((await as(customer).put(`/auth/account/${id()}/plan/`, { plan: "scale" })).status).toBe(403);
  });
});

describe("PUT /auth/account/{id}/status/", () => {
  const set = (status: string) => as(staff).put(`/auth/account/${id()}/status/`, { status });

  it("ends every token of a suspended account at once, and lets nobody in", async () => {
    const { access, refresh } = (await signIn(customer.user.email)).body.data;
    expect((await set("suspended")).body.data.status).toBe("suspended");
    expect((await asBearer(access).get("/auth/account/")).status).toBe(401);
    expect((await as(customer).get("/auth/account/")).status).toBe(401);
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    expect((await signIn(customer.user.email)).body.code).toBe("ACCOUNT_SUSPENDED");
  });

  it("lets the people in again, but none of their old tokens", async () => {
    const { access, refresh } = (await signIn(customer.user.email)).body.data;
    await set("suspended");
    expect((await set("active")).body.data.status).toBe("active");
    expect((await asBearer(access).get("/auth/account/")).status).toBe(401);
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    const again = (await signIn(customer.user.email)).body.data;
    expect((await asBearer(again.access).get("/auth/account/")).status).toBe(200);
    expect(await loadAuditTrail(staff.user.account_id)).toMatchObject([
      { action: "account.status_changed", details: { from: "trial", to: "suspended" } },
      { action: "account.status_changed", details: { from: "suspended", to: "active" } },
    ]);
  });

  it("is not for one's own account, a deleted one, or one that there is not", async () => {
    const own = await as(staff).put(`/auth/account/${staff.user.account_id}/status/`, {
      status: "suspended",
    });
    expect(own.status).toBe(409);
    await db.update(accounts).set({ status: "cancelled" }).where(eq(accounts.id, id()));
    expect((await set("active")).status).toBe(404);
    expect((await as(staff).put("/auth/account/999999999/status/", { status: "active" })).status).toBe(404);
    expect((await set("cancelled")).status).toBe(400);
  });

  it("is staff's", async () => {
    expect((await as(customer).put(`/auth/account/${id()}/status/`, { status: "active" })).status).toBe(403);
  });
});

describe("npm run staff", () => {
  const run = (statements: string[]) => env.DB.batch(statements.map((text) => env.DB.prepare(text)));

  it.each([
    "",
    "nobody",
    "a b@example.com",
    "a'@example.com",
    "a@example.com;",
    'a"@example.com',
    "a@b",
    "a\n@b.de",
  ])("takes no %j for an address", (text) => expect(emailOf(text)).toBeNull());

  it("folds the case of an address, and quotes what it writes", () => {
    expect(emailOf(" Ada@Example.COM ")).toBe("ada@example.com");
    expect(quote("o'clock''s")).toBe("'o''clock''''s'");
  });

  it("makes a user staff, which holds from the next sign-in on, and leaves a row of the trail", async () => {
    const { email } = customer.user;
    const { refresh } = (await signIn(email)).body.data;
    await run(promote(email, isoIn()));
    expect((await reloadPerson(customer)).user).toMatchObject({ role: "developer", account_id: id() });
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    const { access } = (await signIn(email)).body.data;
    expect((await asBearer(access).put(`/auth/account/${id()}/plan/`, { plan: "growth" })).status).toBe(200);
    expect(await loadAuditActions(id())).toContain("user.made_staff");
  });

  it("makes a user in the staff's own account, whom a token lets choose a password", async () => {
    const [email, second] = [anEmail(), anEmail()];
    const token = "igny8_ut_for-the-test";
    await run([...createStaff(email, isoIn()), storeToken(email, await sha256(token), isoIn())]);
    await run(createStaff(second, isoIn()));
    const made = await db.select().from(users).where(eq(users.email, email));
    const [other] = await db.select().from(users).where(eq(users.email, second));
    expect(made).toMatchObject([{ role: "developer", password_hash: null, account_id: other!.account_id }]);
    expect(await loadAccount({ user: made[0]! })).toMatchObject({ slug: "_staff", status: "active" });
    expect((await env.DB.prepare(findUser(email)).all()).results).toMatchObject([
      { role: "developer", has_password: 0, is_active: 1 },
    ]);
    const chosen = await anonymous().post("/auth/password/reset/confirm/", { token, password: PASSWORD });
    expect(chosen.status).toBe(200);
    expect((await signIn(email)).body.data.user.role).toBe("developer");
  });
});
