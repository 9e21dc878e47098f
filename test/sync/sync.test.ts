import { beforeEach, describe, expect, it } from "vitest";
import { aContent, aSite, db } from "../factories";
import { as } from "../harness";
import { captureQueue, drain } from "../queue";
import { eq } from "drizzle-orm";
import {
  accounts,
  contents,
  creditUsage,
  notifications,
  sectors,
  siteIntegrations,
  syncEvents,
} from "../../src/db/schema";
import { purgeSyncEvents } from "../../src/modules/sync/sync.service";
import { aBlog, countsOf } from "./helpers";

beforeEach(captureQueue);

const HOUR = 3_600_000;
const before = (ms: number) => new Date(Date.now() - ms).toISOString().slice(0, 19);

describe("a sync from WordPress", () => {
  it("makes contents of posts: sanitised, with their terms, in the site's first sector", async () => {
    const { blog, sync, row, place, terms } = await aBlog();
    const news = blog.term("categories", "News &amp; more");
    const post = blog.write({
      title: "Tom &amp; Jerry",
      content: "<!-- wp:paragraph -->\n<p onclick='x()'>Hello <b>you</b></p>\n<script>x</script>",
      excerpt: "Short",
      categories: [news.id],
    });
    const job = await sync("from_external");
    expect(job).toMatchObject({ type: "sync", status: "succeeded", credits_charged: 0 });
    expect(countsOf(job)).toMatchObject({ imported: 1, updated: 0, conflicts: 0 });
    expect(await row(post.id)).toMatchObject({
      source: "wordpress",
      title: "Tom & Jerry",
      slug: post.slug,
      content_html: "<p>Hello <b>you</b></p>",
      excerpt: "Short",
      categories: ["News & more"],
      word_count: 2,
      status: "published",
      site_status: "published",
      external_url: post.link,
      sector_id: place.sector_id,
      remote_modified_at: `${post.modified_gmt}Z`,
      conflict: null,
    });
    expect(await terms()).toMatchObject([
      { name: "News & more", taxonomy_type: "category", external_id: String(news.id) },
    ]);
  });

  it("maps statuses, leaves the trash where it is, and numbers slugs that are taken", async () => {
    const { blog, sync, rows, place } = await aBlog();
    await aContent(place, { slug: "same" });
    const soon = new Date(Date.now() + HOUR).toISOString().slice(0, 19);
    blog.write({ status: "private", slug: "same" });
    blog.write({ status: "future", date_gmt: soon, modified_gmt: soon, slug: "" });
    for (const status of ["draft", "pending", "trash"]) blog.write({ status });
    await sync("from_external");
    expect((await rows()).slice(1)).toMatchObject([
      { site_status: "published", status: "published", slug: "same-2" },
      { site_status: "scheduled", status: "approved", scheduled_publish_at: `${soon}Z` },
      { site_status: "not_published", status: "draft" },
      { site_status: "not_published", status: "draft" },
    ]);
  });

  it("changes nothing when it is repeated", async () => {
    const { blog, sync, rows, terms } = await aBlog();
    const tag = blog.term("tags", "seo");
    const soon = new Date(Date.now() + HOUR).toISOString().slice(0, 19);
    for (let n = 0; n < 60; n += 1) blog.write({ tags: [tag.id], modified_gmt: before(n * HOUR) });
    blog.write({ status: "future", date_gmt: soon, modified_gmt: soon });
    blog.write({ type: "page" });
    expect(countsOf(await sync())).toMatchObject({ imported: 61 });
    const first = [await rows(), await terms()];
    const asked = blog.calls.length;
    const job = await sync();
    expect(countsOf(job)).toMatchObject({
      imported: 0,
      updated: 0,
      deleted: 0,
      pushed: 0,
      terms: 0,
      conflicts: 0,
    });
    expect([await rows(), await terms()]).toEqual(first);
    expect(blog.calls.slice(asked).filter(({ line }) => /^(POST|DELETE)/.test(line))).toEqual([]);
  });

  it("takes what was changed there, and keeps what was here as a revision", async () => {
    const { blog, sync, row, person } = await aBlog();
    const post = blog.write({ modified_gmt: before(2 * HOUR) });
    await sync();
    blog.write({ id: post.id, title: "New title", content: "<p>New text</p>" });
    expect(countsOf(await sync())).toMatchObject({ updated: 1, imported: 0 });
    const content = await row(post.id);
    expect(content).toMatchObject({ title: "New title", content_html: "<p>New text</p>", conflict: null });
    expect(content.pushed_version).toBe(content.updated_at);
    const revisions = (await as(person).get(`/writer/content/${content.id}/revisions/`)).body;
    expect(revisions.results).toMatchObject([{ title: post.title, cause: "sync" }]);
  });

  it("follows statuses, also those that change without a modification", async () => {
    const { blog, sync, row } = await aBlog();
    const shown = blog.write({ modified_gmt: before(9 * HOUR) });
    const hidden = blog.write({ status: "draft", modified_gmt: before(9 * HOUR) });
    blog.write();
    await sync();
    blog.write({ id: shown.id, status: "trash", link: `${shown.link}__trashed`, modified_gmt: before(0) });
    blog.write({ id: hidden.id, status: "publish", modified_gmt: hidden.modified_gmt });
    await sync("from_external");
    expect(await row(shown.id)).toMatchObject({ site_status: "not_published", external_url: shown.link });
    expect(await row(hidden.id)).toMatchObject({ site_status: "published" });
  });

  it("notices posts that are gone for good, and keeps their contents", async () => {
    const { blog, sync, rows, events } = await aBlog();
    const post = blog.write({ modified_gmt: before(9 * HOUR) });
    blog.write({ modified_gmt: before(8 * HOUR) });
    await sync();
    blog.remove(post.id);
    expect(countsOf(await sync("from_external"))).toMatchObject({ deleted: 1 });
    expect((await rows())[0]).toMatchObject({
      title: post.title,
      external_id: null,
      external_url: null,
      site_status: "not_published",
      remote_digest: null,
    });
    expect(await events("post")).toMatchObject([{ action: "deleted", external_id: String(post.id) }]);
  });

  it("takes none of the publisher's drafts, and leaves alone what is being published", async () => {
    const { blog, sync, rows, row } = await aBlog();
    blog.write({ slug: "igny8-0123456789abcdef", status: "draft" });
    const post = blog.write();
    await sync();
    expect(await rows()).toHaveLength(1);
    await db
      .update(contents)
      .set({ site_status: "publishing" })
      .where(eq(contents.external_id, String(post.id)));
    const held = await row(post.id);
    blog.write({ id: post.id, title: "Other" });
    await sync();
    expect(await row(post.id)).toEqual(held);
  });

  it("does not take a post of another site for the one that an id stood for before", async () => {
    const { blog, sync, rows, row, place } = await aBlog();
    const post = blog.write();
    const old = await aContent(place, {
      external_id: String(post.id),
      external_url: "https://old.example.org/something/",
      pushed_version: "x",
      remote_digest: "y",
    });
    await sync();
    await sync();
    expect(await row(post.id)).toMatchObject({ title: post.title, source: "wordpress" });
    expect((await rows()).find(({ id }) => id === old.id)).toMatchObject({
      title: old.title,
      external_id: null,
    });
  });

  it("makes paragraphs of the classic editor's blank lines", async () => {
    const { blog, sync, row } = await aBlog();
    const post = blog.write({ content: "One\nline\n\nTwo\n\n<h2>Three</h2>" });
    await sync("from_external");
    expect((await row(post.id)).content_html).toBe("<p>One<br>line</p>\n<p>Two</p>\n<h2>Three</h2>");
  });

  it("is the same through the plugin's routes, by its key", async () => {
    const { blog, sync, row } = await aBlog({ auth_type: "api_key" }, { bridge: true });
    const post = blog.write();
    expect(await sync()).toMatchObject({ status: "succeeded" });
    expect(await row(post.id)).toMatchObject({ title: post.title });
    expect(blog.lines().some((line) => line.includes("/wp/v2/"))).toBe(false);
  });
});

describe("terms in a sync", () => {
  it("come here, are renamed, and go; what was here by name becomes the term", async () => {
    const { blog, sync, terms, person, site } = await aBlog();
    const tag = blog.term("tags", "seo");
    blog.term("categories", "News");
    await as(person).post("/writer/taxonomies/", { site_id: site.id, taxonomy_type: "tag", name: "SEO" });
    await sync("metadata");
    expect(await terms()).toMatchObject([
      { name: "seo", taxonomy_type: "tag", external_id: String(tag.id) },
      { name: "News", taxonomy_type: "category" },
    ]);
    blog.terms.tags.set(tag.id, { ...tag, name: "Search" });
    blog.terms.categories.clear();
    await sync("metadata");
    expect(await terms()).toMatchObject([{ name: "Search", slug: "seo" }]);
  });

  it("go there where they are new or renamed here", async () => {
    const { blog, sync, terms, person, site } = await aBlog();
    const old = blog.term("categories", "Old");
    await sync();
    await as(person).post("/writer/taxonomies/", { site_id: site.id, taxonomy_type: "tag", name: "Fresh" });
    await as(person).put(`/writer/taxonomies/${(await terms())[0]!.id}/`, { name: "Renamed" });
    await sync();
    expect([...blog.terms.tags.values()]).toMatchObject([{ name: "Fresh" }]);
    expect(blog.terms.categories.get(old.id)!.name).toBe("Renamed");
    expect((await terms()).map(({ name, external_id }) => [name, external_id !== null])).toEqual([
      ["Renamed", true],
      ["Fresh", true],
    ]);
    const calls = blog.calls.length;
    await sync();
    expect(blog.calls.slice(calls).filter(({ line }) => line.startsWith("POST"))).toEqual([]);
  });

  it("of a content go to its post, and its text does not", async () => {
    const { blog, sync, row, person } = await aBlog();
    const post = blog.write({ modified_gmt: before(HOUR) });
    await sync();
    const { id } = await row(post.id);
    await as(person).put(`/writer/content/${id}/`, { tags: ["One", "Two"], title: "Mine" });
    expect(countsOf(await sync())).toMatchObject({ pushed: 1, conflicts: 0 });
    expect(blog.posts.get(post.id)).toMatchObject({ title: post.title });
    expect(blog.posts.get(post.id)!.tags).toHaveLength(2);
    const after = await row(post.id);
    expect(countsOf(await sync())).toMatchObject({ pushed: 0, updated: 0 });
    expect(await row(post.id)).toEqual(after);
  });
});

describe("a schedule in a sync", () => {
  it("that was taken back here is taken back there; what is public there stays public", async () => {
    const { blog, sync, row } = await aBlog();
    const soon = new Date(Date.now() + HOUR).toISOString().slice(0, 19);
    const post = blog.write({ status: "future", date_gmt: soon, modified_gmt: soon });
    const shown = blog.write();
    await sync();
    const later = new Date(Date.now() + 1000).toISOString();
    for (const { id } of [post, shown])
      await db
        .update(contents)
        .set({ site_status: "not_published", scheduled_publish_at: null, updated_at: later })
        .where(eq(contents.external_id, String(id)));
    await sync("to_external");
    expect(blog.posts.get(post.id)!.status).toBe("draft");
    expect(blog.posts.get(shown.id)!.status).toBe("publish");
    await sync("from_external");
    expect((await row(post.id)).site_status).toBe("not_published");
    expect((await row(shown.id)).site_status).toBe("published");
  });
});

describe("a sync as a job", () => {
  it("tells its progress, its end and its figures, and costs nothing", async () => {
    const { blog, person, path, site, sync, integration } = await aBlog();
    blog.write();
    const reply = await as(person).post("/integration/site_sync/", { site_id: site.id, direction: "both" });
    expect(reply.status).toBe(202);
    const under = (await as(person).get(`${path}sync_status/`)).body.data;
    expect(under).toMatchObject({
      status: "syncing",
      progress: { task_id: reply.body.data.task_id, phase: "metadata", percent: 0 },
    });
    expect((await as(person).post(`${path}sync/`, { direction: "both" })).body.code).toBe("ALREADY_RUNNING");
    await drain();
    const status = (await as(person).get(`${path}sync_status/`)).body.data;
    expect(status).toMatchObject({ status: "completed", progress: null, sync_error: null });
    expect(status.last_sync_at).not.toBeNull();
    const health = (await as(person).get(`${path}sync_health/`)).body.data;
    expect(health).toMatchObject({
      last_7_days: { syncs_succeeded: 1, syncs_failed: 0, webhooks_received: 0 },
      contents: { in_sync: 1, changed_here: 0, conflicts: 0 },
      last_error: null,
    });
    const [news] = await db.select().from(notifications).where(eq(notifications.site_id, site.id));
    expect(news).toMatchObject({ notification_type: "wordpress_sync_success", severity: "success" });
    expect(await db.select().from(creditUsage).where(eq(creditUsage.site_id, site.id))).toEqual([]);
    const [account] = await db.select().from(accounts).where(eq(accounts.id, integration.account_id));
    expect(account).toMatchObject({ credits: 1000, credits_reserved: 0 });
    await sync("metadata");
  });

  it("that fails tells why with a fix, and the next one goes on from where it was", async () => {
    const { blog, person, path, site, sync } = await aBlog();
    const post = blog.write();
    blog.options.stripsAuth = true;
    expect(await sync("from_external")).toMatchObject({ status: "failed" });
    const status = (await as(person).get(`${path}sync_status/`)).body.data;
    expect(status).toMatchObject({ status: "error", last_sync_at: null });
    expect(status.sync_error).toContain("removes the Authorization header");
    const health = (await as(person).get(`${path}sync_health/`)).body.data;
    expect(health).toMatchObject({
      last_7_days: { syncs_failed: 1 },
      last_error: { message: status.sync_error },
    });
    const [news] = await db.select().from(notifications).where(eq(notifications.site_id, site.id));
    expect(news).toMatchObject({ notification_type: "wordpress_sync_failed", severity: "error" });
    blog.options.stripsAuth = false;
    expect(countsOf(await sync("from_external"))).toMatchObject({ imported: 1 });
    expect(blog.posts.get(post.id)).toBeDefined();
  });

  it("goes through all pages, and asks for what is newer alone the next time", async () => {
    const { blog, sync, rows, integration } = await aBlog();
    const newest = before(5 * HOUR);
    blog.write({ modified_gmt: newest });
    for (let n = 1; n < 120; n += 1) blog.write({ modified_gmt: before((n + 5) * HOUR) });
    await sync("from_external");
    expect(await rows()).toHaveLength(120);
    const [row] = await db.select().from(siteIntegrations).where(eq(siteIntegrations.id, integration.id));
    expect(row!.sync_cursor).toBe(`${newest}Z`);
    const calls = blog.calls.length;
    await sync("from_external");
    const pulls = blog
      .lines()
      .slice(calls)
      .filter((line) => line.includes("modified_after"));
    expect(pulls).toHaveLength(1);
    const since = Date.parse(new URL(`https://x${pulls[0]!.slice(4)}`).searchParams.get("modified_after")!);
    expect(Date.parse(row!.sync_cursor!) - since).toBe(70 * 60_000);
  });

  it("is refused where sync is off, and where there is no WordPress or no sector", async () => {
    const { person, path, site, blog, sync } = await aBlog();
    blog.write();
    await db.delete(sectors).where(eq(sectors.site_id, site.id));
    expect((await sync()).items.at(-1).error).toContain("no sector");
    await as(person).put(path, { sync_enabled: false });
    expect((await as(person).post(`${path}sync/`, { direction: "both" })).status).toBe(409);
    const other = await aSite(person);
    const reply = await as(person).post("/integration/site_sync/", { site_id: other.site.id });
    expect(reply.body.errors).toEqual({ site_id: ["The site has no WordPress integration"] });
    expect((await as(person).post(`${path}sync/`, { direction: "sideways" })).status).toBe(400);
  });
});

describe("events of a sync", () => {
  it("are kept for ninety days", async () => {
    const { sync, place } = await aBlog();
    await sync();
    await sync();
    const eventsOf = () => db.select().from(syncEvents).where(eq(syncEvents.site_id, place.site_id));
    const [old, fresh] = await eventsOf();
    const aged = (event: typeof old, days: number) =>
      db
        .update(syncEvents)
        .set({ created_at: new Date(Date.now() - days * 86_400_000).toISOString() })
        .where(eq(syncEvents.id, event!.id));
    await aged(old, 91);
    await aged(fresh, 89);
    await purgeSyncEvents();
    expect((await eventsOf()).map((event) => event.id)).toEqual([fresh!.id]);
  });
});
