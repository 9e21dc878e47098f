import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { accounts, users } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { closeAccount, endUserSessions, isUserUnchanged } from "../../src/modules/auth/session-revocation";
import { db, type Person } from "../factories";
import { as } from "../harness";
import { loadAccount, aMember, reloadPerson } from "./helpers";

let person: Person;
beforeEach(async () => {
  person = await aMember();
  vi.spyOn(console, "error").mockImplementation(() => {});
});
const ctx = () => systemCtx(person.user.account_id, "test");
const door = () => env.RATE_LIMITER.getByName(`account:${person.user.account_id}`);
const rename = (token_version: number) => [
  db.update(users).set({ token_version, first_name: "Ada" }).where(isUserUnchanged(person.user)).returning(),
];
const ask = (who = person) => as(who).get("/auth/account/");

/** The account's door away for the first so many calls. */
function doorAway(calls: number) {
  const named = env.RATE_LIMITER.getByName.bind(env.RATE_LIMITER);
  let left = calls;
  vi.spyOn(env.RATE_LIMITER, "getByName").mockImplementation((name) => {
    if (left-- > 0) throw new Error("away");
    return named(name);
  });
}

describe("ending a user's sessions", () => {
  it("changes the user, raises the version, and refuses what is older", async () => {
    const changed = await endUserSessions(ctx(), person.user, { reason: "test", change: rename });
    expect(changed).toMatchObject({ first_name: "Ada", token_version: 2 });
    expect((await ask()).status).toBe(401);
    expect((await ask({ user: changed })).status).toBe(200);
  });

  it("changes nothing of a user who was changed meanwhile, and locks nobody out", async () => {
    await db.update(users).set({ token_version: 2 }).where(eq(users.id, person.user.id));
    await expect(
      endUserSessions(ctx(), person.user, { reason: "test", change: rename }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await reloadPerson(person)).user.first_name).toBe("");
    expect((await ask(await reloadPerson(person))).status).toBe(200);
  });

  it("locks nobody out where the change fails", async () => {
    const failing = () => [
      db
        .update(users)
        .set({ email: null as never })
        .where(isUserUnchanged(person.user))
        .returning(),
    ];
    await expect(endUserSessions(ctx(), person.user, { reason: "test", change: failing })).rejects.toThrow();
    const after = await reloadPerson(person);
    expect(after.user).toMatchObject({ email: person.user.email, token_version: 2 });
    expect((await ask()).status).toBe(401);
    expect((await ask(after)).status).toBe(200);
  });

  it("tries the door again, and changes nothing where it stays away", async () => {
    doorAway(2);
    await endUserSessions(ctx(), person.user, { reason: "test", change: rename });
    expect((await ask()).status).toBe(401);
    vi.restoreAllMocks();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const again = await reloadPerson(person);
    doorAway(3);
    await expect(
      endUserSessions(ctx(), again.user, { reason: "test", change: () => [] }),
    ).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    expect(await reloadPerson(person)).toEqual(again);
  });

  it("asks for no older version than it did before", async () => {
    const until = Date.now() + 60_000;
    await door().requireVersion(person.user.id, 5, until);
    await door().requireVersion(person.user.id, 2, until);
    expect((await ask({ user: { ...person.user, token_version: 4 } })).status).toBe(401);
    expect((await ask({ user: { ...person.user, token_version: 5 } })).status).toBe(200);
  });
});

describe("closing an account", () => {
  const suspend = () => [
    db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, person.user.account_id)),
  ];

  it("refuses everybody until it is opened again, whatever they hold", async () => {
    await closeAccount(ctx(), person.user.account_id, suspend());
    const fresh = { user: { ...person.user, token_version: 99 } };
    expect((await ask(fresh)).status).toBe(401);
    await door().reopen();
    expect((await ask(fresh)).status).toBe(200);
  });

  it("opens again where the change fails", async () => {
    const failing = [
      db
        .update(accounts)
        .set({ name: null as never })
        .where(eq(accounts.id, person.user.account_id)),
    ];
    await expect(closeAccount(ctx(), person.user.account_id, failing)).rejects.toThrow();
    expect((await loadAccount(person)).status).toBe("trial");
    expect((await ask()).status).toBe(200);
  });

  it("outlasts the door's own clearing up", async () => {
    await ask();
    await door().close();
    await runInDurableObject(door(), (_instance, state) => {
      for (const [key] of state.storage.kv.list()) if (key !== "closed") state.storage.kv.delete(key);
    });
    await runDurableObjectAlarm(door());
    expect((await ask()).status).toBe(401);
  });
});
