import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { seedKeywords } from "../../src/db/schema";
import { aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { aSeed, seedRow, someSectors } from "./rows";

const names = (body: any) => body.results.map((row: any) => row.keyword);

describe("GET /keywords-library/", () => {
  it("answers as the reference shows, the highest volume first", async () => {
    const [sector] = await someSectors(1);
    const industry_sector_id = sector!.id;
    await aSeed({ industry_sector_id, keyword: "small", volume: 10 });
    const large = await aSeed({
      industry_sector_id,
      keyword: "Cloud computing services",
      volume: 12_000,
      difficulty: 35,
      credit_cost: 2,
    });
    const { status, body } = await as(await aPerson("viewer")).get(
      `/keywords-library/?sector_ids=${industry_sector_id}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: 2, next: null, previous: null });
    expect(body.results[0]).toEqual({
      id: large.id,
      keyword: "Cloud computing services",
      volume: 12_000,
      difficulty: "medium",
      country: "US",
      industry_sector: industry_sector_id,
      industry_sector_name: sector!.name,
      is_high_opportunity: true,
      is_paid: true,
      credit_cost: 2,
      created_at: large.created_at,
    });
  });

  it("is the same library for every account, whatever its sites, and under its second path", async () => {
    const [sector] = await someSectors(1);
    await aSeed({ industry_sector_id: sector!.id, keyword: "shared" });
    const person = await aPerson();
    const { site } = await aSite(person);
    const path = `/keywords-library/?sector_ids=${sector!.id}`;
    const limited = { user: { ...person.user, site_access: [site.id] } };
    for (const reply of [
      await as(person).get(path),
      await as(limited).get(path),
      await as(await aPerson("viewer")).get(`/auth${path}`),
    ])
      expect(names(reply.body)).toEqual(["shared"]);
    expect((await as().get(path)).status).toBe(401);
  });

  it("tells the level of each difficulty", async () => {
    const [sector] = await someSectors(1);
    const industry_sector_id = sector!.id;
    for (const difficulty of [0, 29, 30, 49, 50, 69, 70, 100])
      await aSeed({ industry_sector_id, difficulty });
    const { body } = await as(await aPerson()).get(
      `/keywords-library/?sector_ids=${industry_sector_id}&ordering=difficulty`,
    );
    const levels = ["easy", "easy", "medium", "medium", "hard", "hard", "very_hard", "very_hard"];
    expect(body.results.map((row: any) => row.difficulty)).toEqual(levels);
  });

  it("takes UK for GB, and folds what is searched for", async () => {
    const [sector] = await someSectors(1);
    const industry_sector_id = sector!.id;
    await aSeed({ industry_sector_id, keyword: "Café à Paris", country: "GB" });
    await aSeed({ industry_sector_id, keyword: "100% cotton_sheets" });
    const find = async (query: string) =>
      names(
        (await as(await aPerson()).get(`/keywords-library/?sector_ids=${industry_sector_id}&${query}`)).body,
      );
    expect(await find("country=uk")).toEqual(["Café à Paris"]);
    expect(await find(`search=${encodeURIComponent("CAFE\u0301 À")}`)).toEqual(["Café à Paris"]);
    expect(await find("search=%25%20COTTON_")).toEqual(["100% cotton_sheets"]);
    expect(await find(`search=${"x".repeat(200)}`)).toEqual([]);
  });

  it("names the parameters that are wrong", async () => {
    const { status, body } = await as(await aPerson()).get(
      "/keywords-library/?sector_ids=1,x&country=USA&difficulty=severe&is_paid=1&ordering=intent&volume_min=-1&page_size=101&industry=1",
    );
    expect(status).toBe(400);
    expect(
      Object.keys(body.errors)
        .map((key) => key.split(".")[0])
        .sort(),
    ).toEqual([
      "country",
      "difficulty",
      "industry",
      "is_paid",
      "ordering",
      "page_size",
      "sector_ids",
      "volume_min",
    ]);
  });

  it("pages, keeping the filters in its links, and answers 404 past the end", async () => {
    const [sector] = await someSectors(1);
    for (let n = 0; n < 3; n++) await aSeed({ industry_sector_id: sector!.id, volume: n });
    const person = await aPerson();
    const path = `/keywords-library/?sector_ids=${sector!.id}&page_size=2`;
    const first = await as(person).get(path);
    expect(first.body).toMatchObject({ count: 3, previous: null });
    expect(first.body.next).toBe(`https://api.test/api/v1${path}&page=2`);
    expect((await as(person).get(`${path}&page=2`)).body).toMatchObject({
      next: null,
      results: [{ volume: 0 }],
    });
    expect((await as(person).get(`${path}&page=3`)).status).toBe(404);
  });
});

const words = ["best", "Cheap", "solar", "café", "how to", "panel", "near me"];
const row = fc.record({
  keyword: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((w) => w.join(" ")),
  sector: fc.nat(2),
  volume: fc.constantFrom(0, 50, 999, 1000, 5000),
  difficulty: fc.constantFrom(0, 29, 30, 39, 40, 49, 50, 69, 70, 100),
  country: fc.constantFrom("US", "GB", "CA"),
  credit_cost: fc.constantFrom(0, 0, 3),
});
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const query = fc.record({
  sectors: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }),
  search: optional(fc.constantFrom("BEST", "cafe\u0301", "ap so", "near me", "zzz")),
  country: optional(fc.constantFrom("US", "gb", "UK")),
  volume_min: optional(fc.constantFrom(0, 50, 1000)),
  volume_max: optional(fc.constantFrom(50, 999, 6000)),
  difficulty: optional(fc.constantFrom("easy", "medium", "hard", "very_hard")),
  is_high_opportunity: optional(fc.boolean()),
  is_paid: optional(fc.boolean()),
  ordering: optional(
    fc
      .tuple(fc.constantFrom("", "-"), fc.constantFrom("keyword", "volume", "difficulty", "country"))
      .map((p) => p.join("")),
  ),
});
type Query = ReturnType<(typeof query)["generate"]>["value"];
type Row = typeof seedKeywords.$inferSelect;

const spans: Record<string, [number, number]> = {
  easy: [0, 29],
  medium: [30, 49],
  hard: [50, 69],
  very_hard: [70, 100],
};

/** The list as plain JavaScript would make it. */
function model(rows: Row[], q: Query, sectorIds: number[]): Row[] {
  const [low, high] = spans[q.difficulty ?? ""] ?? [0, 100];
  const country = q.country?.toUpperCase().replace("UK", "GB");
  const ordering = q.ordering ?? "-volume";
  const field = ordering.replace("-", "");
  const value = (one: Row) => (one as any)[field === "keyword" ? "keyword_key" : field];
  const compare = (a: Row, b: Row) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.id - b.id);
  return rows
    .filter(
      (one) =>
        q.sectors.some((n) => sectorIds[n] === one.industry_sector_id) &&
        one.keyword.toLowerCase().includes((q.search ?? "").normalize("NFC").toLowerCase()) &&
        (country === undefined || one.country === country) &&
        one.volume >= (q.volume_min ?? 0) &&
        one.volume <= (q.volume_max ?? Infinity) &&
        one.difficulty >= low &&
        one.difficulty <= high &&
        (q.is_high_opportunity === undefined ||
          (one.volume >= 1000 && one.difficulty < 40) === q.is_high_opportunity) &&
        (q.is_paid === undefined || one.credit_cost > 0 === q.is_paid),
    )
    .sort((a, b) => (ordering.startsWith("-") ? compare(b, a) : compare(a, b)));
}

describe("the filters and orders of the library", () => {
  it("are those of a plain JavaScript model", async () => {
    const sectorIds = (await someSectors(3)).map((sector) => sector.id);
    const unique = new Map(
      fc
        .sample(row, { numRuns: 300, seed: 7 })
        .map(({ sector, ...fields }) => seedRow({ ...fields, industry_sector_id: sectorIds[sector]! }))
        .map((one) => [`${one.industry_sector_id} ${one.country} ${one.keyword_key}`, one] as const),
    );
    const rows: Row[] = [];
    for (const one of unique.values()) rows.push(...(await db.insert(seedKeywords).values(one).returning()));
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 1, max: 100 }), async (q, size) => {
        const { sectors, ...rest } = q;
        const given = Object.entries(rest).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        );
        const search = new URLSearchParams([
          ["sector_ids", sectors.map((n) => sectorIds[n]).join(",")],
          ...given,
          ["page_size", String(size)],
        ]);
        const expected = model(rows, q, sectorIds).map((one) => one.id);
        const pages = Math.max(1, Math.ceil(expected.length / size));
        const page = 1 + (size % pages);
        const { status, body } = await as(await aPerson("viewer")).get(
          `/keywords-library/?${search}&page=${page}`,
        );
        expect(status).toBe(200);
        expect(body.count).toBe(expected.length);
        expect(body.results.map((one: any) => one.id)).toEqual(
          expected.slice((page - 1) * size, page * size),
        );
      }),
      { numRuns: 150 },
    );
  });
});

type Asked = { sql: string; values: unknown[] };

/** What a request asks of D1, and how many times it goes there for a batch. */
async function askedBy(person: Person, path: string) {
  const asked: Asked[] = [];
  let batches = 0;
  const open = env.DB.withSession.bind(env.DB);
  const spy = vi.spyOn(env.DB, "withSession").mockImplementation((constraint?: any) => {
    const session = open(constraint);
    return {
      prepare: (sql: string) => ({
        bind: (...values: unknown[]) => (asked.push({ sql, values }), session.prepare(sql).bind(...values)),
      }),
      batch: (statements: D1PreparedStatement[]) => ((batches += 1), session.batch(statements)),
      getBookmark: () => session.getBookmark(),
    } as any;
  });
  expect((await as(person).get(`/keywords-library/${path}`)).status).toBe(200);
  spy.mockRestore();
  return { asked, batches };
}

async function planOf({ sql, values }: Asked) {
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map((step) => step.detail).join("; ");
}

describe("the cost of the library's lists", () => {
  it.each([
    ["", "seed_keywords_volume"],
    ["?ordering=volume", "seed_keywords_volume"],
    ["?ordering=-difficulty", "seed_keywords_difficulty"],
    ["?ordering=keyword", "seed_keywords_keyword"],
    ["?ordering=-country", "seed_keywords_country"],
    ["?sector_ids=7", "seed_keywords_sector_volume"],
    ["?country=US", "seed_keywords_country_volume"],
    ["?country=US&difficulty=easy", "seed_keywords_country_volume"],
    ["?volume_min=100&volume_max=5000", "seed_keywords_volume"],
    ["?is_high_opportunity=true", "seed_keywords_volume"],
    ["?search=solar", "seed_keywords_volume"],
  ])("%s is one round trip, read in the order of %s", async (path, index) => {
    const { asked, batches } = await askedBy(await aPerson(), path);
    expect([asked.length, batches]).toEqual([2, 1]);
    const [page, total] = await Promise.all(asked.map(planOf));
    expect(page).toContain(`USING INDEX ${index}`);
    expect(page).not.toContain("TEMP B-TREE");
    expect(total).not.toContain("TEMP B-TREE");
  });

  it("the sectors' counts are one statement, over indexes alone", async () => {
    const { asked, batches } = await askedBy(await aPerson(), "sector_stats/");
    expect([asked.length, batches]).toEqual([1, 0]);
    const plan = await planOf(asked[0]!);
    expect(plan).toContain("COVERING INDEX seed_keywords_sector_volume");
    expect(plan).toContain("COVERING INDEX keywords_seed (account_id=?");
  });
});
