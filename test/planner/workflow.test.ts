import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, creditTransactions, creditUsage, keywords, seedKeywords } from "../../src/db/schema";
import { aColleague, aKeyword, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";

let serial = 0;

async function aSeed(fields: Partial<typeof seedKeywords.$inferInsert> = {}) {
  const keyword = fields.keyword ?? `Seed ${++serial} ${crypto.randomUUID().slice(0, 6)}`;
  const { volume = 500, difficulty = 20, credit_cost = 0 } = fields;
  const [row] = await db
    .insert(seedKeywords)
    .values({
      industry_sector_id: 1,
      keyword_key: keyword.toLowerCase(),
      country: "US",
      ...fields,
      keyword,
      volume,
      difficulty,
      credit_cost,
      is_paid: credit_cost > 0,
      is_high_opportunity: volume >= 1000 && difficulty < 40,
    })
    .returning();
  return row!;
}

type Place = { site_id: number; sector_id: number };
const add = (person: Person, { site_id, sector_id }: Place, seed_keyword_ids: number[]) =>
  as(person).post("/planner/keywords/add_to_workflow/", { site_id, sector_id, seed_keyword_ids });

const stored = ({ sector_id }: Place) => db.select().from(keywords).where(eq(keywords.sector_id, sector_id));
const accountOf = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!;
const chargesOf = ({ user }: Person) =>
  db
    .select()
    .from(creditTransactions)
    .where(
      sql`${creditTransactions.account_id} = ${user.account_id} and ${creditTransactions.transaction_type} = 'deduction'`,
    );

describe("POST /planner/keywords/add_to_workflow/", () => {
  it("adds the library's keywords to the sector, with their figures", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const seed = await aSeed({ volume: 1200, difficulty: 33, country: "GB", intent: "commercial" });
    const { status, body } = await add(person, place, [seed.id]);
    expect(status).toBe(200);
    const [keyword] = await stored(place);
    expect(body.data).toEqual({
      created: 1,
      skipped: 0,
      errors: [],
      credits_charged: 0,
      keywords: [{ keyword_id: keyword!.id, seed_keyword_id: seed.id }],
    });
    expect(keyword).toMatchObject({
      ...place,
      seed_keyword_id: seed.id,
      keyword: seed.keyword,
      volume: 1200,
      difficulty: 33,
      country: "GB",
      intent: "commercial",
      status: "new",
      disabled: false,
      cluster_id: null,
    });
  });

  it("skips what the sector has, and tells of what the library does not have", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const [known, fresh] = [await aSeed(), await aSeed()];
    const twin = await aSeed({ keyword: fresh.keyword.toUpperCase(), country: "GB" });
    await aKeyword(place, { keyword: known.keyword.toLowerCase() });
    const { body } = await add(person, place, [known.id, fresh.id, twin.id, 999_999_999, fresh.id]);
    expect(body.data).toMatchObject({
      created: 1,
      skipped: 2,
      errors: [{ seed_keyword_id: 999_999_999, reason: "The library has no such keyword" }],
    });
    const again = await add(person, place, [known.id, fresh.id]);
    expect(again.body.data).toMatchObject({ created: 0, skipped: 2, errors: [], keywords: [] });
  });

  it("charges for paid keywords, plan credits first, and leaves a usage row for each", async () => {
    const person = await aPerson("editor", { credits: 10 });
    const { place, site } = await aSite(person);
    const seeds = [await aSeed({ credit_cost: 3 }), await aSeed(), await aSeed({ credit_cost: 4 })];
    const { body } = await add(
      person,
      place,
      seeds.map((seed) => seed.id),
    );
    expect(body.data).toMatchObject({ created: 3, credits_charged: 7 });
    expect(await accountOf(person)).toMatchObject({ credits: 3, bonus_credits: 0, credits_reserved: 0 });
    const charges = await chargesOf(person);
    expect(charges.map((row) => [row.amount, row.balance_after, row.reference])).toEqual([
      [-3, 7, `seed:${seeds[0]!.id}`],
      [-4, 3, `seed:${seeds[2]!.id}`],
    ]);
    const usage = await db
      .select()
      .from(creditUsage)
      .where(eq(creditUsage.account_id, person.user.account_id));
    const idOf = (n: number) =>
      body.data.keywords.find((row: any) => row.seed_keyword_id === seeds[n]!.id).keyword_id;
    expect(usage).toMatchObject([
      {
        operation_type: "keyword_purchase",
        credits_used: 3,
        site_id: site.id,
        job_id: null,
        related_object_id: idOf(0),
      },
      { operation_type: "keyword_purchase", credits_used: 4, related_object_id: idOf(2) },
    ]);
  });

  it("charges an account once for a keyword: not for another site, nor after it was deleted", async () => {
    const person = await aPerson();
    const [one, two] = [await aSite(person), await aSite(person)];
    const seed = await aSeed({ credit_cost: 5 });
    const first = await add(person, one.place, [seed.id]);
    expect(first.body.data.credits_charged).toBe(5);
    expect((await add(person, two.place, [seed.id])).body.data).toMatchObject({
      created: 1,
      credits_charged: 0,
    });
    await as(person).delete(`/planner/keywords/${first.body.data.keywords[0].keyword_id}/`);
    expect((await add(person, one.place, [seed.id])).body.data).toMatchObject({
      created: 1,
      credits_charged: 0,
    });
    expect((await accountOf(person)).credits).toBe(995);
    const other = await aPerson();
    expect((await add(other, (await aSite(other)).place, [seed.id])).body.data.credits_charged).toBe(5);
  });

  it("does not charge for what it skips", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const seed = await aSeed({ credit_cost: 5 });
    await aKeyword(place, { keyword: seed.keyword });
    expect((await add(person, place, [seed.id])).body.data).toMatchObject({ skipped: 1, credits_charged: 0 });
    expect(await chargesOf(person)).toEqual([]);
  });

  it.each([
    ["the balance", 6, 0],
    ["what is not reserved", 9, 3],
  ])("answers 402 and changes nothing where %s does not cover it", async (_what, credits, reserved) => {
    const person = await aPerson("editor", { credits });
    await db
      .update(accounts)
      .set({ credits_reserved: reserved })
      .where(eq(accounts.id, person.user.account_id));
    const { place } = await aSite(person);
    const seeds = [await aSeed(), await aSeed({ credit_cost: 3 }), await aSeed({ credit_cost: 4 })];
    const { status, body } = await add(
      person,
      place,
      seeds.map((seed) => seed.id),
    );
    expect([status, body.code, body.required, body.balance]).toEqual([
      402,
      "INSUFFICIENT_CREDITS",
      7,
      credits - reserved,
    ]);
    expect(await stored(place)).toEqual([]);
    expect(await chargesOf(person)).toEqual([]);
    expect((await accountOf(person)).credits).toBe(credits);
    expect((await add(person, place, [seeds[1]!.id])).body.data.credits_charged).toBe(3);
  });

  it("answers 403 and changes nothing where the plan has no room for all of them", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await db.update(accounts).set({ plan_id: 1 }).where(eq(accounts.id, person.user.account_id));
    const rows = Array.from({ length: 998 }, (_v, n) => ({
      ...place,
      keyword: `word ${n}`,
      keyword_key: `word ${n}`,
    }));
    for (let n = 0; n < rows.length; n += 6) await db.insert(keywords).values(rows.slice(n, n + 6));
    const seeds = [await aSeed({ credit_cost: 1 }), await aSeed(), await aSeed()];
    const ids = seeds.map((seed) => seed.id);
    const { status, body } = await add(person, place, ids);
    expect([status, body.code, body.limit, body.current]).toEqual([403, "PLAN_LIMIT_REACHED", 1000, 998]);
    expect(await stored(place)).toHaveLength(998);
    expect(await chargesOf(person)).toEqual([]);
    expect((await add(person, place, ids.slice(0, 2))).body.data).toMatchObject({
      created: 2,
      credits_charged: 1,
    });
  });

  it("creates and charges once, whatever is sent in parallel", async () => {
    const person = await aPerson("editor", { credits: 100 });
    const { place } = await aSite(person);
    const seeds = [];
    for (let n = 0; n < 12; n++) seeds.push(await aSeed({ credit_cost: n % 3 }));
    const ids = seeds.map((seed) => seed.id);
    const replies = await Promise.all(Array.from({ length: 8 }, () => add(person, place, ids)));
    expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(200));
    const sum = (field: string) => replies.reduce((total, reply) => total + reply.body.data[field], 0);
    expect([sum("created"), sum("skipped"), sum("credits_charged")]).toEqual([12, 84, 12]);
    expect(await stored(place)).toHaveLength(12);
    expect((await accountOf(person)).credits).toBe(88);
    expect(await chargesOf(person)).toHaveLength(8);
  });

  it("charges once where two sites add the same keywords in parallel", async () => {
    const person = await aPerson("editor", { credits: 100 });
    const sites = [await aSite(person), await aSite(person), await aSite(person)];
    const seeds = [await aSeed({ credit_cost: 2 }), await aSeed({ credit_cost: 3 })];
    const ids = seeds.map((seed) => seed.id);
    const replies = await Promise.all(sites.map(({ place }) => add(person, place, ids)));
    expect(replies.map((reply) => reply.body.data.created)).toEqual([2, 2, 2]);
    expect(replies.reduce((total, reply) => total + reply.body.data.credits_charged, 0)).toBe(5);
    expect((await accountOf(person)).credits).toBe(95);
  });

  it("never passes the plan's limit in parallel", async () => {
    const person = await aPerson();
    await db.update(accounts).set({ plan_id: 1 }).where(eq(accounts.id, person.user.account_id));
    const { place } = await aSite(person);
    const rows = Array.from({ length: 997 }, (_v, n) => ({
      ...place,
      keyword: `word ${n}`,
      keyword_key: `word ${n}`,
    }));
    for (let n = 0; n < rows.length; n += 6) await db.insert(keywords).values(rows.slice(n, n + 6));
    const seeds = [];
    for (let n = 0; n < 6; n++) seeds.push(await aSeed({ credit_cost: 1 }));
    const replies = await Promise.all(seeds.map((seed) => add(person, place, [seed.id])));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 403, 403, 403]);
    expect(await stored(place)).toHaveLength(1000);
    expect(await chargesOf(person)).toHaveLength(3);
  });

  it("takes a hundred paid keywords at once", async () => {
    const person = await aPerson("editor", { credits: 1000 });
    const { place } = await aSite(person);
    const ids = [];
    for (let n = 0; n < 100; n++) ids.push((await aSeed({ credit_cost: 5 })).id);
    expect((await add(person, place, ids)).body.data).toMatchObject({ created: 100, credits_charged: 500 });
    expect((await accountOf(person)).credits).toBe(500);
  });

  it("names the site or the sector that is not the caller's, and lets no viewer in", async () => {
    const person = await aPerson();
    const [mine, other] = [await aSite(person), await aSite(await aPerson())];
    const seed = await aSeed();
    expect((await add(person, other.place, [seed.id])).body.errors).toEqual({ site_id: ["No such site"] });
    const mixed = { site_id: mine.site.id, sector_id: other.sector.id };
    expect((await add(person, mixed, [seed.id])).body.errors).toEqual({
      sector_id: ["Not a sector of this site"],
    });
    const limited = await aColleague(person.user, "editor", { site_access: [(await aSite(person)).site.id] });
    expect((await add(limited, mine.place, [seed.id])).status).toBe(400);
    expect((await add(await aColleague(person.user, "viewer"), mine.place, [seed.id])).status).toBe(403);
    expect(await stored(other.place)).toEqual([]);
  });

  it("wants 1 to 100 ids", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    expect((await add(person, place, [])).status).toBe(400);
    expect(
      (
        await add(
          person,
          place,
          Array.from({ length: 101 }, (_v, n) => n + 1),
        )
      ).status,
    ).toBe(400);
  });
});
