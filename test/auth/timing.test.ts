import { describe, expect, it } from "vitest";
import { aMember, anEmail, anonymous, median, signIn } from "./helpers";

const PAIRS = 15;
const TRIES = 3;
const WITHIN = 0.1;

type Times = { known: number[]; unknown: number[] };

async function timeOf(act: () => Promise<unknown>) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** How far the medians lie apart, as a part of the greater. In turns, so that a slow moment weighs on both. */
async function distanceOf(act: (email: string) => Promise<unknown>): Promise<number> {
  const times: Times = { known: [], unknown: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    // A fresh address each time: one that is tried twenty times a minute is shut.
    const { user } = await aMember();
    const turns = [["known", user.email] as const, ["unknown", anEmail()] as const];
    for (const [kind, email] of pair % 2 ? turns : turns.reverse())
      times[kind].push(await timeOf(() => act(email)));
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  return Math.abs(known - unknown) / Math.max(known, unknown);
}

/**
 * The least distance of three tries: other work on the machine can part two medians that are the same, but it cannot
 * make the same of two that are not. A way that skips scrypt, some 100 ms, would be far apart at every try.
 */
async function leastDistanceOf(act: (email: string) => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least >= WITHIN; attempt++)
    least = Math.min(least, await distanceOf(act));
  return least;
}

describe("the time of an answer, for an address that is known and one that is not", () => {
  it("is the same at sign-in, within a tenth", { timeout: 120_000 }, async () => {
    const distance = await leastDistanceOf((email) => signIn(email, "not the password"));
    expect(distance).toBeLessThan(WITHIN);
  });

  it("is the same where a reset is asked for, within a tenth", { timeout: 120_000 }, async () => {
    const distance = await leastDistanceOf((email) => anonymous().post("/auth/password/reset/", { email }));
    expect(distance).toBeLessThan(WITHIN);
  });
});
