import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { apiKeys, auditEvents, sites } from "../../src/db/schema";
import { aPerson, aSite, db } from "../factories";
import { as, send, tokenOf } from "../harness";

const KEYS = "/integration/api-keys/";
const LIST = "/planner/keywords/";
const withKey = (key: string, more = {}) => as(undefined, { Authorization: `ApiKey ${key}`, ...more });

async function aKeyHolder() {
  const owner = await aPerson("owner");
  const home = await aSite(owner);
  const { body } = await as(owner).post(KEYS, { site_id: home.site.id, name: "WordPress" });
  return { owner, ...home, id: body.data.id as number, key: body.data.key as string };
}

const rowOf = async (id: number) => (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]!;

describe("an API key", () => {
  it("is in no answer after its first, nor is its digest", async () => {
    const { owner, id, key } = await aKeyHolder();
    await withKey(key).get(LIST);
    const rotated = await as(owner).post(`${KEYS}${id}/rotate/`);
    const next = rotated.body.data as { id: number; key: string };
    const secrets = [key, next.key, (await rowOf(id)).hash, (await rowOf(next.id)).hash];
    expect(JSON.stringify(rotated.body)).not.toContain(key);
    const exported = await send("/api/v1/auth/account/export/", {
      headers: { Authorization: `Bearer ${await tokenOf(owner)}` },
    });
    expect(exported.status).toBe(200);
    const said = [
      new TextDecoder().decode(await exported.arrayBuffer()),
      await as(owner).get(KEYS),
      await as(owner).get("/auth/audit/"),
      await as(owner).get("/notifications/"),
      await as(owner).delete(`${KEYS}${next.id}/`),
    ].map((answer) => JSON.stringify(answer));
    expect(said[0]).toContain("WordPress");
    for (const secret of secrets) expect(said.join()).not.toContain(secret);
  });

  it("answers although its last use cannot be kept", async () => {
    const { id, key } = await aKeyHolder();
    const open = env.DB.withSession.bind(env.DB);
    const tried: string[] = [];
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
      const session = open(constraint as D1SessionConstraint);
      const prepare = (sql: string) => {
        if (!/^update "api_keys"/i.test(sql)) return session.prepare(sql);
        tried.push(sql);
        throw new Error("D1 is away");
      };
      const batch = session.batch.bind(session);
      return { prepare, batch, getBookmark: () => session.getBookmark() } as D1DatabaseSession;
    });
    expect((await withKey(key).get(LIST)).status).toBe(200);
    await vi.waitFor(() => expect(tried).toHaveLength(1));
    expect((await rowOf(id)).last_used_at).toBeNull();
  });

  it("spends what its account's people spend", async () => {
    const { owner, key } = await aKeyHolder();
    const left = async (who: ReturnType<typeof as>) =>
      Number((await who.get(LIST)).headers.get("X-RateLimit-Remaining"));
    const before = await left(as(owner));
    expect([await left(withKey(key)), await left(as(owner))]).toEqual([before - 1, before - 2]);
  });

  it("of another site is not given the answer that an Idempotency-Key keeps", async () => {
    const { owner, place, key } = await aKeyHolder();
    const { site } = await aSite(owner);
    const other = (await as(owner).post(KEYS, { site_id: site.id, name: "Other" })).body.data.key;
    const body = { site_id: place.site_id, sector_id: place.sector_id, keyword: "hot flashes" };
    const once = { "Idempotency-Key": "once" };
    expect((await withKey(key, once).post(LIST, body)).status).toBe(201);
    expect((await withKey(key, once).post(LIST, body)).headers.get("Idempotent-Replayed")).toBe("true");
    expect((await withKey(other, once).post(LIST, body)).body.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("comes in again when its account's door is opened again", async () => {
    const { owner, key } = await aKeyHolder();
    const door = env.RATE_LIMITER.getByName(`account:${owner.user.account_id}`);
    await door.close();
    expect((await withKey(key).get(LIST)).status).toBe(401);
    await door.reopen();
    expect((await withKey(key).get(LIST)).status).toBe(200);
  });

  it("of a site that is made inactive is refused within a minute", async () => {
    const { site, key } = await aKeyHolder();
    expect((await withKey(key).get(LIST)).status).toBe(200);
    await db.update(sites).set({ is_active: false }).where(eq(sites.id, site.id));
    const later = Date.now() + 61_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    expect((await withKey(key).get(LIST)).status).toBe(401);
  });
});

describe("twenty keys of a site", () => {
  it("may be rotated, and leave another site its own twenty", async () => {
    const { owner, site, id } = await aKeyHolder();
    const other = await aSite(owner);
    const make = (site_id: number) => as(owner).post(KEYS, { site_id, name: "A" });
    await Promise.all(Array.from({ length: 19 }, () => make(site.id)));
    expect((await make(site.id)).status).toBe(403);
    const refused = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.account_id, owner.user.account_id));
    expect(refused).toHaveLength(20);
    expect((await as(owner).post(`${KEYS}${id}/rotate/`)).status).toBe(201);
    expect((await make(site.id)).status).toBe(403);
    expect((await make(other.site.id)).status).toBe(201);
  });

  it("are counted by an index", async () => {
    const { owner, site } = await aKeyHolder();
    const asked: string[] = [];
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint?: any) => {
      const session = open(constraint);
      const prepare = session.prepare.bind(session);
      vi.spyOn(session, "prepare").mockImplementation((sql) => (asked.push(sql), prepare(sql)));
      return session;
    });
    expect((await as(owner).post(KEYS, { site_id: site.id, name: "B" })).status).toBe(201);
    const insert = asked.find((sql) => sql.startsWith('insert into "api_keys"'))!;
    const values = Array.from({ length: insert.split("?").length - 1 }, () => null);
    const { results } = await env.DB.prepare(`explain query plan ${insert}`)
      .bind(...values)
      .all<{ detail: string }>();
    const details = results.map((row) => row.detail).join("\n");
    expect(details).toContain("api_keys_site");
    expect(details).not.toMatch(/SCAN k\b/);
  });
});
