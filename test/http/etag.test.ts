import { describe, expect, it } from "vitest";
import { images } from "../../src/db/schema";
import {
  aCluster,
  aColleague,
  aContent,
  aKeyword,
  aPerson,
  aSite,
  aTask,
  aTaxonomy,
  db,
  type Person,
} from "../factories";
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

  it("in If-Match guards images, sites, sectors, users and the account too", async () => {
    const owner = await aPerson("owner");
    const { place, site, sector } = await aSite(owner);
    const colleague = await aColleague(owner.user, "editor");
    const image = await anImage(place);
    const taxonomy = await aTaxonomy(place);
    const objects = [
      [`/writer/images/${image.id}/`, { alt_text: "A" }, { alt_text: "B" }],
      [`/writer/taxonomies/${taxonomy.id}/`, { name: "A" }, { name: "B" }],
      [`/auth/sites/${site.id}/`, { name: "A" }, { name: "B" }],
      [`/auth/sectors/${sector.id}/`, { name: "A" }, { name: "B" }],
      [`/auth/users/${colleague.user.id}/`, { first_name: "A" }, { first_name: "B" }],
      [`/auth/users/${colleague.user.id}/`, { role: "viewer" }, { role: "admin" }],
      ["/auth/account/", { name: "A" }, { name: "B" }],
    ] as const;
    for (const [path, one, other] of objects) {
      const tag = (await as(owner).get(path)).headers.get("ETag")!;
      const first = await as(owner, { "If-Match": tag }).put(path, one);
      expect([path, first.status]).toEqual([path, 200]);
      expect(first.headers.get("ETag"), path).toBeTruthy();
      for (const change of [other, one, {}]) {
        const late = await as(owner, { "If-Match": tag }).put(path, change);
        expect([path, late.status, late.body.code]).toEqual([path, 412, "PRECONDITION_FAILED"]);
      }
      const now = await as(owner).get(path);
      expect(now.body.data, path).toMatchObject(one);
      const next = { "If-Match": first.headers.get("ETag")! };
      expect((await as(owner, next).put(path, {})).status).toBe(200);
      expect((await as(owner, { "If-Match": "*" }).put(path, other)).status).toBe(200);
      expect((await as(owner, { "If-Match": '"made-up"' }).put(path, one)).status).toBe(412);
      if (/\d/.test(path))
        expect((await as(owner, next).put(path.replace(/\d+/, "999999999"), one)).status).toBe(404);
    }
  });

  it("in If-Match lets one of ten writers at once through", async () => {
    const owner = await aPerson("owner");
    const { site } = await aSite(owner);
    const colleague = await aColleague(owner.user, "editor");
    for (const path of [`/auth/sites/${site.id}/`, `/auth/users/${colleague.user.id}/`, "/auth/account/"]) {
      const tag = (await as(owner).get(path)).headers.get("ETag")!;
      const field = path.includes("users") ? "username" : "name";
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_v, n) =>
          as(owner, { "If-Match": tag }).put(path, { [field]: `Name ${n}` }),
        ),
      );
      const statuses = replies.map(({ status }) => status).sort();
      expect([path, ...statuses]).toEqual([path, 200, ...Array(9).fill(412)]);
    }
  });

  it("that has gone by leaves a user's sessions as they are", async () => {
    const owner = await aPerson("owner");
    const colleague = await aColleague(owner.user, "editor");
    const path = `/auth/users/${colleague.user.id}/`;
    const stale = as(owner, { "If-Match": '"1-0123456789abcdef"' });
    expect((await stale.put(path, { role: "viewer" })).status).toBe(412);
    expect((await as(colleague).get(path)).status).toBe(200);
  });

  it("is heeded by staff's changes of an account", async () => {
    const staff = await aPerson("developer");
    const { account_id } = (await aPerson("owner")).user;
    for (const [part, one, other] of [
      ["plan", { plan: "free" }, { plan: "growth" }],
      ["status", { status: "active" }, { status: "suspended" }],
    ] as const) {
      const path = `/auth/account/${account_id}/${part}/`;
      const first = await as(staff).put(path, one);
      const tag = first.headers.get("ETag")!;
      expect((await as(staff, { "If-Match": '"1-0123456789abcdef"' }).put(path, other)).status).toBe(412);
      const again = await as(staff, { "If-Match": tag }).put(path, one);
      expect([part, again.status, again.body.data.plan]).toEqual([part, 200, first.body.data.plan]);
      expect(again.body.data.status).toBe(first.body.data.status);
    }
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

async function anImage({ account_id, site_id, sector_id }: Awaited<ReturnType<typeof aSite>>["place"]) {
  const content = await aContent({ account_id, site_id, sector_id });
  const [image] = await db
    .insert(images)
    .values({ account_id, site_id, content_id: content.id, image_type: "featured", position: 0 })
    .returning();
  return image!;
}

const here = async (person: Person) => {
  const { account_id: _, ...place } = (await aSite(person)).place;
  return place;
};
