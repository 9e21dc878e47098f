import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

const WINDOW_MS = 60_000;
const SCOPE = "x";
const START = Date.parse("2026-03-01T00:00:00Z");

/** A clock that never shows the same time twice, so that each request of a burst has its own. */
function clock() {
  let now = START;
  vi.spyOn(Date, "now").mockImplementation(() => ++now);
  return { tick: (ms: number) => void (now += ms) };
}

/** Two ways to one door, as two isolates have them: each has a stub of its own. */
function callersOf(name: string) {
  const namespace = env.RATE_LIMITER;
  return [namespace.getByName(name), namespace.get(namespace.idFromName(name))] as const;
}
type Door = ReturnType<typeof callersOf>[0];

/** When the door let the requests in that it still remembers. */
const keptBy = (door: Door) =>
  runInDurableObject(door, (_instance, { storage }) => storage.kv.get<number[]>(`hits:${SCOPE}`) ?? []);

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      wait: fc.integer({ min: 0, max: 25_000 }),
      order: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant("evict" as const) },
  { weight: 1, arbitrary: fc.constant("alarm" as const) },
);

describe("two callers at one door", () => {
  it("never get in more often than the limit in any sixty seconds, evicted or not", async () => {
    const time = clock();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (limit, steps) => {
          const callers = callersOf(crypto.randomUUID());
          const times = new Set<number>();
          let admitted = 0;
          for (const one of steps) {
            if (one === "alarm") await runDurableObjectAlarm(callers[0]);
            else if (one === "evict") {
              // Only what runs can be evicted.
              await callers[0].admit("another scope", 1_000);
              await evictDurableObject(callers[0]);
            } else {
              time.tick(one.wait);
              const answers = await Promise.all(
                one.order.map((first) => callers[first ? 0 : 1].admit(SCOPE, limit)),
              );
              admitted += answers.filter(({ allowed }) => allowed).length;
              for (const at of await keptBy(callers[1])) times.add(at);
            }
          }
          // Nothing that was let in was forgotten while it counted.
          expect(times.size).toBe(admitted);
          for (const at of times) {
            const window = [...times].filter((other) => other > at - WINDOW_MS && other <= at);
            expect(window.length).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
