import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { TemporaryWorker } from "../../scripts/temporary-worker.ts";
import type { Client } from "../browser/client.ts";
import { connectSite, startWorkerFor, until } from "./harness/account.ts";
import { restOf } from "./harness/browser.ts";
import { BRIDGE_KEY, type Site, startSite } from "./harness/site.ts";

let pretty: Site;
let plain: Site;
let worker: TemporaryWorker;
let api: Client;
let blog: Awaited<ReturnType<typeof connectSite>>;
let rest: ReturnType<typeof restOf>;

before(async () => {
  pretty = await startSite();
  plain = await startSite({ WP_PERMALINKS: "plain" });
  worker = await startWorkerFor([pretty, plain]);
  blog = await connectSite(worker.origin, pretty);
  ({ api } = blog);
  rest = restOf(pretty);
});

after(async () => {
  await worker?.stop();
  for (const site of [pretty, plain]) await site?.stop();
});

afterEach(() => pretty.afflict());

const quiet = { imported: 0, updated: 0, conflicts: 0, deleted: 0, pushed: 0, terms: 0 };
const whole = (result: any) => Object.fromEntries(Object.keys(quiet).map((name) => [name, result[name]]));
/** WordPress tells modifications by the second. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
const aPost = (fields: object = {}) =>
  rest("POST", "/wp/v2/posts", { title: "A post", content: "<p>Its text</p>", status: "publish", ...fields });

describe("a sync with a real WordPress", () => {
  it("brings posts, categories and tags; again, it changes nothing", async () => {
    assert.equal((await blog.sync()).imported, 4);
    const contents = await blog.contents();
    const told = contents.map(({ title, site_status, source }) => [title, site_status, source]).sort();
    assert.deepEqual(told, [
      ["A first guide", "published", "wordpress"],
      ["Hello world!", "published", "wordpress"],
      ["Some news", "published", "wordpress"],
      ["Unfinished", "not_published", "wordpress"],
    ]);
    const guide = contents.find(({ title }) => title === "A first guide");
    assert.deepEqual([guide.categories.sort(), guide.tags], [["Guides", "How-to"], ["seo"]]);
    assert.equal(guide.external_url, `${pretty.url}/a-first-guide/`);
    const { content_html } = await api.call("GET", `/writer/content/${guide.id}/`);
    assert.equal(content_html, "<p>Text of A first guide.</p>");
    const names = (await blog.terms()).map(({ name }) => name);
    for (const name of ["Guides", "How-to", "News", "seo", "wordpress", "content"])
      assert.ok(names.includes(name));
    assert.deepEqual(whole(await blog.sync()), quiet);
    assert.deepEqual(await blog.contents(), contents);
    assert.equal((await api.call("GET", `${blog.path}sync_status/`)).status, "completed");
  });

  it("is the same through the plugin, by its key and with plain permalinks", async () => {
    const asPlugin = { auth_type: "api_key", username: null, credential: BRIDGE_KEY };
    const other = await connectSite(worker.origin, plain, asPlugin);
    assert.equal((await other.sync()).imported, 4);
    assert.deepEqual(whole(await other.sync()), quiet);
    const [content] = await other.contents();
    await other.api.call("PUT", `/writer/content/${content.id}/`, { tags: ["By the plugin"] });
    assert.equal((await other.sync()).pushed, 1);
    const tags = await restOf(plain)("GET", `/wp/v2/tags?post=${content.external_id}`);
    assert.deepEqual(
      tags.map(({ name }: any) => name),
      ["By the plugin"],
    );
  });

  it("brings what was edited there since, and only that", async () => {
    const post = await aPost();
    await blog.sync();
    await aSecond();
    await rest("POST", `/wp/v2/posts/${post.id}`, {
      title: "Edited & more",
      content: "<p>New</p>",
      excerpt: "Short",
    });
    assert.equal((await blog.sync()).updated, 1);
    const content = await blog.contentOf(post.id);
    assert.deepEqual(
      [content.title, content.content_html, content.excerpt],
      ["Edited & more", "<p>New</p>", "Short"],
    );
    assert.deepEqual(whole(await blog.sync()), quiet);
  });

  it("follows statuses there: scheduled, private, draft, trash, gone", async () => {
    const post = await aPost({ status: "future", date_gmt: "2040-01-15T09:00:00" });
    const statusAfter = async (fields: object) => {
      await rest("POST", `/wp/v2/posts/${post.id}`, fields);
      await blog.sync();
      return (await blog.contentOf(post.id)).site_status;
    };
    await blog.sync();
    const content = await blog.contentOf(post.id);
    assert.deepEqual(
      [content.site_status, content.scheduled_publish_at],
      ["scheduled", "2040-01-15T09:00:00Z"],
    );
    assert.deepEqual(whole(await blog.sync()), quiet);
    assert.equal(await statusAfter({ status: "draft" }), "not_published");
    assert.equal(await statusAfter({ status: "private", date_gmt: "2026-01-15T09:00:00" }), "published");
    await rest("DELETE", `/wp/v2/posts/${post.id}`);
    await blog.sync();
    assert.equal((await blog.contentOf(post.id)).site_status, "not_published");
    await rest("DELETE", `/wp/v2/posts/${post.id}?force=true`);
    assert.equal((await blog.sync()).deleted, 1);
    assert.equal(await blog.contentOf(post.id), undefined);
    const kept = await api.call("GET", `/writer/content/${content.id}/`);
    assert.deepEqual([kept.external_id, kept.title], [null, "A post"]);
  });

  it("takes categories, tags and their names there, and brings no text of ours", async () => {
    const post = await aPost();
    await blog.sync();
    const { id } = await blog.contentOf(post.id);
    await api.call("PUT", `/writer/content/${id}/`, {
      categories: ["News", "Brand new"],
      tags: ["One & two"],
      title: "Ours",
    });
    const made = await api.call("POST", "/writer/taxonomies/", {
      site_id: blog.site_id,
      taxonomy_type: "tag",
      name: "Alone",
    });
    assert.equal((await blog.sync()).pushed, 1);
    const now = await rest("GET", `/wp/v2/posts/${post.id}?context=edit`);
    assert.equal(now.title.raw, "A post");
    const names = async (route: string) =>
      (await rest("GET", `${route}?post=${post.id}`)).map(({ name }: any) => name).sort();
    assert.deepEqual(await names("/wp/v2/categories"), ["Brand new", "News"]);
    assert.deepEqual(await names("/wp/v2/tags"), ["One &amp; two"]);
    const { external_id } = await api.call("GET", `/writer/taxonomies/${made.id}/`);
    assert.equal((await rest("GET", `/wp/v2/tags/${external_id}`)).name, "Alone");
    await api.call("PUT", `/writer/taxonomies/${made.id}/`, { name: "Together" });
    await blog.sync();
    assert.equal((await rest("GET", `/wp/v2/tags/${external_id}`)).name, "Together");
    const last = await blog.sync();
    assert.deepEqual([last.pushed, last.updated], [0, 0]);
  });

  it("tells a conflict, which ends as a person decides", async () => {
    const post = await aPost();
    await blog.sync();
    const { id } = await blog.contentOf(post.id);
    const resolve = (choice: string) =>
      api.call("POST", `/writer/content/${id}/resolve_conflict/`, { choice });
    const disagree = async (word: string) => {
      await aSecond();
      await api.call("PUT", `/writer/content/${id}/`, { title: `Here ${word}` });
      await rest("POST", `/wp/v2/posts/${post.id}`, { title: `There ${word}` });
      assert.equal((await blog.sync()).conflicts, 1);
      const content = await api.call("GET", `/writer/content/${id}/`);
      assert.deepEqual([content.title, content.conflict.fields], [`Here ${word}`, ["title"]]);
      assert.equal((await rest("GET", `/wp/v2/posts/${post.id}?context=edit`)).title.raw, `There ${word}`);
    };
    await disagree("one");
    assert.equal((await blog.health()).contents.conflicts, 1);
    assert.equal((await resolve("new_revision")).title, "There one");
    const { results } = await api.call("GET", `/writer/content/${id}/revisions/`);
    assert.equal(results[0].title, "Here one");
    await disagree("two");
    assert.equal((await resolve("keep_remote")).title, "There two");
    assert.deepEqual(whole(await blog.sync()), quiet);
    await disagree("three");
    assert.equal((await resolve("overwrite")).title, "Here three");
    await until(
      () => rest("GET", `/wp/v2/posts/${post.id}?context=edit`),
      ({ title, status }) => title.raw === "Here three" && status === "publish",
    );
    await until(
      () => blog.contentOf(post.id),
      ({ site_status }) => site_status === "published",
    );
    assert.deepEqual(whole(await blog.sync()), quiet);
  });

  it("goes through many posts page by page", async () => {
    const before = (await blog.contents()).length;
    await pretty.php(`for ($n = 0; $n < 120; $n++) wp_insert_post(array('post_title' => "Many $n",
      'post_content' => "<p>Number $n</p>", 'post_status' => 'publish'));`);
    assert.equal((await blog.sync()).imported, 120);
    assert.equal((await api.call("GET", `/writer/content/?site_id=${blog.site_id}`)).count, before + 120);
    assert.deepEqual(whole(await blog.sync()), quiet);
  });

  it("that the host fails for a moment comes through; one that may not, tells why", async () => {
    pretty.afflict([{ match: "GET .*posts", fault: "bad_gateway", times: 1 }]);
    assert.equal((await blog.sync()).deleted, 0);
    pretty.afflict([{ match: ".", fault: "strip_auth" }]);
    await assert.rejects(blog.sync(), /Authorization header/);
    const { last_error, last_7_days } = await blog.health();
    assert.match(last_error.message, /Authorization header/);
    assert.equal(last_7_days.syncs_failed, 1);
    assert.ok(last_7_days.mean_duration_ms > 0);
  });
});
