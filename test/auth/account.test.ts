import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  accounts,
  apiKeys,
  creditTransactions,
  idempotencyKeys,
  keywords,
  notifications,
  sites,
} from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { exportAccount } from "../../src/modules/auth/account-export.service";
import { resolveOwnedTables } from "../../src/modules/auth/owned-tables";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, grant, type Person } from "../factories";
import { as, send, tokenOf } from "../harness";
import {
  loadAccount,
  loadAuditActions,
  aMember,
  anonymous,
  aPeer,
  asBearer,
  deleteWith,
  PASSWORD,
  signIn,
  signUp,
  loadAuditTrail,
} from "./helpers";

/** An account with a row in most of what can be owned. */
async function aFullAccount() {
  const owner = await aMember();
  const { account_id } = owner.user;
  await aPeer(owner, "editor");
  const made = await aSite(owner);
  const { id: cluster_id } = await aCluster(made.place);
  await aKeyword(made.place, { cluster_id, keyword: "night sweats" });
  const task = await aTask(made.place);
  await aContent(made.place);
  await as(owner).post(`/writer/tasks/${task.id}/generate_content/`, {});
  await signIn(owner.user.email);
  await db.insert(apiKeys).values({
    account_id,
    site_id: made.site.id,
    name: "Key",
    prefix: "igny8_abc",
    hash: `the-hash-of-a-key-${account_id}`,
  });
  await db.insert(idempotencyKeys).values({ account_id, key: "k", fingerprint: "f", body: "kept-answer" });
  await db.insert(notifications).values({
    account_id,
    notification_type: "system_info",
    severity: "info",
    title: "Hello",
    message: "",
  });
  return { owner, ...made };
}

describe("GET and PUT /auth/account/", () => {
  it("shows the account with its plan and balance to everybody in it", async () => {
    const viewer = await aPerson("viewer", { credits: 70 });
    const { status, body } = await as(viewer).get("/auth/account/");
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      id: viewer.user.account_id,
      credits: 70,
      bonus_credits: 0,
      plan: { slug: "scale", max_users: 5 },
    });
  });

  it("changes name and time zone, and leaves the slug", async () => {
    const admin = await aMember("admin");
    const before = await loadAccount(admin);
    const change = { name: "New name", timezone: "Asia/Kolkata" };
    const { status, body } = await as(admin).put("/auth/account/", change);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ ...change, slug: before.slug });
    expect(await loadAccount(admin)).toMatchObject(change);
    expect(await loadAuditTrail(admin.user.account_id)).toMatchObject([
      { action: "account.updated", details: { fields: ["name", "timezone"] } },
    ]);
  });

  it.each([
    { slug: "x" },
    { status: "active" },
    { credits: 5 },
    { plan_id: 4 },
    { timezone: "Mars/Olympus" },
  ])("does not change %j", async (fields) => {
    const owner = await aMember();
    const before = await loadAccount(owner);
    expect((await as(owner).put("/auth/account/", fields)).status).toBe(400);
    expect((await as(owner).put("/auth/account/", {})).status).toBe(200);
    expect(await loadAccount(owner)).toEqual(before);
  });

  it("changes nothing for an editor", async () => {
    expect((await as(await aMember("editor")).put("/auth/account/", { name: "Mine" })).status).toBe(403);
  });
});

describe("GET /auth/account/export/", () => {
  const exported = async (person: Person) => {
    const response = await send("/api/v1/auth/account/export/", {
      headers: { Authorization: `Bearer ${await tokenOf(person)}` },
    });
    return { response, text: new TextDecoder().decode(await response.arrayBuffer()) };
  };
  const linesOf = (text: string): any[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("streams every row of the account as JSON lines, the account first", async () => {
    const { owner } = await aFullAccount();
    const { response, text } = await exported(owner);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("application/x-ndjson");
    const lines = linesOf(text);
    expect(lines[0]).toMatchObject({ type: "account", id: owner.user.account_id, plan: { slug: "scale" } });
    const counts: Record<string, number> = {};
    for (const { type } of lines) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toMatchObject({
      account: 1,
      user: 2,
      site: 1,
      sector: 1,
      cluster: 1,
      keyword: 1,
      task: 1,
      content: 1,
      job: 1,
      job_item: 1,
      session: 1,
      api_key: 1,
      notification: 1,
      credit_transaction: 1,
    });
    expect(lines.find(({ type }) => type === "keyword")).toMatchObject({
      keyword: "night sweats",
      disabled: false,
    });
    expect(lines.find(({ type }) => type === "job")).toMatchObject({ job_type: "generate_content" });
    expect(await loadAuditActions(owner.user.account_id)).toContain("account.exported");
  });

  it("holds no secret, hash or token", async () => {
    const { owner } = await aFullAccount();
    const { text } = await exported(owner);
    expect(text).not.toMatch(/scrypt|the-hash-of-a-key|kept-answer|"(password_hash|hash|token_version)"/);
  });

  it("holds nothing of another account", async () => {
    const [{ owner }, stranger] = [await aFullAccount(), await aFullAccount()];
    const { text } = await exported(owner);
    const ids = new Set(
      linesOf(text).flatMap(({ account_id }) => (account_id === undefined ? [] : [account_id])),
    );
    expect([...ids]).toEqual([owner.user.account_id]);
    expect(text).not.toContain(stranger.owner.user.email);
  });

  it("reads page by page: no more than 200 rows at once, each row once", async () => {
    const owner = await aMember();
    const { place } = await aSite(owner);
    const names = Array.from({ length: 450 }, (_, n) => ({
      ...place,
      keyword: `k${n}`,
      keyword_key: `k${n}`,
    }));
    await db.batch(names.map((name) => db.insert(keywords).values(name)) as never);
    const chunks: string[] = [];
    for await (const chunk of exportAccount(systemCtx(owner.user.account_id, "test"))) chunks.push(chunk);
    const pages = chunks.map(linesOf).filter((lines) => lines[0].type === "keyword");
    expect(pages.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(new Set(pages.flat().map(({ keyword }) => keyword)).size).toBe(450);
  });

  it("leaves out no table that belongs to an account", () => {
    expect(resolveOwnedTables().map(({ name }) => name)).toEqual(
      expect.arrayContaining(["users", "sites", "keywords", "contents", "jobs", "api_keys", "audit_events"]),
    );
    const secrets = resolveOwnedTables().flatMap(({ name, columns }) =>
      Object.keys(columns)
        .filter((column) => /password|hash|secret|credential|sealed|token(?!s)/.test(column))
        .map((column) => `${name}.${column}`),
    );
    expect(secrets).toEqual(
      expect.arrayContaining(["users.password_hash", "users.token_version", "api_keys.hash"]),
    );
  });

  it("is an owner's", async () => {
    expect((await as(await aMember("admin")).get("/auth/account/export/")).status).toBe(403);
  });
});

describe("DELETE /auth/account/", () => {
  const remove = async (owner: Person, fields: Record<string, unknown> = {}) =>
    deleteWith(owner, "/auth/account/", {
      password: PASSWORD,
      confirm: (await loadAccount(owner)).slug,
      ...fields,
    });

  it("deletes everything that the account owns, but for its ledger and its trail", async () => {
    const { owner } = await aFullAccount();
    const { account_id } = owner.user;
    await grant(account_id, 5);
    expect((await remove(owner)).status).toBe(200);
    const left: Record<string, number> = {};
    for (const { name, table, account_id: column } of resolveOwnedTables()) {
      const rows = await db.select().from(table).where(eq(column, account_id));
      if (rows.length) left[name] = rows.length;
    }
    expect(left).toEqual({ credit_transactions: 2, audit_events: 2 });
    expect(await loadAuditActions(account_id)).toEqual(["session.login", "account.deleted"]);
  });

  it("leaves an account that names nobody, with its balance as its ledger has it", async () => {
    const { owner } = await aFullAccount();
    const before = await loadAccount(owner);
    await remove(owner);
    const after = await loadAccount(owner);
    expect(after).toMatchObject({
      name: "Deleted account",
      status: "cancelled",
      owner_id: null,
      credits: before.credits,
      credits_reserved: 0,
      credits_renew_at: null,
    });
    expect(after.slug).not.toContain(before.slug);
    const rows = await db
      .select()
      .from(creditTransactions)
      .where(eq(creditTransactions.account_id, before.id));
    expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(after.credits + after.bonus_credits);
    const trail = JSON.stringify(await loadAuditTrail(before.id));
    for (const word of [owner.user.email, owner.user.username, before.name])
      expect(trail).not.toContain(word);
  });

  it("ends every token of everybody, and lets nobody sign in", async () => {
    const { email, access, refresh, user } = await signUp();
    const owner = { user: { ...user, token_version: 1 } } as Person;
    const peer = await aPeer(owner, "editor");
    await remove(owner);
    expect((await asBearer(access).get("/auth/sites/")).status).toBe(401);
    expect((await as(peer).get("/auth/sites/")).status).toBe(401);
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    expect((await anonymous().post("/auth/register/", { email, password: PASSWORD })).status).toBe(201);
  });

  it("takes nothing of another account", async () => {
    const [{ owner }, stranger] = [await aFullAccount(), await aFullAccount()];
    await remove(owner);
    expect(
      await db.select().from(sites).where(eq(sites.account_id, stranger.owner.user.account_id)),
    ).toHaveLength(1);
    expect((await as(stranger.owner).get("/auth/users/")).body.count).toBe(2);
  });

  it.each([
    ["a wrong password", { password: "not the password" }, "password"],
    ["another slug", { confirm: "another-slug" }, "confirm"],
    ["no password", { password: undefined }, "password"],
    ["an account in the body", { account_id: 1 }, "account_id"],
  ])("refuses %s, and deletes nothing", async (_what, fields, named) => {
    const owner = await aMember();
    const { status, body } = await remove(owner, fields);
    expect([status, Object.keys(body.errors)]).toEqual([400, [named]]);
    expect((await loadAccount(owner)).status).toBe("trial");
    expect((await as(owner).get("/auth/users/")).body.count).toBe(1);
  });

  it("is an owner's", async () => {
    const admin = await aMember("admin");
    expect((await remove(admin)).status).toBe(403);
    expect((await db.select().from(accounts).where(eq(accounts.id, admin.user.account_id)))[0]!.status).toBe(
      "trial",
    );
  });
});
