import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { siteIntegrations } from "../../src/db/schema";
import { db } from "../factories";
import { as } from "../harness";
import { type Fault, fakeSite, json, page, SITE } from "./fake-site";
import { accountsOf, anArticle, anImage, publish, recordsOf, rowOf } from "./helpers";

/** The real answer, its text changed. */
const spoilt =
  (change: (text: string) => string): Fault["answer"] =>
  async (real) => {
    const answer = await real();
    const headers = { "Content-Type": answer.headers.get("Content-Type")! };
    return new Response(change(await answer.text()), { status: answer.status, headers });
  };
const refused = (status: number, code: string, message: string) =>
  json({ code, message, data: { status } }, status);
const to = (Location: string, status = 301) => new Response(null, { status, headers: { Location } });

/** What hosts do to a request that makes or shows a post, and what is told of it. */
const faults: [string, Fault["answer"], string][] = [
  [
    "a firewall's page",
    () => page("Blocked by the firewall", 403),
    "A firewall in front of the site refuses",
  ],
  ["a challenge", () => page("Just a moment", 503, { "cf-mitigated": "challenge" }), "requires a browser"],
  [
    "a limit of requests",
    () => new Response("", { status: 429, headers: { "Retry-After": "60" } }),
    "limits the rate of requests",
  ],
  ["a gateway without the site", () => page("<h1>502 Bad Gateway</h1>", 502), "gets no response"],
  [
    "a critical error",
    () => page("There has been a critical error on this website.", 500),
    "responds with a server error",
  ],
  ["maintenance", () => page("Briefly unavailable for scheduled maintenance.", 503), "down for maintenance"],
  ["nothing at the address", () => page("Not found", 404), "nothing at this address"],
  [
    "the way to https and www",
    () => to("https://www.blog.example.com/"),
    "Set external_site_url to https://www.blog.example.com",
  ],
  ["another host", () => to("https://parked.example.net/"), "redirects to https://parked.example.net/"],
  ["the page to sign in", () => to(`${SITE}/wp-login.php?x=1`, 302), "requires visitors to sign in"],
  ["the server's own password", () => page("", 401, { "WWW-Authenticate": "Basic" }), "requires a password"],
  [
    "no connection",
    () => {
      throw new Error("Network connection lost.");
    },
    "The host does not answer",
  ],
  [
    "an answer that is lost",
    async (real) => {
      await real();
      throw new Error("Network connection lost.");
    },
    "The host does not answer",
  ],
  ["a web page instead of data", () => page("<p>Welcome</p>"), "a web page instead of data"],
  [
    "a notice before the data",
    spoilt((text) => `<br />\n<b>Deprecated</b>: x in y.php\n${text}`),
    "A PHP notice",
  ],
  ["a byte order mark", spoilt((text) => `\uFEFF${text}`), "A byte order mark"],
  ["half of the data", spoilt((text) => text.slice(0, 40)), "is incomplete"],
  ["nothing", spoilt(() => ""), "The response is empty"],
  ["data of another kind", () => json({ hello: "there" }), "unexpected form"],
  [
    "a full disk",
    () => refused(500, "db_insert_error", "Could not insert post into the database."),
    "Could not insert post",
  ],
  [
    "no right to publish",
    () => refused(403, "rest_cannot_publish", "You may not publish."),
    "You may not publish. Use a user with the role",
  ],
  ["a size that is too large", () => page("Too large", 413), "does not accept bodies of this size"],
];

describe("a host that answers with", () => {
  it.each(faults)("%s", async (_name, answer, words) => {
    const wp = fakeSite();
    const article = await anArticle();
    await anImage(article.content, 0);
    const before = await rowOf(article.content.id);
    wp.faults.push({ match: /^POST .*\/wp\/v2\/posts/, answer });
    const item = await publish(article);
    expect(item).toMatchObject({ status: "failed", error: expect.stringContaining(words), charged: 0 });
    const failed = await rowOf(article.content.id);
    expect(failed).toMatchObject({ site_status: "failed", status: "approved", publish_attempts: 1 });
    expect([failed.content_html, failed.updated_at]).toEqual([before.content_html, before.updated_at]);
    expect(await recordsOf(article.content.id)).toMatchObject([{ status: "failed", error: item.error }]);
    const { news } = await accountsOf(article.place);
    expect(news).toMatchObject([{ notification_type: "content_publish_failed", severity: "error" }]);
    expect(news[0]!.message).toContain(words);

    wp.faults.length = 0;
    expect((await publish(article)).status).toBe("done");
    expect(wp.list()).toMatchObject([{ status: "publish", title: article.content.title }]);
    expect(wp.media.size).toBe(1);
    expect((await rowOf(article.content.id)).site_status).toBe("published");
  });

  it("each has words of its own", () => {
    const told = new Set(faults.map(([, , words]) => words));
    // No connection and a lost answer look the same from here.
    expect(told.size).toBe(faults.length - 1);
  });
});

describe("a site that cannot be published to", () => {
  it("because its server drops the Authorization header is told so", async () => {
    fakeSite({ stripsAuth: true });
    const item = await publish(await anArticle());
    expect(item.error).toMatch(/takes us for nobody|drops the Authorization header/);
    expect(item.attempts).toBe(1);
  });

  it("because the user may not publish keeps the draft, and goes on with it later", async () => {
    const wp = fakeSite({ mayPublish: false });
    const article = await anArticle();
    const item = await publish(article);
    expect(item.error).toContain("not allowed to publish posts");
    expect(wp.list()).toMatchObject([{ status: "draft" }]);
    wp.options.mayPublish = true;
    await publish(article);
    expect(wp.list()).toMatchObject([{ status: "publish" }]);
  });

  it("because it takes no images shows no article without them", async () => {
    const wp = fakeSite({ uploads: false });
    const article = await anArticle();
    await anImage(article.content, 0);
    expect((await publish(article)).error).toContain("The site refuses an image");
    expect(wp.list()).toMatchObject([{ status: "draft" }]);
  });

  it("because the plugin does not know the key is told so", async () => {
    const wp = fakeSite();
    wp.faults.push({ match: /igny8/, answer: () => refused(401, "rest_forbidden", "Invalid API key") });
    const item = await publish(await anArticle({}, { auth_type: "api_key" }));
    expect(item.error).toContain("The IGNY8 plugin does not accept the key. Copy the key");
  });

  it("because its integration was switched off, or its credential taken away, is told so", async () => {
    fakeSite();
    const article = await anArticle();
    const path = `${article.path}/publish_to_wordpress/`;
    const row = eq(siteIntegrations.id, article.connection.id);
    await db.update(siteIntegrations).set({ is_active: false }).where(row);
    expect((await as(article.person).post(path)).status).toBe(409);
    await db.update(siteIntegrations).set({ is_active: true, sealed_credential: "seal:xxxx" }).where(row);
    expect((await publish(article)).error).toContain("The stored credential cannot be opened any more");
  });

  it("leaves what is published as published", async () => {
    const wp = fakeSite();
    const article = await anArticle();
    await publish(article);
    wp.faults.push({ match: /^POST/, answer: () => page("Blocked", 403) });
    expect((await publish(article)).status).toBe("failed");
    expect((await rowOf(article.content.id)).site_status).toBe("published");
    expect((await recordsOf(article.content.id)).map(({ status }) => status)).toEqual([
      "failed",
      "published",
    ]);
  });
});
