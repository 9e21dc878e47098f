import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { systemCtx } from "../../src/db/context";
import { auditStatement } from "../../src/modules/audit/audit.service";
import { atomically } from "../../src/db/queries";
import { aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { aMember, aPeer, freshAddress, loadAuditTrail } from "../auth/helpers";

const events = async (person: Person, query = "") =>
  (await as(person).get(`/auth/audit/${query}`)).body.results;

describe("GET /auth/audit/", () => {
  it("tells who did what to what, when and from where, the newest first", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const admin = await aPeer(owner, "admin");
    const from = freshAddress();
    const begun = Date.now();
    await as(owner).put("/auth/account/", { name: "New name" });
    await as(admin, { ...from, "X-Request-Id": "request-of-the-test" }).put(`/auth/sites/${site.id}/`, {
      name: "New name",
    });
    const rows = await events(owner);
    expect(rows.map(({ action }: any) => action)).toEqual(["site.updated", "account.updated"]);
    expect(rows[0]).toMatchObject({
      user_id: admin.user.id,
      role: "admin",
      object_type: "site",
      object_id: String(site.id),
      details: { fields: ["name"] },
      address: from["CF-Connecting-IP"],
      request_id: "request-of-the-test",
    });
    expect(Date.parse(rows[0].created_at)).toBeGreaterThanOrEqual(begun);
    expect(Date.parse(rows[0].created_at)).toBeLessThanOrEqual(Date.now());
  });

  it("filters by action and by user, and pages", async () => {
    const owner = await aMember();
    const admin = await aPeer(owner, "admin");
    await as(owner).put("/auth/account/", { name: "One" });
    await as(admin).put("/auth/account/", { name: "Two" });
    await as(admin).post("/auth/sites/", { name: "Site" });
    expect(await events(owner, "?action=site.created")).toHaveLength(1);
    expect(await events(owner, `?user_id=${admin.user.id}`)).toHaveLength(2);
    expect(await events(owner, `?user_id=${admin.user.id}&action=account.updated`)).toHaveLength(1);
    const { body } = await as(owner).get("/auth/audit/?page_size=2");
    expect(body).toMatchObject({ count: 3, next: expect.stringContaining("page=2") });
    expect((await as(owner).get("/auth/audit/?action=x'--")).status).toBe(400);
  });

  it("is an owner's, of their own account", async () => {
    const owner = await aMember();
    await as(owner).put("/auth/account/", { name: "New name" });
    expect(await events(await aMember())).toEqual([]);
    expect((await as(await aPeer(owner, "admin")).get("/auth/audit/")).status).toBe(403);
  });
});

describe("the trail", () => {
  it("is append-only: no row is changed or deleted", async () => {
    const { user } = await aMember();
    const ctx = systemCtx(user.account_id, "test");
    await atomically(db, [auditStatement(ctx, { action: "test.done", object_type: "test", object_id: 1 })]);
    const [before] = await loadAuditTrail(user.account_id);
    const run = (text: string) => env.DB.prepare(text).bind(before!.id).run();
    await expect(run("update audit_events set action = 'x' where id = ?")).rejects.toThrow("append-only");
    await expect(run("delete from audit_events where id = ?")).rejects.toThrow("append-only");
    expect(await loadAuditTrail(user.account_id)).toEqual([before]);
  });
});
