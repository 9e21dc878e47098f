import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, refreshTokens, sessions, users } from "../../src/db/schema";
import { sha256 } from "../../src/lib/digests";
import { isoIn } from "../../src/lib/time";
import { db } from "../factories";
import { loadAuditActions, anonymous, asBearer, signIn, signUp, loadAuditTrail } from "./helpers";

const refreshWith = (refresh: string) => anonymous().post("/auth/token/refresh/", { refresh });

async function next(refresh: string): Promise<{ access: string; refresh: string }> {
  const { status, body } = await refreshWith(refresh);
  expect(status).toBe(200);
  return body.data;
}

/** As if the token had been used longer ago than a lost answer explains. */
const outlastGrace = async (refresh: string) =>
  db
    .update(refreshTokens)
    .set({ used_at: isoIn(-11_000) })
    .where(eq(refreshTokens.hash, await sha256(refresh)));

const sessionOf = async (userId: number) =>
  (await db.select().from(sessions).where(eq(sessions.user_id, userId)))[0]!;

async function expectDead(...tokens: { access?: string; refresh: string }[]) {
  for (const { access, refresh } of tokens) {
    if (access) expect((await asBearer(access).get("/auth/sites/")).status).toBe(401);
    expect((await refreshWith(refresh)).status).toBe(401);
  }
}

describe("POST /auth/token/refresh/", () => {
  it("answers the next pair, which works, and takes either name", async () => {
    const { refresh } = await signUp();
    const second = await next(refresh);
    expect(second.refresh).not.toBe(refresh);
    expect((await asBearer(second.access).get("/auth/sites/")).status).toBe(200);
    const reply = await anonymous().post("/auth/token/refresh/", { refresh_token: second.refresh });
    expect(reply.status).toBe(200);
  });

  it("refuses a body without a token, and what was never one", async () => {
    const empty = await anonymous().post("/auth/token/refresh/", {});
    expect([empty.status, empty.body.errors]).toEqual([400, { refresh: ["Required"] }]);
    expect((await refreshWith(`igny8_rt_${"A".repeat(43)}`)).status).toBe(401);
  });

  it("carries the role that the user has by now", async () => {
    const { refresh, user } = await signUp();
    await db.update(users).set({ role: "viewer" }).where(eq(users.id, user.id));
    const { access } = await next(refresh);
    expect((await asBearer(access).get("/auth/users/")).status).toBe(403);
  });

  it("covers a lost answer: the same token again within ten seconds", async () => {
    const { refresh } = await signUp();
    const lost = await next(refresh);
    const found = await next(refresh);
    expect(found.refresh).not.toBe(lost.refresh);
    await next(found.refresh);
  });

  it("ends the session where the successor of a lost answer turns up after all", async () => {
    const { refresh } = await signUp();
    const lost = await next(refresh);
    const found = await next(refresh);
    expect((await refreshWith(lost.refresh)).status).toBe(401);
    await expectDead(lost, found);
  });

  it("ends the whole session when a parent comes back after the grace", async () => {
    const { refresh, user } = await signUp();
    const second = await next(refresh);
    await outlastGrace(refresh);
    expect((await refreshWith(refresh)).status).toBe(401);
    await expectDead(second);
    expect(await sessionOf(user.id)).toMatchObject({ revoked_reason: "refresh token reused" });
    expect((await loadAuditTrail(user.account_id)).at(-1)).toMatchObject({
      action: "session.refresh_reused",
      user_id: user.id,
    });
  });

  it("ends the whole session when a parent comes back within the grace, but its successor was used", async () => {
    const { refresh } = await signUp();
    const second = await next(refresh);
    const third = await next(second.refresh);
    expect((await refreshWith(refresh)).status).toBe(401);
    await expectDead(second, third);
  });

  it("ends the whole session when a grandparent comes back", async () => {
    const { refresh } = await signUp();
    const second = await next(refresh);
    const third = await next(second.refresh);
    await outlastGrace(refresh);
    await outlastGrace(second.refresh);
    expect((await refreshWith(refresh)).status).toBe(401);
    await expectDead(second, third);
  });

  it("ends no other session of the user", async () => {
    const { email, refresh } = await signUp();
    const other = (await signIn(email)).body.data;
    await next(refresh);
    await outlastGrace(refresh);
    await refreshWith(refresh);
    expect((await asBearer(other.access).get("/auth/sites/")).status).toBe(200);
    await next(other.refresh);
  });

  it("answers both of two at once, and leaves one successor", async () => {
    const { refresh, user } = await signUp();
    const replies = await Promise.all([refreshWith(refresh), refreshWith(refresh)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const session = await sessionOf(user.id);
    const unused = (
      await db.select().from(refreshTokens).where(eq(refreshTokens.session_id, session.id))
    ).filter(({ used_at }) => used_at === null);
    expect(unused).toHaveLength(1);
    const latest = await Promise.all(
      replies.map(async ({ body }) => [await sha256(body.data.refresh), body.data.refresh] as const),
    );
    await next(latest.find(([hash]) => hash === unused[0]!.hash)![1]);
  });

  it("leaves at most one successor of twenty at once", async () => {
    const { refresh, user } = await signUp();
    await Promise.all(Array.from({ length: 20 }, () => refreshWith(refresh)));
    const session = await sessionOf(user.id);
    const tokens = await db.select().from(refreshTokens).where(eq(refreshTokens.session_id, session.id));
    expect(tokens.filter(({ used_at }) => used_at === null)).toHaveLength(1);
  });

  it("is refused after logout", async () => {
    const { access, refresh } = await signUp();
    const second = await next(refresh);
    await asBearer(access).post("/auth/logout/");
    await expectDead({ refresh }, second);
  });

  it("is refused after seven days", async () => {
    const { refresh } = await signUp();
    await db
      .update(refreshTokens)
      .set({ expires_at: isoIn(-1) })
      .where(eq(refreshTokens.hash, await sha256(refresh)));
    expect((await refreshWith(refresh)).status).toBe(401);
  });

  it("is refused to a user who was shut out, and to a suspended account", async () => {
    const one = await signUp();
    await db.update(users).set({ is_active: false }).where(eq(users.id, one.user.id));
    expect((await refreshWith(one.refresh)).status).toBe(401);
    const two = await signUp();
    await db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, two.user.account_id));
    expect((await refreshWith(two.refresh)).body.code).toBe("ACCOUNT_SUSPENDED");
  });

  it("is no access token", async () => {
    const { refresh } = await signUp();
    expect((await asBearer(refresh).get("/auth/sites/")).status).toBe(401);
  });

  it("leaves the trail of a sign-in alone", async () => {
    const { refresh, user } = await signUp();
    await next(refresh);
    expect(await loadAuditActions(user.account_id)).toEqual(["account.registered", "session.login"]);
  });
});
