import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { keywords } from "../../src/db/schema";
import { aCluster, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const stored = async (id: number) => (await db.select().from(keywords).where(eq(keywords.id, id)))[0];

describe("POST /planner/keywords/bulk_delete/", () => {
  it("deletes the caller's own, and tells which it did not find", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const mine = await aKeyword(place);
    const theirs = await aKeyword((await aSite(await aPerson())).place);
    const { body } = await as(person).post("/planner/keywords/bulk_delete/", {
      ids: [mine.id, theirs.id, mine.id],
    });
    expect(body.data).toEqual({ deleted: 1, skipped: [{ id: theirs.id, reason: "Keyword not found" }] });
    expect(await stored(mine.id)).toBeUndefined();
    expect(await stored(theirs.id)).toBeDefined();
  });

  it.each([[[]], [Array.from({ length: 101 }, (_v, n) => n + 1)], [["1"]]])("refuses %j", async (ids) => {
    const { status, body } = await as(await aPerson()).post("/planner/keywords/bulk_delete/", { ids });
    expect(status).toBe(400);
    expect(Object.keys(body.errors)[0]).toMatch(/^ids/);
  });
});

describe("POST /planner/keywords/bulk_status/", () => {
  it("takes keywords out of their clusters when they become new", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const cluster = await aCluster(place);
    const keyword = await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    const { body } = await as(person).post("/planner/keywords/bulk_status/", {
      ids: [keyword.id],
      status: "new",
    });
    expect(body.data).toEqual({ updated: 1, skipped: [] });
    expect(await stored(keyword.id)).toMatchObject({ status: "new", cluster_id: null });
  });

  it("does not call a keyword mapped that has no cluster", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const { body } = await as(person).post("/planner/keywords/bulk_status/", {
      ids: [keyword.id],
      status: "mapped",
    });
    expect(body.data).toEqual({
      updated: 0,
      skipped: [{ id: keyword.id, reason: "The keyword has no cluster" }],
    });
    expect(await stored(keyword.id)).toMatchObject({ status: "new" });
  });
});

describe("GET /planner/keywords/export/", () => {
  it("writes what the filters match, in a form that the import reads back", async () => {
    const person = await aPerson();
    const [one, two] = [await aSite(person), await aSite(person)];
    const cluster = await aCluster(one.place, { name: "Sleep, etc." });
    await aKeyword(one.place, {
      keyword: 'a "quoted" word',
      volume: 1200,
      intent: "commercial",
      cluster_id: cluster.id,
      status: "mapped",
    });
    await aKeyword(one.place, { keyword: "=sum(a1)", volume: 5 });
    await aKeyword(two.place, { keyword: "elsewhere" });
    const { body, headers } = await as(person).get(`/planner/keywords/export/?site_id=${one.site.id}`);
    expect(headers.get("Content-Type")).toContain("text/csv");
    expect(body.split("\r\n")).toEqual([
      "Keyword,Intent,Volume,Keyword Difficulty,Country,Status,Cluster",
      '"a ""quoted"" word",commercial,1200,0,US,mapped,"Sleep, etc."',
      "'=sum(a1),,5,0,US,new,",
      "",
    ]);
    const back = await as(person).post(
      `/planner/keywords/import/?site_id=${two.site.id}&sector_id=${two.sector.id}`,
      body,
    );
    expect(back.body.data).toMatchObject({ added: 2, skipped: 0 });
  });
});
