import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { accounts, creditTransactions, sessions, users } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { startSession } from "../../src/modules/auth/sessions.service";
import { useRealPasswords } from "../cheap-passwords";
import { db } from "../factories";
import { as, send } from "../harness";
import {
  loadAccount,
  loadAuditActions,
  aMember,
  anEmail,
  anonymous,
  asBearer,
  freshAddress,
  ORIGIN,
  PASSWORD,
  reloadPerson,
  signIn,
  signUp,
  loadAuditTrail,
} from "./helpers";

describe("POST /auth/register/", () => {
  it("makes an account, its owner, the plan's credits and a row of the trail", async () => {
    const { reply, user } = await signUp({ account_name: "Müller & Söhne", timezone: "Europe/Berlin" });
    expect(reply.status).toBe(201);
    expect(user).toMatchObject({ role: "owner", is_active: true, site_access: null });
    const account = await loadAccount({ user });
    expect(account).toMatchObject({ owner_id: user.id, credits: 1000, timezone: "Europe/Berlin" });
    expect(account.slug).toMatch(/^muller-sohne(-\d+)?$/);
    const ledger = await db
      .select()
      .from(creditTransactions)
      .where(eq(creditTransactions.account_id, account.id));
    expect(ledger).toMatchObject([{ transaction_type: "subscription", amount: 1000, balance_after: 1000 }]);
    expect(await loadAuditActions(account.id)).toEqual(["account.registered", "session.login"]);
    expect((await loadAuditTrail(account.id))[0]).toMatchObject({
      user_id: user.id,
      object_id: String(account.id),
    });
  });

  it("signs the owner in", async () => {
    const { access } = await signUp();
    expect((await asBearer(access).get("/auth/account/")).status).toBe(200);
  });

  it("refuses an address that is registered, whatever its case, and makes nothing", async () => {
    const { email } = await signUp();
    const before = (await db.select({ id: accounts.id }).from(accounts)).length;
    const { status, body } = await anonymous().post("/auth/register/", {
      email: ` ${email.toUpperCase()}`,
      password: PASSWORD,
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual({ email: ["This email is already registered"] });
    expect((await db.select({ id: accounts.id }).from(accounts)).length).toBe(before);
  });

  it.each([
    ["a short password", { password: "123456789" }, "password"],
    ["a password of 129 characters", { password: "x".repeat(129) }, "password"],
    ["what is no address", { email: "nobody" }, "email"],
    ["what is no time zone", { timezone: "Mars/Olympus" }, "timezone"],
    ["a role", { role: "developer" }, "role"],
    ["an account", { account_id: 1 }, "account_id"],
  ])("refuses %s", async (_what, fields, named) => {
    const body = { email: anEmail(), password: PASSWORD, ...fields };
    const reply = await anonymous().post("/auth/register/", body);
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body.errors)).toEqual([named]);
  });

  it("numbers the slugs of accounts that come at once", async () => {
    const name = `Twin ${crypto.randomUUID().slice(0, 8)}`;
    const twins = await Promise.all([1, 2, 3].map(() => signUp({ account_name: name })));
    const slugs = await Promise.all(twins.map(async ({ user }) => (await loadAccount({ user })).slug));
    expect(new Set(slugs).size).toBe(3);
  });
});

describe("POST /auth/login/", () => {
  it("answers tokens under both names, and sets a cookie that scripts cannot read", async () => {
    const { user } = await aMember();
    const { status, body, headers } = await signIn(user.email.toUpperCase());
    expect(status).toBe(200);
    const { access, refresh, access_token, refresh_token } = body.data;
    expect([access_token, refresh_token]).toEqual([access, refresh]);
    expect(body.data.user).toMatchObject({ id: user.id, email: user.email });
    const cookie = headers.get("Set-Cookie")!;
    expect(cookie).toMatch(/^igny8_session=/);
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=604800"])
      expect(cookie).toContain(part);
  });

  it("stores no token, and tells the trail", async () => {
    const member = await aMember();
    const { body } = await signIn(member.user.email);
    const stored = JSON.stringify(await db.run(`select * from refresh_tokens`));
    expect(stored).not.toContain(body.data.refresh);
    expect(await loadAuditActions(member.user.account_id)).toEqual(["session.login"]);
    expect((await reloadPerson(member)).user.last_login_at).not.toBeNull();
  });

  it("answers the same for an address that nobody has and for a wrong password", async () => {
    const { user } = await aMember();
    const wrong = await signIn(user.email, "not the password");
    const unknown = await signIn(anEmail(), "not the password");
    expect(wrong.status).toBe(401);
    const { request_id: _, ...a } = wrong.body;
    const { request_id: __, ...b } = unknown.body;
    expect(a).toEqual(b);
    expect(a.code).toBe("INVALID_CREDENTIALS");
  });

  it("tells the trail of a failure, when the account is known", async () => {
    const { user } = await aMember();
    await signIn(user.email, "not the password");
    await vi.waitFor(async () =>
      expect(await loadAuditTrail(user.account_id)).toMatchObject([
        {
          action: "session.login_failed",
          user_id: null,
          role: "anonymous",
          object_id: String(user.id),
          details: { refused: "password" },
        },
      ]),
    );
  });

  it("refuses a user who was shut out like a wrong password", async () => {
    const { user } = await aMember();
    await db.update(users).set({ is_active: false }).where(eq(users.id, user.id));
    expect((await signIn(user.email)).body.code).toBe("INVALID_CREDENTIALS");
  });

  it.each(["suspended", "cancelled"] as const)("refuses a user of a %s account", async (status) => {
    const { user } = await aMember();
    await db.update(accounts).set({ status }).where(eq(accounts.id, user.account_id));
    expect((await signIn(user.email)).body.code).toBe("ACCOUNT_SUSPENDED");
    expect((await signIn(user.email, "not the password")).body.code).toBe("INVALID_CREDENTIALS");
  });

  it("refuses an invited user who has not chosen a password", async () => {
    const { user } = await aMember();
    await db.update(users).set({ password_hash: null }).where(eq(users.id, user.id));
    expect((await signIn(user.email)).status).toBe(401);
  });

  it("comes to nothing where the password was changed while it was checked", async () => {
    const { user } = await aMember();
    await db
      .update(users)
      .set({ token_version: user.token_version + 1 })
      .where(eq(users.id, user.id));
    await expect(startSession(systemCtx(user.account_id, "test"), user, null)).rejects.toMatchObject({
      code: "INVALID_CREDENTIALS",
    });
    expect(await db.select().from(sessions).where(eq(sessions.user_id, user.id))).toEqual([]);
  });

  it("hashes again at sign-in where the figures have risen", async () => {
    useRealPasswords();
    const member = await aMember();
    // N=2^10 of "correct horse battery": a hash from before.
    const { scryptSync } = await import("node:crypto");
    const salt = Buffer.alloc(16, 7);
    const old = scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 5 });
    const stored = `scrypt$1024$8$5$${salt.toString("base64url")}$${old.toString("base64url")}`;
    await db.update(users).set({ password_hash: stored }).where(eq(users.id, member.user.id));
    expect((await signIn(member.user.email)).status).toBe(200);
    await vi.waitFor(async () =>
      expect((await reloadPerson(member)).user.password_hash).toMatch(/^scrypt\$16384\$8\$5\$/),
    );
    expect((await signIn(member.user.email)).status).toBe(200);
  });

  it("lets an address be tried twenty times a minute, wherever the tries come from", async () => {
    const email = anEmail();
    for (let n = 0; n < 20; n++)
      expect((await anonymous().post("/auth/password/reset/", { email })).status).toBe(200);
    const reply = await anonymous().post("/auth/password/reset/", { email });
    expect(reply.status).toBe(429);
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

describe("POST /auth/logout/", () => {
  it("ends the session: its access token, its refresh token and its cookie", async () => {
    const { access, refresh, reply, user } = await signUp();
    const cookie = reply.headers.get("Set-Cookie")!.split(";")[0]!;
    const out = await asBearer(access).post("/auth/logout/");
    expect(out.status).toBe(200);
    expect(out.headers.get("Set-Cookie")).toMatch(/igny8_session=;.*Max-Age=0/);
    expect((await asBearer(access).get("/auth/sites/")).body.error).toBe("This session has ended");
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    expect((await send("/api/v1/auth/sites/", { headers: { Cookie: cookie } })).status).toBe(401);
    expect(await loadAuditActions(user.account_id)).toContain("session.logout");
  });

  it("leaves the user's other sessions", async () => {
    const { email, access } = await signUp();
    const other = await signIn(email);
    await asBearer(access).post("/auth/logout/");
    expect((await asBearer(other.body.data.access).get("/auth/sites/")).status).toBe(200);
  });
});

describe("the session cookie", () => {
  it("reads, and writes from its own origin alone", async () => {
    const { reply } = await signUp();
    const Cookie = reply.headers.get("Set-Cookie")!.split(";")[0]!;
    const put = (Origin?: string) =>
      as(undefined, { ...freshAddress(), Cookie, ...(Origin && { Origin }) }).put("/auth/account/", {});
    expect((await as(undefined, { Cookie }).get("/auth/account/")).status).toBe(200);
    expect((await put(ORIGIN)).status).toBe(200);
    expect((await put()).status).toBe(401);
    expect((await put("https://evil.example")).status).toBe(401);
  });
});
