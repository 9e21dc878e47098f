import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { apiKeys, siteIntegrations, syncEvents } from "../../src/db/schema";
import { newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { sealWebhookSecret } from "../../src/modules/integration/secrets";
import { stopClock } from "../clock";
import { aSite, db } from "../factories";
import { as, send } from "../harness";
import { captureQueue } from "../queue";
import type { BlogPost } from "../integration/fake-blog";
import { SITE_URL } from "../integration/helpers";
import { aBlog } from "./helpers";

beforeEach(captureQueue);

const SECRET = "a-secret-of-the-site";
const URL_OF = "/integration/webhook/wordpress/";

async function aKey({ account_id, site_id }: { account_id: number; site_id: number }) {
  const key = newApiKey();
  const hash = await sha256(key);
  await db.insert(apiKeys).values({ account_id, site_id, name: "Key", prefix: key.slice(0, 12), hash });
  return key;
}

/** A blog whose first post is synced, and that tells of itself. */
async function aTellingBlog({ secret = false } = {}) {
  const world = await aBlog();
  const key = await aKey(world.place);
  if (secret)
    await db
      .update(siteIntegrations)
      .set({ sealed_webhook_secret: await sealWebhookSecret(world.integration, SECRET) })
      .where(eq(siteIntegrations.id, world.integration.id));
  const modified_gmt = new Date(Date.now() - 60_000).toISOString().slice(0, 19);
  const post = world.blog.write({ modified_gmt });
  await world.sync();
  const tell = (body: object, headers: Record<string, string> = {}) =>
    as(undefined, { Authorization: `ApiKey ${key}`, ...headers }).post(URL_OF, body);
  const all = () => db.select().from(syncEvents).where(eq(syncEvents.integration_id, world.integration.id));
  return { ...world, key, post, tell, all };
}

const utc = (time: string) => `${time}Z`;
const eventOf = (event: string, post: Partial<BlogPost>, more: object = {}) => ({
  event_id: crypto.randomUUID(),
  event,
  occurred_at: new Date().toISOString(),
  site_url: SITE_URL,
  post: {
    id: post.id,
    type: "post",
    status: post.status ?? "publish",
    slug: post.slug ?? "slug",
    link: post.link ?? `${SITE_URL}/slug/`,
    modified_gmt: utc(post.modified_gmt!),
    date_gmt: utc(post.date_gmt ?? post.modified_gmt!),
    title: post.title,
    content: post.content,
    excerpt: "",
    categories: [],
    tags: [],
  },
  ...more,
});
const termOf = (event: string, term: object, occurred_at = new Date().toISOString()) => ({
  event_id: crypto.randomUUID(),
  event,
  occurred_at,
  site_url: `${SITE_URL}/`,
  term: { id: 5, taxonomy: "category", name: "News", slug: "news", ...term },
});
const in1s = () => new Date(Date.now()).toISOString().slice(0, 19);

describe("a webhook of WordPress", () => {
  it("brings what was changed there, once, however often it comes", async () => {
    const { post, tell, row, all } = await aTellingBlog();
    const event = eventOf("post.updated", { ...post, title: "New", modified_gmt: in1s() });
    const reply = await tell(event);
    const content = await row(post.id);
    expect(reply.body.data).toEqual({ event_id: event.event_id, action: "updated", content_id: content.id });
    expect(content.title).toBe("New");
    const again = await tell({ ...event, post: { ...event.post, title: "Newer" } });
    expect(again.body.data).toMatchObject({ action: "repeated" });
    expect(await row(post.id)).toEqual(content);
    expect((await all()).filter(({ event_id }) => event_id === event.event_id)).toHaveLength(1);
  });

  it("is not told again by the sync that follows", async () => {
    const { blog, post, tell, sync, row } = await aTellingBlog();
    const next = blog.write({ id: post.id, title: "New" });
    await tell(eventOf("post.updated", next));
    const content = await row(post.id);
    await sync();
    expect(await row(post.id)).toEqual(content);
  });

  it("that is older changes nothing", async () => {
    const { post, tell, row } = await aTellingBlog();
    const old = "2020-01-01T00:00:00";
    const content = await row(post.id);
    const reply = await tell(eventOf("post.trashed", { ...post, modified_gmt: old }));
    expect(reply.body.data.action).toBe("older");
    expect(await row(post.id)).toEqual(content);
  });

  it("tells of the trash, of a way back, and of an end", async () => {
    const { post, tell, row, rows } = await aTellingBlog();
    await tell(eventOf("post.trashed", { ...post, status: "trash", modified_gmt: in1s() }));
    expect(await row(post.id)).toMatchObject({ site_status: "not_published", title: post.title });
    await tell(eventOf("post.published", { ...post, modified_gmt: in1s() }));
    expect(await row(post.id)).toMatchObject({ site_status: "published" });
    await tell(eventOf("post.deleted", { ...post, modified_gmt: in1s() }));
    expect(await rows()).toMatchObject([{ external_id: null, site_status: "not_published" }]);
  });

  it("of a post that nothing here stands for is kept, and no more", async () => {
    const { post, tell, rows, all } = await aTellingBlog();
    const reply = await tell(eventOf("post.published", { ...post, id: 4711 }));
    expect([reply.status, reply.body.data.action]).toEqual([200, "unknown"]);
    expect(await rows()).toHaveLength(1);
    expect((await all()).at(-1)).toMatchObject({
      event_type: "post.published",
      action: "unknown",
      external_id: "4711",
      success: true,
    });
  });

  it("is a conflict where the content was changed here", async () => {
    const { post, tell, row, person } = await aTellingBlog();
    const { id } = await row(post.id);
    await as(person).put(`/writer/content/${id}/`, { title: "Mine" });
    const reply = await tell(eventOf("post.updated", { ...post, title: "Theirs", modified_gmt: in1s() }));
    expect(reply.body.data.action).toBe("conflict");
    expect(await row(post.id)).toMatchObject({ title: "Mine", conflict: { fields: ["title"] } });
  });

  it("without the text follows the status, and leaves the text to a sync", async () => {
    const { blog, post, tell, row, sync } = await aTellingBlog();
    const next = blog.write({ id: post.id, status: "draft", title: "New" });
    const event = eventOf("post.updated", next);
    const { title: _, content: __, ...bare } = event.post;
    await tell({ ...event, post: bare });
    expect(await row(post.id)).toMatchObject({ site_status: "not_published", title: post.title });
    await sync();
    expect(await row(post.id)).toMatchObject({ title: "New" });
  });

  it("brings categories and tags, in whatever order it comes", async () => {
    const { tell, terms } = await aTellingBlog();
    const now = Date.now();
    const at = (second: number) => new Date(now + second * 1000).toISOString();
    await tell(termOf("term.created", {}, at(0)));
    await tell(termOf("term.updated", { name: "Newer" }, at(2)));
    expect((await tell(termOf("term.updated", { name: "Old" }, at(1)))).body.data.action).toBe("older");
    expect(await terms()).toMatchObject([{ name: "Newer", slug: "news", external_id: "5" }]);
    expect((await tell(termOf("term.updated", { taxonomy: "product_cat", id: 6 }))).body.data.action).toBe(
      "ignored",
    );
    expect((await tell(termOf("term.deleted", {}, at(3)))).body.data.action).toBe("deleted");
    expect(await terms()).toEqual([]);
  });

  it("of a copy of the site, made with its key, changes nothing", async () => {
    const { post, tell, row } = await aTellingBlog();
    const event = eventOf("post.updated", { ...post, title: "New", modified_gmt: in1s() });
    const reply = await tell({ ...event, site_url: "https://staging.example.com" });
    expect(reply.body.data.action).toBe("other_site");
    expect(await row(post.id)).toMatchObject({ title: post.title });
  });

  it("is refused from who has no key of the site, and with a body that is none", async () => {
    const { tell, person, place } = await aTellingBlog();
    const event = termOf("term.created", {});
    expect((await as().post(URL_OF, event)).status).toBe(401);
    expect((await as(person).post(URL_OF, event)).status).toBe(403);
    const { site } = await aSite(person);
    const other = await aKey({ ...place, site_id: site.id });
    expect((await as(undefined, { "X-IGNY8-API-KEY": other }).post(URL_OF, event)).status).toBe(404);
    expect((await tell({ ...event, event: "post.updated" })).body.errors).toEqual({
      post: ["Required with post.updated"],
    });
    expect((await tell({ ...event, event_id: "with blanks" })).status).toBe(400);
  });
});

describe("a webhook where the integration has a secret", () => {
  const sign = (text: string, t = Math.floor(Date.now() / 1000), secret = SECRET) =>
    `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${text}`).digest("hex")}`;

  async function deliver(key: string, text: string, signature?: string) {
    const response = await send(`/api/v1${URL_OF}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `ApiKey ${key}`,
        ...(signature && { "X-IGNY8-Signature": signature }),
      },
      body: text,
    });
    return { status: response.status, body: (await response.json()) as any };
  }

  it("is taken with the signature of its very bytes", async () => {
    const { key, terms } = await aTellingBlog({ secret: true });
    const text = JSON.stringify(termOf("term.created", { name: "Käse" }), null, 3);
    expect((await deliver(key, text, sign(text))).body.data.action).toBe("updated");
    expect(await terms()).toMatchObject([{ name: "Käse" }]);
  });

  it("is refused without, with another, and with one that is too old; and its id stays its own", async () => {
    const { key, terms, all, person, path } = await aTellingBlog({ secret: true });
    const text = JSON.stringify(termOf("term.created", {}));
    stopClock();
    const now = Math.floor(Date.now() / 1000);
    const wrong = [
      undefined,
      "v1=x",
      sign(text, now, "another-secret"),
      sign(`${text} `),
      sign(text).replace(/t=\d+/, `t=${now + 1}`),
      sign(text, now - 301),
      sign(text, now + 301),
    ];
    for (const signature of wrong) expect((await deliver(key, text, signature)).status, signature).toBe(401);
    expect(await terms()).toEqual([]);
    const refused = (await all()).filter(({ event_type }) => event_type === "webhook");
    expect(refused).toHaveLength(wrong.length);
    expect(refused.every(({ success, event_id }) => !success && event_id === null)).toBe(true);
    const health = (await as(person).get(`${path}sync_health/`)).body.data;
    expect(health.last_7_days).toMatchObject({ webhooks_refused: wrong.length, webhooks_received: 0 });
    expect((await deliver(key, text, sign(text, now - 290))).status).toBe(200);
    expect((await deliver(key, text, sign(text))).body.data.action).toBe("repeated");
  });
});
