import { eq, like, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { industrySectors, seedKeywords } from "../../src/db/schema";
import { aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { aSeed, someSectors } from "./rows";

describe("GET /keywords-library/sector_stats/", () => {
  it("counts by sector, as the reference shows, and under its second path", async () => {
    const [full, empty] = await someSectors(2);
    const industry_sector_id = full!.id;
    await aSeed({ industry_sector_id, volume: 5000, difficulty: 10 });
    await aSeed({ industry_sector_id, volume: 5000, difficulty: 10, credit_cost: 4 });
    await aSeed({ industry_sector_id, volume: 10, credit_cost: 1 });
    const person = await aPerson("viewer");
    const path = `/keywords-library/sector_stats/?sector_ids=${full!.id},${empty!.id}`;
    const { status, body } = await as(person).get(path);
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        sector_id: full!.id,
        sector_name: full!.name,
        sector_description: "About 0",
        stats: { total: 3, added: 0, available: 3, high_opportunity: 2, paid: 2, free: 1 },
      },
      {
        sector_id: empty!.id,
        sector_name: empty!.name,
        sector_description: "About 1",
        stats: { total: 0, added: 0, available: 0, high_opportunity: 0, paid: 0, free: 0 },
      },
    ]);
    expect((await as(person).get(`/auth${path}`)).body).toEqual(body);
    expect((await as().get(path)).status).toBe(401);
  });

  it("counts as added what the account, or the site that is asked for, has: each once, and nobody else's", async () => {
    const [sector] = await someSectors(1);
    const industry_sector_id = sector!.id;
    const seeds = [];
    for (let n = 0; n < 4; n++) seeds.push(await aSeed({ industry_sector_id }));
    const person = await aPerson();
    const [one, two] = [await aSite(person), await aSite(person)];
    await aKeyword(one.place, { seed_keyword_id: seeds[0]!.id });
    await aKeyword(two.place, { seed_keyword_id: seeds[0]!.id });
    await aKeyword(two.place, { seed_keyword_id: seeds[1]!.id });
    await aKeyword(two.place);
    const stranger = await aPerson();
    const theirs = await aSite(stranger);
    await aKeyword(theirs.place, { seed_keyword_id: seeds[2]!.id });
    const added = async (who: any, more = "") => {
      const { body } = await as(who).get(`/keywords-library/sector_stats/?sector_ids=${sector!.id}${more}`);
      return [body[0].stats.added, body[0].stats.available];
    };
    expect(await added(person)).toEqual([2, 2]);
    expect(await added(person, `&site_id=${one.site.id}`)).toEqual([1, 3]);
    expect(await added(person, `&site_id=${two.site.id}`)).toEqual([2, 2]);
    expect(await added(person, `&site_id=${theirs.site.id}`)).toEqual([0, 4]);
    expect(await added(stranger)).toEqual([1, 3]);
    const limited = { user: { ...person.user, site_access: [one.site.id] } };
    expect(await added(limited)).toEqual([1, 3]);
    expect(await added(limited, `&site_id=${two.site.id}`)).toEqual([0, 4]);
  });

  it("lists every sector where none is asked for, and none where there is no such sector", async () => {
    const person = await aPerson();
    const all = (await as(person).get("/keywords-library/sector_stats/")).body;
    const [{ count } = { count: 0 }] = await db
      .select({ count: sql<number>`count(*)` })
      .from(industrySectors);
    expect(all).toHaveLength(count);
    expect((await as(person).get("/keywords-library/sector_stats/?sector_ids=99999999")).body).toEqual([]);
    const wrong = await as(person).get("/keywords-library/sector_stats/?sector_ids=a&site=1");
    expect(wrong.status).toBe(400);
    expect(Object.keys(wrong.body.errors).sort()).toEqual(["sector_ids.0", "site"]);
  });
});

describe("the sample library", () => {
  const bands = [50, 100, 500, 1_000, 5_000, 10_000, 50_000];

  it("has about twenty keywords a sector, says that it is a sample, and invents no figures", async () => {
    const { body } = await as(await aPerson()).get("/keywords-library/sector_stats/");
    const sample = body.slice(0, 100);
    for (const { sector_description, stats } of sample) {
      expect(sector_description).toMatch(/^Sample keywords about .+; volumes are bands, not measurements\.$/);
      expect(stats.total).toBeGreaterThanOrEqual(18);
      expect(stats.paid).toBeGreaterThan(0);
    }
    const seeded = await db
      .select()
      .from(seedKeywords)
      .where(like(seedKeywords.created_at, "%T00:00:00.000Z"));
    expect(seeded.length).toBeGreaterThan(2_000);
    for (const seed of seeded) {
      expect(bands).toContain(seed.volume);
      expect(seed.difficulty % 10).toBe(5);
      expect(seed.keyword).toMatch(/^[a-z0-9][a-z0-9' -]+$/);
      expect(seed.keyword_key).toBe(seed.keyword);
      expect(seed.intent).not.toBeNull();
    }
    const paid = seeded.filter((seed) => seed.is_paid);
    expect(paid.length / seeded.length).toBeCloseTo(0.1, 1);
    for (const seed of paid) expect([1, 2, 3, 4, 5]).toContain(seed.credit_cost);
  });

  it("is found where its words are", async () => {
    const [sector] = await db
      .select()
      .from(industrySectors)
      .where(eq(industrySectors.slug, "cloud-infrastructure-services"));
    const { body } = await as(await aPerson()).get(
      `/keywords-library/?search=cloud%20computing&sector_ids=${sector!.id}`,
    );
    expect(body.results[0]).toMatchObject({
      keyword: "cloud computing services",
      industry_sector_name: "Cloud Infrastructure & Services",
    });
  });
});
