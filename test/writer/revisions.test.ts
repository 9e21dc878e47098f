import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentRevisions, contents } from "../../src/db/schema";
import { atomically, owned } from "../../src/db/queries";
import { systemCtx } from "../../src/db/context";
import {
  MAX_REVISIONS,
  insertRevisionStatement,
  deleteOldRevisionsStatement,
} from "../../src/modules/writer/revisions.service";
import { aContent, aPerson, aRevision, aSite, db } from "../factories";
import { as } from "../harness";

const revisionsOf = (id: number) =>
  db
    .select()
    .from(contentRevisions)
    .where(eq(contentRevisions.content_id, id))
    .orderBy(desc(contentRevisions.id));

async function aWriter() {
  const person = await aPerson();
  const { place } = await aSite(person);
  const content = await aContent(place, {
    title: "Before",
    slug: "before",
    tags: ["é", 'a "b"'],
    word_count: 3,
  });
  return { person, place, content, path: `/writer/content/${content.id}/` };
}

describe("a change of a content", () => {
  it("keeps what it was, whole, with who changed it", async () => {
    const { person, content, path } = await aWriter();
    await as(person).put(path, { title: "After", content_html: "<p>New</p>", tags: [] });
    await as(person).post(`${path}update_content/`, { excerpt: "Short" });
    const { body } = await as(person).get(`${path}revisions/`);
    expect(body).toMatchObject({ count: 2, next: null });
    expect(body.results.map((row: any) => [row.title, row.cause, row.user_id])).toEqual([
      ["After", "edit", person.user.id],
      ["Before", "edit", person.user.id],
    ]);
    expect(body.results[0]).not.toHaveProperty("snapshot");
    const whole = (await as(person).get(`${path}revisions/${body.results[1].id}/`)).body.data;
    expect(whole.snapshot).toEqual((await aRevision(content)).snapshot);
  });

  it("that changes nothing, or is refused, keeps nothing", async () => {
    const { person, place, content, path } = await aWriter();
    await aContent(place, { slug: "taken" });
    const { title, content_html, tags } = content;
    expect((await as(person).put(path, { title, content_html, tags })).status).toBe(200);
    expect((await as(person).put(path, {})).status).toBe(200);
    expect((await as(person).put(path, { title: "New", slug: "taken" })).status).toBe(400);
    const stale = as(person, { "If-Match": '"1-0123456789abcdef"' });
    expect((await stale.put(path, { title: "New" })).status).toBe(412);
    expect((await as(await aPerson()).put(path, { title: "New" })).status).toBe(404);
    expect(await revisionsOf(content.id)).toEqual([]);
  });

  it("is kept once for each of ten writers at the same time", async () => {
    const { person, content, path } = await aWriter();
    const titles = Array.from({ length: 10 }, (_, n) => `Title ${n}`);
    await Promise.all(titles.map((title) => as(person).put(path, { title })));
    const seen = (await revisionsOf(content.id)).map((row) => row.title);
    const [now] = await db.select().from(contents).where(eq(contents.id, content.id));
    expect([...seen, now!.title].sort()).toEqual(["Before", ...titles].sort());
  });

  it("lets the oldest of more than fifty go", async () => {
    const { person, content, place, path } = await aWriter();
    const other = await aContent(place);
    for (let n = 0; n < MAX_REVISIONS; n++) await aRevision(content, { title: `${n}` });
    await aRevision(other);
    await as(person).put(path, { title: "After" });
    const titles = (await revisionsOf(content.id)).map(({ title }) => title);
    expect([titles.length, titles[0], titles.at(-1)]).toEqual([MAX_REVISIONS, "Before", "1"]);
    expect(await revisionsOf(other.id)).toHaveLength(1);
  });
});

describe("revisionOf", () => {
  it("keeps all the contents of a change that the platform makes", async () => {
    const { person, place, content } = await aWriter();
    const other = await aContent(place);
    const theirs = await aContent((await aSite(await aPerson())).place);
    const ctx = systemCtx(person.user.account_id, "test");
    const where = owned(ctx.actor, contents);
    await atomically(db, [
      insertRevisionStatement(ctx, where, "link"),
      deleteOldRevisionsStatement(ctx, where),
    ]);
    for (const { id } of [content, other])
      expect(await revisionsOf(id)).toMatchObject([{ cause: "link", user_id: null }]);
    expect(await revisionsOf(theirs.id)).toEqual([]);
  });
});

describe("GET /writer/content/{id}/revisions/", () => {
  it("is an empty page of a content that never changed, and pages of one that did", async () => {
    const { person, path } = await aWriter();
    expect((await as(person).get(`${path}revisions/`)).body).toMatchObject({ count: 0, results: [] });
    for (const title of ["A", "B", "C"]) await as(person).put(path, { title });
    const { body } = await as(person).get(`${path}revisions/?page=2&page_size=2`);
    expect(body).toMatchObject({ count: 3, results: [{ title: "Before" }] });
    expect((await as(person).get(`${path}revisions/?page=3&page_size=2`)).status).toBe(404);
  });

  it("hides another account's, and a revision under a content that it is not of", async () => {
    const { person, place, path } = await aWriter();
    await as(person).put(path, { title: "After" });
    const [revision] = (await as(person).get(`${path}revisions/`)).body.results;
    const stranger = await aPerson();
    for (const below of ["revisions/", `revisions/${revision.id}/`])
      expect((await as(stranger).get(path + below)).status).toBe(404);
    expect((await as(stranger).post(`${path}revisions/${revision.id}/restore/`)).status).toBe(404);
    const other = await aContent(place);
    const wrong = `/writer/content/${other.id}/revisions/${revision.id}/`;
    expect((await as(person).get(wrong)).status).toBe(404);
    expect((await as(person).post(`${wrong}restore/`)).status).toBe(404);
  });
});

describe("POST /writer/content/{id}/revisions/{revision_id}/restore/", () => {
  it("brings the content back, and can itself be taken back", async () => {
    const { person, path } = await aWriter();
    const before = (await as(person).get(path)).body.data;
    const change = { title: "After", slug: "after", content_html: "<p>New words here now</p>", tags: ["x"] };
    const after = (await as(person).put(path, change)).body.data;
    const [first] = (await as(person).get(`${path}revisions/`)).body.results;
    const { status, body } = await as(person).post(`${path}revisions/${first.id}/restore/`);
    expect(status).toBe(200);
    expect({ ...body.data, updated_at: "" }).toEqual({ ...before, updated_at: "" });
    const [second] = (await as(person).get(`${path}revisions/`)).body.results;
    expect(second).toMatchObject({ title: "After", cause: "restore" });
    const back = await as(person).post(`${path}revisions/${second.id}/restore/`);
    expect({ ...back.body.data, updated_at: "" }).toEqual({ ...after, updated_at: "" });
  });

  it("of what the content is already keeps nothing", async () => {
    const { person, content, path } = await aWriter();
    await as(person).put(path, { title: "After" });
    const [{ id }] = (await as(person).get(`${path}revisions/`)).body.results;
    for (let n = 0; n < 3; n++)
      expect((await as(person).post(`${path}revisions/${id}/restore/`)).status).toBe(200);
    expect(await revisionsOf(content.id)).toHaveLength(2);
  });

  it("brings back the oldest of fifty too", async () => {
    const { person, content, path } = await aWriter();
    for (let n = 0; n < MAX_REVISIONS; n++) await as(person).put(path, { title: `Title ${n}` });
    const oldest = (await revisionsOf(content.id)).at(-1)!;
    const { body } = await as(person).post(`${path}revisions/${oldest.id}/restore/`);
    expect(body.data.title).toBe("Before");
    expect(await revisionsOf(content.id)).toHaveLength(MAX_REVISIONS);
  });

  it("names the slug that another content has taken meanwhile", async () => {
    const { person, place, content, path } = await aWriter();
    await as(person).put(path, { slug: "moved" });
    await aContent(place, { slug: "before" });
    const [{ id }] = (await as(person).get(`${path}revisions/`)).body.results;
    const { status, body } = await as(person).post(`${path}revisions/${id}/restore/`);
    expect([status, body.errors]).toEqual([
      400,
      { slug: ["The site already has a content item with this slug"] },
    ]);
    expect(await revisionsOf(content.id)).toHaveLength(1);
  });

  it("is an editor's, and keeps to If-Match", async () => {
    const { person, path } = await aWriter();
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    await as(person).put(path, { title: "After" });
    const [{ id }] = (await as(person).get(`${path}revisions/`)).body.results;
    const restore = `${path}revisions/${id}/restore/`;
    expect((await as(person, { "If-Match": tag }).post(restore)).status).toBe(412);
    const viewer = { user: { ...person.user, role: "viewer" as const } };
    expect((await as(viewer).post(restore)).status).toBe(403);
    expect((await as(viewer).get(`${path}revisions/${id}/`)).status).toBe(200);
  });
});
