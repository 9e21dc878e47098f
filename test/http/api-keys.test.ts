import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { accounts, apiKeys, auditEvents, idempotencyKeys, sites } from "../../src/db/schema";
import { isApiKey, newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { freshAddress } from "../auth/helpers";
import { aColleague, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const KEYS = "/integration/api-keys/";
/** From an address of its own: what is looked up counts against it. */
const withKey = (key: string) => as(undefined, { ...freshAddress(), Authorization: `ApiKey ${key}` });

/** An admin with two sites, and a key of the first. */
async function aKeyHolder() {
  const admin = await aPerson("admin");
  const [mine, other] = [await aSite(admin), await aSite(admin)];
  const { body } = await as(admin).post(KEYS, { site_id: mine.site.id, name: "WordPress" });
  return { admin, mine, other, id: body.data.id as number, key: body.data.key as string };
}

const rowOf = async (id: number) => (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]!;
const LIST = "/planner/keywords/";

describe("the form of an API key", () => {
  it("is igny8_, 32 random bytes and a checksum", () => {
    expect(newApiKey()).toMatch(/^igny8_[\w-]{43}[\w-]{6}$/);
    expect(isApiKey(newApiKey())).toBe(true);
    expect(newApiKey()).not.toBe(newApiKey());
  });

  it("tells a mistyped key by itself", () => {
    const key = newApiKey();
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom(...alphabet), (at, letter) => {
        const typed = key.slice(0, at) + letter + key.slice(at + 1);
        expect(isApiKey(typed)).toBe(typed === key);
      }),
    );
    for (let at = 0; at < key.length - 1; at++) {
      const swapped = key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2);
      expect(isApiKey(swapped)).toBe(swapped === key);
    }
    for (const wrong of ["", key.slice(1), `${key}A`, ` ${key}`, key.toUpperCase()])
      expect(isApiKey(wrong)).toBe(false);
  });
});

describe("making an API key", () => {
  it("shows it once, and stores its digest and its first characters", async () => {
    const { admin, mine, id, key } = await aKeyHolder();
    const row = await rowOf(id);
    expect(row).toMatchObject({
      account_id: admin.user.account_id,
      site_id: mine.site.id,
      name: "WordPress",
      prefix: key.slice(0, 12),
      hash: await sha256(key),
      created_by: admin.user.id,
      last_used_at: null,
      revoked_at: null,
    });
    const list = await as(admin).get(`${KEYS}?site_id=${mine.site.id}`);
    expect(list.body.results).toHaveLength(1);
    expect(JSON.stringify([list.body, row])).not.toContain(key);
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.account_id, admin.user.account_id));
    expect(event).toMatchObject({ action: "api_key.created", object_id: String(id), user_id: admin.user.id });
  });

  it("leaves nothing of it behind for an Idempotency-Key", async () => {
    const admin = await aPerson("admin");
    const { site } = await aSite(admin);
    const reply = await as(admin, { "Idempotency-Key": "make" }).post(KEYS, { site_id: site.id, name: "A" });
    expect([reply.status, reply.headers.get("Cache-Control")]).toEqual([201, "no-store"]);
    const kept = await db
      .select()
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.account_id, admin.user.account_id));
    expect(kept).toEqual([]);
  });

  it("is an admin's, on a site that they may see", async () => {
    const owner = await aPerson("owner");
    const [mine, other] = [await aSite(owner), await aSite(owner)];
    const foreign = await aSite(await aPerson());
    const limited = await aColleague(owner.user, "admin", { site_access: [mine.site.id] });
    const editor = await aColleague(owner.user, "editor");
    const make = (who: typeof owner, site_id: number) => as(who).post(KEYS, { site_id, name: "A" });
    expect((await make(editor, mine.site.id)).status).toBe(403);
    expect((await make(limited, mine.site.id)).status).toBe(201);
    for (const reply of [await make(limited, other.site.id), await make(owner, foreign.site.id)])
      expect([reply.status, reply.body.errors]).toEqual([400, { site_id: ["No such site"] }]);
    const secret = await make(owner, other.site.id);
    expect((await as(limited).get(KEYS)).body.count).toBe(1);
    for (const path of [`${KEYS}${secret.body.data.id}/rotate/`, `${KEYS}999999999/rotate/`])
      expect((await as(limited).post(path)).status).toBe(404);
    expect((await as(limited).delete(`${KEYS}${secret.body.data.id}/`)).status).toBe(404);
    expect((await withKey(secret.body.data.key).get(LIST)).status).toBe(200);
  });

  it("stops at twenty a site", async () => {
    const { admin, mine, id } = await aKeyHolder();
    const make = () => as(admin).post(KEYS, { site_id: mine.site.id, name: "A" });
    const replies = await Promise.all(Array.from({ length: 22 }, make));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(19);
    const refused = await make();
    expect([refused.status, refused.body.code, refused.body.limit]).toEqual([403, "PLAN_LIMIT_REACHED", 20]);
    await as(admin).delete(`${KEYS}${id}/`);
    expect((await make()).status).toBe(201);
  });
});

describe("an API key", () => {
  it("acts as an editor of its one site", async () => {
    const { key, mine, other } = await aKeyHolder();
    const [own, theirs] = [await aKeyword(mine.place), await aKeyword(other.place)];
    const { account_id: _, ...place } = mine.place;
    const { account_id: __, ...elsewhere } = other.place;
    expect((await withKey(key).post(LIST, { ...place, keyword: "hot flashes" })).status).toBe(201);
    const refused = await withKey(key).post(LIST, { ...elsewhere, keyword: "hot flashes" });
    expect([refused.status, refused.body.errors]).toEqual([400, { site_id: ["No such site"] }]);
    expect((await withKey(key).get(LIST)).body.count).toBe(2);
    expect((await withKey(key).put(`${LIST}${own.id}/`, { volume: 1 })).status).toBe(200);
    expect((await withKey(key).put(`${LIST}${theirs.id}/`, { volume: 1 })).status).toBe(404);
    expect((await withKey(key).post(KEYS, { site_id: mine.site.id, name: "B" })).status).toBe(403);
  });

  it("comes in either header, in any case of its scheme", async () => {
    const { key } = await aKeyHolder();
    const status = async (headers: Record<string, string>) =>
      (await as(undefined, { ...freshAddress(), ...headers }).get(LIST)).status;
    expect(await status({ "X-IGNY8-API-KEY": key })).toBe(200);
    expect(await status({ Authorization: `apikey ${key}` })).toBe(200);
    expect(await status({ Authorization: key })).toBe(401);
    expect(await status({ Authorization: `Bearer ${key}` })).toBe(401);
    expect(await status({ Authorization: "Bearer x", "X-IGNY8-API-KEY": key })).toBe(401);
  });

  it.each([
    ["get", "/auth/account/"],
    ["get", "/auth/users/"],
    ["get", "/auth/sites/"],
    ["get", "/auth/sites"],
    ["post", "/auth/logout/"],
    ["get", "/billing/balance/"],
    ["get", "/%61uth/sites/"],
  ] as const)("is not accepted for %s %s", async (method, path) => {
    const { key } = await aKeyHolder();
    const reply = await withKey(key)[method](path);
    expect([reply.status, reply.body.code]).toEqual([403, "FORBIDDEN"]);
  });

  it("that is mistyped is refused without a look-up", async () => {
    const { key } = await aKeyHolder();
    const read = vi.spyOn(env.DB, "withSession");
    const last = key.at(-1) === "A" ? "Q" : "A";
    expect((await withKey(key.slice(0, -1) + last).get(LIST)).status).toBe(401);
    expect(read).not.toHaveBeenCalled();
  });

  it("that nobody has is refused, and counts against the address before it is looked up", async () => {
    const from = { "CF-Connecting-IP": crypto.randomUUID() };
    const guess = () => as(undefined, { ...from, "X-IGNY8-API-KEY": newApiKey() }).get(LIST);
    const reply = await guess();
    expect(reply.status).toBe(401);
    expect(reply.headers.get("X-RateLimit-Remaining")).toBe("299");
    const guesses = await Promise.all(Array.from({ length: 300 }, guess));
    expect(guesses.filter((one) => one.status === 401).length).toBe(299);
    expect(new Set(guesses.map((one) => one.status))).toEqual(new Set([401, 429]));
  });

  it("is looked up once a minute", async () => {
    const { key } = await aKeyHolder();
    await withKey(key).get(LIST);
    const read = vi.spyOn(env.DB, "withSession");
    await withKey(key).get(LIST);
    expect(read).toHaveBeenCalledTimes(1);
    const later = Date.now() + 61_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    await withKey(key).get(LIST);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("keeps its last use, once an hour", async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const usedAt = async (last_used_at: string | null, becomes: (used: string | null) => void) => {
      const { id, key } = await aKeyHolder();
      await db.update(apiKeys).set({ last_used_at }).where(eq(apiKeys.id, id));
      for (const _ of [1, 2]) expect((await withKey(key).get(LIST)).status).toBe(200);
      await vi.waitFor(async () => becomes((await rowOf(id)).last_used_at));
    };
    const [recent, old] = [minutesAgo(59), minutesAgo(61)];
    await usedAt(null, (used) => expect(used).not.toBeNull());
    await usedAt(old, (used) => expect(used! > recent).toBe(true));
    await usedAt(recent, (used) => expect(used).toBe(recent));
  });

  it("of an inactive site, or of a suspended account, is refused", async () => {
    const [one, two] = [await aKeyHolder(), await aKeyHolder()];
    await db.update(sites).set({ is_active: false }).where(eq(sites.id, one.mine.site.id));
    await db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, two.admin.user.account_id));
    for (const { key } of [one, two]) expect((await withKey(key).get(LIST)).status).toBe(401);
  });

  it("of an account that is closed while it is remembered is refused at once", async () => {
    const { admin, key } = await aKeyHolder();
    expect((await withKey(key).get(LIST)).status).toBe(200);
    await env.RATE_LIMITER.getByName(`account:${admin.user.account_id}`).close();
    expect((await withKey(key).get(LIST)).status).toBe(401);
  });
});

describe("revoking an API key", () => {
  it("takes effect at once, though D1 has just been asked", async () => {
    const { admin, id, key } = await aKeyHolder();
    expect((await withKey(key).get(LIST)).status).toBe(200);
    expect((await as(admin).delete(`${KEYS}${id}/`)).status).toBe(200);
    expect((await withKey(key).get(LIST)).status).toBe(401);
    expect((await rowOf(id)).revoked_at).not.toBeNull();
    expect((await as(admin).get(KEYS)).body.count).toBe(0);
    for (const reply of [
      await as(admin).delete(`${KEYS}${id}/`),
      await as(admin).post(`${KEYS}${id}/rotate/`),
    ])
      expect(reply.status).toBe(404);
  });

  it("lasts when the door has forgotten it, and when the door is away", async () => {
    const { admin, id, key } = await aKeyHolder();
    const still = await aKeyHolder();
    for (const one of [key, still.key]) expect((await withKey(one).get(LIST)).status).toBe(200);
    await as(admin).delete(`${KEYS}${id}/`);
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: () => Promise.reject(new Error("away")),
    } as any);
    expect((await withKey(key).get(LIST)).status).toBe(401);
    expect((await withKey(still.key).get(LIST)).status).toBe(200);
    vi.restoreAllMocks();
    const later = Date.now() + 10 * 60_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    expect((await withKey(key).get(LIST)).status).toBe(401);
  });

  it("does not happen where the door cannot be told", async () => {
    const { admin, id } = await aKeyHolder();
    const real = env.RATE_LIMITER.getByName.bind(env.RATE_LIMITER);
    vi.spyOn(env.RATE_LIMITER, "getByName").mockImplementation((name) => {
      const door = real(name);
      return {
        admit: (...spent: Parameters<typeof door.admit>) => door.admit(...spent),
        revokeSession: () => Promise.reject(new Error("away")),
      } as any;
    });
    expect((await as(admin).delete(`${KEYS}${id}/`)).status).toBe(503);
    expect((await rowOf(id)).revoked_at).toBeNull();
  });

  it("by rotation puts a new key in its place", async () => {
    const { admin, mine, id, key } = await aKeyHolder();
    expect((await withKey(key).get(LIST)).status).toBe(200);
    const rotated = await as(admin).post(`${KEYS}${id}/rotate/`);
    expect(rotated.status).toBe(201);
    expect(rotated.body.data).toMatchObject({ site_id: mine.site.id, name: "WordPress" });
    expect((await withKey(key).get(LIST)).status).toBe(401);
    expect((await withKey(rotated.body.data.key).get(LIST)).status).toBe(200);
    expect((await as(admin).get(KEYS)).body.results.map((one: any) => one.id)).toEqual([
      rotated.body.data.id,
    ]);
  });

  it("by two rotations at once makes one new key", async () => {
    const { admin, id } = await aKeyHolder();
    const replies = await Promise.all([1, 2, 3].map(() => as(admin).post(`${KEYS}${id}/rotate/`)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 404, 404]);
    expect((await as(admin).get(KEYS)).body.count).toBe(1);
  });
});
