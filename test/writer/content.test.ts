import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { contentIdeas, contents, images, tasks } from "../../src/db/schema";
import { embedded } from "../../src/generation/embedded/provider";
import { aContent, aPerson, aSite, aTask, db } from "../factories";
import { as, ORIGIN, send, tokenOf } from "../harness";
import { deliver, drain, takeMessages } from "../queue";

const jobOf = async (person: any, reply: any) =>
  (await as(person).get(`/jobs/${reply.body.data.task_id}/`)).body.data;
const contentOf = async (id: number) => (await db.select().from(contents).where(eq(contents.id, id)))[0]!;

describe("POST /writer/tasks/{id}/generate_content/", () => {
  it("writes the article, completes its task and idea, and says who wrote it", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const [idea] = await db
      .insert(contentIdeas)
      .values({
        ...place,
        idea_title: "Night Sweats Explained",
        title_key: "night sweats explained",
        status: "queued",
      })
      .returning();
    const task = await aTask(place, { title: "Night Sweats Explained", idea_id: idea!.id, word_count: 600 });
    const reply = await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
    expect(reply.status).toBe(202);
    await drain();
    expect(await jobOf(person, reply)).toMatchObject({ status: "succeeded", done: 1 });
    const { body } = await as(person).get("/writer/content/");
    const { body: full } = await as(person).get(`/writer/content/${body.results[0].id}/`);
    expect(full.data).toMatchObject({
      task_id: task.id,
      status: "draft",
      site_status: "not_published",
      slug: "night-sweats-explained",
    });
    expect(full.data.word_count).toBeGreaterThan(480);
    expect(full.data.word_count).toBeLessThan(720);
    expect(full.data.provenance).toMatchObject({
      provider: "embedded",
      note: expect.stringContaining("without a language model"),
    });
    expect(full.data.content_html).toMatch(/<h2>.*<p>/s);
    expect((await db.select().from(tasks).where(eq(tasks.id, task.id)))[0]!.status).toBe("completed");
    expect((await db.select().from(contentIdeas).where(eq(contentIdeas.id, idea!.id)))[0]!.status).toBe(
      "completed",
    );
  });

  it("sanitises what the model wrote, and gives it a slug that is free", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aContent(place, { slug: "taken" });
    const task = await aTask(place);
    vi.spyOn(embedded, "answer").mockResolvedValue({
      output: {
        title: "Taken",
        slug: "taken",
        content_html: '<h2 onclick="x()">A</h2><script>alert(1)</script><p>Fine [gallery] text.</p>',
        excerpt: "",
        meta_title: "",
        meta_description: "",
        primary_keyword: "a",
        secondary_keywords: [],
        tags: [],
        categories: [],
      },
      usage: { model: "m", tokens_in: 1, tokens_out: 1, cost_usd: 0 },
    } as any);
    await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
    await drain();
    const written = (await db.select().from(contents).where(eq(contents.task_id, task.id)))[0]!;
    expect(written.slug).toBe("taken-2");
    expect(written.content_html).not.toMatch(/script|onclick|\[gallery/);
  });

  it("is refused for a task that is done, and for another account's", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const done = await aTask(place, { status: "completed" });
    expect((await as(person).post(`/writer/tasks/${done.id}/generate_content/`)).status).toBe(409);
    const theirs = await aTask((await aSite(await aPerson())).place);
    expect((await as(person).post(`/writer/tasks/${theirs.id}/generate_content/`)).status).toBe(404);
  });
});

describe("POST /writer/content/{id}/generate_images/", () => {
  it("makes the prompts, then draws each image, and sends the article to review", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, {
      title: "Night Sweats",
      content_html: "<p>In.</p><h2>Causes</h2><p>a</p><h2>Relief</h2><p>b</p>",
    });
    const reply = await as(person).post(`/writer/content/${content.id}/generate_images/`, { max_images: 2 });
    await drain();
    const job = await jobOf(person, reply);
    expect(job).toMatchObject({ status: "succeeded", total: 4, done: 4 });
    expect(job.credits_charged + job.credits_released).toBe(job.credits_reserved);
    const { body } = await as(person).get(`/writer/images/?content_id=${content.id}`);
    expect(body.results.map((image: any) => [image.position, image.status, image.caption])).toEqual([
      [0, "generated", "Night Sweats"],
      [1, "generated", "Causes"],
      [2, "generated", "Relief"],
    ]);
    expect((await contentOf(content.id)).status).toBe("review");
    const file = await send(new URL(body.results[0].image_url).pathname);
    expect(file.headers.get("Content-Type")).toBe("image/png");
    expect(file.headers.get("Cache-Control")).toContain("immutable");
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(new TextDecoder().decode(bytes.slice(1, 4))).toBe("PNG");
  });

  it("leaves the article whole when one image fails, and charges nothing for it", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, { content_html: "<p>In.</p><h2>Causes</h2><p>a</p>" });
    const draw = embedded.draw;
    vi.spyOn(embedded, "draw").mockImplementation(async (input) => {
      if (input.caption === "Causes") throw new TypeError("the model is away");
      return draw(input);
    });
    const reply = await as(person).post(`/writer/content/${content.id}/generate_images/`, { max_images: 1 });
    await drain();
    const [failing] = await db
      .select()
      .from(images)
      .where(and(eq(images.content_id, content.id), eq(images.caption, "Causes")));
    const { items } = await jobOf(person, reply);
    const item = items.find((row: any) => row.kind === "draw_image" && row.ref_id === failing!.id);
    for (let attempt = item.attempts; attempt < 5; attempt++)
      await deliver([{ type: "item.run", item_id: item.id, account_id: person.user.account_id }]);
    expect(await jobOf(person, reply)).toMatchObject({ status: "succeeded", done: 2, failed: 1 });
    expect((await contentOf(content.id)).status).toBe("review");
    const [image] = await db.select().from(images).where(eq(images.id, failing!.id));
    expect(image).toMatchObject({ status: "failed", error: expect.stringContaining("the model is away") });
  });

  it("delivered twice at each step makes each image once", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place);
    await as(person).post(`/writer/content/${content.id}/generate_images/`, { max_images: 1 });
    for (let messages = takeMessages(); messages.length; messages = takeMessages())
      await deliver([...messages, ...messages]);
    const made = await db.select().from(images).where(eq(images.content_id, content.id));
    expect(made.map((image) => image.status)).toEqual(["generated", "generated"]);
  });
});

describe("PUT /writer/content/{id}/", () => {
  it("sanitises the HTML and counts its words", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place);
    const { status, body } = await as(person).put(`/writer/content/${content.id}/`, {
      content_html: '<p>Four words of text<img src=x onerror="alert(1)"></p>',
    });
    expect(status).toBe(200);
    expect(body.data.word_count).toBe(4);
    expect(body.data.content_html).not.toContain("onerror");
  });

  it("names what is wrong: the slug that is taken, the meta title that is too long", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    await aContent(place, { slug: "taken" });
    const content = await aContent(place);
    const taken = await as(person).put(`/writer/content/${content.id}/`, { slug: "taken" });
    expect(taken.body.errors).toEqual({ slug: ["The site already has a content item with this slug"] });
    const long = await as(person).put(`/writer/content/${content.id}/`, { meta_title: "x".repeat(61) });
    expect(Object.keys(long.body.errors)).toEqual(["meta_title"]);
  });
});

describe("POST /writer/content/", () => {
  it("creates a content, sanitised, with a slug of its title that is free", async () => {
    const person = await aPerson();
    const { place, site, sector } = await aSite(person);
    await aContent(place, { slug: "uber-schlaf" });
    const { status, body } = await as(person).post("/writer/content/", {
      site_id: site.id,
      sector_id: sector.id,
      title: "Über Schlaf",
      content_html: "<p onclick=x>Two words</p>",
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      slug: "uber-schlaf-2",
      word_count: 2,
      content_html: "<p>Two words</p>",
      status: "draft",
    });
  });

  it("is refused another account's sector", async () => {
    const theirs = await aSite(await aPerson());
    const { status, body } = await as(await aPerson()).post("/writer/content/", {
      site_id: theirs.site.id,
      sector_id: theirs.sector.id,
      title: "x",
    });
    expect([status, Object.keys(body.errors)]).toEqual([400, ["site_id"]]);
  });
});

describe("POST /writer/content/{id}/update_content/", () => {
  it("stores the change, and tells what an editor would still look at", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, { primary_keyword: "night sweats", title: "Sleep" });
    const { status, body } = await as(person).post(`/writer/content/${content.id}/update_content/`, {
      content_html: '<p>Short.</p><h3></h3><img src="https://example.com/a.png">',
      meta_title: "Sleep",
    });
    expect(status).toBe(200);
    expect(body.data.content.meta_title).toBe("Sleep");
    const told = body.data.issues.map((issue: any) => `${issue.severity} ${issue.field}`);
    expect(told).toContain("error content_html");
    expect(told).toContain("warning meta_title");
    expect(told).toContain("warning meta_description");
    expect(told).toContain("warning title");
  });

  it("has nothing to tell of a content that is in order", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place);
    const { body } = await as(person).post(`/writer/content/${content.id}/update_content/`, {
      title: "Night sweats: what helps",
      content_html: `<p>Night sweats. ${"word ".repeat(300)}</p><h2>Relief</h2><h3>At once</h3><p>x</p>`,
      meta_title: "Night sweats: what helps, and when to ask",
      meta_description:
        "What to look at when night sweats keep you awake, what to compare, and which questions to ask a doctor.",
      excerpt: "On night sweats.",
      primary_keyword: "night sweats",
    });
    expect(body.data.issues).toEqual([]);
  });
});

describe("DELETE /writer/content/{id}/", () => {
  it("takes the images along, and lets the task be written again", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const task = await aTask(place, { status: "completed" });
    const content = await aContent(place, { task_id: task.id });
    const { account_id, site_id } = place;
    await db
      .insert(images)
      .values({ account_id, site_id, content_id: content.id, image_type: "featured", position: 0 });
    expect((await as(await aPerson()).delete(`/writer/content/${content.id}/`)).status).toBe(404);
    expect((await as(person).delete(`/writer/content/${content.id}/`)).status).toBe(200);
    expect(await db.select().from(images).where(eq(images.content_id, content.id))).toEqual([]);
    expect((await db.select().from(tasks).where(eq(tasks.id, task.id)))[0]!.status).toBe("queued");
  });
});

describe("images", () => {
  it("are drawn anew on demand, and keep the old file until the new one is there", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, { content_html: "<p>x</p>" });
    await as(person).post("/writer/images/generate_for_content/", { content_id: content.id, max_images: 0 });
    await drain();
    const before = (await as(person).get(`/writer/images/?content_id=${content.id}`)).body.results[0];
    const reply = await as(person).post("/writer/images/regenerate/", {
      image_id: before.id,
      prompt: "A quiet bedroom",
    });
    expect(reply.status).toBe(202);
    expect((await as(person).get(`/writer/images/${before.id}/`)).body.data.image_url).toBe(before.image_url);
    await drain();
    const after = (await as(person).get(`/writer/images/${before.id}/`)).body.data;
    expect(after).toMatchObject({ status: "generated", prompt: "A quiet bedroom" });
    expect(after.image_url).not.toBe(before.image_url);
    expect(
      (await as(person).put(`/writer/images/${before.id}/`, { alt_text: "A bed" })).body.data.alt_text,
    ).toBe("A bed");
    expect(
      (await as(await aPerson()).post("/writer/images/regenerate/", { image_id: before.id })).status,
    ).toBe(404);
    expect((await as(person).delete(`/writer/images/${before.id}/`)).status).toBe(200);
    expect((await as(person).get(`/writer/images/${before.id}/`)).status).toBe(404);
  });
});

describe("POST /writer/content/{id}/approve/", () => {
  it("approves, says who did, and changes nothing the second time", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, {
      status: "review",
      provenance: {
        provider: "p",
        model: "m",
        prompt_version: "1",
        note: null,
        generated_at: "2026-01-01T00:00:00.000Z",
        approved_by: null,
        approved_at: null,
      },
    });
    const first = await as(person).post(`/writer/content/${content.id}/approve/`);
    expect(first.body.data).toMatchObject({
      status: "approved",
      provenance: { approved_by: person.user.id },
    });
    const second = await as(person).post(`/writer/content/${content.id}/approve/`);
    expect(second.body.data).toEqual(first.body.data);
  });
});

describe("the preview", () => {
  it("shows the article by a signed link, which opens this one article alone", async () => {
    const person = await aPerson("viewer");
    const { place } = await aSite(person);
    const content = await aContent(place, { title: "A <b>bold</b> & brave title" });
    const other = await aContent(place);
    const { status, body } = await as(person).post(`/writer/content/${content.id}/preview_link/`);
    expect(status).toBe(201);
    const path = body.data.url.replace(ORIGIN, "");
    const page = await send(path);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("A &lt;b&gt;bold&lt;/b&gt; &amp; brave title");
    expect((await send(path.replace(`/${content.id}/`, `/${other.id}/`))).status).toBe(401);
    expect((await send(path.slice(0, -3))).status).toBe(401);
  });

  it("is over when the account is suspended", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place);
    const { body } = await as(person).post(`/writer/content/${content.id}/preview_link/`);
    const path = body.data.url.replace(ORIGIN, "");
    expect((await send(path)).status).toBe(200);
    await env.RATE_LIMITER.getByName(`account:${person.user.account_id}`).close();
    expect((await send(path)).status).toBe(401);
  });

  it("shows it to a signed-in person of the account, and to nobody else", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place);
    const path = `/api/v1/writer/content/${content.id}/preview/`;
    const by = async (who: any) =>
      (await send(path, { headers: { Authorization: `Bearer ${await tokenOf(who)}` } })).status;
    expect(await by(person)).toBe(200);
    expect(await by(await aPerson())).toBe(404);
    expect((await send(path)).status).toBe(401);
  });

  it("puts each image behind the heading that it shows", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, { content_html: "<h2>One</h2><p>a</p><h2>Two</h2><p>b</p>" });
    const file_name = `${"a".repeat(64)}.png`;
    await env.IMAGES.put(file_name, "x");
    const { account_id, site_id } = place;
    await db.insert(images).values({
      account_id,
      site_id,
      content_id: content.id,
      image_type: "in_article",
      position: 2,
      status: "generated",
      alt_text: 'The "second"',
      file_name,
      width: 10,
      height: 10,
    });
    const { body } = await as(person).get(`/writer/content/${content.id}/preview/`);
    expect(body).toMatch(/<h2>Two<\/h2><figure><img src="\/media\/a{64}\.png" alt="The &(quot|#34);second/);
  });
});
