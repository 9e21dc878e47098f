import { describe, expect, it } from "vitest";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, type Person } from "../factories";
import { as } from "../harness";

describe("an ETag", () => {
  it("answers 304 to who has it, until the object changes", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const path = `/planner/keywords/${keyword.id}/`;
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    const kept = await as(person, { "If-None-Match": tag }).get(path);
    expect([kept.status, kept.body, kept.headers.get("ETag")]).toEqual([304, "", tag]);
    await as(person).put(path, { volume: 5 });
    const fresh = await as(person, { "If-None-Match": tag }).get(path);
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get("ETag")).not.toBe(tag);
  });

  it("of a cluster changes with its keywords", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const cluster = await aCluster(place);
    const tag = (await as(person).get(`/planner/clusters/${cluster.id}/`)).headers.get("ETag");
    await aKeyword(place, { cluster_id: cluster.id });
    expect((await as(person).get(`/planner/clusters/${cluster.id}/`)).headers.get("ETag")).not.toBe(tag);
  });

  it("in If-Match lets one of two writers through", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const [keyword, cluster, task, content] = [
      await aKeyword(place),
      await aCluster(place),
      await aTask(place),
      await aContent(place),
    ];
    const objects = [
      [`/planner/keywords/${keyword.id}/`, { volume: 7 }],
      [`/planner/clusters/${cluster.id}/`, { description: "x" }],
      [`/writer/tasks/${task.id}/`, { description: "x" }],
      [`/writer/content/${content.id}/`, { excerpt: "x" }],
    ] as const;
    for (const [path, change] of objects) {
      const tag = (await as(person).get(path)).headers.get("ETag")!;
      const first = await as(person, { "If-Match": tag }).put(path, change);
      expect([path, first.status]).toEqual([path, 200]);
      const second = await as(person, { "If-Match": tag }).put(path, change);
      expect([path, second.status, second.body.code]).toEqual([path, 412, "PRECONDITION_FAILED"]);
      expect((await as(person, { "If-Match": "*" }).put(path, change)).status).toBe(200);
      expect((await as(person, { "If-Match": '"made-up"' }).put(path, change)).status).toBe(412);
    }
    expect(
      (await as(person, { "If-Match": '"1-0123456789abcdef"' }).put("/planner/keywords/999999999/", {}))
        .status,
    ).toBe(404);
  });

  it("differs for two changes within one millisecond", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const path = `/planner/keywords/${keyword.id}/`;
    const versions = new Set<string>();
    for (let n = 0; n < 5; n++)
      versions.add((await as(person).put(path, { volume: 1 })).body.data.updated_at);
    expect(versions.size).toBe(5);
  });

  it("made weak by a proxy is known all the same", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const path = `/planner/keywords/${keyword.id}/`;
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    expect(tag).toMatch(/^"\d{13}-[0-9a-f]{16}"$/);
    for (const known of [`W/${tag}`, `"other", W/${tag}`, "*"])
      expect((await as(person, { "If-None-Match": known }).get(path)).status, known).toBe(304);
    for (const other of ['"other"', tag.slice(1, -1), ""])
      expect((await as(person, { "If-None-Match": other }).get(path)).status, other).toBe(200);
    expect((await as(person, { "If-Match": `W/${tag}` }).put(path, { volume: 3 })).status).toBe(200);
    expect((await as(person, { "If-Match": `W/${tag}` }).put(path, { volume: 3 })).status).toBe(412);
  });

  it("comes with a change too, for the next one", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const path = `/planner/keywords/${keyword.id}/`;
    let tag = "*";
    for (const volume of [1, 2, 3]) {
      const reply = await as(person, { "If-Match": tag }).put(path, { volume });
      expect(reply.status).toBe(200);
      tag = reply.headers.get("ETag")!;
    }
    const created = await as(person).post(path.replace(/\d+\/$/, ""), {
      ...(await here(person)),
      keyword: "a",
    });
    expect([created.status, created.headers.get("ETag")]).toEqual([201, null]);
  });

  it("is on settings, and not on lists, refusals and files", async () => {
    const owner = await aPerson("owner");
    const account = await as(owner).get("/auth/account/");
    const tag = account.headers.get("ETag")!;
    expect(account.headers.get("Cache-Control")).toBe("private, no-cache");
    expect((await as(owner, { "If-None-Match": tag }).get("/auth/account/")).status).toBe(304);
    await as(owner).put("/auth/account/", { name: "Another" });
    expect((await as(owner, { "If-None-Match": tag }).get("/auth/account/")).status).toBe(200);
    for (const path of [
      "/planner/keywords/",
      "/planner/keywords/1/",
      "/planner/keywords/export/",
      "/auth/account/export/",
    ])
      expect((await as(owner).get(path)).headers.get("ETag"), path).toBeNull();
  });

  it("belongs to who may see the object", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    const path = `/planner/keywords/${keyword.id}/`;
    const tag = (await as(person).get(path)).headers.get("ETag")!;
    expect((await as(await aPerson(), { "If-None-Match": tag }).get(path)).status).toBe(404);
    expect((await as(await aPerson(), { "If-Match": tag }).put(path, {})).status).toBe(404);
    expect((await as(undefined, { "If-None-Match": tag }).get(path)).status).toBe(401);
  });
});

const here = async (person: Person) => {
  const { account_id: _, ...place } = (await aSite(person)).place;
  return place;
};
