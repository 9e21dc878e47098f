import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentIdeas, keywords, tasks } from "../../src/db/schema";
import { aCluster, aKeyword, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";

describe("clusters", () => {
  it("are listed with what they hold, the largest first", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const [small, large] = [
      await aCluster(place, { name: "Small" }),
      await aCluster(place, { name: "Large" }),
    ];
    await aKeyword(place, { cluster_id: small.id, volume: 5 });
    await aKeyword(place, { cluster_id: large.id, volume: 50 });
    await aKeyword(place, { cluster_id: large.id, volume: 60 });
    const { body } = await as(person).get("/planner/clusters/");
    expect(body.results).toMatchObject([
      { name: "Large", keywords_count: 2, volume: 110 },
      { name: "Small", keywords_count: 1, volume: 5 },
    ]);
    expect((await as(person).get("/planner/clusters/?search=LAR&ordering=name")).body.count).toBe(1);
  });

  it("free their keywords when they are deleted", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const cluster = await aCluster(place);
    const keyword = await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    const { body } = await as(person).delete(`/planner/clusters/${cluster.id}/`);
    expect(body.data).toEqual({ keywords_freed: 1 });
    expect((await db.select().from(keywords).where(eq(keywords.id, keyword.id)))[0]).toMatchObject({
      status: "new",
      cluster_id: null,
    });
    expect((await as(person).delete(`/planner/clusters/${cluster.id}/`)).status).toBe(404);
  });

  it("keep their names unique in the sector, whatever the case", async () => {
    const person = await aPerson();
    const { place, site, sector } = await aSite(person);
    await aCluster(place, { name: "Sleep" });
    const other = await aCluster(place, { name: "Skin" });
    const made = await as(person).post("/planner/clusters/", {
      site_id: site.id,
      sector_id: sector.id,
      name: "SLEEP",
    });
    expect([made.status, Object.keys(made.body.errors)]).toEqual([409, ["name"]]);
    expect((await as(person).put(`/planner/clusters/${other.id}/`, { name: "sleep" })).status).toBe(409);
    expect(
      (await as(person).put(`/planner/clusters/${other.id}/`, { name: "SKIN", disabled: true })).body.data,
    ).toMatchObject({ name: "SKIN", disabled: true });
  });

  it("are nobody else's to read, change or delete", async () => {
    const cluster = await aCluster((await aSite(await aPerson())).place);
    const stranger = await aPerson();
    expect((await as(stranger).get(`/planner/clusters/${cluster.id}/`)).status).toBe(404);
    expect((await as(stranger).put(`/planner/clusters/${cluster.id}/`, { name: "x" })).status).toBe(404);
    expect((await as(stranger).delete(`/planner/clusters/${cluster.id}/`)).status).toBe(404);
    expect((await as(stranger).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] })).status).toBe(
      404,
    );
  });
});

describe("ideas and tasks", () => {
  const idea = async (person: any, { site, sector }: any, more = {}) =>
    (
      await as(person).post("/planner/ideas/", {
        site_id: site.id,
        sector_id: sector.id,
        idea_title: "Why Sleep Matters",
        ...more,
      })
    ).body.data;

  it("become tasks once: what has its task is skipped, with the reason", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const first = await idea(person, at, { target_keywords: ["sleep"], estimated_word_count: 900 });
    const off = await idea(person, at, { idea_title: "Off" });
    await as(person).put(`/planner/ideas/${off.id}/`, { disabled: true });
    const { body } = await as(person).post("/planner/ideas/create_tasks/", {
      ids: [first.id, off.id, 999_999_999],
    });
    expect(body.data.created).toHaveLength(1);
    expect(body.data.skipped).toEqual([
      { idea_id: off.id, reason: "The idea is disabled" },
      { idea_id: 999_999_999, reason: "Content idea not found" },
    ]);
    const task = (await as(person).get(`/writer/tasks/${body.data.created[0].task_id}/`)).body.data;
    expect(task).toMatchObject({
      title: "Why Sleep Matters",
      keywords: ["sleep"],
      word_count: 900,
      idea_id: first.id,
      status: "queued",
    });
    const again = await as(person).post("/planner/ideas/create_tasks/", { ids: [first.id] });
    expect(again.body.data).toEqual({
      created: [],
      skipped: [{ idea_id: first.id, reason: "The idea is already queued" }],
      warnings: [],
    });
  });

  it("are new again when their task is deleted", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    const made = await idea(person, at);
    const { body } = await as(person).post("/planner/ideas/create_tasks/", { ids: [made.id] });
    expect((await as(person).delete(`/writer/tasks/${body.data.created[0].task_id}/`)).status).toBe(200);
    expect((await db.select().from(contentIdeas).where(eq(contentIdeas.id, made.id)))[0]!.status).toBe("new");
  });

  it("are refused a title that differs by case and punctuation alone", async () => {
    const person = await aPerson();
    const at = await aSite(person);
    await idea(person, at);
    const { status, body } = await as(person).post("/planner/ideas/", {
      site_id: at.site.id,
      sector_id: at.sector.id,
      idea_title: "WHY sleep, matters!",
    });
    expect([status, Object.keys(body.errors)]).toEqual([409, ["idea_title"]]);
  });

  it("created in bulk tell what is wrong of each that is not", async () => {
    const person = await aPerson();
    const { site, sector } = await aSite(person);
    const other = await aSite(await aPerson());
    const cluster = await aCluster(other.place);
    const { status, body } = await as(person).post("/writer/tasks/bulk_create/", {
      tasks: [
        { site_id: site.id, sector_id: sector.id, title: "Right" },
        { site_id: other.site.id, sector_id: other.sector.id, title: "Another account's" },
        {
          site_id: site.id,
          sector_id: sector.id,
          cluster_id: cluster.id,
          title: "Another account's cluster",
        },
      ],
    });
    expect(status).toBe(201);
    expect(body.data.created.map((task: any) => task.title)).toEqual(["Right"]);
    expect(body.data.errors).toEqual([
      { index: 1, errors: { sector_id: ["Not a sector of this site"] } },
      { index: 2, errors: { cluster_id: ["Not a cluster of this sector"] } },
    ]);
    expect(await db.select().from(tasks).where(eq(tasks.account_id, person.user.account_id))).toHaveLength(1);
  });

  it("are changed by their owner alone", async () => {
    const person = await aPerson();
    const task = await aTask((await aSite(person)).place);
    expect(
      (await as(person).put(`/writer/tasks/${task.id}/`, { word_count: 1500 })).body.data.word_count,
    ).toBe(1500);
    expect((await as(await aPerson()).put(`/writer/tasks/${task.id}/`, { word_count: 1500 })).status).toBe(
      404,
    );
  });
});
