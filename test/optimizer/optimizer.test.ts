import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentRevisions, contents } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { deliver, drain, takeMessages } from "../queue";

const html = `<p>Night sweats wake many women up at night. ${"They say that it is warm in here again. ".repeat(12)}</p><h4>What helps</h4><p>In 2024, “39.5 °C”.</p>`;

async function anArticle(fields: Partial<typeof contents.$inferInsert> = {}) {
  const person = await aPerson();
  const { place } = await aSite(person, { domain: "site.example" });
  const content = await aContent(place, {
    title: "What helps at home",
    primary_keyword: "night sweats",
    content_html: html,
    ...fields,
  });
  return { person, place, content };
}
const rowOf = async (id: number) => (await db.select().from(contents).where(eq(contents.id, id)))[0]!;
const revisionsOf = (id: number) =>
  db.select().from(contentRevisions).where(eq(contentRevisions.content_id, id));

describe("POST /optimizer/analyze/", () => {
  it("scores a stored content with its task, cluster and neighbours", async () => {
    const { person, place } = await anArticle();
    const cluster = await aCluster(place);
    await aKeyword(place, { keyword: "hormone therapy", cluster_id: cluster.id, status: "mapped" });
    await aKeyword(place, { keyword: "disabled term", cluster_id: cluster.id, disabled: true });
    const task = await aTask(place, { word_count: 1000 });
    const content = await aContent(place, {
      cluster_id: cluster.id,
      task_id: task.id,
      primary_keyword: "night sweats",
      content_html: html,
    });
    const { status, body } = await as(person).post("/optimizer/analyze/", { content_id: content.id });
    expect(status).toBe(200);
    const check = (id: string) => body.data.checks.find((each: any) => each.id === id);
    expect(body.data).toMatchObject({ content_id: content.id, scorer_version: "1.1.0", language: "english" });
    expect(check("length").got).toContain("of 1000");
    expect(check("term_coverage").evidence).toEqual(["hormone therapy"]);
    expect(check("duplication")).toMatchObject({ score: 0, got: "100%" });
    expect(check("meta_title_length")).toMatchObject({ score: 0, got: "Missing" });
    expect((await rowOf(content.id)).updated_at).toBe(content.updated_at);
  });

  it("scores HTML that is not stored, by what is told of it", async () => {
    const person = await aPerson();
    const told = await as(person).post("/optimizer/analyze/", {
      html,
      keyword: "night sweats",
      title: "Night sweats",
    });
    const check = (id: string) => told.body.data.checks.find((each: any) => each.id === id);
    expect(told.body.data.content_id).toBeNull();
    expect(check("keyword_in_title").score).toBe(100);
    expect([check("keyword_in_slug").score, check("duplication").score]).toEqual([null, null]);
  });

  it("names what is missing, and what does not go together", async () => {
    const { person, content } = await anArticle();
    const wrong = async (body: object) =>
      Object.keys((await as(person).post("/optimizer/analyze/", body)).body.errors);
    expect(await wrong({})).toEqual(["html"]);
    expect(await wrong({ html: "<p>x</p>" })).toEqual(["keyword"]);
    expect(await wrong({ content_id: content.id, html: "x", title: "y" })).toEqual(["html", "title"]);
    expect((await as(await aPerson()).post("/optimizer/analyze/", { content_id: content.id })).status).toBe(
      404,
    );
  });
});

describe("POST /optimizer/optimize/", () => {
  it("applies the mechanical fixes, keeps a revision, and tells the score before and after by check", async () => {
    const { person, content } = await anArticle();
    const before = (await as(person).post("/optimizer/analyze/", { content_id: content.id })).body.data;
    const reply = await as(person).post("/optimizer/optimize/", { content_id: content.id });
    expect(reply.status).toBe(202);
    await drain();
    const job = (await as(person).get(`/jobs/${reply.body.data.task_id}/`)).body.data;
    expect(job).toMatchObject({ type: "optimize_content", status: "succeeded", done: 1 });
    const { result, charged } = job.items[0];
    expect(charged).toBeGreaterThan(0);
    const after = (await as(person).post("/optimizer/analyze/", { content_id: content.id })).body.data;
    expect(result).toMatchObject({ score_before: before.score, score_after: after.score });
    expect(after.score).toBeGreaterThan(before.score);
    expect(result.checks.find((check: any) => check.id === "headings")).toMatchObject({ after: 100 });
    const row = await rowOf(content.id);
    expect(row).toMatchObject({ slug: "night-sweats", meta_title: "Night Sweats: What helps at home" });
    expect(row.content_html).toContain("<h2>What helps</h2><p>In 2024, “39.5 °C”.</p>");
    const [revision, ...more] = await revisionsOf(content.id);
    expect(more).toEqual([]);
    expect(revision).toMatchObject({
      cause: "optimize",
      snapshot: { content_html: html, slug: content.slug },
    });
    const news = (await as(person).get("/notifications/?notification_type=ai_optimize_complete")).body;
    expect(news.count).toBe(1);
  });

  it("delivered twice changes and charges once; asked again finds nothing to change", async () => {
    const { person, content } = await anArticle();
    await as(person).post("/optimizer/optimize/", { content_id: content.id });
    const messages = takeMessages();
    await deliver([...messages, ...messages]);
    expect(await revisionsOf(content.id)).toHaveLength(1);
    const { updated_at } = await rowOf(content.id);
    const again = await as(person).post("/optimizer/optimize/", { content_id: content.id });
    await drain();
    const job = (await as(person).get(`/jobs/${again.body.data.task_id}/`)).body.data;
    expect(job.items[0].result).toMatchObject({ applied: [] });
    expect((await rowOf(content.id)).updated_at).toBe(updated_at);
  });

  it("keeps a published address, and gives a taken slug a number", async () => {
    const { person, place, content } = await anArticle({ slug: "here", site_status: "published" });
    await aContent(place, { slug: "night-sweats" });
    const draft = await aContent(place, {
      title: "Tips",
      primary_keyword: "night sweats",
      content_html: html,
    });
    await as(person).post("/optimizer/batch_optimize/", { content_ids: [content.id, draft.id] });
    await drain();
    expect((await rowOf(content.id)).slug).toBe("here");
    expect((await rowOf(draft.id)).slug).toBe("night-sweats-2");
  });
});

describe("POST /optimizer/batch_optimize/", () => {
  it("takes up to fifty contents of one site, all of them the caller's", async () => {
    const { person, content } = await anArticle();
    const ask = (content_ids: number[]) => as(person).post("/optimizer/batch_optimize/", { content_ids });
    const elsewhere = await aContent((await aSite(person)).place);
    expect(Object.keys((await ask([content.id, elsewhere.id])).body.errors)).toEqual(["content_ids"]);
    expect((await ask(Array.from({ length: 51 }, (_, n) => n + 1))).status).toBe(400);
    const theirs = await anArticle();
    expect((await ask([content.id, theirs.content.id])).status).toBe(404);
  });
});
