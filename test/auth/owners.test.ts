import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, sessions, users } from "../../src/db/schema";
import type { Role } from "../../src/lib/roles";
import { db, type Person } from "../factories";
import { as } from "../harness";
import { aMember, aPeer, loadAccount, loadAuditActions, userPath, reloadPerson, signIn } from "./helpers";

describe("the last active owner", () => {
  const demotions = [{ role: "admin" }, { is_active: false }];

  it.each(demotions)("is not changed by %j", async (fields) => {
    const owner = await aMember();
    const { status, body } = await as(owner).put(userPath(owner), fields);
    expect([status, body.error]).toEqual([409, "This is the account's last active owner"]);
    expect(await reloadPerson(owner)).toEqual(owner);
    expect((await as(owner).get("/auth/users/")).status).toBe(200);
  });

  it("is not removed", async () => {
    const owner = await aMember();
    expect((await as(owner).delete(userPath(owner))).status).toBe(409);
  });

  it("is one who can sign in: an owner who was invited or shut out is none", async () => {
    const owner = await aMember();
    await aPeer(owner, "owner", { password_hash: null });
    await aPeer(owner, "owner", { is_active: false });
    expect((await as(owner).delete(userPath(owner))).status).toBe(409);
  });

  it("hands the account over", async () => {
    const owner = await aMember();
    const heir = await aPeer(owner, "owner");
    await db.update(accounts).set({ owner_id: owner.user.id }).where(eq(accounts.id, owner.user.account_id));
    expect((await as(owner).put(userPath(owner), { role: "admin" })).status).toBe(200);
    expect((await loadAccount(owner)).owner_id).toBe(heir.user.id);
  });

  it.each(["demote", "shut out", "delete"])("is left when two owners %s each other at once", async (how) => {
    const one = await aMember();
    const two = await aPeer(one, "owner");
    const act = (caller: Person, target: Person) =>
      how === "delete"
        ? as(caller).delete(userPath(target))
        : as(caller).put(userPath(target), how === "demote" ? { role: "admin" } : { is_active: false });
    await Promise.all([act(one, two), act(two, one)]);
    const left = await db.select().from(users).where(eq(users.account_id, one.user.account_id));
    expect(left.filter(({ role, is_active }) => role === "owner" && is_active).length).toBeGreaterThan(0);
  });

  it("is left when four owners leave at once", async () => {
    const first = await aMember();
    const owners = [
      first,
      await aPeer(first, "owner"),
      await aPeer(first, "owner"),
      await aPeer(first, "owner"),
    ];
    const replies = await Promise.all(
      owners.map((owner) => as(owner).put(userPath(owner), { role: "viewer" })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    const left = await db.select().from(users).where(eq(users.account_id, first.user.account_id));
    expect(left.filter(({ role }) => role === "owner")).toHaveLength(1);
  });
});

describe("DELETE /auth/users/{id}/", () => {
  it("deletes the user, ends their sessions, and keeps the trail", async () => {
    const owner = await aMember();
    const editor = await aPeer(owner, "editor");
    const { access } = (await signIn(editor.user.email)).body.data;
    expect((await as(owner).delete(userPath(editor))).status).toBe(200);
    expect((await as(undefined, { Authorization: `Bearer ${access}` }).get("/auth/sites/")).status).toBe(401);
    expect((await signIn(editor.user.email)).status).toBe(401);
    expect(await db.select().from(sessions).where(eq(sessions.user_id, editor.user.id))).toEqual([]);
    expect(await loadAuditActions(owner.user.account_id)).toEqual(["session.login", "user.deleted"]);
    expect((await as(owner).delete(userPath(editor))).status).toBe(404);
  });

  it.each(["viewer", "editor"] as Role[])("is refused to a %s, of themselves too", async (role) => {
    const person = await aMember(role);
    expect((await as(person).delete(userPath(person))).status).toBe(403);
  });
});
