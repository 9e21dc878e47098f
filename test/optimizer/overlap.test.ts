import { describe, expect, it } from "vitest";
import { findPublicationOverlap } from "../../src/modules/planner/overlap.service";
import { systemCtx } from "../../src/db/context";
import { contentIdeas } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { anIdea, fakeIdeas } from "../jobs/provider";
import { drain } from "../queue";

async function aSiteWithPage() {
  const person = await aPerson();
  const { place, site } = await aSite(person);
  const page = await aContent(place, {
    title: "Night sweats",
    primary_keyword: "night sweats",
    secondary_keywords: ["sweating at night"],
  });
  return { person, place, site, page };
}

describe("GET /optimizer/overlap/", () => {
  it("compares a title and its keywords with contents, ideas and waiting tasks", async () => {
    const { person, place, site, page } = await aSiteWithPage();
    const idea = await as(person).post("/planner/ideas/", {
      site_id: site.id,
      sector_id: place.sector_id,
      idea_title: "Pillows that cool",
      target_keywords: ["cooling pillow"],
    });
    const task = await aTask(place, { title: "Hot flash remedies", keywords: ["hot flash remedies"] });
    const ask = async (title: string, keywords: string) => {
      const query = new URLSearchParams({ site_id: String(site.id), title, keywords });
      return (await as(person).get(`/optimizer/overlap/?${query}`)).body.data;
    };
    expect(await ask("How to sleep", "Night Sweats, sleep")).toMatchObject({
      verdict: "refresh",
      evidence: [{ content_id: page.id, shared_keywords: ["Night Sweats"] }],
    });
    expect(await ask("Pillows", "cooling pillows")).toMatchObject({
      verdict: "merge",
      evidence: [{ content_id: null, idea_id: idea.body.data.id }],
    });
    expect(await ask("Relief", "hot flash treatment")).toMatchObject({
      verdict: "merge",
      evidence: [{ task_id: task.id }],
    });
    expect(await ask("Night sweats in men", "night sweats in men")).toMatchObject({ verdict: "narrow" });
    expect(await ask("Bone density", "bone density")).toEqual({ verdict: "proceed", evidence: [] });
  });

  it("compares a stored content with all but itself, on its own site alone", async () => {
    const { person, place, page } = await aSiteWithPage();
    const elsewhere = await aSite(person);
    await aContent(elsewhere.place, { title: "Night sweats", primary_keyword: "night sweats" });
    const ask = async () => (await as(person).get(`/optimizer/overlap/?content_id=${page.id}`)).body.data;
    expect(await ask()).toEqual({ verdict: "proceed", evidence: [] });
    const twin = await aContent(place, { title: "Sweating", primary_keyword: "night sweat" });
    expect(await ask()).toMatchObject({ verdict: "refresh", evidence: [{ content_id: twin.id }] });
  });

  it("names what is missing and what does not go together, and keeps accounts apart", async () => {
    const { person, site, page } = await aSiteWithPage();
    const ask = (query: string, who = person) => as(who).get(`/optimizer/overlap/?${query}`);
    expect(Object.keys((await ask("")).body.errors)).toEqual(["site_id", "title"]);
    expect(Object.keys((await ask(`content_id=${page.id}&title=x`)).body.errors)).toEqual(["title"]);
    const stranger = await aPerson();
    expect((await ask(`content_id=${page.id}`, stranger)).status).toBe(404);
    expect(Object.keys((await ask(`site_id=${site.id}&title=x`, stranger)).body.errors)).toEqual(["site_id"]);
  });
});

describe("the gate before publishing", () => {
  it("compares with the pages that readers can reach, and with no other", async () => {
    const { person, place, page } = await aSiteWithPage();
    const ctx = systemCtx(person.user.account_id, "test");
    const draft = await aContent(place, { title: "Sweats", primary_keyword: "night sweats" });
    expect(await findPublicationOverlap(ctx, draft)).toEqual({ verdict: "proceed", evidence: [] });
    const live = await aContent(place, {
      title: "Night sweats, live",
      primary_keyword: "night sweats",
      site_status: "published",
    });
    expect(await findPublicationOverlap(ctx, page)).toMatchObject({
      verdict: "refresh",
      evidence: [{ content_id: live.id }],
    });
    expect((await findPublicationOverlap(ctx, live)).verdict).toBe("proceed");
  });
});

describe("ideas that would compete", () => {
  it("are told so where they are made by hand, and are made all the same", async () => {
    const { person, place, site, page } = await aSiteWithPage();
    const make = (idea_title: string, keyword: string) =>
      as(person).post("/planner/ideas/", {
        site_id: site.id,
        sector_id: place.sector_id,
        idea_title,
        target_keywords: [keyword],
      });
    const made = await make("Sleeping dry", "night sweats");
    expect(made.status).toBe(201);
    expect(made.body.data.overlap).toMatchObject({ verdict: "refresh", evidence: [{ content_id: page.id }] });
    expect((await make("Bone density", "bone density")).body.data.overlap).toEqual({
      verdict: "proceed",
      evidence: [],
    });
  });

  it("are left out where they are generated, with the reason, and so is one that competes with another", async () => {
    const { person, place, page } = await aSiteWithPage();
    const cluster = await aCluster(place);
    await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    const titles = ["Causes of night sweats", "The night sweats", "Night sweats causes", "Bone density"];
    fakeIdeas().mockImplementation(
      async () =>
        ({
          output: { ideas: titles.map(anIdea) },
          usage: { model: "fake", tokens_in: 1, tokens_out: 1, cost_usd: 0 },
        }) as any,
    );
    const { body } = await as(person).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
    await drain();
    const { items } = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    expect(items[0].result).toEqual({
      ideas: ["Causes of night sweats", "Bone density"],
      dropped: [
        {
          idea: "The night sweats",
          verdict: "refresh",
          reason: `"The night sweats" would compete with "Night sweats" (content item ${page.id}): it has the same primary keyword`,
        },
        {
          idea: "Night sweats causes",
          verdict: "merge",
          reason: `"Night sweats causes" would compete with "Causes of night sweats": it covers the same subject in other words`,
        },
      ],
    });
    const stored = (await as(person).get(`/planner/ideas/?site_id=${place.site_id}`)).body.results;
    expect(stored.map((idea: any) => idea.idea_title).sort()).toEqual([
      "Bone density",
      "Causes of night sweats",
    ]);
  });

  it("fail their item with the reason where nothing else is proposed", async () => {
    const { person, place } = await aSiteWithPage();
    const cluster = await aCluster(place, { name: "night sweats" });
    await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    fakeIdeas().mockImplementation(
      async () =>
        ({
          output: { ideas: [anIdea("Night sweats")] },
          usage: { model: "fake", tokens_in: 1, tokens_out: 1, cost_usd: 0 },
        }) as any,
    );
    const { body } = await as(person).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
    await drain();
    const { items, credits_charged } = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    expect(items[0]).toMatchObject({
      status: "failed",
      error: expect.stringContaining("would compete with"),
    });
    expect(credits_charged).toBe(0);
  });
});

describe("POST /planner/ideas/create_tasks/", () => {
  it("warns of the tasks that would compete, and creates them", async () => {
    const { person, place, page } = await aSiteWithPage();
    const rows = ["night sweats", "bone density"].map((keyword) => ({
      ...place,
      idea_title: `On ${keyword}`,
      title_key: `on ${keyword}`,
      target_keywords: [keyword],
    }));
    const [competing, other] = await db.insert(contentIdeas).values(rows).returning();
    const { body } = await as(person).post("/planner/ideas/create_tasks/", {
      ids: [competing!.id, other!.id],
    });
    expect(body.data.created).toHaveLength(2);
    const { task_id } = body.data.created.find((task: any) => task.idea_id === competing!.id);
    expect(body.data.warnings).toEqual([
      {
        idea_id: competing!.id,
        task_id,
        overlap: expect.objectContaining({
          verdict: "refresh",
          evidence: [expect.objectContaining({ content_id: page.id })],
        }),
      },
    ]);
  });
});
