import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { contentLinks, contentRevisions, contents, creditUsage } from "../../src/db/schema";
import { aContent, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";

const filler = `<p>${"Plain words follow each other here. ".repeat(100)}</p>`;
const html = `<p>On sleep.</p><h2>Causes</h2><p>Most women know night sweats well.</p><p>A cooling pillow may help.</p>${filler}`;

/** A site with an article, two pages that it speaks of, and one that is a draft. */
async function aSiteToLink(credits = 1000) {
  const person = await aPerson("editor", { credits });
  const { place, site } = await aSite(person, { domain: "site.example" });
  const article = await aContent(place, { title: "Sleep", primary_keyword: "sleep", content_html: html });
  const sweats = await aContent(place, {
    title: "Night Sweats",
    primary_keyword: "night sweats",
    status: "approved",
    slug: "night-sweats",
  });
  const pillows = await aContent(place, {
    title: "Cooling Pillows",
    primary_keyword: "cooling pillows",
    source: "wordpress",
    external_url: "https://www.site.example/pillows/?a=1&b=2",
  });
  await aContent(place, { title: "Plain words", primary_keyword: "plain words" });
  return { person, place, site, article, sweats, pillows };
}
const htmlOf = async (id: number) =>
  (await db.select().from(contents).where(eq(contents.id, id)))[0]!.content_html;
const linksOf = (id: number) => db.select().from(contentLinks).where(eq(contentLinks.content_id, id));
const revisionsOf = (id: number) =>
  db.select().from(contentRevisions).where(eq(contentRevisions.content_id, id)).orderBy(contentRevisions.id);

describe("POST /linker/process/", () => {
  it("tells the links and the patch in a dry run, and changes and charges nothing", async () => {
    const { person, article, sweats } = await aSiteToLink();
    const { status, body } = await as(person).post("/linker/process/", {
      content_id: article.id,
      dry_run: true,
    });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ links_added: 0, batch: null, credits_charged: 0, dry_run: true });
    expect(body.data.link_opportunities).toHaveLength(2);
    expect(body.data.link_opportunities[0]).toMatchObject({
      anchor_text: "night sweats",
      target_url: "/night-sweats/",
      target_content_id: sweats.id,
      position: html.indexOf("night sweats"),
    });
    expect(body.data.patch[0]).toEqual({
      position: html.indexOf("night sweats"),
      remove: "night sweats",
      insert: '<a href="/night-sweats/">night sweats</a>',
    });
    expect(await htmlOf(article.id)).toBe(html);
    expect(await linksOf(article.id)).toEqual([]);
  });

  it("stores the links with a revision before them, charges once, and does not link twice", async () => {
    const { person, article } = await aSiteToLink();
    const { body } = await as(person).post("/linker/process/", { content_id: article.id });
    expect(body.data).toMatchObject({ links_added: 2, batch: expect.any(String) });
    expect(body.data.credits_charged).toBeGreaterThan(0);
    const linked = await htmlOf(article.id);
    expect(linked).toContain('<a href="/night-sweats/">night sweats</a>');
    expect(linked).toContain('<a href="https://www.site.example/pillows/?a=1&amp;b=2">cooling pillow</a>');
    const [revision, ...more] = await revisionsOf(article.id);
    expect(more).toEqual([]);
    expect(revision).toMatchObject({ cause: "link", user_id: person.user.id });
    expect(revision!.snapshot).toMatchObject({ content_html: html, primary_keyword: "sleep", tags: [] });
    const usage = and(
      eq(creditUsage.account_id, person.user.account_id),
      eq(creditUsage.operation_type, "linking"),
    );
    expect(await db.select().from(creditUsage).where(usage)).toHaveLength(1);
    const again = await as(person).post("/linker/process/", { content_id: article.id });
    expect(again.body.data).toMatchObject({ links_added: 0, batch: null, credits_charged: 0 });
    expect(await htmlOf(article.id)).toBe(linked);
  });

  it("keeps to max_links and to the strategy", async () => {
    const { person, article } = await aSiteToLink();
    const ask = async (more: object) =>
      (await as(person).post("/linker/process/", { content_id: article.id, dry_run: true, ...more })).body;
    expect((await ask({ max_links: 1 })).data.link_opportunities).toHaveLength(1);
    expect((await ask({ anchor_strategy: "exact" })).data.link_opportunities).toHaveLength(1);
    expect(Object.keys((await ask({ max_links: 21 })).errors)).toEqual(["max_links"]);
    expect(Object.keys((await ask({ anchor_strategy: "wild" })).errors)).toEqual(["anchor_strategy"]);
  });

  it("is refused without the credits for it, and nothing has changed", async () => {
    const { person, article } = await aSiteToLink(0);
    const { status, body } = await as(person).post("/linker/process/", { content_id: article.id });
    expect([status, body.code, body.balance]).toEqual([402, "INSUFFICIENT_CREDITS", 0]);
    expect(await htmlOf(article.id)).toBe(html);
    expect(await linksOf(article.id)).toEqual([]);
    expect(await revisionsOf(article.id)).toEqual([]);
  });

  it("is refused where the content is changed meanwhile, and then has neither links, revision nor charge", async () => {
    const { person, article } = await aSiteToLink();
    const batch = env.DB.withSession("first-primary").constructor.prototype.batch;
    let overtaken = false;
    vi.spyOn(env.DB, "withSession").mockImplementation(function (this: D1Database, constraint?: any) {
      const session = Object.getPrototypeOf(env.DB).withSession.call(env.DB, constraint);
      session.batch = async (statements: D1PreparedStatement[]) => {
        if (statements.length > 5 && !overtaken) {
          overtaken = true;
          await db.update(contents).set({ title: "Renamed" }).where(eq(contents.id, article.id));
        }
        return batch.call(session, statements);
      };
      return session;
    });
    const { status, body } = await as(person).post("/linker/process/", { content_id: article.id });
    expect([overtaken, status, body.code]).toEqual([true, 409, "CONFLICT"]);
    expect(await htmlOf(article.id)).toBe(html);
    expect([await linksOf(article.id), await revisionsOf(article.id)]).toEqual([[], []]);
    expect((await as(person).get("/billing/balance/")).body.data.balance).toBe(1000);
  });

  it("links to no other site of the account", async () => {
    const { person, sweats } = await aSiteToLink();
    const { place } = await aSite(person);
    const other = await aContent(place, { content_html: html });
    const { body } = await as(person).post("/linker/process/", { content_id: other.id, dry_run: true });
    expect(body.data.link_opportunities).toEqual([]);
    expect((await as(await aPerson()).post("/linker/process/", { content_id: sweats.id })).status).toBe(404);
  });
});

describe("POST /linker/undo/", () => {
  it("restores the exact HTML, keeps a revision, and has nothing left to undo", async () => {
    const { person, article } = await aSiteToLink();
    const { batch } = (await as(person).post("/linker/process/", { content_id: article.id })).body.data;
    const { body } = await as(person).post("/linker/undo/", { content_id: article.id });
    expect(body.data).toEqual({ content_id: article.id, batch, links_removed: 2, missing: [] });
    expect(await htmlOf(article.id)).toBe(html);
    expect((await revisionsOf(article.id)).map((row) => row.cause)).toEqual(["link", "unlink"]);
    expect((await as(person).post("/linker/undo/", { content_id: article.id })).status).toBe(409);
    expect((await as(person).post("/linker/undo/", { content_id: article.id, batch })).status).toBe(404);
  });

  it("removes the links of the batch alone, and leaves what a person has changed since", async () => {
    const { person, article } = await aSiteToLink();
    const first = await as(person).post("/linker/process/", { content_id: article.id, max_links: 1 });
    await as(person).post("/linker/process/", { content_id: article.id });
    const edited = (await htmlOf(article.id)).replace(">cooling pillow<", ">a cooling pillow<");
    await as(person).put(`/writer/content/${article.id}/`, { content_html: edited });
    const later = await as(person).post("/linker/undo/", { content_id: article.id });
    const { batch } = first.body.data;
    const earlier = await as(person).post("/linker/undo/", { content_id: article.id, batch });
    const reports = [later.body.data, earlier.body.data];
    expect(reports.map((report) => report.links_removed).sort()).toEqual([0, 1]);
    expect(reports.flatMap((report) => report.missing)).toEqual([
      { anchor_text: "cooling pillow", target_url: "https://www.site.example/pillows/?a=1&b=2" },
    ]);
    expect(await htmlOf(article.id)).not.toContain("/night-sweats/");
    expect(await htmlOf(article.id)).toContain(">a cooling pillow</a>");
  });
});

describe("GET /linker/map/", () => {
  it("shows the pages, each link once, by whatever address, and who has none", async () => {
    const { person, place, site, sweats, pillows } = await aSiteToLink();
    const hub = await aContent(place, {
      status: "published",
      title: "Hub",
      content_html:
        '<p><a class="igny8-x" href="https://site.example/night-sweats">a</a> <a href="/night-sweats/#h-top">b</a> ' +
        '<a href="https://site.example/pillows/">c</a> <a href="https://elsewhere.example/night-sweats/">d</a></p>' +
        '<pre><code>&#x3C;a href="/hub/"></code></pre>',
    });
    const { body } = await as(person).get(`/linker/map/?site_id=${site.id}`);
    expect(body.data.nodes.map((node: any) => node.id)).toEqual([hub.id, pillows.id, sweats.id]);
    expect(body.data.edges).toHaveLength(2);
    expect(body.data.edges).toContainEqual({ source: hub.id, target: sweats.id });
    expect(body.data.edges).toContainEqual({ source: hub.id, target: pillows.id });
    expect(body.data.orphans).toEqual([hub.id]);
    expect(body.data.nodes[0]).toMatchObject({ inbound: 0, outbound: 2, url: `/${hub.slug}/` });
    const { status, body: refusal } = await as(await aPerson()).get(`/linker/map/?site_id=${site.id}`);
    expect([status, Object.keys(refusal.errors)]).toEqual([400, ["site_id"]]);
  });
});

describe("POST /linker/batch_process/", () => {
  it("links each content as an item of one job", async () => {
    const { person, place, article, sweats } = await aSiteToLink();
    const other = await aContent(place, { content_html: html.replace("Most", "Some") });
    const reply = await as(person).post("/linker/batch_process/", { content_ids: [article.id, other.id] });
    expect(reply.status).toBe(202);
    await drain();
    const { body } = await as(person).get(`/jobs/${reply.body.data.task_id}/`);
    expect(body.data).toMatchObject({ type: "link_content", status: "succeeded", done: 2 });
    expect(body.data.items.map((item: any) => item.result.links_added)).toEqual([2, 2]);
    expect(body.data.credits_charged + body.data.credits_released).toBe(body.data.credits_reserved);
    expect(await htmlOf(article.id)).toContain("</a>");
    expect((await linksOf(other.id)).map((link) => link.target_content_id)).toContain(sweats.id);
    const { body: news } = await as(person).get("/notifications/?notification_type=ai_task");
    expect(news.results[0].notification_type).toBe("ai_links_complete");
  });

  it("takes contents of one site, at most fifty", async () => {
    const { person, article } = await aSiteToLink();
    const elsewhere = await aContent((await aSite(person)).place);
    const ids = [article.id, elsewhere.id];
    const mixed = await as(person).post("/linker/batch_process/", { content_ids: ids });
    expect([mixed.status, Object.keys(mixed.body.errors)]).toEqual([400, ["content_ids"]]);
    const many = Array.from({ length: 51 }, (_, n) => n + 1);
    expect((await as(person).post("/linker/batch_process/", { content_ids: many })).status).toBe(400);
  });
});
