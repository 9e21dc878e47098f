import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import * as passwords from "../../src/lib/passwords";
import { useRealPasswords } from "../cheap-passwords";
import { aMember, anEmail, anonymous, captureMail, PASSWORD, signIn, loadAuditTrail } from "./helpers";

const PAIRS = 7;
const ATTEMPTS = 5;
/** No hash at all takes a hundredth of the time, and one of half the cost is twice as fast. */
const FACTOR = 1.5;

async function timeOf(act: () => Promise<unknown>) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** How many times as long the slower takes, by the least time of each: other work only ever adds. */
async function ratioOf(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<number> {
  const least = [Infinity, Infinity];
  for (let pair = 0; pair < PAIRS; pair++)
    for (const at of pair % 2 ? [0, 1] : [1, 0])
      least[at] = Math.min(least[at]!, await timeOf([one, other][at]!));
  return Math.max(...least) / Math.min(...least);
}

describe("the time of verifyPassword", () => {
  it("is the same for a stored hash and for none", async () => {
    useRealPasswords();
    const stored = await passwords.hashPassword(PASSWORD);
    const ratios: number[] = [];
    do
      ratios.push(
        await ratioOf(
          () => passwords.verifyPassword("not the password", stored),
          () => passwords.verifyPassword("not the password", null),
        ),
      );
    while (ratios.at(-1)! >= FACTOR && ratios.length < ATTEMPTS);
    expect(ratios.at(-1), `ratios ${ratios}`).toBeLessThan(FACTOR);
  });
});

/**
 * Lets D1 answer what matches, and every batch, when the test says so, and all else at once, whose SQL it adds to
 * `answered`.
 */
function holdBack(held: RegExp, answered: string[] = []) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const open = env.DB.withSession.bind(env.DB);
  vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
    const session = open(constraint as D1SessionConstraint);
    const [prepare, batch] = [session.prepare.bind(session), session.batch.bind(session)];
    vi.spyOn(session, "batch").mockImplementation(async (statements) => (await promise, batch(statements)));
    vi.spyOn(session, "prepare").mockImplementation((sql) => {
      const statement = prepare(sql);
      if (!held.test(sql)) {
        answered.push(sql);
        return statement;
      }
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

/** The work that an answer waits for: how many passwords are verified, and the SQL. */
async function workOf(act: () => Promise<unknown>, deferred: RegExp) {
  const verify = vi.mocked(passwords.verifyPassword);
  verify.mockClear();
  const sql: string[] = [];
  const letGo = holdBack(deferred, sql);
  await act();
  const work = { verified: verify.mock.calls.length, sql: [...sql] };
  letGo();
  vi.mocked(env.DB.withSession).mockRestore();
  return work;
}

describe("the work before an answer, for an address that is known and one that is not", () => {
  it("is one password verified and the same SQL at sign-in", async () => {
    const { user } = await aMember();
    const [known, unknown] = [user.email, anEmail()].map(
      (email) => () => workOf(() => signIn(email, "not the password"), /audit_events/),
    );
    const work = await known!();
    expect(work.verified).toBe(1);
    expect(work.sql).not.toEqual([]);
    expect(await unknown!()).toEqual(work);
    await vi.waitFor(async () => expect(await loadAuditTrail(user.account_id)).toHaveLength(1));
  });

  it("is no password and the same SQL where a reset is asked for", async () => {
    const mails = captureMail();
    const { user } = await aMember();
    const ask = (email: string) =>
      workOf(() => anonymous().post("/auth/password/reset/", { email }), /from "users"/);
    const work = await ask(user.email);
    expect(work.verified).toBe(0);
    expect(await ask(anEmail())).toEqual(work);
    await vi.waitFor(() => expect(mails).toHaveLength(1));
  });
});

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
