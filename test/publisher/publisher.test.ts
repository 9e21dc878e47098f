import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentLinks, contents, siteIntegrations } from "../../src/db/schema";
import { aContent, aPerson, aSite, aTaxonomy, db } from "../factories";
import { as, send } from "../harness";
import { fakeSite, page, SITE } from "./fake-site";
import { anApproved, anArticle, HTML, recordsOf, rowOf, work } from "./helpers";

describe("POST /publisher/publish/", () => {
  it("publishes many contents by one job", async () => {
    const wp = fakeSite();
    const { person, place, content } = await anArticle();
    const ids = [content.id, (await anApproved(place)).id, (await anApproved(place)).id];
    const reply = await as(person).post("/publisher/publish/", { content_ids: ids });
    expect(reply.status).toBe(202);
    await work();
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish", "publish"]);
    const job = (await as(person).get(`/jobs/${reply.body.data.task_id}/`)).body.data;
    expect(wp.lines().filter((line) => line.startsWith("GET /wp-json/?"))).toHaveLength(1);
    expect(job).toMatchObject({
      type: "publish",
      status: "succeeded",
      done: 3,
      credits_reserved: 0,
      credits_charged: 0,
    });
    expect((await as(person).get("/publisher/deployments/")).body.count).toBe(0);
  });

  it("publishes all that is approved on a site, and leaves a deployment record", async () => {
    const wp = fakeSite();
    const { person, place, site, content } = await anArticle();
    await anApproved(place, { site_status: "failed" });
    await anApproved(place, { site_status: "scheduled", scheduled_publish_at: "2040-01-01T00:00:00Z" });
    await aContent(place, { status: "review" });
    const publish = (more = {}) => as(person).post("/publisher/publish/", { site_id: site.id, ...more });
    const first = await publish();
    const [pending] = (await as(person).get("/publisher/deployments/")).body.results;
    expect(pending).toMatchObject({ status: "pending", items_deployed: 0, version: 1, url: SITE });
    await work();
    expect(wp.list()).toHaveLength(2);
    const shown = async () =>
      (await as(person).get(`/publisher/deployments/?site_id=${site.id}`)).body.results;
    expect(await shown()).toMatchObject([
      {
        status: "deployed",
        items_deployed: 2,
        deployment_type: "incremental",
        task_id: first.body.data.task_id,
        error_log: null,
      },
    ]);
    expect((await publish()).status).toBe(409);
    await as(person).put(`/writer/content/${content.id}/`, { title: "Changed" });
    await publish();
    await work();
    expect((await shown())[0]).toMatchObject({ version: 2, items_deployed: 1 });
    await publish({ deployment_type: "full" });
    await work();
    expect((await shown())[0]).toMatchObject({ version: 3, items_deployed: 2, deployment_type: "full" });
    expect(wp.list()).toHaveLength(2);
  });

  it("tells of a deployment what failed", async () => {
    const wp = fakeSite();
    const { person, place, site, content } = await anArticle({ title: "The one" });
    await anApproved(place);
    wp.faults.push({ match: /^POST .*posts\/\d+$/, answer: (real, asked) => refuseOne(real, asked) });
    const refuseOne = async (real: () => Promise<Response>, asked: Request) =>
      (await asked.clone().text()).includes("The one") ? page("Blocked", 403) : real();
    await as(person).post("/publisher/publish/", { site_id: site.id });
    await work();
    const [shown] = (await as(person).get("/publisher/deployments/")).body.results;
    expect(shown).toMatchObject({ status: "deployed", items_deployed: 1 });
    expect(shown.error_log).toContain("The one: A firewall in front of the site refuses");
    expect((await rowOf(content.id)).site_status).toBe("failed");
  });

  it("ends a deployment whose job is cancelled", async () => {
    fakeSite();
    const { person, site } = await anArticle();
    const reply = await as(person).post("/publisher/publish/", { site_id: site.id });
    await as(person).post(`/jobs/${reply.body.data.task_id}/cancel/`);
    expect((await as(person).get("/publisher/deployments/")).body.results).toMatchObject([
      { status: "failed" },
    ]);
  });

  it("leaves a draft, or what WordPress shall publish later, where it is told to", async () => {
    const wp = fakeSite();
    const { person, content } = await anArticle();
    await as(person).post("/publisher/publish/", { content_ids: [content.id], status: "draft" });
    await work();
    expect(wp.list()).toMatchObject([{ status: "draft" }]);
    expect(await rowOf(content.id)).toMatchObject({
      site_status: "not_published",
      external_id: expect.any(String),
    });
    const later = { status: "future", published_at: "2040-01-15T10:00:00+01:00" };
    await as(person).post("/publisher/publish/", { content_ids: [content.id], ...later });
    await work();
    expect(wp.list()).toMatchObject([{ status: "future", date_gmt: "2040-01-15T09:00:00" }]);
    expect(await rowOf(content.id)).toMatchObject({
      site_status: "scheduled",
      scheduled_publish_at: "2040-01-15T09:00:00Z",
    });
    expect((await recordsOf(content.id)).map(({ status }) => status)).toEqual(["pending"]);
    await as(person).post("/publisher/publish/", { content_ids: [content.id] });
    await work();
    expect(wp.list()).toMatchObject([{ status: "publish" }]);
    expect(await rowOf(content.id)).toMatchObject({ site_status: "published", scheduled_publish_at: null });
    expect((await recordsOf(content.id)).map(({ status }) => status)).toEqual(["published"]);
  });

  it("names what is wrong with what it is given", async () => {
    const { person, place, content } = await anArticle();
    const draft = await aContent(place);
    const elsewhere = await anApproved((await aSite(person)).place);
    const theirs = (await anArticle()).content;
    const errorsOf = async (body: object) => {
      const reply = await as(person).post("/publisher/publish/", body);
      expect(reply.status).toBe(400);
      return reply.body.errors;
    };
    expect(await errorsOf({})).toEqual({ content_ids: ["content_ids or site_id is required"] });
    expect(await errorsOf({ content_ids: [content.id, draft.id] })).toEqual({
      content_ids: [`Not approved: ${draft.id}`],
    });
    expect(await errorsOf({ content_ids: [theirs.id] })).toEqual({
      content_ids: [`No such content items: ${theirs.id}`],
    });
    expect(await errorsOf({ content_ids: [content.id, elsewhere.id] })).toEqual({
      content_ids: ["All content items must be of one site"],
    });
    expect(await errorsOf({ content_ids: [content.id], site_id: elsewhere.site_id })).toEqual({
      content_ids: ["Not of this site"],
    });
    expect(await errorsOf({ site_id: theirs.site_id })).toEqual({ site_id: ["No such site"] });
    expect(await errorsOf({ content_ids: [content.id], status: "future" })).toEqual({
      published_at: ["A time in the future"],
    });
    const many = Array.from({ length: 51 }, (_, n) => n + 1);
    expect(Object.keys(await errorsOf({ content_ids: many }))).toEqual(["content_ids"]);
  });

  it("needs an integration", async () => {
    const { person, content, connection, path } = await anArticle();
    await db.delete(siteIntegrations).where(eq(siteIntegrations.id, connection.id));
    expect((await as(person).post("/publisher/publish/", { content_ids: [content.id] })).status).toBe(409);
    expect((await as(person).post(`${path}/publish_to_wordpress/`)).status).toBe(409);
  });
});

describe("publish_to_wordpress", () => {
  it.each(["draft", "review"] as const)("refuses a content that is in %s", async (status) => {
    const { person, path } = await anArticle({ status });
    const reply = await as(person).post(`${path}/publish_to_wordpress/`);
    expect([reply.status, reply.body.errors]).toEqual([
      400,
      { status: [`Only approved content is published; this is ${status}`] },
    ]);
  });
});

describe("publish/status", () => {
  it("tells of a content and of a job how far it is", async () => {
    fakeSite();
    const { person, content, path } = await anArticle();
    const of = async (query: string) =>
      (await as(person).get(`/publisher/publish/status/?${query}`)).body.data;
    const byContent = `content_id=${content.id}`;
    expect(await of(byContent)).toMatchObject({
      task_id: null,
      status: null,
      contents: [{ content_id: content.id, site_status: "not_published", record: null }],
    });
    const { task_id } = (await as(person).post(`${path}/publish_to_wordpress/`)).body.data;
    expect(await of(byContent)).toMatchObject({ task_id, status: "queued", total: 1, done: 0 });
    await work();
    for (const query of [byContent, `task_id=${task_id}`, `task_id=${task_id}&${byContent}`])
      expect(await of(query)).toMatchObject({
        task_id,
        status: "succeeded",
        done: 1,
        contents: [{ site_status: "published", record: { status: "published", task_id } }],
      });
  });

  it("asks for one or the other, and knows no one else's", async () => {
    const { person } = await anArticle();
    const { content } = await anArticle();
    expect((await as(person).get("/publisher/publish/status/")).status).toBe(400);
    expect((await as(person).get(`/publisher/publish/status/?content_id=${content.id}`)).status).toBe(404);
    expect((await as(person).get(`/publisher/publish/status/?task_id=${"0".repeat(26)}`)).status).toBe(404);
  });
});

describe("records", () => {
  it("that wait are told by the next publication", async () => {
    fakeSite();
    const { person, content, path, site } = await anArticle();
    const made = await as(person).post("/publisher/records/", {
      content_id: content.id,
      destination: "wordpress",
    });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      status: "pending",
      destination: "wordpress",
      content_id: content.id,
      task_id: null,
    });
    expect((await as(person).post("/publisher/records/", { content_id: content.id })).status).toBe(409);
    const list = async (query: string) => (await as(person).get(`/publisher/records/?${query}`)).body;
    expect((await list(`site_id=${site.id}&status=pending`)).count).toBe(1);
    await as(person).post(`${path}/publish_to_wordpress/`);
    await work();
    expect((await list(`content_id=${content.id}`)).results).toMatchObject([
      { id: made.body.data.id, status: "published", checks: { created: true } },
    ]);
    expect((await list("status=pending")).count).toBe(0);
  });

  it("are of the account's own contents, and of the sites that a user may see", async () => {
    const { person } = await anArticle();
    const { content } = await anArticle();
    expect((await as(person).post("/publisher/records/", { content_id: content.id })).status).toBe(404);
    expect((await as(person).get(`/publisher/records/?content_id=${content.id}`)).body.count).toBe(0);
  });
});

describe("the definition of a site", () => {
  async function aPublicSite() {
    const person = await aPerson();
    const domain = `${crypto.randomUUID().slice(0, 8)}.example.com`;
    const { place, site, sector } = await aSite(person, { domain });
    const live = (n: number) => ({
      site_status: "published" as const,
      status: "approved" as const,
      external_id: String(n),
      external_url: `https://${domain}/${n}/`,
      categories: ["Health"],
    });
    const [one, two] = [await aContent(place, live(1)), await aContent(place, live(2))];
    const hidden = await aContent(place, { status: "approved", title: "Hidden" });
    await aTaxonomy(place, { name: "health", taxonomy_type: "category", slug: "health" });
    await aTaxonomy(place, { name: "Secret plans" });
    const link = { account_id: place.account_id, site_id: site.id, content_id: one.id, batch: "b" };
    await db.insert(contentLinks).values([
      { ...link, target_content_id: two.id, target_url: two.external_url!, anchor_text: "two" },
      { ...link, target_content_id: hidden.id, target_url: "https://hidden", anchor_text: "hidden" },
    ]);
    return { person, site, sector, domain, one, two, place };
  }
  const ask = (site: string, headers = {}) =>
    send(`/api/v1/publisher/site-definition/?site=${site}`, { headers });

  it("is for everybody, by slug or domain: what is published, and nothing else", async () => {
    const { site, sector, domain, one, two } = await aPublicSite();
    const reply = await as().get(`/publisher/site-definition/?site=${site.slug}`);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({
      site: { name: site.name, slug: site.slug, domain },
      sectors: [{ name: sector.name, slug: sector.slug, description: "" }],
      content: [two, one].map((content) => ({
        title: content.title,
        url: content.external_url,
        excerpt: "",
        content_type: "post",
        content_structure: "article",
        sector: sector.slug,
        categories: ["Health"],
        tags: [],
        published_at: null,
      })),
      total: 2,
      taxonomies: [{ name: "health", slug: "health", taxonomy_type: "category" }],
      links: [{ from: one.external_url, to: two.external_url, anchor_text: "two" }],
    });
    expect(await (await ask(domain.toUpperCase())).json()).toEqual(reply.body);
    expect(await (await ask(`www.${domain}`)).json()).toEqual(reply.body);
    const text = JSON.stringify(reply.body);
    for (const secret of ["Hidden", "Secret", "account", HTML]) expect(text).not.toContain(secret);
  });

  it("can be cached, and is not sent again to who has it", async () => {
    const { site, two } = await aPublicSite();
    const first = await ask(site.slug);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
    const etag = first.headers.get("ETag")!;
    expect((await ask(site.slug, { "If-None-Match": etag })).status).toBe(304);
    await db.update(contents).set({ title: "New" }).where(eq(contents.id, two.id));
    expect((await ask(site.slug, { "If-None-Match": etag })).status).toBe(200);
  });

  it("is not there for a site that is shut, or that nobody has", async () => {
    const { person, site } = await aPublicSite();
    expect((await ask("nobody-has-this")).status).toBe(404);
    await as(await ownerOf(person)).put(`/auth/sites/${site.id}/`, { is_active: false });
    expect((await ask(site.slug)).status).toBe(404);
    expect((await send("/api/v1/publisher/site-definition/")).status).toBe(400);
  });

  it("and all that publishes is off with the module", async () => {
    const { person, path } = await anArticle();
    const owner = await ownerOf(person);
    const { site, person: other } = await aPublicSite();
    for (const one of [owner, await ownerOf(other)]) {
      const reply = await as(one).put("/system/modules/", { publisher: false });
      expect(reply.status).toBe(200);
    }
    const refused = [403, "MODULE_DISABLED"];
    const codeOf = ({ status, body }: any) => [status, body.code];
    expect(codeOf(await as().get(`/publisher/site-definition/?site=${site.slug}`))).toEqual(refused);
    for (const action of ["publish_to_wordpress", "unschedule", "schedule"])
      expect(codeOf(await as(person).post(`${path}/${action}/`, {}))).toEqual(refused);
    expect((await as(person).get(`${path}/`)).status).toBe(200);
  });

  const ownerOf = async ({ user }: Awaited<ReturnType<typeof aPerson>>) =>
    (await import("../factories")).aColleague(user, "owner");
});
