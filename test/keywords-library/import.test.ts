import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { industries, industrySectors, keywords, seedKeywords } from "../../src/db/schema";
import { toKeywordKey as plannerKey } from "../../src/modules/planner/keywords.service";
import { toLibraryKey } from "../../src/modules/keywords-library/library-rows";
import { aPerson, aSite, db, type Person } from "../factories";
import { as, send, tokenOf } from "../harness";
import { expectWithin } from "../pace";

const HEADER = "keyword,industry,sector,volume,difficulty,country,intent,is_paid,credit_cost\n";
let serial = 0;
const anIndustry = () => `Industry ${++serial} ${crypto.randomUUID().slice(0, 6)}`;

const importFile = (person: Person, file: string | Uint8Array) =>
  as(person).post("/keywords-library/import/", file);
const nothing = { added: 0, updated: 0, unchanged: 0, skipped: 0, rows: [], rows_truncated: false };

const storedIn = (industry: string) =>
  db
    .select({ keyword: seedKeywords, sector: industrySectors.slug })
    .from(seedKeywords)
    .innerJoin(industrySectors, eq(industrySectors.id, seedKeywords.industry_sector_id))
    .innerJoin(industries, eq(industries.id, industrySectors.industry_id))
    .where(eq(industries.name, industry))
    .orderBy(seedKeywords.id);

/** Sends chunks as they are asked for, as a client does that streams a file; counts what was taken of them. */
async function stream(person: Person, chunks: Iterator<string>) {
  const sent = { bytes: 0 };
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done) return controller.close();
      const bytes = encoder.encode(value);
      sent.bytes += bytes.byteLength;
      controller.enqueue(bytes);
    },
  });
  const response = await send("/api/v1/keywords-library/import/", {
    method: "POST",
    headers: { Authorization: `Bearer ${await tokenOf(person)}`, "Content-Type": "text/csv" },
    body,
    duplex: "half",
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as any, sent };
}

describe("POST /keywords-library/import/", () => {
  it("adds keywords to industries and sectors by name or slug, and makes what is new", async () => {
    const staff = await aPerson("developer");
    const industry = anIndustry();
    const file =
      `${HEADER}"Hot  Flashes, at night","${industry}",Women's Health,"1,500",39,UK,Informational,no,\n` +
      `night sweats,${industry.toLowerCase().replaceAll(" ", "-")},womens-health,1.2K,40.4,,C,yes,3\n` +
      `spring mvc,${industry.toUpperCase()},Women’s  health,10,100,de,,,2\n` +
      `pointers,${industry},C++,1,0,,t,0,0\n` +
      `\n` +
      `linq,${industry},C#,1,0,United States,n,FALSE,\n`;
    const { status, body } = await importFile(staff, file);
    expect(status).toBe(200);
    expect(body.data).toEqual({ ...nothing, added: 5, industries_added: 1, sectors_added: 3 });
    const rows = await storedIn(industry);
    expect(rows.map(({ sector, keyword }) => [keyword.keyword, sector, keyword.country])).toEqual([
      ["Hot Flashes, at night", "womens-health", "GB"],
      ["night sweats", "womens-health", "US"],
      ["spring mvc", "womens-health", "DE"],
      ["pointers", "c", "US"],
      ["linq", "c-2", "US"],
    ]);
    expect(rows[0]!.keyword).toMatchObject({
      keyword_key: "hot flashes, at night",
      volume: 1500,
      difficulty: 39,
      intent: "informational",
      is_high_opportunity: true,
      is_paid: false,
      credit_cost: 0,
    });
    expect(rows[1]!.keyword).toMatchObject({
      volume: 1200,
      difficulty: 40,
      intent: "commercial",
      is_high_opportunity: false,
      is_paid: true,
      credit_cost: 3,
    });
    expect(rows[2]!.keyword).toMatchObject({ intent: null, is_paid: true, credit_cost: 2 });
  });

  it("finds the industries and sectors that are there", async () => {
    const keyword = `seed ${crypto.randomUUID()}`;
    const staff = await aPerson("developer");
    const { body } = await importFile(
      staff,
      `Keyword,Industry,Sector,Volume,Difficulty\n${keyword} a,Health & Wellness,Women’s Health,1,1\n` +
        `${keyword} b,health and wellness,womens-health,1,1\n${keyword} c,health-wellness,WOMENS HEALTH,1,1\n`,
    );
    expect(body.data).toMatchObject({ added: 3, industries_added: 0, sectors_added: 0 });
  });

  it("changes what has changed, leaves what has not, and may be repeated", async () => {
    const staff = await aPerson("developer");
    const industry = anIndustry();
    const file = (volume: number, cost: number) =>
      `${HEADER}alpha,${industry},S,${volume},20,US,i,,\nbeta,${industry},S,5,20,US,i,,\ngamma,${industry},S,5,20,,,,${cost}\n`;
    await importFile(staff, file(10, 0));
    const before = await storedIn(industry);
    expect((await importFile(staff, file(10, 0))).body.data).toMatchObject({ ...nothing, unchanged: 3 });
    expect(await storedIn(industry)).toEqual(before);
    expect((await importFile(staff, file(2000, 4))).body.data).toMatchObject({
      ...nothing,
      updated: 2,
      unchanged: 1,
    });
    const after = (await storedIn(industry)).map((row) => row.keyword);
    expect(after.map((row) => row.id)).toEqual(before.map((row) => row.keyword.id));
    expect(after[0]).toMatchObject({
      volume: 2000,
      is_high_opportunity: true,
      created_at: before[0]!.keyword.created_at,
    });
    expect(after[0]!.updated_at > before[0]!.keyword.updated_at).toBe(true);
    expect(after[1]).toEqual(before[1]!.keyword);
    expect(after[2]).toMatchObject({ is_paid: true, credit_cost: 4 });
  });

  it("tells of each row that it skips why, and stores the others", async () => {
    const staff = await aPerson("developer");
    const industry = anIndustry();
    const place = `${industry},S`;
    const rows: [string, string | null][] = [
      [`good,${place},1,1,,,,`, null],
      [` ,${place},1,1,,,,`, "keyword is empty"],
      [`${"x".repeat(201)},${place},1,1,,,,`, "keyword is longer than 200 characters"],
      [`a,,S,1,1,,,,`, "industry is empty"],
      [`a,${industry},,1,1,,,,`, "sector is empty"],
      [`a,${place},many,1,,,,`, 'volume is not a number: "many"'],
      [`a,${place},-5,1,,,,`, 'volume is not between 0 and 2000000000: "-5"'],
      [`a,${place},1,101,,,,`, 'difficulty is not between 0 and 100: "101"'],
      [`a,${place},1,1,XX,,,`, 'country is unknown: "XX"'],
      [`a,${place},1,1,,curious,,`, 'intent is unknown: "curious"'],
      [`a,${place},1,1,,,maybe,`, 'is_paid is neither true nor false: "maybe"'],
      [`a,${place},1,1,,,true,0`, "is_paid without a credit_cost"],
      [`a,${place},1,1,,,false,2`, "credit_cost without is_paid"],
      [`a,${place},1,1,,,,1001`, 'credit_cost is not between 0 and 1000: "1001"'],
      [`GOOD,${place},9,9,us,,,`, "duplicate of row 2"],
      [`good,${place},9,9,ca,,,`, null],
      [`a\ufffd,${place},1,1,,,,`, "keyword is not UTF-8"],
      ["short", "industry is empty"],
    ];
    const { body } = await importFile(staff, `${HEADER}${rows.map(([line]) => line).join("\n")}`);
    const expected = rows.flatMap(([, reason], n) => (reason === null ? [] : [{ row: n + 2, reason }]));
    expect(body.data.rows).toEqual(expected);
    expect(body.data).toMatchObject({ added: 2, skipped: expected.length, rows_truncated: false });
    expect((await storedIn(industry)).map((row) => row.keyword.volume)).toEqual([1, 9]);
  });

  it("lists a thousand problems, and counts all of them", async () => {
    const staff = await aPerson("developer");
    const { body } = await importFile(staff, HEADER + ",a,b,1,1,,,,\n".repeat(1500));
    expect(body.data).toMatchObject({ added: 0, skipped: 1500, rows_truncated: true });
    expect(body.data.rows).toHaveLength(1000);
    expect(body.data.rows.at(-1)).toEqual({ row: 1001, reason: "keyword is empty" });
  });

  it.each([
    ["", "The file is empty."],
    ["keyword,industry,sector\na,b,c\n", "no column volume, difficulty"],
    [`${HEADER.trim()},notes\n`, 'Unknown column "notes"'],
    ["keyword,keyword,industry,sector,volume,difficulty\n", "The column keyword appears twice."],
    ["PK\u0003\u0004binary", 'Unknown column "pk'],
    [`${HEADER}"never closed,a,b,1,1,,,,\n${"x".repeat(70_000)}`, "The CSV cannot be parsed near line"],
  ])("refuses what is not such a file: %#", async (file, reason) => {
    const { status, body } = await importFile(await aPerson("developer"), file);
    expect([status, body.code]).toEqual([400, "VALIDATION_ERROR"]);
    expect(body.errors.file[0]).toContain(reason);
  });

  it("reads a byte order mark and Windows line ends", async () => {
    const { body } = await importFile(
      await aPerson("developer"),
      `\ufeff${HEADER.trim()}\r\nzeta,${anIndustry()},S,1,1,,,,\r\n`,
    );
    expect(body.data).toMatchObject({ added: 1, skipped: 0 });
  });

  it("is for staff alone, and writes nothing for anybody else", async () => {
    const industry = anIndustry();
    const file = `${HEADER}a,${industry},S,1,1,,,,\n`;
    for (const role of ["viewer", "editor", "admin", "owner"] as const)
      expect((await importFile(await aPerson(role), file)).status).toBe(403);
    expect((await as().post("/keywords-library/import/", file)).status).toBe(401);
    const staff = await aPerson("developer");
    expect((await as(staff).post("/auth/keywords-library/import/", file)).status).toBe(404);
    expect((await as(staff).post("/keywords-library/import/", { file })).status).toBe(415);
    expect(await storedIn(industry)).toEqual([]);
  });

  it("answers the same to the same Idempotency-Key", async () => {
    const staff = await aPerson("developer");
    const file = `${HEADER}a,${anIndustry()},S,1,1,,,,\n`;
    const keyed = as(staff, { "Idempotency-Key": crypto.randomUUID() });
    const first = await keyed.post("/keywords-library/import/", file);
    const again = await keyed.post("/keywords-library/import/", file);
    expect(first.body.data.added).toBe(1);
    expect(again.body).toEqual(first.body);
  });

  it("leaves other paths at 1 MiB", async () => {
    const staff = await aPerson("developer");
    const large = new Uint8Array(1024 * 1024 + 1).fill(65);
    const { site, sector } = await aSite(staff);
    const place = `site_id=${site.id}&sector_id=${sector.id}`;
    expect((await as(staff).post(`/planner/keywords/import/?${place}`, large)).status).toBe(413);
    expect((await importFile(staff, large)).status).toBe(400);
    expect((await importFile(staff, new Uint8Array(25 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it("folds keywords as the planner does", () => {
    for (const text of ["Straße", "CAFE\u0301", "İstanbul", "ΣΊΣΥΦΟΣ", "a  b"])
      expect(toLibraryKey(text)).toBe(plannerKey(text));
  });
});

function* manyRows(industry: string, count: number) {
  yield HEADER;
  for (let n = 0; n < count; n += 500) {
    let chunk = "";
    for (let i = n; i < Math.min(n + 500, count); i++) {
      const bad = i % 1000 === 999;
      const cost = i % 10 === 0 ? 2 : 0;
      chunk += `how to find keyword number ${i} near me,${industry},Sector ${i % 100},${bad ? "?!" : i},${i % 101},${["US", "UK", "CA"][i % 3]},informational,${cost > 0},${cost}\n`;
    }
    yield chunk;
  }
}

describe("a file of 100,000 rows", () => {
  const ROWS = 100_000;
  const TIMES = 5;

  it("is stored with a true report; the same file again changes nothing", async () => {
    const staff = await aPerson("developer");
    const industry = anIndustry();
    const first = await stream(staff, manyRows(industry, ROWS));
    expect(first.body.data).toMatchObject({
      added: ROWS - 100,
      updated: 0,
      unchanged: 0,
      skipped: 100,
      rows_truncated: false,
      industries_added: 1,
      sectors_added: 100,
    });
    expect(first.body.data.rows[1]).toEqual({ row: 2001, reason: 'volume is not a number: "?!"' });
    const again = await stream(staff, manyRows(industry, ROWS));
    expect(again.body.data).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: ROWS - 100,
      skipped: 100,
      sectors_added: 0,
    });
    const [sums] = await db
      .select({
        count: sql<number>`count(*)`,
        volume: sql<number>`sum(volume)`,
        paid: sql<number>`sum(is_paid)`,
        touched: sql<number>`sum(created_at <> updated_at)`,
      })
      .from(seedKeywords)
      .where(sql`keyword_key like 'how to find keyword number%'`);
    const kept = Array.from({ length: ROWS }, (_v, n) => n).filter((n) => n % 1000 !== 999);
    expect(sums).toEqual({
      count: kept.length,
      volume: kept.reduce((sum, n) => sum + n, 0),
      paid: kept.filter((n) => n % 10 === 0).length,
      touched: 0,
    });
  });

  it("is listed, searched and counted fast", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await db.insert(keywords).select(
      sql`select null, ${place.account_id}, ${place.site_id}, ${place.sector_id}, id, null, keyword, keyword_key,
        volume, difficulty, country, intent, 'new', 0, created_at, updated_at
        from seed_keywords where true group by keyword_key order by id limit 50000`,
    );
    const fresh = await aPerson();
    expect((await as(fresh).get("/keywords-library/sector_stats/")).status).toBe(200);
    const stats = (await as(person).get("/keywords-library/sector_stats/")).body;
    const total = (field: string) => stats.reduce((sum: number, row: any) => sum + row.stats[field], 0);
    expect(total("added")).toBe(50_000);
    expect(total("total")).toBeGreaterThan(100_000);
    for (const path of [
      "sector_stats/",
      "sector_stats/?sector_ids=1,2,3",
      "",
      "?sector_ids=1,2,3&country=US&difficulty=easy",
      "?country=US&difficulty=easy&is_high_opportunity=true",
      "?search=number%2099998&ordering=difficulty",
      "?page=2000",
    ]) {
      await expectWithin(500 * TIMES, async () => {
        for (let n = 0; n < TIMES; n++)
          expect((await as(person).get(`/keywords-library/${path}`)).status, path).toBe(200);
      });
    }
  });

  it("is read no further than its rows may go, and is held nowhere", async () => {
    const staff = await aPerson("developer");
    const industry = anIndustry();
    const { status, body, sent } = await stream(staff, manyRows(industry, Infinity));
    expect([status, body.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    expect(body.error).toContain("more than 100000 rows");
    expect(body.error).toContain("(99000 keywords)");
    expect(sent.bytes).toBeLessThan(16 * 1024 * 1024);
    function* long() {
      yield HEADER;
      for (;;) yield `${" ".repeat(20_000)}x,${industry},S,1,1,,,,\n`.repeat(20);
    }
    const second = await stream(staff, long());
    expect([second.status, second.body.error]).toEqual([
      413,
      expect.stringContaining("The file is larger than 25 MiB"),
    ]);
    expect(second.sent.bytes).toBeLessThan(28 * 1024 * 1024);
  });
});
