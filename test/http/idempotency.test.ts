import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { idempotencyKeys, keywords } from "../../src/db/schema";
import { purgeIdempotencyKeys } from "../../src/http/idempotency";
import { aMember, PASSWORD } from "../auth/helpers";
import { stopClock } from "../clock";
import { aColleague, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";

const create = (person: Person, { site, sector }: any, key: string, keyword = "hot flashes") =>
  as(person, { "Idempotency-Key": key }).post("/planner/keywords/", {
    site_id: site.id,
    sector_id: sector.id,
    keyword,
  });
const count = async ({ site }: any) =>
  (await db.select().from(keywords).where(eq(keywords.site_id, site.id))).length;

const keptOf = ({ user }: Person) =>
  db.select().from(idempotencyKeys).where(eq(idempotencyKeys.account_id, user.account_id));

/** Lets D1 fail at the statements that begin so. */
function failOn(words: string) {
  const real = env.DB.withSession.bind(env.DB);
  vi.spyOn(env.DB, "withSession").mockImplementation((...from) => {
    const session = real(...from);
    const prepare = (query: string) => {
      if (query.startsWith(words)) throw new Error("away");
      return session.prepare(query);
    };
    return { prepare, batch: session.batch.bind(session), getBookmark: () => session.getBookmark() } as any;
  });
}

describe("an Idempotency-Key", () => {
  it("makes the same request answer the same, and act once", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const first = await create(person, at, "abc");
    expect([first.status, first.headers.get("Idempotent-Replayed")]).toEqual([201, null]);
    const again = await create(person, at, "abc");
    expect([again.status, again.headers.get("Idempotent-Replayed")]).toEqual([201, "true"]);
    expect(again.body).toEqual(first.body);
    expect(await count(at)).toBe(1);
  });

  it("makes one row of fifty requests at once", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const replies = await Promise.all(Array.from({ length: 50 }, () => create(person, at, "fifty")));
    expect(await count(at)).toBe(1);
    for (const reply of replies) expect([201, 409]).toContain(reply.status);
    expect(
      replies.filter((reply) => reply.status === 201 && !reply.headers.get("Idempotent-Replayed")),
    ).toHaveLength(1);
    for (const reply of replies.filter((one) => one.status === 409))
      expect(reply.body.code).toBe("IDEMPOTENCY_IN_FLIGHT");
  });

  it("is refused with another body, and keeps a refusal as it was", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    await create(person, at, "one");
    const other = await create(person, at, "one", "night sweats");
    expect([other.status, other.body.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
    const refused = await create(person, at, "two");
    expect(refused.status).toBe(409);
    await db.delete(keywords).where(eq(keywords.site_id, at.site.id));
    const still = await create(person, at, "two");
    expect(still.body).toEqual(refused.body);
    expect(still.headers.get("Idempotent-Replayed")).toBe("true");
  });

  it("is the account's own", async () => {
    const [one, two] = [await aPerson(), await aPerson()];
    const [a, b] = [await aSite(one), await aSite(two)];
    await create(one, a, "shared");
    const reply = await create(two, b, "shared");
    expect([reply.status, reply.headers.get("Idempotent-Replayed")]).toEqual([201, null]);
  });

  it("does not keep a failure of ours", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    failOn('insert into "keywords"');
    const failed = await create(person, at, "retry");
    expect([failed.status, failed.body.code]).toEqual([500, "INTERNAL_ERROR"]);
    vi.restoreAllMocks();
    expect(await keptOf(person)).toMatchObject([{ status: null, body: null }]);
    expect((await create(person, at, "retry")).status).toBe(201);
  });

  it("does not turn what was done into a failure where its answer cannot be kept", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    failOn('update "idempotency_keys"');
    expect((await create(person, at, "unkept")).status).toBe(201);
    vi.restoreAllMocks();
    expect((await create(person, at, "unkept")).body.code).toBe("IDEMPOTENCY_IN_FLIGHT");
    expect(await count(at)).toBe(1);
  });

  it("does not keep an answer of more than 256 KiB, nor one with a session in it", async () => {
    const person = await aMember();
    const at = await aSite(person);
    const { account_id: _, ...place } = at.place;
    const body = { ...place, title: "Long", content_html: `<p>${"word ".repeat(60_000)}</p>` };
    expect((await as(person, { "Idempotency-Key": "long" }).post("/writer/content/", body)).status).toBe(201);
    const change = { current_password: PASSWORD, new_password: "another horse battery" };
    const changed = await as(person, { "Idempotency-Key": "secret" }).post("/auth/password/change/", change);
    expect(changed.status).toBe(200);
    expect(await keptOf(person)).toEqual([]);
  });

  it("gives nobody an answer of a site that they may not see", async () => {
    const owner = await aPerson("owner");
    const [at, other] = [await aSite(owner), await aSite(owner)];
    const limited = await aColleague(owner.user, "editor", { site_access: [other.site.id] });
    await create(owner, at, "seen");
    expect((await create(limited, at, "seen")).body.code).toBe("IDEMPOTENCY_KEY_REUSED");
    const colleague = await aColleague(owner.user, "editor");
    expect((await create(colleague, at, "seen")).headers.get("Idempotent-Replayed")).toBe("true");
  });

  it("is not asked for by who may not ask, nor minded by what is no POST", async () => {
    const viewer = await aPerson("viewer");
    const at = await aSite(viewer);
    expect((await create(viewer, at, "mine")).status).toBe(403);
    expect((await as(viewer, { "Idempotency-Key": "a b" }).get("/planner/keywords/")).status).toBe(200);
    const body = { email: viewer.user.email, password: "x" };
    for (const _ of [1, 2])
      expect((await as(undefined, { "Idempotency-Key": "login" }).post("/auth/login/", body)).status).toBe(
        401,
      );
    expect(await keptOf(viewer)).toEqual([]);
  });

  it("lets a replay's reader see what the first request wrote", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const first = await create(person, at, "seen");
    const again = await create(person, at, "seen");
    const [then, now] = [first, again].map((reply) => reply.headers.get("x-d1-bookmark")!);
    expect(now! >= then!).toBe(true);
  });

  it("is forgotten by the hourly tick after a day, and not before", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    for (const key of ["old", "new"]) await create(person, at, key);
    const yesterday = new Date(Date.now() - 24 * 3_600_000 - 1_000).toISOString();
    await db.update(idempotencyKeys).set({ created_at: yesterday }).where(eq(idempotencyKeys.key, "old"));
    await purgeIdempotencyKeys();
    expect((await keptOf(person)).map(({ key }) => key)).toEqual(["new"]);
  });

  it("of a worker that died is taken over after a minute, and forgotten after a day", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    await create(person, at, "dead");
    stopClock();
    const row = eq(idempotencyKeys.key, "dead");
    const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
    await db
      .update(idempotencyKeys)
      .set({ status: null, created_at: ago(59_000) })
      .where(row);
    expect((await create(person, at, "dead")).body.code).toBe("IDEMPOTENCY_IN_FLIGHT");
    await db
      .update(idempotencyKeys)
      .set({ created_at: ago(61_000) })
      .where(row);
    expect((await create(person, at, "dead")).body.code).toBe("DUPLICATE");
    await db
      .update(idempotencyKeys)
      .set({ created_at: ago(25 * 3_600_000) })
      .where(row);
    expect((await create(person, at, "dead")).headers.get("Idempotent-Replayed")).toBeNull();
  });

  it.each(["", "x".repeat(256), "with blank"])("is refused where it is no key: %j", async (key) => {
    const person = await aPerson();
    const reply = await create(person, await aSite(person), key);
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body.errors)).toEqual(["Idempotency-Key"]);
  });
});
