import { env } from "cloudflare:workers";
import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { auditEvents, refreshTokens, sessions, userTokens } from "../../src/db/schema";
import { purgeExpired } from "../../src/modules/auth/purge-expired.service";
import { aContent, aSite, db } from "../factories";
import { as } from "../harness";
import {
  aMember,
  anonymous,
  captureMail,
  freshAddress,
  invite,
  PASSWORD,
  signUp,
  extractToken,
  loadAuditTrail,
} from "./helpers";

let mails: ReturnType<typeof captureMail>;
beforeEach(() => {
  mails = captureMail();
});
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe("the purge", () => {
  it("forgets what expired over a day ago, with the sessions that nothing can renew, and keeps the others", async () => {
    const [old, fresh] = [await signUp(), await signUp()];
    const sessionOf = async ({ user }: { user: any }) =>
      (await db.select().from(sessions).where(eq(sessions.user_id, user.id)))[0]!.id;
    const [oldId, freshId] = [await sessionOf(old), await sessionOf(fresh)];
    await db
      .update(sessions)
      .set({ created_at: daysAgo(9) })
      .where(inArray(sessions.id, [oldId, freshId]));
    await db
      .update(refreshTokens)
      .set({ expires_at: daysAgo(2) })
      .where(eq(refreshTokens.session_id, oldId));
    await purgeExpired();
    const left = await db
      .select()
      .from(sessions)
      .where(inArray(sessions.id, [oldId, freshId]));
    expect(left.map(({ id }) => id)).toEqual([freshId]);
    expect(await db.select().from(refreshTokens).where(eq(refreshTokens.session_id, oldId))).toEqual([]);
    const renewed = await anonymous().post("/auth/token/refresh/", { refresh: fresh.refresh });
    expect(renewed.status).toBe(200);
    expect((await anonymous().post("/auth/token/refresh/", { refresh: old.refresh })).status).toBe(401);
  });

  it("forgets links that expired over a day ago, not those that still open something", async () => {
    const owner = await aMember();
    const [stale, good] = [(await invite(owner)).body.data, (await invite(owner)).body.data];
    await db
      .update(userTokens)
      .set({ expires_at: daysAgo(2) })
      .where(eq(userTokens.user_id, stale.id));
    await purgeExpired();
    const left = await db
      .select()
      .from(userTokens)
      .where(inArray(userTokens.user_id, [stale.id, good.id]));
    expect(left.map((link) => link.user_id)).toEqual([good.id]);
  });
});

describe("POST /auth/users/{id}/invite/", () => {
  it("sends another link, and the one before opens nothing more", async () => {
    const owner = await aMember();
    const { body } = await invite(owner);
    const again = await as(owner).post(`/auth/users/${body.data.id}/invite/`);
    expect(again.status).toBe(200);
    expect(mails.map((mail) => mail.to)).toEqual([body.data.email, body.data.email]);
    const choose = (mail: (typeof mails)[number]) =>
      anonymous().post("/auth/password/reset/confirm/", { token: extractToken(mail), password: PASSWORD });
    expect((await choose(mails[0]!)).status).toBe(400);
    expect((await choose(mails[1]!)).status).toBe(200);
    const trail = await loadAuditTrail(owner.user.account_id);
    expect(trail.filter(({ action }) => action === "user.invited").map((row) => row.details)).toMatchObject([
      {},
      { again: true },
    ]);
  });

  it("refuses for who has a password, or is another account's", async () => {
    const owner = await aMember();
    expect((await as(owner).post(`/auth/users/${owner.user.id}/invite/`)).status).toBe(409);
    const { body } = await invite(await aMember());
    expect((await as(owner).post(`/auth/users/${body.data.id}/invite/`)).status).toBe(404);
    expect(mails).toHaveLength(1);
  });
});

describe("a new password", () => {
  it.each(["qwertyuiop", "Password123", "1q2w3e4r5t"])(
    "may not be %s, which everybody tries",
    async (password) => {
      const { reply } = await signUp({ password });
      expect(reply.status).toBe(400);
      expect(reply.body.errors.password).toEqual(["This is one of the most common passwords"]);
    },
  );
});

describe("what ends at once", () => {
  it("is the use of a site's API keys when the site is disabled", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const made = await as(owner).post("/integration/api-keys/", { site_id: site.id, name: "WordPress" });
    const withKey = as(undefined, { ...freshAddress(), Authorization: `ApiKey ${made.body.data.key}` });
    expect((await withKey.get("/planner/keywords/")).status).toBe(200);
    await as(owner).put(`/auth/sites/${site.id}/`, { is_active: false });
    expect((await withKey.get("/planner/keywords/")).status).toBe(401);
  });

  it("is a preview of a suspended account, also while its door is away", async () => {
    const owner = await aMember();
    const { place } = await aSite(owner);
    const content = await aContent(place);
    const { body } = await as(owner).post(`/writer/content/${content.id}/preview_link/`);
    const { pathname, search } = new URL(body.data.url);
    const path = (pathname + search).replace("/api/v1", "");
    const away = { admit: () => Promise.reject(new Error("away")) } as any;
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue(away);
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await anonymous().get(path)).status).toBe(200);
    await env.DB.prepare("update accounts set status = 'suspended' where id = ?")
      .bind(owner.user.account_id)
      .run();
    expect((await anonymous().get(path)).status).toBe(401);
  });
});

describe("the trail", () => {
  it("names the key that a rotation ended", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const made = await as(owner).post("/integration/api-keys/", { site_id: site.id, name: "WordPress" });
    const rotated = await as(owner).post(`/integration/api-keys/${made.body.data.id}/rotate/`);
    const trail = await loadAuditTrail(owner.user.account_id);
    expect(trail.find(({ action }) => action === "api_key.rotated")).toMatchObject({
      object_id: String(rotated.body.data.id),
      details: { replaces: made.body.data.id },
    });
  });

  it("tells of staff who change the library", async () => {
    const staff = await aMember("developer");
    const file =
      "keyword,industry,sector,volume,difficulty,country,intent,is_paid,credit_cost\n" +
      `a trail ${crypto.randomUUID()},Trails,Forest,10,5,US,informational,false,0\n`;
    await as(staff).post("/keywords-library/import/", file);
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.account_id, staff.user.account_id));
    expect(rows).toMatchObject([{ action: "library.imported", details: { added: 1 } }]);
  });
});
