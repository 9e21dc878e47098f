import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contents, jobItems, jobs, keywords, sectors, sites, users } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, type Person } from "../factories";
import { as } from "../harness";
import {
  aMember,
  aPeer,
  loadAccount,
  loadAuditActions,
  setPlan,
  reloadPerson,
  loadAuditTrail,
} from "../auth/helpers";

const rowOf = async (id: number) => (await db.select().from(sites).where(eq(sites.id, id)))[0];

/** A site with something of each kind on it, and a job under way. */
async function aBusySite(person: Person) {
  const made = await aSite(person);
  const { id: cluster_id } = await aCluster(made.place);
  await aKeyword(made.place, { cluster_id });
  await aKeyword(made.place);
  const task = await aTask(made.place, { cluster_id });
  await aContent(made.place, { cluster_id });
  const { status, body } = await as(person).post(`/writer/tasks/${task.id}/generate_content/`, {});
  expect(status).toBe(202);
  return { ...made, task, jobId: body.data.task_id as string };
}

describe("POST /auth/sites/", () => {
  it("makes a site, and a row of the trail", async () => {
    const owner = await aMember();
    const { status, body } = await as(owner).post("/auth/sites/", {
      name: "Bob's Shop",
      domain: "https://Shop.Example/path",
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ name: "Bob's Shop", domain: "shop.example", is_active: true });
    expect(await rowOf(body.data.id)).toMatchObject({ account_id: owner.user.account_id });
    expect(await loadAuditTrail(owner.user.account_id)).toMatchObject([
      { action: "site.created", user_id: owner.user.id, object_id: String(body.data.id) },
    ]);
  });

  it("stops at the plan's limit, ten at once, and says both figures", async () => {
    const owner = await aMember();
    await setPlan(owner, 2);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => as(owner).post("/auth/sites/", { name: `Site ${n}` })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(replies.find(({ status }) => status === 403)!.body).toMatchObject({
      code: "PLAN_LIMIT_REACHED",
      limit: 2,
      current: 2,
    });
    expect(await db.select().from(sites).where(eq(sites.account_id, owner.user.account_id))).toHaveLength(2);
    expect(await loadAuditActions(owner.user.account_id)).toEqual(["site.created", "site.created"]);
  });

  it("numbers the slugs of sites of one name, at once and across accounts", async () => {
    const [one, two] = [await aMember(), await aMember()];
    const name = `Same ${crypto.randomUUID().slice(0, 8)}`;
    const replies = await Promise.all([one, two, one].map((p) => as(p).post("/auth/sites/", { name })));
    expect(new Set(replies.map(({ body }) => body.data.slug)).size).toBe(3);
  });

  it.each([
    ["an industry that there is not", { industry_id: 999_999 }, "industry_id"],
    ["an address", { domain: "not a host" }, "domain"],
    ["another account", { account_id: 1 }, "account_id"],
    ["no name", { name: "  " }, "name"],
  ])("refuses %s", async (_what, fields, named) => {
    const { status, body } = await as(await aMember()).post("/auth/sites/", { name: "Site", ...fields });
    expect([status, Object.keys(body.errors)]).toEqual([400, [named]]);
  });

  it("is refused to an editor, and to who sees some sites only", async () => {
    const owner = await aMember();
    const limited = await aPeer(owner, "admin", { site_access: [] });
    for (const person of [await aPeer(owner, "editor"), limited])
      expect((await as(person).post("/auth/sites/", { name: "Site" })).status).toBe(403);
  });
});

describe("GET and PUT /auth/sites/{id}/", () => {
  it("reads and changes a site, and leaves its slug", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const change = {
      name: "New name",
      domain: null,
      industry_id: 2,
      platform_type: "custom",
      is_active: false,
    };
    const { status, body } = await as(owner).put(`/auth/sites/${site.id}/`, change);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ ...change, slug: site.slug });
    expect((await as(owner).get(`/auth/sites/${site.id}/`)).body.data).toEqual(body.data);
    expect((await loadAuditTrail(owner.user.account_id))[0]).toMatchObject({
      action: "site.updated",
      details: { fields: ["name", "domain", "industry_id", "platform_type", "is_active"] },
    });
  });

  it("changes nothing with nothing", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    expect((await as(owner).put(`/auth/sites/${site.id}/`, {})).status).toBe(200);
    expect(await rowOf(site.id)).toEqual(site);
    expect(await loadAuditActions(owner.user.account_id)).toEqual([]);
  });

  it("refuses a slug, and an industry that there is not", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    expect((await as(owner).put(`/auth/sites/${site.id}/`, { slug: "x" })).body.errors).toEqual({
      slug: ["Unknown field"],
    });
    expect((await as(owner).put(`/auth/sites/${site.id}/`, { industry_id: 999_999 })).status).toBe(400);
  });

  it("hides another account's, and one beyond the user's sites", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const limited = await aPeer(owner, "admin", { site_access: [] });
    for (const person of [await aMember(), limited]) {
      expect((await as(person).get(`/auth/sites/${site.id}/`)).status).toBe(404);
      expect((await as(person).put(`/auth/sites/${site.id}/`, { name: "Mine" })).status).toBe(404);
      expect((await as(person).delete(`/auth/sites/${site.id}/`)).status).toBe(404);
    }
    expect(await rowOf(site.id)).toEqual(site);
  });

  it("changes nothing for an editor", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const editor = await aPeer(owner, "editor");
    expect((await as(editor).put(`/auth/sites/${site.id}/`, { name: "Mine" })).status).toBe(403);
    expect((await as(editor).delete(`/auth/sites/${site.id}/`)).status).toBe(403);
  });
});

describe("DELETE /auth/sites/{id}/", () => {
  it("says what would go, and takes nothing, in a dry run", async () => {
    const owner = await aMember();
    const { site } = await aBusySite(owner);
    const { credits_reserved } = await loadAccount(owner);
    expect(credits_reserved).toBeGreaterThan(0);
    const { status, body } = await as(owner).delete(`/auth/sites/${site.id}/?dry_run=true`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      id: site.id,
      dry_run: true,
      removes: {
        sectors: 1,
        keywords: 2,
        clusters: 1,
        tasks: 1,
        contents: 1,
        jobs: 1,
        job_items: 1,
        images: 0,
      },
      credits_released: credits_reserved,
    });
    expect(await rowOf(site.id)).toEqual(site);
    expect((await loadAccount(owner)).credits_reserved).toBe(credits_reserved);
    expect(await loadAuditActions(owner.user.account_id)).toEqual([]);
  });

  it("takes everything along, and gives back what its jobs had reserved", async () => {
    const owner = await aMember();
    const { site, jobId } = await aBusySite(owner);
    const other = await aBusySite(owner);
    const { credits_reserved } = await loadAccount(owner);
    const dry = await as(owner).delete(`/auth/sites/${site.id}/?dry_run=true`);
    const { status, body } = await as(owner).delete(`/auth/sites/${site.id}/`);
    expect(status).toBe(200);
    expect(body.data).toEqual({ ...dry.body.data, dry_run: false });
    for (const table of [sectors, keywords, contents, jobs, jobItems])
      expect(await db.select().from(table).where(eq(table.site_id, site.id))).toEqual([]);
    expect(await rowOf(site.id)).toBeUndefined();
    expect((await as(owner).get(`/jobs/${jobId}/`)).status).toBe(404);
    expect((await loadAccount(owner)).credits_reserved).toBe(credits_reserved - body.data.credits_released);
    const [left] = await db.select().from(jobs).where(eq(jobs.id, other.jobId));
    expect((await loadAccount(owner)).credits_reserved).toBe(left!.credits_reserved);
    expect(await loadAuditTrail(owner.user.account_id)).toMatchObject([
      { action: "site.deleted", object_id: String(site.id) },
    ]);
  });

  it("gives back once, for two at once", async () => {
    const owner = await aMember();
    const { site } = await aBusySite(owner);
    await aBusySite(owner);
    const before = (await loadAccount(owner)).credits_reserved;
    const remove = () => as(owner).delete(`/auth/sites/${site.id}/`);
    const replies = await Promise.all([remove(), remove(), remove()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const { credits_released } = replies.find(({ status }) => status === 200)!.body.data;
    expect((await loadAccount(owner)).credits_reserved).toBe(before - credits_released);
    expect(await loadAuditActions(owner.user.account_id)).toEqual(["site.deleted"]);
  });

  it("leaves no user's access naming it", async () => {
    const owner = await aMember();
    const [gone, kept] = [await aSite(owner), await aSite(owner)];
    const editor = await aPeer(owner, "editor", { site_access: [gone.site.id, kept.site.id] });
    const [stranger] = await db
      .update(users)
      .set({ site_access: [gone.site.id] })
      .where(eq(users.id, (await aPerson()).user.id))
      .returning();
    await as(owner).delete(`/auth/sites/${gone.site.id}/`);
    expect((await reloadPerson(editor)).user.site_access).toEqual([kept.site.id]);
    expect((await reloadPerson({ user: stranger! })).user.site_access).toEqual([gone.site.id]);
  });

  it("refuses a dry run that is neither true nor false", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    expect((await as(owner).delete(`/auth/sites/${site.id}/?dry_run=perhaps`)).status).toBe(400);
    expect((await as(owner).delete(`/auth/sites/${site.id}/?dryrun=true`)).status).toBe(400);
    expect(await rowOf(site.id)).toEqual(site);
  });
});
