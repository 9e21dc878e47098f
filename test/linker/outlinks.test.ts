import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOutlinks, contents } from "../../src/db/schema";
import { extractOutlinks } from "../../src/modules/writer/outlinks";
import { sanitiseHtml } from "../../src/text/html/html";
import { parsed } from "../../src/text/html/runs";
import { aContent, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { expectWithin } from "../pace";
import { drain } from "../queue";

const storedOf = async (id: number) =>
  (await db.select().from(contentOutlinks).where(eq(contentOutlinks.content_id, id)))[0]?.hrefs;
const linkTo = (href: string) => `<p>See <a href="${href}">there</a>.</p>`;

async function aLinkedSite() {
  const person = await aPerson();
  const { place, site } = await aSite(person, { domain: "site.example" });
  const target = await aContent(place, { slug: "target", status: "published" });
  const other = await aContent(place, { slug: "other", status: "published" });
  const made = await as(person).post("/writer/content/", {
    site_id: place.site_id,
    sector_id: place.sector_id,
    title: "Source",
    content_html: linkTo("/target/"),
  });
  await as(person).post(`/writer/content/${made.body.data.id}/approve/`);
  const source = made.body.data.id as number;
  const edges = async () => (await as(person).get(`/linker/map/?site_id=${site.id}`)).body.data.edges;
  return { person, place, site, target, other, source, edges };
}

describe("extractOutlinks", () => {
  it("reads out of sanitised HTML what a parser reads, each address once", () => {
    const href = fc.oneof(
      fc.constantFrom(
        "/a/",
        "/b/?x=1&y=2",
        "https://x.example/é?q=[a]",
        "#h-one",
        "mailto:a@b.example",
        "/c 'd'/",
      ),
      fc.webUrl({ withQueryParameters: true }),
    );
    const block = href.chain((url) =>
      fc.constantFrom(
        `<p><a href="${url.replaceAll("&", "&amp;")}">x</a></p>`,
        `<p><a title="a > b" target=_blank href='${url.replaceAll("'", "")}'><b>x</b></a></p>`,
        `<p><a>none</a> <abbr title="<a href=&quot;/no/&quot;>">x</abbr> &lt;a href="/no/"&gt;</p>`,
        `<A HREF="${url}">loose`,
      ),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const html = sanitiseHtml(blocks.join(""));
        expect(extractOutlinks(html)).toEqual([...new Set(parsed(html).hrefs)]);
      }),
      { numRuns: 300 },
    );
  });

  it("reads a page of a mebibyte that is nothing but links at once", async () => {
    const html = linkTo("/a/").repeat(30_000) + linkTo("/b/");
    await expectWithin(1000, () => expect(extractOutlinks(html)).toEqual(["/a/", "/b/"]));
  });
});

describe("the links of a content item", () => {
  it("are remembered as it is created, changed and restored, and not where a change is refused", async () => {
    const { person, target, other, source, edges } = await aLinkedSite();
    expect(await storedOf(source)).toEqual(["/target/"]);
    expect(await edges()).toEqual([{ source, target: target.id }]);
    const change = (content_html: string, headers = {}) =>
      as(person, headers).put(`/writer/content/${source}/`, { content_html });
    await change(linkTo("/other/"));
    expect(await storedOf(source)).toEqual(["/other/"]);
    expect((await change(linkTo("/target/"), { "If-Match": '"2020-01-01T00:00:00.000Z"' })).status).toBe(412);
    expect(await storedOf(source)).toEqual(["/other/"]);
    expect(await edges()).toEqual([{ source, target: other.id }]);
    await as(person).put(`/writer/content/${source}/`, { title: "Another title" });
    expect(await storedOf(source)).toEqual(["/other/"]);
    const { results } = (await as(person).get(`/writer/content/${source}/revisions/`)).body;
    await as(person).post(`/writer/content/${source}/revisions/${results.at(-1).id}/restore/`);
    expect(await storedOf(source)).toEqual(["/target/"]);
  });

  it("are remembered as the linker sets and takes them, and as an article is written", async () => {
    const { person, place } = await aLinkedSite();
    await aContent(place, {
      slug: "night-sweats",
      title: "Night sweats",
      primary_keyword: "night sweats",
      status: "approved",
    });
    const article = await aContent(place, {
      title: "Sleep",
      content_html: `<p>On sleep.</p><p>Most women know night sweats well.</p><p>${"Plain words follow here. ".repeat(60)}</p>`,
    });
    await as(person).post("/linker/process/", { content_id: article.id });
    expect(await storedOf(article.id)).toEqual(["/night-sweats/"]);
    await as(person).post("/linker/undo/", { content_id: article.id });
    expect(await storedOf(article.id)).toEqual([]);
    const task = await aTask(place);
    await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
    await drain();
    const [written] = await db.select().from(contents).where(eq(contents.task_id, task.id));
    expect(await storedOf(written!.id)).toEqual([]);
  });

  it("are read anew where anybody else has changed the HTML, however many pages that are", async () => {
    const { place, target, other, source, edges } = await aLinkedSite();
    await db
      .update(contents)
      .set({ content_html: linkTo("/other/?a=1&amp;b=2") })
      .where(eq(contents.id, source));
    expect(await storedOf(source)).toBeUndefined();
    expect(await edges()).toEqual([{ source, target: other.id }]);
    expect(await storedOf(source)).toEqual(["/other/?a=1&b=2"]);
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...place,
      title: `Page ${n}`,
      slug: `page-${n}`,
      status: "published" as const,
      content_html: linkTo("/target/"),
    }));
    for (const row of many) await db.insert(contents).values(row);
    const found = await edges();
    expect(found.filter((edge: any) => edge.target === target.id)).toHaveLength(60);
    expect(await edges()).toEqual(found);
  });

  it("go with it", async () => {
    const { person, source, edges } = await aLinkedSite();
    await as(person).delete(`/writer/content/${source}/`);
    expect(await storedOf(source)).toBeUndefined();
    expect(await edges()).toEqual([]);
  });
});
