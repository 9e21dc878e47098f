import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";

const WINDOW_MS = 60_000;
const START = Date.now() + 3_600_000;
const aDoor = () => env.RATE_LIMITER.getByName(crypto.randomUUID());
type Door = ReturnType<typeof aDoor>;
const bearer = { sessionId: "s", userId: 1, version: 1 };

function clock() {
  let now = START;
  vi.spyOn(Date, "now").mockImplementation(() => now);
  return { tick: (ms: number) => void (now += ms) };
}
const alarmOf = (door: Door) => runInDurableObject(door, (_, { storage }) => storage.getAlarm());
const keysOf = (door: Door) =>
  runInDurableObject(door, (_, { storage }) => [...storage.kv.list()].map(([key]) => key));

describe("what a door keeps", () => {
  it("is the times that count, by scope", async () => {
    const time = clock();
    const door = aDoor();
    const hits = () => runInDurableObject(door, (_, { storage }) => storage.kv.get("hits:x"));
    await door.admit("x", 5);
    time.tick(WINDOW_MS - 1);
    await door.admit("x", 5);
    expect(await hits()).toEqual([START, START + WINDOW_MS - 1]);
    time.tick(1);
    expect(await door.admit("x", 5)).toEqual({
      allowed: true,
      revoked: false,
      remaining: 3,
      reset: Math.ceil((START + 2 * WINDOW_MS - 1) / 1000),
      modulesOff: [],
    });
    expect(await hits()).toEqual([START + WINDOW_MS - 1, START + WINDOW_MS]);
  });

  it("is nothing of who is refused", async () => {
    clock();
    const door = aDoor();
    await door.revokeSession("s", START + WINDOW_MS);
    expect(await door.admit("x", 1, bearer)).toEqual({
      allowed: false,
      revoked: true,
      remaining: 0,
      reset: 0,
      modulesOff: [],
    });
    expect(await door.admit("x", 0)).toEqual({
      allowed: false,
      revoked: false,
      remaining: 0,
      reset: Math.ceil((START + WINDOW_MS) / 1000),
      modulesOff: [],
    });
    expect(await keysOf(door)).toEqual(["session:s"]);
  });

  it("is the newest version that was required of each user", async () => {
    const door = aDoor();
    const until = Date.now() + WINDOW_MS;
    const isRevoked = async (version: number, userId = 1) =>
      (await door.admit("x", 50, { ...bearer, userId, version })).revoked;
    await door.requireVersion(1, 3, until);
    await door.requireVersion(2, 9, until);
    await door.requireVersion(1, 2, until);
    expect([await isRevoked(2), await isRevoked(3), await isRevoked(8, 2), await isRevoked(9, 2)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("a door wakes", () => {
  it("when the first of what it keeps is over", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("x", 5);
    expect(await alarmOf(door)).toBe(START + WINDOW_MS);
    time.tick(1_000);
    await door.admit("x", 5);
    await door.revokeSession("s", START + 10 * WINDOW_MS);
    expect(await alarmOf(door)).toBe(START + WINDOW_MS);
    await door.requireVersion(1, 2, START + 5_000);
    expect(await alarmOf(door)).toBe(START + 5_000);
  });

  it("as before when it was evicted meanwhile", async () => {
    clock();
    const door = aDoor();
    await door.revokeSession("s", START + 5_000);
    await evictDurableObject(door);
    await door.admit("x", 5);
    expect(await alarmOf(door)).toBe(START + 5_000);
  });

  it("again where the time to wake has gone by", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("x", 5);
    time.tick(WINDOW_MS);
    await door.admit("x", 5);
    expect(await alarmOf(door)).toBe(START + 2 * WINDOW_MS);
  });

  it("drops what is over to the millisecond, and wakes for the next of what is not", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("a", 5);
    await door.revokeSession("s", START + 3 * WINDOW_MS);
    await door.requireVersion(1, 2, START + 2 * WINDOW_MS);
    time.tick(1);
    await door.admit("b", 5);
    time.tick(WINDOW_MS - 1);
    await runDurableObjectAlarm(door);
    expect(await keysOf(door)).toEqual(["hits:b", "session:s", "user:1"]);
    expect(await alarmOf(door)).toBe(START + WINDOW_MS + 1);
    time.tick(1);
    await runDurableObjectAlarm(door);
    expect(await keysOf(door)).toEqual(["session:s", "user:1"]);
    expect(await alarmOf(door)).toBe(START + 2 * WINDOW_MS);
    time.tick(2 * WINDOW_MS);
    await runDurableObjectAlarm(door);
    expect(await keysOf(door)).toEqual([]);
    expect(await alarmOf(door)).toBeNull();
  });

  it("goes by the last request of a scope, not by the first", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("a", 5);
    time.tick(30_000);
    await door.admit("a", 5);
    time.tick(30_000);
    await runDurableObjectAlarm(door);
    expect(await keysOf(door)).toEqual(["hits:a"]);
    expect(await alarmOf(door)).toBe(START + 30_000 + WINDOW_MS);
  });

  it("and stays closed, though it keeps nothing else, nor wakes for that", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("a", 5);
    await door.close();
    time.tick(WINDOW_MS);
    await runDurableObjectAlarm(door);
    expect([await keysOf(door), await alarmOf(door)]).toEqual([["closed"], null]);
    expect(await door.admit("a", 5)).toMatchObject({ allowed: false, revoked: true });
    await door.reopen();
    expect(await keysOf(door)).toEqual([]);
  });
});
