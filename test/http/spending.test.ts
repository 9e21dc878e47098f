import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { apiKeys } from "../../src/db/schema";
import { isKeyRevoked } from "../../src/http/api-key";
import { accountLimiter, addressLimiter, emailLimiter } from "../../src/http/rate-limits";
import { newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { aPerson, db } from "../factories";
import { aKey, bearerOf, knock, remainingOf } from "./guarded";

const WINDOW_MS = 60_000;
const START = Date.now() + 3_600_000;

function clock() {
  let now = START;
  vi.spyOn(Date, "now").mockImplementation(() => now);
  return { tick: (ms: number) => void (now += ms) };
}

describe("the doors", () => {
  it("of accounts, addresses and e-mails are each other's never", () => {
    const names = [accountLimiter(1), addressLimiter("1"), emailLimiter("1")].map((door) => door.name);
    expect(names).toEqual(["account:1", "address:1", "email:1"]);
  });

  it("are one for all whose address is not told", async () => {
    const unknown = addressLimiter("unknown");
    const spent = async () =>
      (await runInDurableObject(unknown, (_, { storage }) => storage.kv.get<number[]>("hits:general")))!.at(
        -1,
      );
    const before = Date.now();
    await knock("/public", { "CF-Connecting-IP": null });
    expect(await spent()).toBeGreaterThanOrEqual(before - 1);
  });
});

describe("what an answer says of the limit", () => {
  const away = () => {
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: () => Promise.reject(new Error("no limiter")),
    } as any);
    return vi.spyOn(console, "error").mockImplementation(() => {});
  };
  const saying = (answer: object) =>
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: async () => ({ allowed: false, revoked: false, remaining: 0, ...answer }),
    } as any);
  const limitOf = ({ headers }: { headers: Headers }) =>
    ["Limit", "Remaining", "Reset"].map((name) => Number(headers.get(`X-RateLimit-${name}`)));

  it("is how many there are, how many are left, and when there will be more", async () => {
    clock();
    const Authorization = await bearerOf(await aPerson());
    expect(limitOf(await knock("/ai", { Authorization }))).toEqual([
      60,
      59,
      Math.ceil((START + WINDOW_MS) / 1000),
    ]);
  });

  it("is that none are left, where the limiter is unavailable and has to be asked", async () => {
    clock();
    const said = away();
    const reply = await knock("/sign-in", { method: "POST", body: {} });
    expect([reply.status, reply.body.error]).toEqual([503, "The rate limiter is unavailable"]);
    expect(reply.headers.get("Retry-After")).toBe("5");
    expect(limitOf(reply)).toEqual([20, 0, Math.ceil(START / 1000) + 60]);
    expect(JSON.parse(said.mock.calls[0]![0])).toMatchObject({
      event: "rate limiter unavailable",
      request_id: "the-request",
      scope: "auth",
      error: "no limiter",
    });
  });

  it("is that all are left, where it is away and need not be asked", async () => {
    clock();
    away();
    expect(limitOf(await knock("/public"))).toEqual([300, 300, Math.ceil(START / 1000) + 60]);
  });

  it("is a time to come, where a closed door knows none", async () => {
    clock();
    const person = await aPerson();
    await accountLimiter(person.user.account_id).close();
    // The address's own door answers last: its figures are those of the answer.
    const reply = await knock(`/signed/${person.user.account_id}`);
    expect(limitOf(reply)).toEqual([300, 0, Math.ceil(START / 1000) + 60]);
  });

  it("is to come again when the next may, and never at once", async () => {
    clock();
    const now = Math.floor(START / 1000);
    for (const [reset, wait] of [
      [now + 42, "42"],
      [now, "1"],
      [now - 9, "1"],
    ] as const) {
      saying({ reset });
      const reply = await knock("/public");
      expect([reply.status, reply.body.code, reply.headers.get("Retry-After")]).toEqual([
        429,
        "RATE_LIMITED",
        wait,
      ]);
      expect(reply.body.error).toBe("Rate limit exceeded");
    }
  });
});

describe("a key that is known", () => {
  const withKey = (key: string, more = {}) => knock("/viewer", { "X-IGNY8-API-KEY": key, ...more });

  it("is known for a minute, to the millisecond", async () => {
    const time = clock();
    const { key, row } = await aKey();
    await withKey(key);
    await db.update(apiKeys).set({ revoked_at: new Date().toISOString() }).where(eq(apiKeys.id, row.id));
    time.tick(WINDOW_MS - 1);
    expect((await withKey(key)).status).toBe(200);
    time.tick(1);
    expect((await withKey(key)).status).toBe(401);
    time.tick(-1);
    expect((await withKey(key)).status).toBe(401);
  });

  it("is known beside others, and costs D1 nothing more", async () => {
    const [one, other] = [await aKey(), await aKey()];
    for (const { key } of [one, other, one, other]) await withKey(key);
    const opened = vi.spyOn(env.DB, "withSession");
    for (const { key } of [one, other]) expect((await withKey(key)).status).toBe(200);
    // What the guard opens for the route, and nothing for the key.
    expect(opened).toHaveBeenCalledTimes(2);
  });

  it("was not known as nobody's before it was somebody's", async () => {
    const { row } = await aKey();
    const key = newApiKey();
    expect((await withKey(key)).status).toBe(401);
    await db
      .update(apiKeys)
      .set({ hash: await sha256(key) })
      .where(eq(apiKeys.id, row.id));
    expect((await withKey(key)).status).toBe(200);
  });

  it("costs the address nothing, and one where it has to be looked up", async () => {
    const { key } = await aKey();
    const address = { "CF-Connecting-IP": crypto.randomUUID() };
    for (const _ of [1, 2, 3]) await withKey(key, address);
    expect(remainingOf(await knock("/public", address))).toBe(298);
  });

  it("is over when D1 says so, and when nobody has it", async () => {
    const { key, row } = await aKey();
    expect([await isKeyRevoked(key), await isKeyRevoked(newApiKey())]).toEqual([false, true]);
    await db.update(apiKeys).set({ revoked_at: new Date().toISOString() }).where(eq(apiKeys.id, row.id));
    expect(await isKeyRevoked(key)).toBe(true);
  });

  it("tells the log where its use could not be kept", async () => {
    const { key, row } = await aKey();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
      const session = open(constraint as D1SessionConstraint);
      const prepare = session.prepare.bind(session);
      vi.spyOn(session, "prepare").mockImplementation((sql) => {
        if (sql.startsWith("update")) throw new Error("D1 is away");
        return prepare(sql);
      });
      return session;
    });
    for (const _ of [1, 2]) expect((await withKey(key)).status).toBe(200);
    expect(said.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
      { event: "use of an API key not stored", key_id: row.id, error: "D1 is away" },
    ]);
  });
});
