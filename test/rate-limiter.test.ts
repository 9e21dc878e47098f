import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

const WINDOW_MS = 60_000;
let serial = 0;
const aDoor = () => env.RATE_LIMITER.getByName(`test:${++serial}:${crypto.randomUUID()}`);
const START = Date.parse("2026-03-01T00:00:00Z");
const bearer = { sessionId: "s", userId: 1, version: 1 };

/** When the requests of scope x came, as the door would know it after its instance is lost. */
const storedOf = (door: ReturnType<typeof aDoor>) =>
  runInDurableObject(door, (_, { storage }) => storage.kv.get<number[]>("hits:x") ?? []);

/** Holds back what a busy door does a second later, however long the test takes; and answers it. */
function holdSettling() {
  const real = globalThis.setTimeout;
  const settling: (() => void)[] = [];
  const held = (what: () => void, ms?: number) => (ms === 1_000 ? settling.push(what) : real(what, ms));
  vi.spyOn(globalThis, "setTimeout").mockImplementation(held as typeof setTimeout);
  return settling;
}

function clock(start = START) {
  let now = start;
  vi.spyOn(Date, "now").mockImplementation(() => now);
  return { tick: (ms: number) => void (now += ms), now: () => now };
}

describe("the limiter", () => {
  it("lets in as many as the limit, and says when the next one may come", async () => {
    const time = clock();
    const door = aDoor();
    expect(await door.admit("ai", 2)).toMatchObject({ allowed: true, remaining: 1 });
    time.tick(10_000);
    expect(await door.admit("ai", 2)).toMatchObject({ allowed: true, remaining: 0 });
    const refused = await door.admit("ai", 2);
    expect(refused).toMatchObject({ allowed: false, remaining: 0, reset: (START + WINDOW_MS) / 1000 });
    time.tick(49_999);
    expect((await door.admit("ai", 2)).allowed).toBe(false);
    time.tick(1);
    expect((await door.admit("ai", 2)).allowed).toBe(true);
    expect((await door.admit("ai", 2)).allowed).toBe(false);
  });

  it("counts each scope by itself", async () => {
    const door = aDoor();
    expect((await door.admit("ai", 1)).allowed).toBe(true);
    expect((await door.admit("general", 1)).allowed).toBe(true);
    expect((await door.admit("ai", 1)).allowed).toBe(false);
  });

  it("never lets in more than the limit in any sixty seconds, whatever the times and evictions", async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          wait: fc.integer({ min: 0, max: 20_000 }),
          burst: fc.integer({ min: 1, max: 6 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant("evict" as const) },
      { weight: 1, arbitrary: fc.constant("alarm" as const) },
    );
    const time = clock();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(step, { maxLength: 30 }),
        async (limit, steps) => {
          const door = aDoor();
          const admitted: number[] = [];
          let refused = 0;
          for (const one of steps) {
            if (one === "evict") {
              // Only what runs can be evicted.
              await door.admit("another scope", 1_000);
              await evictDurableObject(door);
            } else if (one === "alarm") await runDurableObjectAlarm(door);
            else {
              time.tick(one.wait);
              const answers = await Promise.all(
                Array.from({ length: one.burst }, () => door.admit("x", limit)),
              );
              for (const { allowed, remaining } of answers) {
                if (allowed) admitted.push(time.now());
                else refused += 1;
                expect(remaining).toBeGreaterThanOrEqual(0);
              }
              const within = admitted.filter((at) => at > time.now() - WINDOW_MS).length;
              if (answers.some(({ allowed }) => !allowed)) expect(within).toBe(limit);
            }
          }
          for (const at of admitted)
            expect(
              admitted.filter((other) => other > at - WINDOW_MS && other <= at).length,
            ).toBeLessThanOrEqual(limit);
          expect(admitted.length + refused).toBe(
            steps.reduce((sum, one) => sum + (typeof one === "string" ? 0 : one.burst), 0),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it("of a busy door never lets in too many, and one that was lost too few for a minute only", async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          wait: fc.oneof(fc.nat(400), fc.nat(400), fc.nat(30_000)),
          burst: fc.integer({ min: 1, max: 40 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant("lose" as const) },
      { weight: 1, arbitrary: fc.constant("alarm" as const) },
    );
    const time = clock();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 20, max: 120 }),
        fc.array(step, { minLength: 4, maxLength: 16 }),
        async (limit, steps) => {
          const name = `test:${++serial}:${crypto.randomUUID()}`;
          let door = env.RATE_LIMITER.getByName(name);
          const admitted: number[] = [];
          const losses: number[] = [];
          for (const one of steps) {
            if (one === "lose") {
              // An eviction would wait for what is still to be stored.
              await abortAllDurableObjects();
              door = env.RATE_LIMITER.getByName(name);
              losses.push(time.now());
            } else if (one === "alarm") await runDurableObjectAlarm(door);
            else {
              time.tick(one.wait);
              const answers = await Promise.all(
                Array.from({ length: one.burst }, () => door.admit("x", limit)),
              );
              const isRefused = answers.some(({ allowed }) => !allowed);
              admitted.push(...answers.filter(({ allowed }) => allowed).map(() => time.now()));
              const within = admitted.filter((at) => at > time.now() - WINDOW_MS).length;
              expect(within).toBeLessThanOrEqual(limit);
              const recent = losses.filter((at) => time.now() - at <= WINDOW_MS + 1_000).length;
              if (isRefused) expect(within).toBeGreaterThanOrEqual(Math.floor(limit * (7 / 8) ** recent));
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("of a busy door that was lost is stricter by what was stored ahead, and exact a minute later", async () => {
    const time = clock();
    const name = `test:${++serial}:${crypto.randomUUID()}`;
    const ask = async (count: number) => {
      const door = env.RATE_LIMITER.getByName(name);
      const answers = await Promise.all(Array.from({ length: count }, () => door.admit("x", 80)));
      return answers.filter(({ allowed }) => allowed).length;
    };
    expect(await ask(12)).toBe(12);
    await abortAllDurableObjects();
    const rest = await ask(100);
    expect(12 + rest).toBeLessThan(80);
    expect(12 + rest).toBeGreaterThanOrEqual(70);
    time.tick(WINDOW_MS + 1_001);
    expect(await ask(100)).toBe(80);
  });

  it("that was busy is exact again a second later, even when its instance is lost", async () => {
    const door = aDoor();
    for (let n = 0; n < 40; n++) await door.admit("x", 60);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    await door.admit("x", 60);
    await evictDurableObject(door);
    expect(await door.admit("x", 60)).toMatchObject({ allowed: true, remaining: 18 });
  });

  it("of a busy door stores an eighth of what is left ahead, and nothing more until that is spent or a second over", async () => {
    const time = clock();
    holdSettling();
    const door = aDoor();
    const spend = async (count: number) => {
      for (let n = 0; n < count; n++) await door.admit("x", 100);
      return storedOf(door);
    };
    expect(await spend(10)).toEqual(Array(10).fill(START));
    const ahead = [...Array(11).fill(START), ...Array(11).fill(START + 1_000)];
    expect(await spend(1)).toEqual(ahead);
    expect(await spend(10)).toEqual(ahead);
    time.tick(1_000);
    expect(await spend(1)).toEqual(ahead);
    // It is spent to the last; and the eleventh before was a second ago: the door is busy no more.
    expect(await spend(1)).toEqual([...Array(21).fill(START), ...Array(2).fill(START + 1_000)]);
  });

  it("of a busy door stores a request again that comes when what was stored ahead is over", async () => {
    const time = clock();
    holdSettling();
    const door = aDoor();
    for (let n = 0; n < 12; n++) await door.admit("x", 100);
    time.tick(1_001);
    await door.admit("x", 100);
    expect(await storedOf(door)).toEqual([...Array(12).fill(START), START + 1_001]);
  });

  it("of a busy door settles what it stored last, and nothing that it has stored again since", async () => {
    const time = clock();
    const settling = holdSettling();
    const door = aDoor();
    const settle = () => runInDurableObject(door, () => settling.shift()!());
    for (let n = 0; n < 22; n++) await door.admit("x", 100);
    time.tick(10);
    await door.admit("x", 100);
    const stored = await storedOf(door);
    expect([stored.length, settling.length]).toEqual([23 + 9, 2]);
    await settle();
    expect(await storedOf(door)).toEqual(stored);
    await settle();
    expect(await storedOf(door)).toHaveLength(23);
  });

  it("of a busy door stores what was really spent a second later", async () => {
    clock();
    const settling = holdSettling();
    const door = aDoor();
    for (let n = 0; n < 12; n++) await door.admit("x", 100);
    expect(await storedOf(door)).toHaveLength(22);
    expect(settling).toHaveLength(1);
    await runInDurableObject(door, () => settling.shift()!());
    expect(await storedOf(door)).toHaveLength(12);
  });

  it("stores each request of a door that is not busy", async () => {
    const time = clock();
    const door = aDoor();
    for (let n = 1; n <= 30; n++) {
      time.tick(150);
      expect((await door.admit("x", 60)).remaining).toBe(60 - n);
      if (n % 10) continue;
      await evictDurableObject(door);
    }
    expect((await door.admit("x", 60)).remaining).toBe(29);
  });

  it("forgets what is over, and keeps what is not", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("old", 1);
    await door.revokeSession("s", START + 10 * WINDOW_MS);
    time.tick(WINDOW_MS + 1);
    await door.admit("new", 1);
    await runDurableObjectAlarm(door);
    expect((await door.admit("new", 1)).allowed).toBe(false);
    expect((await door.admit("old", 1)).allowed).toBe(true);
    expect((await door.admit("x", 5, bearer)).revoked).toBe(true);
    time.tick(20 * WINDOW_MS);
    await runDurableObjectAlarm(door);
    expect((await door.admit("x", 5, bearer)).revoked).toBe(false);
  });
});

describe("the door", () => {
  it("that is closed stays closed, through alarms and evictions, until it is opened again", async () => {
    const time = clock();
    const door = aDoor();
    await door.admit("x", 5);
    await door.close();
    time.tick(2 * WINDOW_MS);
    await runDurableObjectAlarm(door);
    await evictDurableObject(door);
    expect((await door.admit("x", 5)).revoked).toBe(true);
    await door.reopen();
    expect((await door.admit("x", 5)).allowed).toBe(true);
  });

  it("refuses the tokens of a session that has ended, and no others", async () => {
    const door = aDoor();
    expect((await door.admit("x", 5, bearer)).revoked).toBe(false);
    await door.revokeSession("s", Date.now() + WINDOW_MS);
    expect(await door.admit("x", 5, bearer)).toMatchObject({ allowed: false, revoked: true });
    expect((await door.admit("x", 5, { ...bearer, sessionId: "t" })).revoked).toBe(false);
  });

  it("refuses a user's older tokens, after an eviction too", async () => {
    const door = aDoor();
    await door.requireVersion(1, 3, Date.now() + WINDOW_MS);
    await evictDurableObject(door);
    expect((await door.admit("x", 5, { ...bearer, version: 2 })).revoked).toBe(true);
    expect((await door.admit("x", 5, { ...bearer, version: 3 })).revoked).toBe(false);
    expect((await door.admit("x", 5, { ...bearer, userId: 2 })).revoked).toBe(false);
  });

  it("spends nothing of the window on a token that is refused", async () => {
    const door = aDoor();
    await door.revokeSession("s", Date.now() + WINDOW_MS);
    for (let n = 0; n < 3; n++) await door.admit("x", 1, bearer);
    expect((await door.admit("x", 1)).allowed).toBe(true);
  });

  it("of an e-mail is one database's for a minute, and the other's when that is over", async () => {
    const time = clock();
    const door = aDoor();
    expect(await door.claim(1)).toBe(true);
    expect(await door.claim(2)).toBe(false);
    time.tick(WINDOW_MS - 1);
    expect(await door.claim(2)).toBe(false);
    expect(await door.claim(1)).toBe(true);
    time.tick(WINDOW_MS);
    expect(await door.claim(2)).toBe(true);
    expect(await door.claim(1)).toBe(false);
    time.tick(WINDOW_MS);
    await runDurableObjectAlarm(door);
    expect(await runInDurableObject(door, (_, { storage }) => [...storage.kv.list()])).toEqual([]);
  });
});
