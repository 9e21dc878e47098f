import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { keywords } from "../../src/db/schema";
import { aContent, aKeyword, aPerson, aSite, db, type Person } from "../factories";
import { as, ORIGIN } from "../harness";

const PREFIX = `${ORIGIN}/api/v1`;
const cursorIn = (url: string) => new URL(url).searchParams.get("cursor")!;
const encoded = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");

/** A person's keywords of these volumes, and the list of them two by two. */
async function someKeywords(volumes: number[]) {
  const person = await aPerson();
  const { place } = await aSite(person);
  const rows = await Promise.all(volumes.map((volume) => aKeyword(place, { volume })));
  return { person, place, rows, path: "/planner/keywords/?ordering=volume&page_size=2" };
}

const volumesOf = ({ body }: { body: any }) => body.results.map((row: any) => row.volume);
const follow = (person: Person, url: string) => as(person).get(url.replace(PREFIX, ""));
const upTo = (count: number) => Array.from({ length: count }, (_v, n) => n + 1);

describe("the links of a list", () => {
  it("name the first ten pages by number, and the later ones by cursor, both ways", async () => {
    const { person, path } = await someKeywords(upTo(25));
    const tenth = await as(person).get(`${path}&page=10`);
    expect(tenth.body.previous).toBe(`${PREFIX}${path}&page=9`);
    expect(tenth.body.next).toBe(`${PREFIX}${path}&cursor=${cursorIn(tenth.body.next)}`);
    expect((await as(person).get(`${path}&page=9`)).body.next).toBe(`${PREFIX}${path}&page=10`);

    const eleventh = await follow(person, tenth.body.next);
    expect([volumesOf(eleventh), eleventh.body.count]).toEqual([[21, 22], 25]);
    expect(eleventh.body.next).toContain("&cursor=");
    const again = await follow(person, eleventh.body.previous);
    expect(again.body.results).toEqual(tenth.body.results);
    expect(volumesOf(await follow(person, again.body.previous))).toEqual([17, 18]);
  });

  it("of a page by number past the tenth go back by number and on by cursor", async () => {
    const { person, path } = await someKeywords(upTo(25));
    const { body } = await as(person).get(`${path}&page=12`);
    expect(body.previous).toContain("&page=11");
    expect(volumesOf(await follow(person, body.next))).toEqual([25]);
    expect((await as(person).get(`${path}&page=13`)).body.next).toBeNull();
    expect((await as(person).get(`${path}&page=14`)).status).toBe(404);
  });

  it("keep to the rows when others come and go before them", async () => {
    const { person, place, rows, path } = await someKeywords(upTo(25));
    const { body } = await as(person).get(`${path}&page=10`);
    await db.delete(keywords).where(eq(keywords.id, rows[19]!.id));
    await db.delete(keywords).where(eq(keywords.id, rows[3]!.id));
    await aKeyword(place, { volume: 0 });
    const eleventh = await follow(person, body.next);
    expect([volumesOf(eleventh), eleventh.body.count]).toEqual([[21, 22], 24]);
    expect(volumesOf(await follow(person, eleventh.body.previous))).toEqual([18, 19]);
  });

  it("end at an empty page where the rows that they led to are gone, from which the way back is open", async () => {
    const { person, rows, path } = await someKeywords(upTo(21));
    const { body } = await as(person).get(`${path}&page=10`);
    await db.delete(keywords).where(eq(keywords.id, rows[20]!.id));
    const past = await follow(person, body.next);
    expect([past.status, past.body]).toMatchObject([200, { count: 20, next: null, results: [] }]);
    expect(volumesOf(await follow(person, past.body.previous))).toEqual([19, 20]);
  });

  it("hold while the page size and the filters change, and take no notice of a page beside them", async () => {
    const { person, path } = await someKeywords(upTo(30));
    const cursor = cursorIn((await as(person).get(`${path}&page=10`)).body.next);
    const wider = `/planner/keywords/?ordering=volume&page_size=5&volume_min=23&page=7&cursor=${cursor}`;
    const { body } = await as(person).get(wider);
    expect([volumesOf({ body }), body.count]).toEqual([[23, 24, 25, 26, 27], 8]);
    expect(body.next).not.toContain("&page=");
    expect(volumesOf(await follow(person, body.next))).toEqual([28, 29, 30]);
  });

  it("have room for the longest order value", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    for (const n of upTo(12))
      await aKeyword(place, { keyword: "ﷺ".repeat(198) + String(n).padStart(2, "0") });
    const { body } = await as(person).get("/planner/keywords/?ordering=keyword&page_size=1&page=10");
    const { status, body: eleventh } = await follow(person, body.next);
    expect([status, eleventh.results[0].keyword.slice(-2)]).toEqual([200, "11"]);
  });
});

describe("a cursor", () => {
  it("is refused where it is broken, or of another list or ordering", async () => {
    const { person, path } = await someKeywords(upTo(21));
    const good = cursorIn((await as(person).get(`${path}&page=10`)).body.next);
    const [ordering, side, value, id] = JSON.parse(Buffer.from(good, "base64url").toString());
    const bad = [
      "x",
      good.slice(0, -1),
      `${good}A`,
      `${good}=`,
      "a".repeat(1_001),
      encoded([ordering, "beside", value, id]),
      encoded([ordering, side, [value], id]),
      encoded([ordering, side, value, 1.5]),
      encoded([ordering, side, value]),
      encoded({ ordering, side, value, id }),
      encoded(["keywords.volume.desc", side, value, id]),
      encoded(["clusters.volume.asc", side, value, id]),
    ];
    for (const cursor of bad) {
      const { status, body } = await as(person).get(`${path}&cursor=${encodeURIComponent(cursor)}`);
      expect([cursor, status, Object.keys(body.errors ?? {})]).toEqual([cursor, 400, ["cursor"]]);
    }
    const turned = `/planner/keywords/?ordering=-volume&cursor=${good}`;
    expect((await as(person).get(turned)).body.errors.cursor).toEqual([
      "Not a cursor of this list in this ordering",
    ]);
    expect((await as(person).get(`/planner/clusters/?ordering=volume&cursor=${good}`)).status).toBe(400);
  });

  it("made up shows nobody what is not theirs", async () => {
    const theirs = await aPerson();
    await aContent((await aSite(theirs)).place);
    const cursor = encoded(["contents.id.desc", "after", null, Number.MAX_SAFE_INTEGER]);
    const { status, body } = await as(await aPerson()).get(`/writer/content/?cursor=${cursor}`);
    expect([status, body]).toMatchObject([200, { count: 0, results: [], next: null }]);
    expect((await as(theirs).get(`/writer/content/?cursor=${cursor}`)).body.results).toHaveLength(1);
  });

  it("works whatever value it makes up", async () => {
    const { person, path } = await someKeywords([1, 2, 3]);
    for (const value of ["\0", "\ud800", "x".repeat(300), -1, 1e308, 0.5, null])
      for (const side of ["after", "before"]) {
        const cursor = encoded(["keywords.volume.asc", side, value, -1]);
        const { status, body } = await as(person).get(`${path}&cursor=${cursor}`);
        expect([value, status, body.count]).toEqual([value, 200, 3]);
      }
  });

  it("is no parameter of the list of roles, which never has that many pages", async () => {
    const { body } = await as(await aPerson()).get("/auth/groups/?cursor=x");
    expect(body.errors).toEqual({ cursor: ["Unknown field"] });
  });
});
