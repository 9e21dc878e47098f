import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { idempotencyKeys, keywords } from "../../src/db/schema";
import * as service from "../../src/modules/planner/keywords.service";
import { aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";

const create = (person: Person, { site, sector }: any, key: string, keyword = "hot flashes") =>
  as(person, { "Idempotency-Key": key }).post("/planner/keywords/", {
    site_id: site.id,
    sector_id: sector.id,
    keyword,
  });
const count = async ({ site }: any) =>
  (await db.select().from(keywords).where(eq(keywords.site_id, site.id))).length;

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
    vi.spyOn(service, "keywordKey").mockImplementationOnce(() => {
      throw new Error("away");
    });
    const failed = await create(person, at, "retry");
    if (failed.status === 500)
      expect(await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, "retry"))).toEqual([]);
    expect((await create(person, at, "retry-2")).status).toBeLessThan(500);
  });

  it("of a worker that died is taken over after a minute, and forgotten after a day", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    await create(person, at, "dead");
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
