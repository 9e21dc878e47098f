import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { aMember, anEmail, anonymous, captureMail, median, signIn, loadAuditTrail } from "./helpers";

const PAIRS = 15;
const TRIES = 4;
/** The clock tells whole milliseconds: what is over in a few is timed this often in a row. */
const IN_A_ROW = 5;
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
 * The least distance of some tries: other work on the machine can part two medians that are the same. A way that skips
 * scrypt is far apart at every try; a query more or less may drown in a busy machine, which is what the tests of the
 * order, below, are for.
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
    const distance = await leastDistanceOf(async (email) => {
      for (let time = 0; time < IN_A_ROW; time++) await anonymous().post("/auth/password/reset/", { email });
    });
    expect(distance).toBeLessThan(WITHIN);
  });
});

/** Lets D1 answer what matches, and every batch, when the test says so, and all else at once. */
function holdBack(held: RegExp) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const open = env.DB.withSession.bind(env.DB);
  vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
    const session = open(constraint as D1SessionConstraint);
    const [prepare, batch] = [session.prepare.bind(session), session.batch.bind(session)];
    vi.spyOn(session, "batch").mockImplementation(async (statements) => (await promise, batch(statements)));
    vi.spyOn(session, "prepare").mockImplementation((sql) => {
      const statement = prepare(sql);
      if (!held.test(sql)) return statement;
      const bind = statement.bind.bind(statement);
      statement.bind = (...values) => {
        const bound = bind(...values);
        const raw = bound.raw.bind(bound) as () => Promise<any>;
        bound.raw = (async () => (await promise, raw())) as typeof bound.raw;
        return bound;
      };
      return statement;
    });
    return session;
  });
  return resolve;
}

describe("the order of an answer and what is done for an address that is known", () => {
  it("is the answer first, then the look-up, where a reset is asked for", async () => {
    const { user } = await aMember();
    const mails = captureMail();
    const letGo = holdBack(/from "users"/);
    expect((await anonymous().post("/auth/password/reset/", { email: user.email })).status).toBe(200);
    expect(mails).toEqual([]);
    letGo();
    await vi.waitFor(() => expect(mails).toMatchObject([{ to: user.email }]));
  });

  it("is the answer first, then the trail, at sign-in", async () => {
    const { user } = await aMember();
    const letGo = holdBack(/audit_events/);
    expect((await signIn(user.email, "not the password")).status).toBe(401);
    expect(await loadAuditTrail(user.account_id)).toEqual([]);
    letGo();
    await vi.waitFor(async () => expect(await loadAuditTrail(user.account_id)).toHaveLength(1));
  });
});
