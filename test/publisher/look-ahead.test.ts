import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contents, siteIntegrations } from "../../src/db/schema";
import { db } from "../factories";
import { as } from "../harness";
import { takeMessages, deliver } from "../queue";
import { fakeSite, json } from "./fake-site";
import { anApproved, anArticle, rowOf, work } from "./helpers";

const isLookUp = (line: string) => line.startsWith("GET /wp-json/wp/v2/posts?");

/** Three articles of a site, which one request asks to publish. */
async function theJob() {
  const article = await anArticle();
  const others = [await anApproved(article.place), await anApproved(article.place)];
  const rows = [article.content, ...others];
  const ask = async () => {
    const content_ids = rows.map(({ id }) => id);
    return (await as(article.person).post("/publisher/publish/", { content_ids })).body.data
      .task_id as string;
  };
  return { ...article, rows, ask };
}

describe("articles that are published by one job", () => {
  it("are looked up by one request, and asked for no more where there is none", async () => {
    const wp = fakeSite();
    const { ask } = await theJob();
    await ask();
    await work();
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish", "publish"]);
    expect(wp.lines().filter(isLookUp)).toHaveLength(1);
    expect(wp.lines()).toHaveLength(2 + 3 * 3);
  });

  it("are looked up one by one where a post has the slug of one, or the site does not answer", async () => {
    const wp = fakeSite();
    const { rows, ask } = await theJob();
    Object.assign(wp.newPost("post"), { slug: rows[1]!.slug, title: "Somebody else's" });
    await ask();
    await work();
    expect(wp.lines().filter(isLookUp)).toHaveLength(2);
    expect(wp.list()).toHaveLength(4);
    const other = fakeSite();
    const more = await theJob();
    other.faults.push({ match: /_fields=slug/, answer: () => json({ code: "no", message: "No" }, 403) });
    await more.ask();
    await work();
    expect(other.lines().filter(isLookUp)).toHaveLength(1 + 3);
    expect(other.list()).toHaveLength(3);
  });

  it("wait three seconds for it and no longer", async () => {
    const wp = fakeSite();
    const { ask } = await theJob();
    wp.faults.push({ match: /_fields=slug/, answer: () => new Promise<Response>(() => {}) });
    expect(await ask()).toEqual(expect.any(String));
    await work();
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish", "publish"]);
    expect(wp.lines().filter(isLookUp)).toHaveLength(1 + 3);
  });

  it("are looked up again at their second try: what the first has made is found", async () => {
    const wp = fakeSite();
    const { ask } = await theJob();
    wp.faults.push({
      match: /^POST \/wp-json\/wp\/v2\/posts$/,
      times: 3,
      answer: async (real) => (await real(), json({}, 502)),
    });
    await ask();
    await work();
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish", "publish"]);
    expect(wp.lines().filter(isLookUp)).toHaveLength(1 + 3);
  });

  it("are looked up again where a person lets the failed job be tried again", async () => {
    const wp = fakeSite();
    const { person, ask } = await theJob();
    wp.faults.push({
      match: /^POST \/wp-json\/wp\/v2\/posts$/,
      times: 3,
      answer: async (real) => {
        await real();
        return json({ code: "rest_cannot_create", message: "No", data: { status: 403 } }, 403);
      },
    });
    const id = await ask();
    await work();
    expect((await as(person).get(`/jobs/${id}/`)).body.data).toMatchObject({ status: "failed", failed: 3 });
    await as(person).post(`/jobs/${id}/retry/`);
    await work();
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish", "publish"]);
  });

  it("are looked up again where they, or the integration, have changed meanwhile", async () => {
    const wp = fakeSite();
    const { rows, connection, ask } = await theJob();
    await ask();
    const messages = takeMessages();
    const updated_at = new Date(Date.now() + 60_000).toISOString();
    await db.update(contents).set({ updated_at }).where(eq(contents.id, rows[0]!.id));
    await deliver([messages[0]!]);
    expect(wp.lines().filter(isLookUp)).toHaveLength(1 + 1);
    await db.update(siteIntegrations).set({ updated_at }).where(eq(siteIntegrations.id, connection.id));
    await deliver(messages.slice(1));
    expect(wp.lines().filter(isLookUp)).toHaveLength(1 + 3);
    for (const { id } of rows) expect((await rowOf(id)).site_status).toBe("published");
  });
});
