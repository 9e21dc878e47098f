import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contents, images, keywords, sectors } from "../../src/db/schema";
import { aContent, aKeyword, aSite, db } from "../factories";
import { as } from "../harness";
import { loadAuditActions, aMember, aPeer, loadAuditTrail } from "../auth/helpers";

const rowOf = async (id: number) => (await db.select().from(sectors).where(eq(sectors.id, id)))[0];

describe("POST /auth/sectors/", () => {
  it("makes a sector after a template, with a slug of its own", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const make = () => as(owner).post("/auth/sectors/", { site_id: site.id, industry_sector_id: 1 });
    const [first, second] = [await make(), await make()];
    expect(first.status).toBe(201);
    expect(first.body.data).toMatchObject({
      name: "Women's Health",
      slug: "womens-health",
      industry_sector_id: 1,
    });
    expect(second.body.data.slug).toBe("womens-health-2");
    expect(await loadAuditActions(owner.user.account_id)).toEqual(["sector.created", "sector.created"]);
  });

  it("stops at five a site, ten at once", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        as(owner).post("/auth/sectors/", { site_id: site.id, name: `Sector ${n}` }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(replies.find(({ status }) => status === 403)!.body).toMatchObject({ limit: 5, current: 5 });
    expect(await db.select().from(sectors).where(eq(sectors.site_id, site.id))).toHaveLength(5);
  });

  it("refuses another account's site, and one beyond the user's sites, as one that there is not", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const limited = await aPeer(owner, "admin", { site_access: [] });
    for (const person of [await aMember(), limited]) {
      const { status, body } = await as(person).post("/auth/sectors/", { site_id: site.id, name: "Mine" });
      expect([status, body.errors]).toEqual([400, { site_id: ["No such site"] }]);
    }
  });

  it("refuses a template that there is not, and neither name nor template", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const errorsOf = async (fields: object) =>
      (await as(owner).post("/auth/sectors/", { site_id: site.id, ...fields })).body.errors;
    expect(await errorsOf({ industry_sector_id: 999_999 })).toEqual({
      industry_sector_id: ["No such industry sector"],
    });
    expect(Object.keys(await errorsOf({}))).toEqual(["name"]);
  });
});

describe("GET and PUT /auth/sectors/{id}/", () => {
  it("reads and changes a sector, and leaves its slug", async () => {
    const owner = await aMember();
    const { sector } = await aSite(owner);
    const change = { name: "New name", description: "What it is", is_active: false };
    const { status, body } = await as(owner).put(`/auth/sectors/${sector.id}/`, change);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ ...change, slug: sector.slug });
    expect((await as(owner).get(`/auth/sectors/${sector.id}/`)).body.data).toEqual(body.data);
    expect(await loadAuditTrail(owner.user.account_id)).toMatchObject([
      { action: "sector.updated", details: { fields: ["name", "description", "is_active"] } },
    ]);
  });

  it("hides another account's, and one beyond the user's sites", async () => {
    const owner = await aMember();
    const { sector } = await aSite(owner);
    const limited = await aPeer(owner, "admin", { site_access: [] });
    for (const person of [await aMember(), limited]) {
      expect((await as(person).get(`/auth/sectors/${sector.id}/`)).status).toBe(404);
      expect((await as(person).put(`/auth/sectors/${sector.id}/`, { name: "Mine" })).status).toBe(404);
      expect((await as(person).put(`/auth/sectors/${sector.id}/`, {})).status).toBe(404);
      expect((await as(person).delete(`/auth/sectors/${sector.id}/`)).status).toBe(404);
    }
    expect(await rowOf(sector.id)).toEqual(sector);
    expect(await loadAuditActions(owner.user.account_id)).toEqual([]);
  });

  it("moves to no other site", async () => {
    const owner = await aMember();
    const { sector } = await aSite(owner);
    const { body } = await as(owner).put(`/auth/sectors/${sector.id}/`, { site_id: 1 });
    expect(body.errors).toEqual({ site_id: ["Unknown field"] });
  });
});

describe("DELETE /auth/sectors/{id}/", () => {
  it("says what would go, then takes it along, images of its contents too", async () => {
    const owner = await aMember();
    const { sector, place } = await aSite(owner);
    await aKeyword(place);
    const content = await aContent(place);
    const { account_id, site_id } = place;
    await db
      .insert(images)
      .values({ account_id, site_id, content_id: content.id, image_type: "featured", position: 0 });
    const dry = await as(owner).delete(`/auth/sectors/${sector.id}/?dry_run=true`);
    expect(dry.body.data).toMatchObject({
      id: sector.id,
      dry_run: true,
      removes: { keywords: 1, contents: 1, images: 1, clusters: 0 },
    });
    expect(await rowOf(sector.id)).toEqual(sector);
    const { status, body } = await as(owner).delete(`/auth/sectors/${sector.id}/`);
    expect([status, body.data]).toEqual([200, { ...dry.body.data, dry_run: false }]);
    expect(await rowOf(sector.id)).toBeUndefined();
    for (const table of [keywords, contents, images])
      expect(await db.select().from(table).where(eq(table.site_id, site_id))).toEqual([]);
    expect(await loadAuditActions(account_id)).toEqual(["sector.deleted"]);
  });
});
