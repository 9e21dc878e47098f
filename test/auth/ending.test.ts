import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { accounts, sessions, users } from "../../src/db/schema";
import { type Ctx, systemCtx } from "../../src/db/context";
import { SESSION_MS } from "../../src/lib/tokens";
import {
  closeAccount,
  endSession,
  endUserSessions,
  reopenAccount,
  updateRateLimiter,
  isUserUnchanged,
} from "../../src/modules/auth/session-revocation";
import { aColleague, aPerson, db, type Person } from "../factories";

const NOW = Date.now() + 3_600_000;
let person: Person;
let ctx: Ctx;
/** What was said at the account's door, in turn. */
let said: unknown[][];
let failing: Record<string, number>;
let logged: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  person = await aPerson();
  ctx = systemCtx(person.user.account_id, "test");
  said = [];
  failing = {};
  logged = vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(Date, "now").mockReturnValue(NOW);
  vi.spyOn(env.RATE_LIMITER, "getByName").mockImplementation((name) => {
    const hear =
      (word: string) =>
      async (...words: unknown[]) => {
        said.push([name, word, ...words]);
        if ((failing[word] ?? 0) > 0) {
          failing[word]!--;
          throw new Error("no door");
        }
      };
    return Object.fromEntries(
      ["revokeSession", "requireVersion", "close", "reopen"].map((word) => [word, hear(word)]),
    ) as any;
  });
});

const doorName = () => `account:${person.user.account_id}`;
const aSession = async (who = person, fields: Partial<typeof sessions.$inferInsert> = {}) => {
  const { id: user_id, account_id } = who.user;
  const [row] = await db
    .insert(sessions)
    .values({ id: crypto.randomUUID(), account_id, user_id, ...fields })
    .returning();
  return row!;
};
const reread = async ({ id }: { id: string }) =>
  (await db.select().from(sessions).where(eq(sessions.id, id)))[0]!;
const userNow = async (who = person) => (await db.select().from(users).where(eq(users.id, who.user.id)))[0]!;
const name = (first_name: string) => db.update(users).set({ first_name }).where(eq(users.id, person.user.id));
const broken = () =>
  db
    .update(users)
    .set({ email: null as never })
    .where(eq(users.id, person.user.id));
const raise = (token_version: number) =>
  db.update(users).set({ token_version }).where(isUserUnchanged(person.user)).returning();
const logs = () => logged.mock.calls.map(([line]: any[]) => JSON.parse(line));

describe("telling the door", () => {
  it("tries three times, and logs each", async () => {
    failing = { close: 2 };
    await updateRateLimiter(person.user.account_id, (door) => door.close());
    expect(said).toEqual(Array(3).fill([doorName(), "close"]));
    expect(logs()).toEqual(
      [1, 2].map((attempt) => ({
        level: "error",
        event: "rate limiter unavailable",
        account_id: person.user.account_id,
        attempt,
        error: "no door",
      })),
    );
  });

  it("then gives up, and says what to do", async () => {
    failing = { close: 9 };
    const told = updateRateLimiter(person.user.account_id, (door) => door.close());
    await expect(told).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "Sessions cannot be ended right now. Try again.",
    });
    expect(said).toHaveLength(3);
  });
});

describe("ending a session", () => {
  it("tells the door first, for as long as a token of it may live, then writes it and the news", async () => {
    const [one, other] = [await aSession(), await aSession()];
    await endSession(ctx, one, "signed out", [name("Ada")]);
    expect(said).toEqual([[doorName(), "revokeSession", one.id, NOW + SESSION_MS]]);
    expect(await reread(one)).toMatchObject({ revoked_reason: "signed out", revoked_at: expect.any(String) });
    expect(await reread(other)).toEqual(other);
    expect((await userNow()).first_name).toBe("Ada");
  });

  it("that has ended leaves it as it ended", async () => {
    const ended = await aSession(person, {
      revoked_at: "2026-01-01T00:00:00.000Z",
      revoked_reason: "before",
    });
    await endSession(ctx, ended, "again");
    expect(await reread(ended)).toEqual(ended);
  });

  it("writes nothing where the door does not answer", async () => {
    const one = await aSession();
    failing = { revokeSession: 3 };
    await expect(endSession(ctx, one, "signed out", [name("Ada")])).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    expect(await reread(one)).toEqual(one);
    expect((await userNow()).first_name).toBe("");
  });
});

describe("ending a user's sessions", () => {
  it("asks the door for the next version, ends those of the user alone, and goes on", async () => {
    const colleague = await aColleague(person.user, "editor");
    const [mine, theirs] = [await aSession(), await aSession(colleague)];
    const ended = await aSession(person, {
      revoked_at: "2026-01-01T00:00:00.000Z",
      revoked_reason: "before",
    });
    const user = await endUserSessions(ctx, person.user, {
      reason: "changed",
      change: (v) => [raise(v)],
      next: [name("Ada")],
    });
    expect(said).toEqual([
      [doorName(), "requireVersion", person.user.id, person.user.token_version + 1, NOW + SESSION_MS],
    ]);
    expect(user).toMatchObject({ id: person.user.id, token_version: person.user.token_version + 1 });
    expect(await reread(mine)).toMatchObject({ revoked_reason: "changed" });
    expect([await reread(theirs), await reread(ended)]).toEqual([theirs, ended]);
    expect((await userNow()).first_name).toBe("Ada");
  });

  it("of who was changed meanwhile ends none, and says so", async () => {
    const mine = await aSession();
    await db.update(users).set({ token_version: 7 }).where(eq(users.id, person.user.id));
    const tried = endUserSessions(ctx, person.user, { reason: "changed", change: (v) => [raise(v)] });
    await expect(tried).rejects.toMatchObject({
      code: "CONFLICT",
      message: "The user was changed by another request. Try again.",
    });
    expect(await reread(mine)).toEqual(mine);
    expect((await userNow()).token_version).toBe(7);
  });

  it("catches up with the door where the change fails, for this user alone", async () => {
    const colleague = await aColleague(person.user, "editor");
    await expect(
      endUserSessions(ctx, person.user, { reason: "changed", change: () => [broken()] }),
    ).rejects.toThrow();
    expect((await userNow()).token_version).toBe(person.user.token_version + 1);
    expect((await userNow(colleague)).token_version).toBe(colleague.user.token_version);
  });

  it("fails as it failed where it cannot catch up either, and tells the log who is locked out", async () => {
    const update = ctx.db.update.bind(ctx.db);
    vi.spyOn(ctx.db, "update").mockImplementation(((table: any) => {
      if (table !== users) return update(table);
      return { set: () => ({ where: () => Promise.reject(new Error("D1 is away")) }) };
    }) as any);
    await expect(
      endUserSessions(ctx, person.user, { reason: "changed", change: () => [broken()] }),
    ).rejects.toThrow(/NOT NULL|email/);
    expect(logs()).toMatchObject([
      {
        event: "user locked out until their next sign-in by e-mail",
        user_id: person.user.id,
        error: "D1 is away",
      },
    ]);
  });

  it("is for who is still as they were read: the same user, account and version", async () => {
    const matches = async (who: Parameters<typeof isUserUnchanged>[0]) =>
      (await db.select({ id: users.id }).from(users).where(isUserUnchanged(who))).map(({ id }) => id);
    const { id, account_id, token_version } = person.user;
    expect(await matches({ id, account_id, token_version })).toEqual([id]);
    expect(await matches({ id, account_id, token_version: token_version + 1 })).toEqual([]);
    expect(await matches({ id, account_id: account_id + 1, token_version })).toEqual([]);
    expect(await matches({ id: id + 1, account_id, token_version })).toEqual([]);
  });
});

describe("closing an account", () => {
  const suspend = () =>
    db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, person.user.account_id));
  const failingChange = () =>
    db
      .update(accounts)
      .set({ name: null as never })
      .where(eq(accounts.id, person.user.account_id));

  it("shuts the door, ends what anybody of it holds, and nothing of another's", async () => {
    const [colleague, stranger] = [await aColleague(person.user, "editor"), await aPerson()];
    const held = [await aSession(), await aSession(colleague)];
    const ended = await aSession(person, {
      revoked_at: "2026-01-01T00:00:00.000Z",
      revoked_reason: "before",
    });
    const foreign = await aSession(stranger);
    await closeAccount(ctx, person.user.account_id, [suspend()]);
    expect(said).toEqual([[doorName(), "close"]]);
    for (const one of held)
      expect(await reread(one)).toMatchObject({
        revoked_reason: "account closed",
        revoked_at: expect.any(String),
      });
    expect([await reread(ended), await reread(foreign)]).toEqual([ended, foreign]);
    for (const who of [person, colleague])
      expect((await userNow(who)).token_version).toBe(who.user.token_version + 1);
    expect((await userNow(stranger)).token_version).toBe(stranger.user.token_version);
  });

  it.each(["active", "trial"] as const)("opens again where the change fails and it is %s", async (status) => {
    await db.update(accounts).set({ status }).where(eq(accounts.id, person.user.account_id));
    await expect(closeAccount(ctx, person.user.account_id, [failingChange()])).rejects.toThrow();
    expect(said).toEqual([
      [doorName(), "close"],
      [doorName(), "reopen"],
    ]);
    expect((await userNow()).token_version).toBe(person.user.token_version);
  });

  it.each(["suspended", "cancelled"] as const)("stays shut where it fails and is %s", async (status) => {
    await db.update(accounts).set({ status }).where(eq(accounts.id, person.user.account_id));
    await expect(closeAccount(ctx, person.user.account_id, [failingChange()])).rejects.toThrow();
    expect(said).toEqual([[doorName(), "close"]]);
  });
});

describe("opening an account again", () => {
  it("asks of each of its people what they are at, and opens the door last", async () => {
    const colleague = await aColleague(person.user, "editor", { token_version: 5 });
    await aPerson();
    await reopenAccount(ctx, person.user.account_id);
    const until = NOW + SESSION_MS;
    expect(said).toEqual([
      [doorName(), "requireVersion", person.user.id, person.user.token_version, until],
      [doorName(), "requireVersion", colleague.user.id, 5, until],
      [doorName(), "reopen"],
    ]);
  });
});
