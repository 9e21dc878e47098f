import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { keywords } from "../../src/db/schema";
import { aCluster, aColleague, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const stored = async (id: number) => (await db.select().from(keywords).where(eq(keywords.id, id)))[0]!;
const WRONG = { cluster_id: ["Not a cluster of this sector"] };

async function aPlan() {
  const person = await aPerson();
  const { place } = await aSite(person);
  const [from, to] = [await aCluster(place), await aCluster(place)];
  const keyword = await aKeyword(place, { cluster_id: from.id, status: "mapped" });
  return { person, place, from, to, keyword, path: `/planner/keywords/${keyword.id}/` };
}

describe("PUT /planner/keywords/{id}/ with a cluster", () => {
  it("moves the keyword to another cluster, out of all, and into one again", async () => {
    const { person, to, path } = await aPlan();
    const put = async (change: object) => (await as(person).put(path, change)).body.data;
    expect(await put({ cluster_id: to.id })).toMatchObject({ cluster_id: to.id, status: "mapped" });
    expect(await put({ volume: 7 })).toMatchObject({ cluster_id: to.id, status: "mapped", volume: 7 });
    expect(await put({ cluster_id: null })).toMatchObject({ cluster_id: null, status: "new" });
    expect(await put({ cluster_id: to.id })).toMatchObject({ cluster_id: to.id, status: "mapped" });
    const cluster = await as(person).get(`/planner/clusters/${to.id}/`);
    expect(cluster.body.data.keywords_count).toBe(1);
  });

  it("refuses another sector's, another account's and one that there is not, and changes nothing", async () => {
    const { person, keyword, path } = await aPlan();
    const elsewhere = await aCluster((await aSite(person)).place);
    const theirs = await aCluster((await aSite(await aPerson())).place);
    for (const cluster_id of [elsewhere.id, theirs.id, 999_999_999]) {
      const { status, body } = await as(person).put(path, { cluster_id, volume: 99 });
      expect([status, body.errors]).toEqual([400, WRONG]);
    }
    expect((await as(person).put(path, { cluster_id: 0 })).status).toBe(400);
    expect(await stored(keyword.id)).toEqual(keyword);
  });

  it("tells a keyword that is not there, and one that has changed, from a cluster that is wrong", async () => {
    const { person, to, path } = await aPlan();
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    expect((await as(person, { "If-Match": tag }).put(path, { cluster_id: 999_999_999 })).status).toBe(400);
    expect((await as(person, { "If-Match": tag }).put(path, { cluster_id: to.id })).status).toBe(200);
    expect((await as(person, { "If-Match": tag }).put(path, { cluster_id: null })).status).toBe(412);
    expect((await as(person, { "If-Match": tag }).put(path, { cluster_id: 999_999_999 })).status).toBe(412);
    expect((await as(await aPerson()).put(path, { cluster_id: to.id })).status).toBe(404);
  });
});

describe("POST /planner/clusters/{id}/move_keywords/", () => {
  it("moves those of its sector, and tells of each other why not", async () => {
    const { person, place, to, keyword } = await aPlan();
    const free = await aKeyword(place);
    const inside = await aKeyword(place, { cluster_id: to.id, status: "mapped" });
    const other = await aKeyword((await aSite(person)).place);
    const theirs = await aKeyword((await aSite(await aPerson())).place);
    const { status, body } = await as(person).post(`/planner/clusters/${to.id}/move_keywords/`, {
      keyword_ids: [keyword.id, free.id, inside.id, other.id, theirs.id, free.id],
    });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      moved: 2,
      skipped: [
        { id: inside.id, reason: "The keyword is already in this cluster" },
        { id: other.id, reason: "The keyword belongs to another sector" },
        { id: theirs.id, reason: "Keyword not found" },
      ],
    });
    for (const { id } of [keyword, free])
      expect(await stored(id)).toMatchObject({ cluster_id: to.id, status: "mapped" });
    for (const row of [inside, other, theirs]) expect(await stored(row.id)).toEqual(row);
  });

  it("is refused for a cluster that is not the caller's, or beyond their sites, and moves nothing", async () => {
    const { person, to, keyword } = await aPlan();
    const limited = await aColleague(person.user, "editor", { site_access: [] });
    const path = `/planner/clusters/${to.id}/move_keywords/`;
    for (const somebody of [await aPerson(), limited])
      expect((await as(somebody).post(path, { keyword_ids: [keyword.id] })).status).toBe(404);
    expect(await stored(keyword.id)).toEqual(keyword);
  });

  it.each([[[]], [Array.from({ length: 101 }, (_v, n) => n + 1)], [["1"]]])("refuses %j", async (ids) => {
    const { person, to } = await aPlan();
    const { status, body } = await as(person).post(`/planner/clusters/${to.id}/move_keywords/`, {
      keyword_ids: ids,
    });
    expect(status).toBe(400);
    expect(Object.keys(body.errors)[0]).toMatch(/^keyword_ids/);
  });

  it("makes each keyword another version than it was", async () => {
    const { person, to, path, keyword } = await aPlan();
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    await as(person).post(`/planner/clusters/${to.id}/move_keywords/`, { keyword_ids: [keyword.id] });
    expect((await as(person, { "If-Match": tag }).put(path, { volume: 1 })).status).toBe(412);
  });
});
