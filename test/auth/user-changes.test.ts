import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sessions } from "../../src/db/schema";
import type { Role } from "../../src/lib/roles";
import { aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import {
  PASSWORD,
  aMember,
  aPeer,
  anEmail,
  anonymous,
  captureMail,
  invite,
  userPath,
  reloadPerson,
  signIn,
  extractToken,
  loadAuditTrail,
} from "./helpers";

let mails: ReturnType<typeof captureMail>;
beforeEach(() => {
  mails = captureMail();
});

describe("PUT /auth/users/{id}/ of one's own", () => {
  it.each(["viewer", "editor"] as Role[])("changes a %s's names, and leaves them signed in", async (role) => {
    const person = await aMember(role);
    const { status, body } = await as(person).put(userPath(person), { first_name: "Ada", username: "ada" });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ first_name: "Ada", username: "ada" });
    expect((await as(person).get(userPath(person))).status).toBe(200);
    expect(await loadAuditTrail(person.user.account_id)).toMatchObject([
      { action: "user.updated", details: { fields: ["username", "first_name"] } },
    ]);
  });

  it.each([{ role: "admin" }, { email: "new@example.com" }, { is_active: false }, { site_access: [] }])(
    "does not change %j for an editor",
    async (fields) => {
      const person = await aMember("editor");
      expect((await as(person).put(userPath(person), fields)).status).toBe(403);
      expect(await reloadPerson(person)).toEqual(person);
    },
  );

  it("takes what is as it was", async () => {
    const person = await aMember("viewer");
    const { email, role, is_active, site_access } = person.user;
    const { status } = await as(person).put(userPath(person), { email, role, is_active, site_access });
    expect(status).toBe(200);
    expect(await reloadPerson(person)).toEqual(person);
    expect((await as(person).put(userPath(person), {})).status).toBe(200);
  });

  it("reaches no colleague", async () => {
    const owner = await aMember();
    const [a, b] = [await aPeer(owner, "editor"), await aPeer(owner, "viewer")];
    expect((await as(a).put(userPath(b), { first_name: "Mallory" })).status).toBe(403);
  });
});

describe("PUT /auth/users/{id}/ of another", () => {
  it("changes a role, ends the user's sessions at once, and tells the trail from what to what", async () => {
    const owner = await aMember();
    const editor = await aPeer(owner, "editor");
    const { access, refresh } = (await signIn(editor.user.email)).body.data;
    const { status, body } = await as(owner).put(userPath(editor), { role: "admin" });
    expect([status, body.data.role]).toEqual([200, "admin"]);
    expect((await as(undefined, { Authorization: `Bearer ${access}` }).get("/auth/sites/")).status).toBe(401);
    expect((await as(editor).get("/auth/sites/")).status).toBe(401);
    expect((await anonymous().post("/auth/token/refresh/", { refresh })).status).toBe(401);
    expect((await as(await reloadPerson(editor)).get("/auth/users/")).status).toBe(200);
    const [session] = await db.select().from(sessions).where(eq(sessions.user_id, editor.user.id));
    expect(session!.revoked_at).not.toBeNull();
    expect((await loadAuditTrail(owner.user.account_id)).at(-1)).toMatchObject({
      action: "user.role_changed",
      user_id: owner.user.id,
      object_id: String(editor.user.id),
      details: { from: "editor", to: "admin" },
    });
  });

  it.each([{ is_active: false }, { site_access: [] as number[] }, { email: "" }])(
    "ends the user's sessions with %j",
    async (given) => {
      const owner = await aMember();
      const editor = await aPeer(owner, "editor");
      const fields = "email" in given ? { email: anEmail() } : given;
      expect((await as(owner).put(userPath(editor), fields)).status).toBe(200);
      expect((await as(editor).get("/auth/sites/")).status).toBe(401);
      expect((await reloadPerson(editor)).user).toMatchObject(fields);
    },
  );

  it("keeps a user who was shut out from signing in, until they are let in again", async () => {
    const owner = await aMember();
    const editor = await aPeer(owner, "editor");
    await as(owner).put(userPath(editor), { is_active: false });
    expect((await signIn(editor.user.email)).status).toBe(401);
    await as(owner).put(userPath(editor), { is_active: true });
    const { access } = (await signIn(editor.user.email)).body.data;
    expect((await as(undefined, { Authorization: `Bearer ${access}` }).get("/auth/sites/")).status).toBe(200);
  });

  it("voids the links that were sent to the address before, and tells it", async () => {
    const owner = await aMember();
    const { body } = await invite(owner);
    const email = anEmail();
    await as(owner).put(userPath({ user: body.data }), { email });
    const reply = await anonymous().post("/auth/password/reset/confirm/", {
      token: extractToken(mails[0]!),
      password: PASSWORD,
    });
    expect(reply.status).toBe(400);
    await vi.waitFor(() => expect(mails.map(({ to }) => to)).toEqual([body.data.email, body.data.email]));
  });

  it("refuses an address that is another's", async () => {
    const [owner, stranger] = [await aMember(), await aMember()];
    const editor = await aPeer(owner, "editor");
    const { status, body } = await as(owner).put(userPath(editor), { email: stranger.user.email });
    expect([status, Object.keys(body.errors)]).toEqual([400, ["email"]]);
    expect((await reloadPerson(editor)).user.email).toBe(editor.user.email);
    expect((await as(await reloadPerson(editor)).get("/auth/sites/")).status).toBe(200);
  });

  it("limits a user to some sites, which must be the account's", async () => {
    const owner = await aMember();
    const [shown, hidden] = [await aSite(owner), await aSite(owner)];
    const foreign = await aSite(await aPerson());
    const editor = await aPeer(owner, "editor");
    const refused = await as(owner).put(userPath(editor), { site_access: [shown.site.id, foreign.site.id] });
    expect(refused.body.errors).toEqual({ site_access: [`No such site: ${foreign.site.id}`] });
    await as(owner).put(userPath(editor), { site_access: [shown.site.id, shown.site.id] });
    const { body } = await as(await reloadPerson(editor)).get("/auth/sites/");
    expect(body.results.map(({ id }: any) => id)).toEqual([shown.site.id]);
    expect((await as(await reloadPerson(editor)).get(`/auth/sites/${hidden.site.id}/`)).status).toBe(404);
  });

  it("reaches nobody above the caller", async () => {
    const owner = await aMember();
    const [admin, staff] = [await aPeer(owner, "admin"), await aPeer(owner, "developer")];
    for (const [caller, target] of [
      [admin, owner],
      [admin, staff],
      [owner, staff],
    ] as const) {
      expect((await as(caller).put(userPath(target), { first_name: "M" })).status).toBe(403);
      expect((await as(caller).delete(userPath(target))).status).toBe(403);
    }
    expect((await as(admin).put(userPath(admin), { role: "owner" })).status).toBe(403);
  });

  it("reaches nobody who sees more than the caller", async () => {
    const owner = await aMember();
    const { site } = await aSite(owner);
    const limited = await aPeer(owner, "admin", { site_access: [site.id] });
    const [wide, narrow] = [
      await aPeer(owner, "editor"),
      await aPeer(owner, "editor", { site_access: [site.id] }),
    ];
    expect((await as(limited).put(userPath(wide), { email: anEmail() })).status).toBe(403);
    expect((await as(limited).put(userPath(narrow), { first_name: "Ada" })).status).toBe(200);
    expect((await as(limited).put(userPath(limited), { site_access: null })).status).toBe(400);
  });

  it("makes nobody staff", async () => {
    const staff = await aMember("developer");
    const peer = await aPeer(staff, "editor");
    expect((await as(staff).put(userPath(peer), { role: "developer" })).status).toBe(400);
  });

  it("hides another account's", async () => {
    const stranger = await aMember("editor");
    expect((await as(await aMember()).put(userPath(stranger), { role: "viewer" })).status).toBe(404);
    expect((await as(await aMember()).delete(userPath(stranger))).status).toBe(404);
    expect(await reloadPerson(stranger)).toEqual(stranger);
  });
});
