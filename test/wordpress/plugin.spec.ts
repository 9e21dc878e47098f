import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, afterEach, before, describe, it } from "node:test";
import type { TemporaryWorker } from "../../scripts/temporary-worker.ts";
import { connectSite, startWorkerFor, until } from "./harness/account.ts";
import { restOf, signIn } from "./harness/browser.ts";
import { type Site, startSite } from "./harness/site.ts";

const SECRET = "a-secret-of-this-test";
const PAGE = "wp-admin/options-general.php?page=igny8-bridge";
let site: Site;
let worker: TemporaryWorker;
let blog: Awaited<ReturnType<typeof connectSite>>;
let rest: ReturnType<typeof restOf>;

before(async () => {
  site = await startSite();
  worker = await startWorkerFor([site]);
  blog = await connectSite(worker.origin, site, { webhook_secret: SECRET });
  rest = restOf(site);
});

after(async () => {
  await worker?.stop();
  await site?.stop();
});

afterEach(() => site.afflict());

const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
const aPost = (fields: object = {}) =>
  rest("POST", "/wp/v2/posts", { title: "A post", content: "<p>Its text</p>", status: "publish", ...fields });
const settings = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`igny8_bridge[${name}]`, value]));

describe("the plugin's settings page", () => {
  it("is the administrators' alone, and shows no secret", async () => {
    const { page, send } = await signIn(site);
    await send(
      PAGE,
      "options.php",
      settings({ api_url: `${worker.origin}/api/v1/`, api_key: blog.key, author: "1" }),
    );
    const { text } = await page(PAGE);
    assert.ok(text.includes(`value="${worker.origin}"`));
    assert.ok(!text.includes(blog.key));
    const editor = await signIn(site, "editor");
    assert.equal((await editor.page(PAGE)).status, 403);
    const refused = await editor.ask("wp-admin/admin-post.php", { action: "igny8_bridge_test" });
    assert.equal(refused.status, 403);
    const unsigned = await (
      await signIn(site)
    ).ask("wp-admin/admin-post.php", { action: "igny8_bridge_test" });
    assert.equal(unsigned.status, 403);
  });

  it("tests the connection, and says what is wrong", async () => {
    const { send } = await signIn(site);
    const test = async () => (await send(PAGE, "admin-post.php", {})).text;
    assert.match(await test(), /notice-success"><p>Connected\./);
    await send(
      PAGE,
      "options.php",
      settings({ api_url: worker.origin, api_key: "igny8_wrong", author: "1" }),
    );
    assert.match(await test(), /notice-error"><p>IGNY8 does not accept the key\./);
    await send(PAGE, "options.php", settings({ api_url: site.url, api_key: "", author: "1" }));
    assert.match(await test(), /notice-error"><p>This is not the address of IGNY8/);
    await send(
      PAGE,
      "options.php",
      settings({ api_url: worker.origin, api_key: blog.key, webhook_secret: SECRET, author: "1" }),
    );
    assert.match(await test(), /Connected\./);
  });

  it("keeps a secret that is left empty, and no address that is none", async () => {
    const { send } = await signIn(site);
    const stored = () => site.php("echo json_encode(get_option('igny8_bridge'));");
    const before = await stored();
    await send(PAGE, "options.php", settings({ api_url: "javascript:alert(1)", api_key: "", author: "1" }));
    assert.deepEqual(JSON.parse(await stored()), JSON.parse(before));
  });
});

describe("the plugin's webhooks", () => {
  const titleOf = async (post: number) => (await blog.contentOf(post))?.title;
  const events = () => blog.health().then(({ last_7_days }) => last_7_days);

  it("bring an edit at once, without a sync, with the terms that the same request set", async () => {
    const post = await aPost();
    await blog.sync();
    await aSecond();
    await rest("POST", `/wp/v2/posts/${post.id}`, { title: "Edited & more", categories: [1] });
    await until(
      () => titleOf(post.id),
      (title) => title === "Edited & more",
    );
    assert.deepEqual((await blog.contentOf(post.id)).categories, ["Uncategorized"]);
    const { updated, conflicts } = await blog.sync();
    assert.deepEqual([updated, conflicts], [0, 0]);
    assert.equal((await events()).webhooks_refused, 0);
  });

  it("tell of the trash, the way back and the end", async () => {
    const post = await aPost();
    await blog.sync();
    const { id } = await blog.contentOf(post.id);
    const content = () => blog.api.call("GET", `/writer/content/${id}/`);
    const comes = (status: string) => until(content, ({ site_status }) => site_status === status);
    await aSecond();
    await rest("DELETE", `/wp/v2/posts/${post.id}`);
    await comes("not_published");
    await aSecond();
    await rest("POST", `/wp/v2/posts/${post.id}`, { status: "publish" });
    await comes("published");
    await aSecond();
    await rest("DELETE", `/wp/v2/posts/${post.id}?force=true`);
    assert.equal((await until(content, ({ external_id }) => external_id === null)).title, "A post");
  });

  it("tell of categories and tags", async () => {
    const named = (name: string) => async () => (await blog.terms()).find((term) => term.name === name);
    const made = await rest("POST", "/wp/v2/categories", { name: "Told & new" });
    await until(named("Told & new"), (term) => term?.external_id === String(made.id));
    await rest("POST", `/wp/v2/categories/${made.id}`, { name: "Told again" });
    await until(named("Told again"), Boolean);
    await rest("DELETE", `/wp/v2/categories/${made.id}?force=true`);
    await until(named("Told again"), (term) => term === undefined);
  });

  it("make a conflict of what was edited here too", async () => {
    const post = await aPost();
    await blog.sync();
    const { id } = await blog.contentOf(post.id);
    await blog.api.call("PUT", `/writer/content/${id}/`, { title: "Mine" });
    await aSecond();
    await rest("POST", `/wp/v2/posts/${post.id}`, { title: "Theirs" });
    const { title, conflict } = await until(
      () => blog.contentOf(post.id),
      (content) => content.conflict !== null,
    );
    assert.deepEqual([title, conflict.fields], ["Mine", ["title"]]);
  });

  it("of posts that nothing stands for are taken, and make nothing", async () => {
    const before = (await events()).webhooks_received;
    const { count } = await blog.api.call("GET", `/writer/content/?site_id=${blog.site_id}`);
    await aPost({ title: "Never synced" });
    await until(events, (told) => told.webhooks_received > before);
    assert.equal((await blog.api.call("GET", `/writer/content/?site_id=${blog.site_id}`)).count, count);
  });

  it("that cannot be delivered are tried again, under the same id, with the post as it is then", async () => {
    const post = await aPost();
    await blog.sync();
    const setUrl = (url: string) =>
      site.php(`update_option('igny8_bridge', array('api_url' => '${url}') + get_option('igny8_bridge'));`);
    const waiting = async (): Promise<any[]> =>
      JSON.parse(
        await site.php(`$all = array(); foreach (_get_cron_array() as $time => $hooks)
          foreach ($hooks['igny8_bridge_deliver'] ?? array() as $one) $all[] = array($time - time(), $one['args'][0]);
          echo json_encode($all);`),
      );
    await setUrl("http://127.0.0.1:9");
    await aSecond();
    await rest("POST", `/wp/v2/posts/${post.id}`, { title: "Not told" });
    const [[delay, delivery]] = (await until(waiting, (all) => all.length === 1)) as any;
    assert.ok(delay > 50 && delay <= 60, `in ${delay} seconds`);
    assert.equal(delivery.tries, 1);
    assert.match((await (await signIn(site)).page(PAGE)).text, /post\.updated: .*will be retried/);
    const due = `wp_unschedule_hook('igny8_bridge_deliver'); IGNY8_Bridge_Webhooks::deliver(json_decode('${JSON.stringify(delivery)}', true));`;
    await site.php(due);
    const [[later]] = (await waiting()) as any;
    assert.ok(later > 290 && later <= 300, `in ${later} seconds`);
    await setUrl(worker.origin);
    await site.php(due);
    await until(
      () => titleOf(post.id),
      (title) => title === "Not told",
    );
    assert.deepEqual(await waiting(), []);
    const before = (await events()).webhooks_received;
    await site.php(due);
    assert.equal((await events()).webhooks_received, before);
  });

  it("with another secret are refused, and told", async () => {
    const set = (secret: string) =>
      site.php(
        `update_option('igny8_bridge', array('webhook_secret' => '${secret}') + get_option('igny8_bridge'));`,
      );
    await set("another-secret-of-this-test");
    await rest("POST", "/wp/v2/tags", { name: "Badly signed" });
    await until(events, (told) => told.webhooks_refused === 1);
    assert.ok(!(await blog.terms()).some(({ name }) => name === "Badly signed"));
    await set(SECRET);
  });
});

describe("the plugin's publish route", () => {
  const send = async (body: object, key = blog.key) => {
    const response = await fetch(`${site.url}/wp-json/igny8/v1/publish`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-IGNY8-API-KEY": key },
      body: JSON.stringify(body),
    });
    const reply: any = await response.json();
    return { ...reply.data, status: response.status, code: reply.code };
  };
  const article = (content_id: number, more: object = {}) => ({
    content_id,
    task_id: null,
    title: "Über <em>us</em> & you",
    content_html: '<h2 id="h-a">One</h2><p>Text — “quoted” \\ slash / 日本</p>',
    excerpt: "Short",
    status: "publish",
    seo_title: "SEO title",
    seo_description: "SEO description",
    primary_keyword: "keyword",
    secondary_keywords: [],
    categories: ["News", "From IGNY8 & co"],
    tags: ["one"],
    featured_image_url: null,
    gallery_images: [],
    cluster_id: null,
    sector_id: 1,
    published_at: null,
    ...more,
  });
  const postOf = (id: number) => rest("GET", `/wp/v2/posts/${id}?context=edit`);
  const countOf = async (content: number) =>
    Number(
      await site.php(`echo count(get_posts(array('meta_key' => '_igny8_content_id', 'meta_value' => '${content}',
        'post_status' => 'any', 'numberposts' => -1)));`),
    );

  it("makes a post with its terms, SEO texts and id, and updates it ever after", async () => {
    const made = await send(article(501));
    assert.deepEqual([made.status, made.post_status, made.warnings], [201, "publish", []]);
    const post = await postOf(made.post_id);
    const { title, content, excerpt, link, meta } = post;
    assert.deepEqual([excerpt.raw, link], ["Short", made.post_url]);
    assert.equal(content.raw, article(501).content_html);
    assert.equal(meta._yoast_wpseo_title, "SEO title");
    assert.equal(meta._yoast_wpseo_metadesc, "SEO description");
    assert.equal(meta._igny8_content_id, "501");
    assert.equal(post.categories.length, 2);
    const digest = createHash("sha256").update(JSON.stringify([title.raw, content.raw, excerpt.raw]));
    assert.equal(made.post_digest, digest.digest("hex"));
    assert.equal(made.post_modified_gmt, post.modified_gmt);
    const again = await send(article(501, { title: "Other", tags: ["one", "two"] }));
    assert.deepEqual([again.status, again.post_id], [200, made.post_id]);
    const now = await postOf(made.post_id);
    assert.deepEqual([now.title.raw, now.categories, now.tags.length], ["Other", post.categories, 2]);
    assert.equal(await countOf(501), 1);
  });

  it("makes one post of many that come at once", async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => send(article(502))));
    assert.ok(
      replies.every(({ status }) => [200, 201, 409].includes(status)),
      JSON.stringify(replies),
    );
    assert.equal(replies.filter(({ status }) => status === 201).length, 1);
    assert.equal(await countOf(502), 1);
  });

  it("brings images once: the featured one by its URL or id, and those in the text", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ).toString("base64");
    await site.php(`file_put_contents(WP_CONTENT_DIR . '/one.png', base64_decode('${png}'));
      file_put_contents(WP_CONTENT_DIR . '/two.png', base64_decode('${png}') . 'x');`);
    const one = `${site.url}/wp-content/one.png`;
    const two = `${site.url}/wp-content/two.png`;
    const body = {
      featured_image_url: one,
      gallery_images: [two],
      content_html: `<p><img src="${two}" alt="Two"></p>`,
    };
    const made = await send(article(503, body));
    assert.deepEqual(made.warnings, []);
    const post = await postOf(made.post_id);
    assert.ok(post.featured_media > 0);
    assert.match(post.content.raw, /src="[^"]*\/wp-content\/uploads\/[^"]*two[^"]*\.png"/);
    const again = await send(article(503, body));
    assert.deepEqual(again.warnings, []);
    assert.equal((await postOf(made.post_id)).featured_media, post.featured_media);
    const media = await rest("GET", "/wp/v2/media?per_page=100");
    assert.equal(media.length, 2);
    await send(article(504, { featured_media: post.featured_media }));
    const broken = await send(
      article(505, {
        featured_image_url: `${site.url}/nothing.png`,
        gallery_images: ["http://10.0.0.1/x.png"],
      }),
    );
    assert.equal(broken.status, 201);
    assert.equal(broken.warnings.length, 2);
  });

  it("schedules, takes back, keeps private what is private, and untrashes", async () => {
    const published_at = "2040-01-15T09:00:00Z";
    const made = await send(article(506, { status: "future", published_at }));
    assert.equal(made.post_status, "future");
    assert.equal((await postOf(made.post_id)).date_gmt, "2040-01-15T09:00:00");
    assert.equal((await send(article(506, { status: "draft" }))).post_status, "draft");
    assert.equal((await send(article(506))).post_status, "publish");
    await rest("POST", `/wp/v2/posts/${made.post_id}`, { status: "private" });
    assert.equal((await send(article(506))).post_status, "private");
    await rest("DELETE", `/wp/v2/posts/${made.post_id}`);
    const back = await send(article(506));
    assert.deepEqual([back.post_id, back.post_status], [made.post_id, "publish"]);
  });

  it("is refused without the key, and tells which field is wrong", async () => {
    assert.equal((await send(article(507), "igny8_wrong")).status, 401);
    assert.equal((await send(article(507), "")).status, 401);
    assert.deepEqual((await send({ title: "No id" })).params, ["content_id"]);
    const wrong = await send(article(507, { status: "published" }));
    assert.deepEqual([wrong.status, Object.keys(wrong.params)], [400, ["status"]]);
    assert.equal(await countOf(507), 0);
  });

  it("writes as the author, with no more rights", async () => {
    const as = (role: string) =>
      site.php(`update_option('igny8_bridge', array('author' => ${role === "admin" ? 1 : `get_user_by('login', '${role}')->ID`})
        + get_option('igny8_bridge'));`);
    await as("author");
    const made = await send(
      article(508, { content_html: "<p>Text</p><script>x</script>", categories: ["Not mine to make"] }),
    );
    const post = await rest("GET", `/wp/v2/posts/${made.post_id}?context=edit`);
    assert.equal(post.content.raw, "<p>Text</p>x");
    assert.equal(made.warnings.length, 1);
    await as("admin");
  });

  it("tells IGNY8 nothing of what IGNY8 does itself", async () => {
    const received = async () => (await blog.health()).last_7_days.webhooks_received;
    const before = await received();
    await send(article(509));
    await aSecond();
    const made = (await received()) - before;
    // The tags and categories were there already.
    assert.equal(made, 0);
  });

  it("shows editors which content a post is, and when it was last synced", async () => {
    const { post_id } = await send(article(510));
    await site.php(`global $wpdb; $wpdb->update($wpdb->postmeta, array('meta_value' => '<b>510</b>'),
      array('post_id' => ${post_id}, 'meta_key' => '_igny8_content_id'));`);
    const { page } = await signIn(site);
    const { text } = await page("wp-admin/edit.php");
    assert.ok(/class='igny8 column-igny8'[^>]*>[^<]*&lt;b&gt;510&lt;\/b&gt;, \w+ \d+, \d{4}/.test(text));
    const box = await site.php(
      `require ABSPATH . 'wp-admin/includes/admin.php'; require_once WP_PLUGIN_DIR . '/igny8-bridge/includes/class-igny8-bridge-screen.php';
      IGNY8_Bridge_Screen::show_box(get_post(${post_id}));`,
    );
    assert.match(box, /IGNY8 content: &lt;b&gt;510/);
    assert.match(box, /Last sync: \w+ \d+, \d{4}/);
  });
});

describe("the plugin's end", () => {
  it("takes its settings away, and leaves the ids of contents", async () => {
    await site.php(`define('WP_UNINSTALL_PLUGIN', 'igny8-bridge/igny8-bridge.php');
      require WP_PLUGIN_DIR . '/igny8-bridge/uninstall.php';`);
    const left = await site.php(`global $wpdb; echo json_encode(array(
      get_option('igny8_bridge'), get_option('igny8_bridge_log'),
      (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'igny8\\_bridge\\_lock%'"),
      (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key = '_igny8_last_sync'"),
      (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key = '_igny8_content_id'") > 0));`);
    assert.deepEqual(JSON.parse(left), [false, false, 0, 0, true]);
  });

  it("left no PHP notice behind", async () => {
    const log = await site.php(
      "echo file_exists(TB_DIR . '/debug.log') ? file_get_contents(TB_DIR . '/debug.log') : '';",
    );
    assert.deepEqual(
      log.split("\n").filter((line) => line.includes("igny8-bridge")),
      [],
    );
  });
});
