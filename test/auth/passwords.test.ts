import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { accounts, sessions, users, userTokens } from "../../src/db/schema";
import { isoIn } from "../../src/lib/time";
import { db } from "../factories";
import {
  loadAuditActions,
  anEmail,
  anonymous,
  asBearer,
  captureMail,
  PASSWORD,
  signIn,
  signUp,
  extractToken,
  loadAuditTrail,
} from "./helpers";

const NEW = "another password";
let mails: ReturnType<typeof captureMail>;
beforeEach(() => {
  mails = captureMail();
});

const change = (access: string, body: unknown) => asBearer(access).post("/auth/password/change/", body);
const confirm = (token: string, password = NEW) =>
  anonymous().post("/auth/password/reset/confirm/", { token, password });

/** Asks for a link, and waits for its mail. */
async function askFor(email: string) {
  const before = mails.length;
  const reply = await anonymous().post("/auth/password/reset/", { email });
  expect(reply.status).toBe(200);
  await vi.waitFor(() => expect(mails.length).toBeGreaterThan(before));
  return extractToken(mails.at(-1)!);
}

describe("POST /auth/password/change/", () => {
  it("ends every session, and answers a new one", async () => {
    const { email, access, refresh } = await signUp();
    const other = (await signIn(email)).body.data;
    const { status, body, headers } = await change(access, { current_password: PASSWORD, new_password: NEW });
    expect(status).toBe(200);
    for (const old of [access, other.access])
      expect((await asBearer(old).get("/auth/sites/")).status).toBe(401);
    for (const old of [refresh, other.refresh])
      expect((await anonymous().post("/auth/token/refresh/", { refresh: old })).status).toBe(401);
    expect((await asBearer(body.data.access).get("/auth/sites/")).status).toBe(200);
    const again = await anonymous().post("/auth/token/refresh/", { refresh: body.data.refresh });
    expect(again.status).toBe(200);
    expect(headers.get("Set-Cookie")).toMatch(/^igny8_session=/);
  });

  it("is the password from then on, in the trail, and told by mail", async () => {
    const { email, access, user } = await signUp();
    await change(access, { current_password: PASSWORD, new_password: NEW });
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, NEW)).status).toBe(200);
    expect(await loadAuditActions(user.account_id)).toContain("password.changed");
    await vi.waitFor(() =>
      expect(mails).toMatchObject([{ to: email, subject: "Your password was changed" }]),
    );
  });

  it("refuses who does not know the password, and changes nothing", async () => {
    const { access, user } = await signUp();
    const { status, body } = await change(access, { current_password: "not it", new_password: NEW });
    expect([status, body.errors]).toEqual([400, { current_password: ["The password is wrong"] }]);
    expect((await asBearer(access).get("/auth/sites/")).status).toBe(200);
    expect(await loadAuditActions(user.account_id)).not.toContain("password.changed");
  });

  it.each([
    ["the same password", { new_password: PASSWORD }],
    ["a short one", { new_password: "short" }],
    ["none", { new_password: undefined }],
  ])("refuses %s", async (_what, fields) => {
    const { access } = await signUp();
    const { status, body } = await change(access, { current_password: PASSWORD, ...fields });
    expect(status).toBe(400);
    expect(Object.keys(body.errors)).toEqual(["new_password"]);
  });

  it("happens once where it is asked for twice at once", async () => {
    const { email, access } = await signUp();
    const replies = await Promise.all(
      ["first password", "second password"].map((new_password) =>
        change(access, { current_password: PASSWORD, new_password }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const works = await Promise.all(
      ["first password", "second password"].map(async (password) => (await signIn(email, password)).status),
    );
    expect([...works].sort()).toEqual([200, 401]);
  });
});

describe("POST /auth/password/reset/", () => {
  it("mails a link to the configured origin, and stores the token's hash alone", async () => {
    const { email, user } = await signUp();
    const token = await askFor(email);
    expect(mails[0]).toMatchObject({ to: email });
    expect(mails[0]!.text).toContain(`http://localhost:8787/password/reset#token=${token}`);
    const [stored] = await db.select().from(userTokens).where(eq(userTokens.user_id, user.id));
    expect(stored).toMatchObject({ purpose: "reset", used_at: null });
    expect(JSON.stringify(stored)).not.toContain(token);
    const life = Date.parse(stored!.expires_at) - Date.parse(stored!.created_at);
    expect(Math.abs(life - 3_600_000)).toBeLessThan(1000);
    expect((await loadAuditTrail(user.account_id)).at(-1)).toMatchObject({
      action: "password.reset_requested",
      user_id: null,
      role: "anonymous",
    });
  });

  it("takes no origin from the request", async () => {
    const { email } = await signUp();
    const { as } = await import("../harness");
    const evil = as(undefined, {
      Host: "evil.example",
      Origin: "https://evil.example",
      "CF-Connecting-IP": email,
    });
    await evil.post("/auth/password/reset/", { email });
    await vi.waitFor(() => expect(mails).toHaveLength(1));
    expect(mails[0]!.text).not.toContain("evil.example");
  });

  it("answers the same for an address that nobody has", async () => {
    const ask = async (email: string) => (await anonymous().post("/auth/password/reset/", { email })).body;
    expect(await ask((await signUp()).email)).toEqual(await ask(anEmail()));
  });

  it("mails nobody who was shut out, nor anybody of a suspended account", async () => {
    const [one, two, three] = [await signUp(), await signUp(), await signUp()];
    await db.update(users).set({ is_active: false }).where(eq(users.id, one.user.id));
    await db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, two.user.account_id));
    for (const { email } of [one, two]) await anonymous().post("/auth/password/reset/", { email });
    await askFor(three.email);
    expect(mails.map(({ to }) => to)).toEqual([three.email]);
  });

  it("mails once a minute, however often it is asked", async () => {
    const { email, user } = await signUp();
    await askFor(email);
    await anonymous().post("/auth/password/reset/", { email });
    await askFor((await signUp()).email);
    expect(mails.filter(({ to }) => to === email)).toHaveLength(1);
    await db
      .update(userTokens)
      .set({ created_at: isoIn(-61_000) })
      .where(eq(userTokens.user_id, user.id));
    await askFor(email);
  });
});

describe("POST /auth/password/reset/confirm/", () => {
  it("sets the password and ends every session", async () => {
    const { email, access, refresh, user } = await signUp();
    const { status } = await confirm(await askFor(email));
    expect(status).toBe(200);
    expect((await asBearer(access).get("/auth/sites/")).status).toBe(401);
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    const [session] = await db.select().from(sessions).where(eq(sessions.user_id, user.id));
    expect(session).toMatchObject({ revoked_reason: "password.reset" });
    expect((await signIn(email, NEW)).status).toBe(200);
    expect((await signIn(email)).status).toBe(401);
    expect(await loadAuditActions(user.account_id)).toContain("password.reset");
  });

  it("works once, and voids the user's other links", async () => {
    const { email, user } = await signUp();
    const first = await askFor(email);
    await db
      .update(userTokens)
      .set({ created_at: isoIn(-61_000) })
      .where(eq(userTokens.user_id, user.id));
    const second = await askFor(email);
    expect((await confirm(first)).status).toBe(200);
    for (const token of [first, second]) {
      const { status, body } = await confirm(token, "a third password");
      expect([status, Object.keys(body.errors)]).toEqual([400, ["token"]]);
    }
    expect((await signIn(email, NEW)).status).toBe(200);
  });

  it("works once for two at once", async () => {
    const { email } = await signUp();
    const token = await askFor(email);
    const replies = await Promise.all([confirm(token, "first password"), confirm(token, "second password")]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it("refuses a link after an hour, and a token that never was, in the same words", async () => {
    const { email, user } = await signUp();
    const token = await askFor(email);
    await db
      .update(userTokens)
      .set({ expires_at: isoIn(-1) })
      .where(eq(userTokens.user_id, user.id));
    const [late, never] = [await confirm(token), await confirm(`igny8_ut_${"A".repeat(43)}`)];
    expect([late.status, never.status]).toEqual([400, 400]);
    expect(late.body.errors).toEqual(never.body.errors);
    expect((await signIn(email)).status).toBe(200);
  });

  it("refuses a link of a user who was shut out since", async () => {
    const { email, user } = await signUp();
    const token = await askFor(email);
    await db.update(users).set({ is_active: false }).where(eq(users.id, user.id));
    expect((await confirm(token)).status).toBe(400);
  });

  it("does not use up the link for a password that is too short", async () => {
    const { email } = await signUp();
    const token = await askFor(email);
    expect((await confirm(token, "short")).body.errors).toEqual({ password: ["At least 10 characters"] });
    expect((await confirm(token)).status).toBe(200);
  });
});
