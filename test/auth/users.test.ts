import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { users, userTokens } from "../../src/db/schema";
import type { Role } from "../../src/lib/roles";
import { aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import {
  PASSWORD,
  aMember,
  aPeer,
  loadAuditActions,
  anEmail,
  anonymous,
  captureMail,
  invite,
  setPlan,
  userPath,
  reloadPerson,
  signIn,
  extractToken,
  loadAuditTrail,
} from "./helpers";

let mails: ReturnType<typeof captureMail>;
beforeEach(() => {
  mails = captureMail();
});

describe("GET /auth/groups/", () => {
  it("lists the roles with what each may, and which the caller can give", async () => {
    const { status, body } = await as(await aPerson("admin")).get("/auth/groups/");
    expect(status).toBe(200);
    expect(body.results.map((group: any) => group.name)).toEqual([
      "viewer",
      "editor",
      "admin",
      "owner",
      "developer",
    ]);
    expect(body.results.map((group: any) => group.is_assignable)).toEqual([true, true, true, false, false]);
    expect(body.results[1].permissions).toEqual(expect.arrayContaining(["read", "writer"]));
    expect(body.results[1].permissions).not.toContain("users");
  });

  it("pages", async () => {
    const { body } = await as(await aPerson("viewer")).get("/auth/groups/?page=3&page_size=2");
    expect(body).toMatchObject({ count: 5, next: null, results: [{ name: "developer" }] });
    expect((await as(await aPerson("viewer")).get("/auth/groups/?page=4&page_size=2")).status).toBe(404);
  });
});

describe("GET /auth/users/", () => {
  it("lists the account's users without what proves who they are", async () => {
    const owner = await aMember();
    const editor = await aPeer(owner, "editor");
    await aMember();
    const { status, body } = await as(owner).get("/auth/users/");
    expect(status).toBe(200);
    expect(body.results.map(({ id }: any) => id)).toEqual([owner.user.id, editor.user.id]);
    expect(Object.keys(body.results[0])).not.toContain("password_hash");
  });

  it("filters by role and state", async () => {
    const owner = await aMember();
    const gone = await aPeer(owner, "editor", { is_active: false });
    const ids = async (query: string) =>
      (await as(owner).get(`/auth/users/?${query}`)).body.results.map(({ id }: any) => id);
    expect(await ids("role=editor")).toEqual([gone.user.id]);
    expect(await ids("is_active=true")).toEqual([owner.user.id]);
  });

  it.each(["viewer", "editor"] as Role[])("is no business of a %s", async (role) => {
    expect((await as(await aPerson(role)).get("/auth/users/")).status).toBe(403);
  });
});

describe("GET /auth/users/{id}/", () => {
  it("shows users themselves, and to admins everybody of the account", async () => {
    const owner = await aMember();
    const viewer = await aPeer(owner, "viewer");
    expect((await as(viewer).get(userPath(viewer))).body.data.id).toBe(viewer.user.id);
    expect((await as(owner).get(userPath(viewer))).body.data.id).toBe(viewer.user.id);
    expect((await as(viewer).get(userPath(owner))).status).toBe(403);
  });

  it("hides another account's", async () => {
    expect((await as(await aMember()).get(userPath(await aMember()))).status).toBe(404);
  });
});

describe("POST /auth/users/", () => {
  it("invites: a user without a password, a mail, and a row of the trail", async () => {
    const owner = await aMember();
    const email = anEmail();
    const { status, body } = await invite(owner, { email: email.toUpperCase(), first_name: " Ada " });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ email, first_name: "Ada", role: "editor", site_access: null });
    const { user } = await reloadPerson({ user: body.data });
    expect(user).toMatchObject({ account_id: owner.user.account_id, password_hash: null, is_active: true });
    expect(mails).toMatchObject([{ to: email, text: expect.stringContaining("/invite#token=") }]);
    expect(await loadAuditTrail(owner.user.account_id)).toMatchObject([
      { action: "user.invited", user_id: owner.user.id, object_id: String(user.id) },
    ]);
  });

  it("lets the invited choose a password, once, and sign in", async () => {
    const owner = await aMember();
    const { body } = await invite(owner);
    const { email } = body.data;
    const confirm = () =>
      anonymous().post("/auth/password/reset/confirm/", {
        token: extractToken(mails[0]!),
        password: PASSWORD,
      });
    expect((await confirm()).status).toBe(200);
    expect((await signIn(email)).body.data.user).toMatchObject({ id: body.data.id, role: "editor" });
    expect((await confirm()).status).toBe(400);
    expect(await loadAuditActions(owner.user.account_id)).toEqual([
      "user.invited",
      "password.chosen",
      "session.login",
    ]);
  });

  it("gives seven days for it", async () => {
    const begun = Date.now();
    const { body } = await invite(await aMember());
    const ended = Date.now();
    const [token] = await db.select().from(userTokens).where(eq(userTokens.user_id, body.data.id));
    const from = Date.parse(token!.expires_at) - 7 * 86_400_000;
    expect(from).toBeGreaterThanOrEqual(begun);
    expect(from).toBeLessThanOrEqual(ended);
  });

  it("stops at the plan's limit, and says both figures", async () => {
    const owner = await aMember();
    await setPlan(owner, 2);
    expect((await invite(owner)).status).toBe(201);
    const { status, body } = await invite(owner);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: "PLAN_LIMIT_REACHED", limit: 2, current: 2 });
    expect(mails).toHaveLength(1);
  });

  it("stops at the plan's limit, ten at once", async () => {
    const owner = await aMember();
    await setPlan(owner, 3);
    const replies = await Promise.all(Array.from({ length: 10 }, () => invite(owner)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
    const rows = await db.select().from(users).where(eq(users.account_id, owner.user.account_id));
    expect(rows).toHaveLength(3);
  });

  it("takes the user back where the mail cannot be sent", async () => {
    const owner = await aMember();
    const { env } = await import("cloudflare:workers");
    Object.assign(env, {
      MAIL_API_URL: "https://mail.example",
      MAIL_API_KEY: "k",
      MAIL_FROM: "f@example.com",
    });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("no", { status: 500 }));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const email = anEmail();
    const { status, body } = await invite(owner, { email });
    Object.assign(env, { MAIL_API_URL: "", MAIL_API_KEY: "", MAIL_FROM: "" });
    expect([status, body.error]).toEqual([503, "The mail service answered 500"]);
    expect(await db.select().from(users).where(eq(users.email, email))).toEqual([]);
    expect(await loadAuditActions(owner.user.account_id)).toEqual(["user.invited", "user.deleted"]);
  });

  it.each([
    ["an address that is registered", async () => ({ email: (await aMember()).user.email }), "email"],
    ["staff", async () => ({ role: "developer" }), "role"],
    ["a role that there is not", async () => ({ role: "root" }), "role"],
    [
      "another account's site",
      async () => ({ site_access: [(await aSite(await aPerson())).site.id] }),
      "site_access",
    ],
    ["an owner of some sites", async () => ({ role: "owner", site_access: [] }), "site_access"],
    ["a password", async () => ({ password: PASSWORD }), "password"],
  ])("refuses %s", async (_what, fields, named) => {
    const owner = await aMember();
    const { status, body } = await invite(owner, await fields());
    expect(status).toBe(400);
    expect(Object.keys(body.errors)).toEqual([named]);
    expect(await db.select().from(users).where(eq(users.account_id, owner.user.account_id))).toHaveLength(1);
  });

  it("gives no role above the caller's", async () => {
    const admin = await aMember("admin");
    expect((await invite(admin, { role: "owner" })).status).toBe(403);
    expect((await invite(admin, { role: "admin" })).status).toBe(201);
  });

  it("gives no sites beyond the caller's", async () => {
    const owner = await aMember();
    const [mine, other] = [await aSite(owner), await aSite(owner)];
    const limited = await aPeer(owner, "admin", { site_access: [mine.site.id] });
    for (const site_access of [null, [other.site.id], [mine.site.id, other.site.id]])
      expect((await invite(limited, { site_access })).status).toBe(400);
    expect((await invite(limited, { site_access: [mine.site.id] })).status).toBe(201);
  });
});
