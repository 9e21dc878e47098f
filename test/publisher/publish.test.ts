import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contents, images, siteIntegrations, taxonomies } from "../../src/db/schema";
import { aContent, db } from "../factories";
import { as } from "../harness";
import { fakeSite, SITE } from "./fake-site";
import { accountsOf, anArticle, anImage, HTML, publish, recordsOf, rowOf } from "./helpers";

describe("publishing an article", () => {
  it("makes a draft, uploads its images, and shows it complete", async () => {
    const wp = fakeSite();
    const article = await anArticle({ categories: ["Health & more"], tags: ["sleep", "night"] });
    for (const position of [0, 1, 2]) await anImage(article.content, position);
    const item = await publish(article);
    expect(item).toMatchObject({ status: "done", charged: 0, error: null });
    const [post] = wp.list();
    expect(wp.list()).toHaveLength(1);
    expect(post).toMatchObject({
      status: "publish",
      slug: article.content.slug,
      title: article.content.title,
    });
    expect(post.meta).toEqual({
      _yoast_wpseo_title: "Meta title",
      _yoast_wpseo_metadesc: "Meta description",
      _yoast_wpseo_focuskw: "sleep",
    });
    const names = (ids: number[]) => ids.map((id) => wp.terms.get(id)!.name);
    expect([names(post.categories), names(post.tags)]).toEqual([["Health & more"], ["sleep", "night"]]);
    const [featured, first, second] = [...wp.media.values()];
    expect(post.featured_media).toBe(featured.id);
    expect(featured).toMatchObject({ alt_text: 'Picture "0"', post: post.id, mime_type: "image/png" });
    expect(featured.source_url).toMatch(
      new RegExp(`/${article.content.slug.slice(0, 60)}-[0-9a-f]{8}\\.png$`),
    );
    expect(post.content).toContain(
      `One</h2>\n<figure class="wp-block-image size-large"><img src="${first.source_url}"`,
    );
    expect(post.content).toContain(
      `alt="Picture &quot;2&quot;" width="1024" height="576" class="wp-image-${second.id}"`,
    );
    expect(post.content.replace(/\n<figure.*?<\/figure>\n/gs, "")).toBe(HTML);
    expect(await rowOf(article.content.id)).toMatchObject({
      status: "approved",
      site_status: "published",
      external_id: String(post.id),
      external_url: `${SITE}/${post.slug}/`,
      pushed_version: article.content.updated_at,
      updated_at: article.content.updated_at,
      remote_modified_at: `${post.modified_gmt}Z`,
    });
  });

  it("is nothing public before its images are there", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await anImage(article.content, 0);
    await publish(article);
    const posts = wp.calls.filter(({ line }) => line.startsWith("POST"));
    expect(posts.map(({ line, body }) => [line, body?.status])).toEqual([
      ["POST /wp-json/wp/v2/posts", "draft"],
      ["POST /wp-json/wp/v2/media", undefined],
      [expect.stringMatching(/^POST \/wp-json\/wp\/v2\/posts\/\d+$/), "publish"],
    ]);
  });

  it("asks the site four times besides once an image, where it is known", async () => {
    const wp = fakeSite();
    const article = await anArticle({ categories: ["One"] });
    await publish(article);
    const again = { ...article, content: await rowOf(article.content.id) };
    const [other] = await db
      .insert(contents)
      .values({
        ...again.content,
        id: undefined,
        slug: "another",
        external_id: null,
        external_url: null,
        remote_digest: null,
      })
      .returning();
    for (const position of [0, 1, 2]) await anImage(other!, position);
    wp.calls.length = 0;
    await publish({ person: article.person, path: `/writer/content/${other!.id}` });
    expect(wp.lines()).toHaveLength(4 + 3);
    wp.calls.length = 0;
    await publish(article);
    expect(wp.lines().map((line) => line.split(" ")[0])).toEqual(["GET", "POST", "GET"]);
  });

  it("costs nothing, leaves a record with what was found, and tells of it", async () => {
    const wp = fakeSite({ noindex: true });
    const article = await anArticle({ title: "Don't sleep on this" });
    const { ledger: before } = await accountsOf(article.place);
    await publish(article);
    const { ledger, usage, news } = await accountsOf(article.place);
    expect([ledger, usage]).toEqual([before, []]);
    const [record] = await recordsOf(article.content.id);
    expect(record).toMatchObject({
      status: "published",
      external_id: String(wp.list()[0].id),
      error: null,
      published_at: expect.any(String),
      checks: {
        created: true,
        dropped: [],
        changed: [],
        live: { status: 200, title_found: true, noindex: true, links_missing: [] },
      },
    });
    expect(news).toHaveLength(1);
    expect(news[0]).toMatchObject({ notification_type: "content_published", severity: "warning" });
    expect(news[0]!.message).toContain("asks search engines not to index it");
  });

  it("tells of the published page that it competes with, once", async () => {
    fakeSite();
    const article = await anArticle({ primary_keyword: "night sweats" });
    const rival = await aContent(article.place, {
      title: "Night sweats, and what helps",
      primary_keyword: "night sweats",
      site_status: "published",
    });
    await publish(article);
    const [record] = await recordsOf(article.content.id);
    expect(record!.checks!.overlap).toMatchObject({
      verdict: "refresh",
      evidence: [{ content_id: rival.id, shared_keywords: ["night sweats"] }],
    });
    const { news } = await accountsOf(article.place);
    expect(news[0]).toMatchObject({ severity: "warning" });
    expect(news[0]!.message).toContain('competes with "Night sweats, and what helps" (refresh)');
    await publish(article);
    expect((await recordsOf(article.content.id)).map(({ checks }) => checks!.overlap)).toContain(null);
  });

  it("tells what WordPress dropped, changed and refused", async () => {
    fakeSite({
      metaKeys: ["_yoast_wpseo_title", "_yoast_wpseo_metadesc"],
      protectedKeys: ["_yoast_wpseo_title"],
      filters: (html) => html.replace(/<\/?h2>/g, ""),
      mayManageTerms: false,
    });
    const article = await anArticle({ categories: ["New"] });
    expect((await publish(article)).status).toBe("done");
    const [record] = await recordsOf(article.content.id);
    expect(record!.checks).toMatchObject({
      dropped: ["term: New", "seo_focus_keyword", "meta._yoast_wpseo_title", "meta._yoast_wpseo_metadesc"],
      changed: [{ field: "content", note: "Without <h2>" }],
    });
  });

  it("tells of a slug that another post has, and leaves that post alone", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    Object.assign(wp.newPost("post"), { slug: article.content.slug, status: "publish", title: "Theirs" });
    await publish(article);
    expect(wp.list().map(({ title }) => title)).toEqual(["Theirs", article.content.title]);
    const [record] = await recordsOf(article.content.id);
    expect(record!.checks).toMatchObject({
      changed: [{ field: "slug", note: `It is ${article.content.slug}-2` }],
    });
    expect((await rowOf(article.content.id)).external_url).toBe(`${SITE}/${article.content.slug}-2/`);
  });

  it("puts pages among the pages, without terms, and says of other types that they are not taken", async () => {
    const wp = fakeSite();
    await publish(await anArticle({ content_type: "page", categories: ["One"] }));
    expect(wp.list()).toMatchObject([{ type: "page", categories: [1] }]);
    const item = await publish(await anArticle({ content_type: "taxonomy" }));
    expect(item).toMatchObject({
      status: "failed",
      error: "This WordPress site accepts no content of the type taxonomy",
    });
  });
});

describe("publishing again", () => {
  it("updates the same post, uploads nothing twice, and leaves its address", async () => {
    const wp = fakeSite();
    const article = await anArticle({ categories: ["One"] });
    await anImage(article.content, 0);
    await publish(article);
    const { slug } = wp.list()[0];
    await as(article.person).put(`${article.path}/`, { title: "Another title" });
    await anImage(article.content, 1);
    await publish(article);
    expect(wp.list()).toMatchObject([{ title: "Another title", slug, status: "publish" }]);
    expect([wp.media.size, wp.terms.size]).toEqual([2, 1]);
    expect((await recordsOf(article.content.id)).map(({ status }) => status)).toEqual([
      "published",
      "published",
    ]);
    expect((await recordsOf(article.content.id))[0]!.checks).toMatchObject({
      created: false,
      images: { uploaded: 1, reused: 1 },
    });
  });

  it("uploads an image that was drawn anew", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    const image = await anImage(article.content, 0);
    await publish(article);
    const { file_name } = await anImage((await anArticle()).content, 0);
    await db.update(images).set({ file_name }).where(eq(images.id, image.id));
    await publish(article);
    expect(wp.media.size).toBe(2);
    expect(wp.list()[0].featured_media).toBe([...wp.media.keys()][1]);
  });

  it("changes the address with the slug, and brings a post back from the trash", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await publish(article);
    await as(article.person).put(`${article.path}/`, { slug: "a-better-slug" });
    await publish(article);
    expect((await rowOf(article.content.id)).external_url).toBe(`${SITE}/a-better-slug/`);
    Object.assign(wp.list()[0], { status: "trash", slug: "a-better-slug__trashed" });
    await publish(article);
    expect(wp.list()).toMatchObject([{ status: "publish", slug: "a-better-slug" }]);
  });

  it("makes the post anew where it is gone for good", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await publish(article);
    const [gone] = wp.list();
    wp.posts.delete(gone.id);
    await publish(article);
    expect(wp.list()).toHaveLength(1);
    expect((await rowOf(article.content.id)).external_id).toBe(String(wp.list()[0].id));
  });

  it("knows its post by its words where everything that was kept of it is lost", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await anImage(article.content, 1);
    await publish(article);
    const lost = { external_id: null, external_url: null, remote_digest: null };
    await db.update(contents).set(lost).where(eq(contents.id, article.content.id));
    await db.update(images).set({ external_id: null, external_url: null });
    await publish(article);
    expect([wp.list().length, wp.media.size]).toEqual([1, 1]);
  });

  it("takes no other post for its own, though its slug and title are the same", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    const { slug, title } = article.content;
    Object.assign(wp.newPost("post"), { slug, title, status: "publish", content: "<p>Theirs.</p>" });
    await publish(article);
    expect(wp.list().map(({ content }) => content)).toEqual(["<p>Theirs.</p>", HTML]);
  });

  it("never writes over what was changed in WordPress meanwhile, unless it is told to", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await publish(article);
    wp.list()[0].content = "<p>By hand.</p>";
    const item = await publish(article);
    expect(item.error).toContain("was changed in WordPress");
    expect(wp.list()[0].content).toBe("<p>By hand.</p>");
    expect(await rowOf(article.content.id)).toMatchObject({
      site_status: "published",
      conflict: { external_id: String(wp.list()[0].id) },
    });
    await as(article.person).post("/publisher/publish/", {
      content_ids: [article.content.id],
      overwrite: true,
    });
    const { work } = await import("./helpers");
    await work();
    expect(wp.list()[0].content).toBe(HTML);
    expect((await rowOf(article.content.id)).conflict).toBeNull();
  });

  it("goes to the new site where the integration names another, and changes no post there that is not ours", async () => {
    const old = fakeSite();
    const article = await anArticle();
    await anImage(article.content, 0);
    await publish(article);
    const { sealCredential } = await import("../../src/modules/integration/secrets");
    const external_site_url = "https://elsewhere.example.net";
    const sealed_credential = await sealCredential(
      { ...article.connection, external_site_url },
      "X0WZ avXU 1bcd 2efg 3hij 4klm",
    );
    await db
      .update(siteIntegrations)
      .set({ external_site_url, sealed_credential, updated_at: "2030-01-01T00:00:00.000Z" })
      .where(eq(siteIntegrations.id, article.connection.id));
    const wp = fakeSite({ url: external_site_url });
    for (const id of old.posts.keys())
      wp.posts.set(id, { ...wp.newPost("post"), id, slug: "theirs", status: "publish", title: "Theirs" });
    const theirs = [...wp.posts.values()].filter(({ title }) => title === "Theirs").length;
    await publish(article);
    expect(wp.list().filter(({ title }) => title === "Theirs")).toHaveLength(theirs);
    expect(wp.list().filter(({ title }) => title === article.content.title)).toHaveLength(1);
    expect(wp.media.size).toBe(1);
  });

  it("looks terms and images up anew that are gone from WordPress", async () => {
    const wp = fakeSite();
    const article = await anArticle({ categories: ["One"] });
    await anImage(article.content, 0);
    await publish(article);
    wp.terms.clear();
    wp.media.clear();
    await publish(article);
    expect((await recordsOf(article.content.id))[0]!.checks).toMatchObject({ dropped: ["categories"] });
    await publish(article);
    expect([wp.terms.size, wp.list()[0].categories]).toEqual([1, [...wp.terms.keys()]]);
    const [term] = await db.select().from(taxonomies).where(eq(taxonomies.site_id, article.site.id));
    expect(term).toMatchObject({ name: "One", external_id: String([...wp.terms.keys()][0]) });
  });
});

describe("the bridge plugin", () => {
  it("is handed everything at once, and keeps one post", async () => {
    const wp = fakeSite();
    const article = await anArticle({ tags: ["one"], secondary_keywords: ["two"] }, { auth_type: "api_key" });
    const image = await anImage(article.content, 0);
    await anImage(article.content, 1);
    await publish(article);
    await publish(article);
    const sent = wp.calls.find(({ line }) => line.includes("igny8/v1/publish"))!.body;
    expect(sent).toMatchObject({
      content_id: article.content.id,
      title: article.content.title,
      status: "publish",
      seo_title: "Meta title",
      seo_description: "Meta description",
      primary_keyword: "sleep",
      secondary_keywords: ["two"],
      tags: ["one"],
      featured_image_url: `http://localhost:8787/media/${image.file_name}`,
      sector_id: article.content.sector_id,
    });
    expect(sent.gallery_images).toHaveLength(1);
    expect(sent.content_html).toContain(`<img src="${sent.gallery_images[0]}"`);
    expect(wp.list()).toHaveLength(1);
    expect(await rowOf(article.content.id)).toMatchObject({
      site_status: "published",
      external_id: String(wp.list()[0].id),
    });
    const { live } = (await recordsOf(article.content.id))[0]!.checks as any;
    expect(live).toMatchObject({ status: 200, title_found: true });
  });
});
