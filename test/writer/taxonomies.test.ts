import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contents, taxonomies } from "../../src/db/schema";
import { aColleague, aContent, aPerson, aSite, aTaxonomy, db } from "../factories";
import { as } from "../harness";

const TAXONOMIES = "/writer/taxonomies/";

async function aBlog() {
  const person = await aPerson();
  const { place, site } = await aSite(person);
  const make = (name: string, more: object = {}) =>
    as(person).post(TAXONOMIES, { site_id: site.id, taxonomy_type: "category", name, ...more });
  return { person, place, site, make };
}

describe("GET /writer/taxonomies/", () => {
  it("counts the contents that name each, once a content, by type, site and account", async () => {
    const { person, place } = await aBlog();
    const other = await aSite(person);
    await aTaxonomy(place, { name: "Sleep", taxonomy_type: "category" });
    await aTaxonomy(place, { name: "sleep", slug: "sleep" });
    await aTaxonomy(place, { name: "Unused" });
    await aTaxonomy(other.place, { name: "Sleep" });
    await aContent(place, { categories: ["SLEEP", "sleep"], tags: [] });
    await aContent(place, { categories: ["Sleep"], tags: ["Sleep", "Skin"] });
    await aContent(other.place, { categories: ["Sleep"] });
    await aContent((await aSite(await aPerson())).place, { categories: ["Sleep"], tags: ["Sleep"] });
    const { body } = await as(person).get(TAXONOMIES);
    expect(body.count).toBe(4);
    const told = body.results.map((row: any) => [
      row.site_id,
      row.taxonomy_type,
      row.name,
      row.content_count,
    ]);
    expect(told).toEqual([
      [place.site_id, "category", "Sleep", 2],
      [place.site_id, "tag", "sleep", 1],
      [other.place.site_id, "tag", "Sleep", 0],
      [place.site_id, "tag", "Unused", 0],
    ]);
  });

  it("filters by site, type and text, and pages", async () => {
    const { person, place, site } = await aBlog();
    await aTaxonomy(place, { name: "Écologie", taxonomy_type: "category" });
    await aTaxonomy(place, { name: "Ecology" });
    await aTaxonomy((await aSite(person)).place, { name: "Skin" });
    const namesOf = async (query: string) =>
      (await as(person).get(TAXONOMIES + query)).body.results.map((row: any) => row.name);
    expect(await namesOf(`?site_id=${site.id}`)).toEqual(["Ecology", "Écologie"]);
    expect(await namesOf("?taxonomy_type=category")).toEqual(["Écologie"]);
    expect(await namesOf(`?search=${encodeURIComponent("éCOLO")}`)).toEqual(["Écologie"]);
    expect(await namesOf("?page=2&page_size=2")).toEqual(["Écologie"]);
    const { status, body } = await as(person).get(`${TAXONOMIES}?taxonomy_type=word`);
    expect([status, Object.keys(body.errors)]).toEqual([400, ["taxonomy_type"]]);
  });

  it("shows who is limited to some sites theirs alone, and counts theirs alone", async () => {
    const { person, place, site } = await aBlog();
    const other = await aSite(person);
    await aTaxonomy(place, { name: "Mine" });
    await aTaxonomy(other.place, { name: "Mine" });
    await aContent(place, { tags: ["mine"] });
    const limited = await aColleague(person.user, "viewer", { site_access: [site.id] });
    const { body } = await as(limited).get(TAXONOMIES);
    expect(body.results.map((row: any) => [row.site_id, row.content_count])).toEqual([[site.id, 1]]);
  });
});

describe("POST /writer/taxonomies/", () => {
  it("makes the slug of the name, or takes the one that is given", async () => {
    const { place, make } = await aBlog();
    await aContent(place, { categories: ["über schlaf", "Über schlaf"] });
    const { status, body } = await make("Über  Schlaf");
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ name: "Über Schlaf", slug: "uber-schlaf", content_count: 1 });
    expect((await make("Anything", { slug: "given" })).body.data.slug).toBe("given");
    expect((await make("更年期")).body.data.slug).toMatch(/^category-[0-9a-f]{8}$/);
    expect((await make("睡眠")).status).toBe(201);
  });

  it("names the field whose slug the site has of this type", async () => {
    const { site, person, make } = await aBlog();
    await make("Sleep");
    const message = ["The site already has a taxonomy of this type with the slug sleep"];
    const again = await make("SLEEP");
    expect([again.status, again.body.errors]).toEqual([400, { name: message }]);
    expect((await make("Else", { slug: "sleep" })).body.errors).toEqual({ slug: message });
    expect((await make("Sleep", { taxonomy_type: "tag" })).status).toBe(201);
    const { place } = await aSite(person);
    expect((await make("Sleep", { site_id: place.site_id })).status).toBe(201);
    await make("更年期");
    expect(Object.keys((await make("更年期")).body.errors)).toEqual(["name"]);
    expect(await db.select().from(taxonomies).where(eq(taxonomies.site_id, site.id))).toHaveLength(3);
  });

  it("makes one of ten at once", async () => {
    const { make } = await aBlog();
    const replies = await Promise.all(Array.from({ length: 10 }, () => make("Sleep")));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(400)]);
  });

  it("refuses what is wrong by its field", async () => {
    const { site, make } = await aBlog();
    const theirs = await aSite(await aPerson());
    const fieldsOf = async (name: string, more: object = {}) =>
      Object.keys((await make(name, more)).body.errors);
    expect(await fieldsOf("x", { site_id: theirs.site.id })).toEqual(["site_id"]);
    expect(await fieldsOf("x", { slug: "Not A Slug" })).toEqual(["slug"]);
    expect(await fieldsOf("x", { taxonomy_type: "word" })).toEqual(["taxonomy_type"]);
    expect(await fieldsOf(" ")).toEqual(["name"]);
    expect(await fieldsOf("x", { external_id: "5" })).toEqual(["external_id"]);
    expect(await db.select().from(taxonomies).where(eq(taxonomies.site_id, site.id))).toEqual([]);
  });
});

describe("GET, PUT and DELETE /writer/taxonomies/{id}/", () => {
  it("read, rename and delete it, and leave the contents as they are", async () => {
    const { person, place, make } = await aBlog();
    const content = await aContent(place, { categories: ["Sleep"] });
    const { id } = (await make("Sleep")).body.data;
    const path = `${TAXONOMIES}${id}/`;
    expect((await as(person).get(path)).body.data).toMatchObject({ name: "Sleep", content_count: 1 });
    const renamed = (await as(person).put(path, { name: "Nights" })).body.data;
    expect(renamed).toMatchObject({ name: "Nights", slug: "sleep", content_count: 0 });
    const moved = (await as(person).put(path, { slug: "nights", name: "sleep" })).body.data;
    expect(moved).toMatchObject({ name: "sleep", slug: "nights", content_count: 1 });
    expect((await as(person).get(path)).body.data).toEqual(moved);
    expect((await as(person).delete(path)).status).toBe(200);
    expect((await as(person).get(path)).status).toBe(404);
    expect((await db.select().from(contents).where(eq(contents.id, content.id)))[0]).toEqual(content);
  });

  it("refuse a slug that is taken, and a type or a site to change to", async () => {
    const { person, make } = await aBlog();
    await make("Skin");
    const { id } = (await make("Sleep")).body.data;
    const errorsOf = async (change: object) =>
      (await as(person).put(`${TAXONOMIES}${id}/`, change)).body.errors;
    expect(Object.keys(await errorsOf({ slug: "skin" }))).toEqual(["slug"]);
    expect(await errorsOf({ taxonomy_type: "tag" })).toEqual({ taxonomy_type: ["Unknown field"] });
    expect(await errorsOf({ site_id: 1 })).toEqual({ site_id: ["Unknown field"] });
  });

  it("are nobody else's", async () => {
    const { place } = await aBlog();
    const taxonomy = await aTaxonomy(place);
    const path = `${TAXONOMIES}${taxonomy.id}/`;
    const stranger = await aPerson();
    expect((await as(stranger).get(path)).status).toBe(404);
    expect((await as(stranger).put(path, { name: "x" })).status).toBe(404);
    expect((await as(stranger).delete(path)).status).toBe(404);
    expect((await db.select().from(taxonomies).where(eq(taxonomies.id, taxonomy.id)))[0]).toEqual(taxonomy);
  });
});
