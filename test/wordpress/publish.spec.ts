import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { type Local, prepare, startWorker } from "../../scripts/local.ts";
import { freePort } from "../../scripts/temporary-worker.ts";
import { Client } from "../browser/client.ts";
import { type Site, startSite } from "./harness/site.ts";

const MINUTE_MS = 60_000;
let wordpress: Site;
let worker: Local;
let storage: string;
let port: number;
let api: Client;
let place: { site_id: number; sector_id: number };
let integrationId: number;

const startAgain = async () => {
  const vars = { ALLOWED_PRIVATE_HOSTS: new URL(wordpress.url).host };
  worker = await startWorker(port, storage, () => {}, vars);
};

before(async () => {
  wordpress = await startSite();
  storage = mkdtempSync(join(tmpdir(), "igny8-"));
  port = await freePort();
  prepare(storage, true);
  await startAgain();
  api = new Client(worker.origin);
  await api.register();
  const site = await api.call("POST", "/auth/sites/", { name: "Blog" });
  const sector = await api.call("POST", "/auth/sectors/", { site_id: site.id, name: "All" });
  place = { site_id: site.id, sector_id: sector.id };
  await connectAs("editor");
});

after(async () => {
  await worker?.stop();
  await wordpress?.stop();
  rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

afterEach(() => wordpress.afflict());

async function connectAs(role: keyof Site["users"]) {
  if (integrationId) await api.call("DELETE", `/integration/${integrationId}/`);
  const { username, application_password: credential } = wordpress.users[role];
  const made = await api.call("POST", "/integration/", {
    site_id: place.site_id,
    external_site_url: wordpress.url,
    auth_type: "application_password",
    username,
    credential,
  });
  integrationId = made.id;
}

let serial = 0;
async function anArticle(fields: Record<string, unknown> = {}, images = 0) {
  const content = await api.call("POST", "/writer/content/", {
    ...place,
    title: `Why "sleep" & rest differ ${++serial}`,
    content_html: `<p>First words.</p><h2>One</h2><p>See <a href="${wordpress.url}/">home</a>.</p><h2>Two</h2><p>End.</p>`,
    excerpt: "An excerpt.",
    meta_title: "A title for search engines",
    meta_description: "A description for search engines",
    primary_keyword: "sleep",
    ...fields,
  });
  if (images) await api.work(`/writer/content/${content.id}/generate_images/`, { max_images: images - 1 });
  await api.call("POST", `/writer/content/${content.id}/approve/`);
  return content as { id: number; title: string; slug: string };
}

const publish = ({ id }: { id: number }) => api.work(`/writer/content/${id}/publish_to_wordpress/`);
const contentOf = ({ id }: { id: number }) => api.call("GET", `/writer/content/${id}/`);
const recordOf = async ({ id }: { id: number }) =>
  (await api.call("GET", `/publisher/records/?content_id=${id}`)).results[0];

/** What WordPress itself shows its administrator. */
async function ask(route: string): Promise<any> {
  const { username, application_password } = wordpress.users.admin;
  const Authorization = `Basic ${Buffer.from(`${username}:${application_password}`).toString("base64")}`;
  const response = await fetch(`${wordpress.url}/wp-json/wp/v2/${route}`, { headers: { Authorization } });
  return response.json();
}
const postsNamed = async (title: string) => {
  const posts: any[] = await ask("posts?status=any,trash&context=edit&per_page=100&orderby=id");
  return posts.filter((post) => post.title.raw === title);
};
const mediaOf = async (post: number) =>
  ((await ask("media?per_page=100")) as any[]).filter((media) => media.post === post);

describe("an article on a real WordPress", () => {
  it("is complete: images, terms, texts for search engines, and a live page", async () => {
    const article = await anArticle({ categories: ["Sleep & rest"], tags: ["night", "day"] }, 3);
    const asked = wordpress.asked().length;
    const job = await publish(article);
    assert.equal(job.credits_charged, 0);
    const posts = await postsNamed(article.title);
    assert.equal(posts.length, 1);
    const [post] = posts;
    assert.equal(post.status, "publish");
    assert.equal(post.slug, article.slug);
    assert.equal(post.excerpt.raw, "An excerpt.");
    const media = await mediaOf(post.id);
    assert.equal(media.length, 3);
    assert.ok(media.some(({ id }: any) => id === post.featured_media));
    assert.equal(post.content.raw.match(/<img /g).length, 2);
    const names = (await ask(`categories?include=${post.categories}`)).map(({ name }: any) => name);
    assert.deepEqual(names, ["Sleep &amp; rest"]);
    assert.equal(post.tags.length, 2);
    assert.equal(post.meta._yoast_wpseo_title, "A title for search engines");
    const { external_url, external_id, site_status } = await contentOf(article);
    assert.deepEqual([external_url, external_id, site_status], [post.link, String(post.id), "published"]);
    const { checks, status } = await recordOf(article);
    assert.equal(status, "published");
    assert.deepEqual([checks.dropped, checks.changed, checks.live.problems], [[], [], []]);
    console.log("requests for the first article with three images and three new terms:");
    console.log(wordpress.asked().slice(asked, -6).join("\n"));
  });

  it("asks four times besides once an image, and is updated by three", async () => {
    const article = await anArticle({ categories: ["Sleep & rest"] }, 2);
    const asked = wordpress.asked().length;
    await publish(article);
    assert.equal(wordpress.asked().length - asked, 4 + 2);
    await api.call("PUT", `/writer/content/${article.id}/`, { title: `${article.title} again` });
    const before = wordpress.asked().length;
    await publish(article);
    assert.equal(wordpress.asked().length - before, 3);
    const [post, ...more] = await postsNamed(`${article.title} again`);
    assert.equal(more.length, 0);
    assert.equal((await mediaOf(post.id)).length, 2);
    assert.equal((await postsNamed(article.title)).length, 0);
  });

  it("comes back from the trash, and is made anew where it is gone for good", async () => {
    const article = await anArticle();
    await publish(article);
    const remove = async (force: string) => {
      const [post] = await postsNamed(article.title);
      const { username, application_password } = wordpress.users.admin;
      const Authorization = `Basic ${Buffer.from(`${username}:${application_password}`).toString("base64")}`;
      await fetch(`${wordpress.url}/wp-json/wp/v2/posts/${post.id}${force}`, {
        method: "DELETE",
        headers: { Authorization },
      });
    };
    await remove("");
    await publish(article);
    assert.deepEqual(
      (await postsNamed(article.title)).map(({ status, slug }) => [status, slug]),
      [["publish", article.slug]],
    );
    await remove("?force=true");
    await publish(article);
    assert.equal((await postsNamed(article.title)).length, 1);
  });

  it("tells what an author's rights leave of it", async () => {
    await connectAs("author");
    const article = await anArticle({ categories: ["Brand new"], tags: ["brand new"] });
    await publish(article);
    const { checks } = await recordOf(article);
    assert.ok(checks.dropped.includes("term: Brand new"), JSON.stringify(checks));
    await connectAs("contributor");
    const other = await anArticle();
    await assert.rejects(publish(other), /may not|not allowed|Use a user with the role/);
    assert.equal((await contentOf(other)).site_status, "failed");
    await connectAs("editor");
    await publish(other);
    assert.equal((await contentOf(other)).site_status, "published");
  });

  it("is one, and its image too, where the answer to either is lost", async () => {
    for (const [what, fault] of [
      ["posts", "lost_response"],
      ["posts/", "lost_response"],
      ["media", "lost_response"],
      ["media", "truncated"],
    ]) {
      const article = await anArticle({}, 1);
      wordpress.afflict([{ match: `POST .*/wp/v2/${what}`, fault: fault!, times: 1 }]);
      await publish(article).catch(() => {});
      wordpress.afflict();
      if ((await contentOf(article)).site_status !== "published") await publish(article);
      const posts = await postsNamed(article.title);
      assert.deepEqual(
        posts.map(({ status }) => status),
        ["publish"],
        what,
      );
      assert.equal((await mediaOf(posts[0].id)).length, 1, what);
    }
  });

  it("is left to WordPress's own clock where that is asked, and is published once all the same", async () => {
    const article = await anArticle();
    const published_at = new Date(Date.now() + 60 * MINUTE_MS).toISOString();
    await api.work("/publisher/publish/", { content_ids: [article.id], status: "future", published_at });
    const [post] = await postsNamed(article.title);
    assert.equal(post.status, "future");
    assert.equal((await contentOf(article)).site_status, "scheduled");
    await publish(article);
    assert.deepEqual(
      (await postsNamed(article.title)).map(({ status }) => status),
      ["publish"],
    );
  });
});

describe("a worker that is killed", () => {
  it("between WordPress's 201 and its own commit leaves one post", { timeout: 4 * MINUTE_MS }, async () => {
    const article = await anArticle({}, 2);
    wordpress.afflict([{ match: "POST .*/wp/v2/posts", fault: "slow_after", ms: 8_000, times: 1 }]);
    await api.call("POST", `/writer/content/${article.id}/publish_to_wordpress/`);
    while ((await postsNamed(article.title)).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 200));
    await worker.stop();
    await startAgain();
    assert.equal((await contentOf(article)).site_status, "publishing");
    // The lease of the dead ends after a minute; then the tick finds the item.
    const tick = `${worker.origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("*/5 * * * *")}`;
    while ((await contentOf(article)).site_status === "publishing") {
      await fetch(tick);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
    const posts = await postsNamed(article.title);
    assert.deepEqual(
      posts.map(({ status }) => status),
      ["publish"],
    );
    assert.equal((await mediaOf(posts[0].id)).length, 2);
    assert.equal((await contentOf(article)).external_id, String(posts[0].id));
  });
});
