import { describe, expect, it } from "vitest";
import { aContent, aPerson, aSite, aTask } from "../factories";
import { as } from "../harness";

const titlesOf = async (person: any, path: string) => {
  const { status, body } = await as(person).get(path);
  expect(status).toBe(200);
  expect(body.count).toBe(body.results.length);
  return body.results.map((row: any) => row.title);
};

describe("GET /writer/content/?search=", () => {
  it("looks into title and primary keyword, whatever the case", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aContent(place, { title: "Night Sweats", primary_keyword: "hot flushes" });
    await aContent(place, { title: "ÉTÉ À LA PLAGE", primary_keyword: "Приливы" });
    await aContent(place, { title: "100% off", content_html: "<p>night</p>" });
    await aContent((await aSite(await aPerson())).place, { title: "Night Sweats" });
    const find = (text: string) => titlesOf(person, `/writer/content/?search=${encodeURIComponent(text)}`);
    expect(await find("night sWEATS")).toEqual(["Night Sweats"]);
    expect(await find("FLUSHES")).toEqual(["Night Sweats"]);
    expect(await find("été à")).toEqual(["ÉTÉ À LA PLAGE"]);
    expect(await find("ПРИЛИВ")).toEqual(["ÉTÉ À LA PLAGE"]);
    expect(await find("%")).toEqual(["100% off"]);
    expect(await find("nothing")).toEqual([]);
  });

  it("takes any text that fits, and every filter beside it", async () => {
    const person = await aPerson();
    const { place, site, sector } = await aSite(person);
    await aContent(place, { title: "Here" });
    const letters = Array.from({ length: 200 }, (_, n) => String.fromCodePoint(0x430 + n)).join("");
    const filters = `site_id=${site.id}&sector_id=${sector.id}&cluster_id=1&status=draft&status__in=draft,review`;
    const path = `/writer/content/?${filters}&site_status=failed&ordering=title&search=`;
    for (const text of [letters, "'\"", "\\", "_", "ß", "İ"])
      expect(await titlesOf(person, path + encodeURIComponent(text))).toEqual([]);
    const { status, body } = await as(person).get(`/writer/content/?search=${"x".repeat(201)}`);
    expect([status, Object.keys(body.errors)]).toEqual([400, ["search"]]);
  });
});

describe("GET /writer/content/?ordering=", () => {
  it("orders by each field, both ways, and by default the newest first", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
    await aContent(place, { title: "b", word_count: 30, updated_at: at(2) });
    await aContent(place, { title: "A", word_count: 10, updated_at: at(3) });
    await aContent(place, { title: "c", word_count: 20, updated_at: at(1) });
    const orders: Record<string, string[]> = {
      created_at: ["b", "A", "c"],
      updated_at: ["c", "b", "A"],
      title: ["A", "b", "c"],
      word_count: ["A", "c", "b"],
    };
    for (const [field, titles] of Object.entries(orders)) {
      expect([field, await titlesOf(person, `/writer/content/?ordering=${field}`)]).toEqual([field, titles]);
      const back = await titlesOf(person, `/writer/content/?ordering=-${field}`);
      expect([field, back]).toEqual([field, titles.toReversed()]);
    }
    expect(await titlesOf(person, "/writer/content/")).toEqual(["c", "A", "b"]);
    const { status, body } = await as(person).get("/writer/content/?ordering=slug");
    expect([status, Object.keys(body.errors)]).toEqual([400, ["ordering"]]);
  });
});

describe("GET /writer/tasks/?search=", () => {
  it("looks into the title, whatever the case", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aTask(place, { title: "Über Schlaf" });
    await aTask(place, { title: "Night Sweats" });
    expect(await titlesOf(person, `/writer/tasks/?search=${encodeURIComponent("üBER s")}`)).toEqual([
      "Über Schlaf",
    ]);
    expect(await titlesOf(person, "/writer/tasks/?search=SWEAT")).toEqual(["Night Sweats"]);
  });
});
