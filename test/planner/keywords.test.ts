import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import csv from "../data/keywords.csv?raw";
import { accounts, keywords } from "../../src/db/schema";
import { aCluster, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const names = (body: any) => body.results.map((row: any) => row.keyword);

describe("GET /planner/keywords/", () => {
  it("lists the account's keywords, highest volume first", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aKeyword(place, { keyword: "small", volume: 10 });
    await aKeyword(place, { keyword: "large", volume: 900 });
    const other = await aSite(await aPerson());
    await aKeyword(other.place, { keyword: "another account's" });
    const { status, body } = await as(person).get("/planner/keywords/");
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: 2, next: null, previous: null });
    expect(names(body)).toEqual(["large", "small"]);
  });

  it("filters by site, sector, cluster, status, difficulty, volume and words", async () => {
    const person = await aPerson();
    const { place, site } = await aSite(person);
    const { place: elsewhere } = await aSite(person);
    const cluster = await aCluster(place);
    await aKeyword(place, {
      keyword: "Alpha one",
      volume: 10,
      difficulty: 5,
      cluster_id: cluster.id,
      status: "mapped",
    });
    await aKeyword(place, { keyword: "alpha two", volume: 50, difficulty: 50 });
    await aKeyword(place, { keyword: "beta", volume: 100, difficulty: 95, disabled: true });
    await aKeyword(elsewhere, { keyword: "gamma", volume: 1 });
    const list = async (query: string) => names((await as(person).get(`/planner/keywords/?${query}`)).body);
    expect(await list(`site_id=${site.id}`)).toEqual(["beta", "alpha two", "Alpha one"]);
    expect(await list(`sector_id=${elsewhere.sector_id}`)).toEqual(["gamma"]);
    expect(await list(`cluster_id=${cluster.id}`)).toEqual(["Alpha one"]);
    expect(await list(`site_id=${site.id}&status=new`)).toEqual(["beta", "alpha two"]);
    expect(await list("difficulty_min=50&difficulty_max=94")).toEqual(["alpha two"]);
    expect(await list("volume_min=10&volume_max=50")).toEqual(["alpha two", "Alpha one"]);
    expect(await list("search=ALPHA&ordering=volume")).toEqual(["Alpha one", "alpha two"]);
    expect(await list("disabled=true")).toEqual(["beta"]);
    expect(await list("ordering=-difficulty&page_size=1")).toEqual(["beta"]);
  });

  it("pages, keeping the filters in its links, and answers 404 past the end", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    for (let n = 0; n < 3; n++) await aKeyword(place, { volume: n });
    const { body } = await as(person).get("/planner/keywords/?volume_min=1&page_size=1");
    expect(body.next).toBe("https://api.test/api/v1/planner/keywords/?volume_min=1&page_size=1&page=2");
    const second = await as(person).get("/planner/keywords/?volume_min=1&page_size=1&page=2");
    expect(second.body).toMatchObject({ next: null, previous: expect.stringContaining("page=1") });
    expect((await as(person).get("/planner/keywords/?page_size=1&page=9")).status).toBe(404);
  });

  it("names the parameters that are wrong", async () => {
    const { status, body } = await as(await aPerson()).get(
      "/planner/keywords/?page=0&ordering=best&colour=red",
    );
    expect(status).toBe(400);
    expect(Object.keys(body.errors).sort()).toEqual(["colour", "ordering", "page"]);
  });

  it("shows a user who is limited to some sites theirs alone", async () => {
    const person = await aPerson();
    const [one, two] = [await aSite(person), await aSite(person)];
    await aKeyword(one.place, { keyword: "seen" });
    const hidden = await aKeyword(two.place, { keyword: "hidden" });
    const limited = { user: { ...person.user, site_access: [one.site.id] } };
    expect(names((await as(limited).get("/planner/keywords/")).body)).toEqual(["seen"]);
    expect((await as(limited).get(`/planner/keywords/${hidden.id}/`)).status).toBe(404);
    expect(
      (
        await as(limited).post("/planner/keywords/", {
          site_id: two.site.id,
          sector_id: two.sector.id,
          keyword: "x",
        })
      ).status,
    ).toBe(400);
  });
});

describe("POST /planner/keywords/", () => {
  it("creates a keyword, folded and with its defaults", async () => {
    const person = await aPerson();
    const { site, sector } = await aSite(person);
    const { status, body } = await as(person).post("/planner/keywords/", {
      site_id: site.id,
      sector_id: sector.id,
      keyword: "  Hot   Flashes ",
      country: "uk",
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      keyword: "Hot Flashes",
      country: "GB",
      volume: 0,
      status: "new",
      cluster_id: null,
    });
  });

  it("refuses one that differs by case alone", async () => {
    const person = await aPerson();
    const { place, site, sector } = await aSite(person);
    await aKeyword(place, { keyword: "hot flashes" });
    const { status, body } = await as(person).post("/planner/keywords/", {
      site_id: site.id,
      sector_id: sector.id,
      keyword: "HOT Flashes",
    });
    expect([status, body.code]).toEqual([409, "DUPLICATE"]);
  });

  it("names the site or the sector that is not the caller's", async () => {
    const person = await aPerson();
    const [mine, other] = [await aSite(person), await aSite(await aPerson())];
    const create = (site_id: number, sector_id: number) =>
      as(person).post("/planner/keywords/", { site_id, sector_id, keyword: "x" });
    expect((await create(other.site.id, other.sector.id)).body.errors).toEqual({ site_id: ["No such site"] });
    expect((await create(mine.site.id, other.sector.id)).body.errors).toEqual({
      sector_id: ["Not a sector of this site"],
    });
  });

  it("names unknown and missing fields", async () => {
    const { status, body } = await as(await aPerson()).post("/planner/keywords/", {
      keyword: "x",
      colour: "red",
    });
    expect(status).toBe(400);
    expect(Object.keys(body.errors).sort()).toEqual(["colour", "sector_id", "site_id"]);
  });
});

describe("POST /planner/keywords/import/", () => {
  const importInto = (person: any, { site, sector }: any, file: string | Uint8Array) =>
    as(person).post(`/planner/keywords/import/?site_id=${site.id}&sector_id=${sector.id}`, file);

  it("adds the 600 sample keywords, and nothing when the file comes again", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const first = await importInto(person, at, csv);
    expect(first.status).toBe(200);
    expect(first.body.data).toMatchObject({ added: 600, skipped: 0, delimiter: ",", encoding: "utf-8" });
    const again = await importInto(person, at, csv);
    expect(again.body.data).toMatchObject({ added: 0, skipped: 600 });
    expect(again.body.data.rows[0]).toEqual({
      row: 2,
      keyword: "perimenopause",
      reason: "The sector already has this keyword",
    });
    const stored = await db.select().from(keywords).where(eq(keywords.site_id, at.site.id));
    expect(stored).toHaveLength(600);
    expect(stored.find((row) => row.keyword === "menopause")).toMatchObject({
      volume: 165000,
      difficulty: 100,
      intent: "informational",
    });
  });

  it("tells of each row that it skips why", async () => {
    const person = await aPerson();
    const { body } = await importInto(
      person,
      await aSite(person),
      'Keyword;Volume;KD\n"hot flashes";"1.200";50\n;5;5\nHot Flashes;1;1\nbad;1;900\n',
    );
    expect(body.data.added).toBe(1);
    expect(body.data.rows.map((row: any) => row.row)).toEqual([3, 4, 5]);
    for (const row of body.data.rows) expect(row.reason).toMatch(/\w+ \w+/);
  });

  it("refuses what is not a keyword file, and says what it looks for", async () => {
    const person = await aPerson();
    const { status, body } = await importInto(person, await aSite(person), "Name,Colour\na,b\n");
    expect([status, body.code]).toEqual([400, "VALIDATION_ERROR"]);
    expect(body.errors.file[0]).toContain("Keyword");
  });

  it("adds as many as the plan allows, and says so of the others", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    await db.update(accounts).set({ plan_id: 1 }).where(eq(accounts.id, person.user.account_id));
    await importInto(
      person,
      at,
      `Keyword\n${Array.from({ length: 998 }, (_v, n) => `word ${n}`).join("\n")}`,
    );
    const { body } = await importInto(person, at, "Keyword\nword 5\nnew a\nnew b\nnew c\nnew d\n");
    expect(body.data.added).toBe(2);
    expect(body.data.rows.map((row: any) => [row.keyword, row.reason])).toEqual([
      ["word 5", "The sector already has this keyword"],
      ["new c", "The plan's keyword limit is reached"],
      ["new d", "The plan's keyword limit is reached"],
    ]);
    const full = await importInto(person, at, "Keyword\nnew e\n");
    expect([full.status, full.body.code, full.body.limit]).toEqual([403, "PLAN_LIMIT_REACHED", 1000]);
  });
});

describe("PUT and DELETE /planner/keywords/{id}/", () => {
  it("change and delete the caller's own alone", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const keyword = await aKeyword(place, { keyword: "mine" });
    const theirs = await aKeyword((await aSite(await aPerson())).place);
    expect((await as(person).put(`/planner/keywords/${keyword.id}/`, { volume: 77 })).body.data.volume).toBe(
      77,
    );
    expect((await as(person).put(`/planner/keywords/${theirs.id}/`, { volume: 77 })).status).toBe(404);
    expect((await as(person).delete(`/planner/keywords/${theirs.id}/`)).status).toBe(404);
    expect((await as(person).delete(`/planner/keywords/${keyword.id}/`)).status).toBe(200);
    expect((await as(person).get(`/planner/keywords/${keyword.id}/`)).status).toBe(404);
  });
});
