import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { atomically, isInGoodStanding, type Statement } from "../../db/queries";
import { accounts, sessions, users } from "../../db/schema";

import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, reasonOf } from "../../lib/log";
import { isoIn } from "../../lib/time";
import { SESSION_MS } from "../../lib/tokens";

// Everywhere here the door comes first: what D1 alone says would leave access tokens good until they expire.

type User = typeof users.$inferSelect;
const TRIES = 3;

/** Tells the account's door, where every request passes, once more where it does not answer. */
export async function tellDoor(
  accountId: number,
  say: (door: ReturnType<typeof env.RATE_LIMITER.getByName>) => Promise<void>,
  refusal = "Sessions cannot be ended now: try again",
) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await say(env.RATE_LIMITER.getByName(`account:${accountId}`));
    } catch (error) {
      log.error("door away", { account_id: accountId, attempt, error: reasonOf(error) });
      if (attempt === TRIES) throw new ApiError("UNAVAILABLE", refusal);
    }
  }
}

/** Ends a session, its refresh tokens and its access tokens. `news` is written in the same batch. */
export async function endSession(
  { db }: Ctx,
  { id, account_id }: { id: string; account_id: number },
  reason: string,
  news: Statement[] = [],
) {
  await tellDoor(account_id, (door) => door.revokeSession(id, Date.now() + SESSION_MS));
  await atomically(db, [
    db
      .update(sessions)
      .set({ revoked_at: isoIn(), revoked_reason: reason })
      .where(and(eq(sessions.id, id), isNull(sessions.revoked_at))),
    ...news,
  ]);
}

/** The user as they were read; their version tells whether they still are. */
export type Known = Pick<User, "id" | "account_id" | "token_version">;

/** Whether the user is still as they were read: the condition of every change that ends their sessions. */
export const unchanged = ({ id, account_id, token_version }: Known) =>
  and(eq(users.id, id), eq(users.account_id, account_id), eq(users.token_version, token_version));

/** What a change means that found the user other than they were read. */
export const overtaken = ({ ifMatch }: Ctx) =>
  ifMatch === null
    ? new ApiError("CONFLICT", "The user was changed meanwhile: try again")
    : new ApiError("PRECONDITION_FAILED");

/**
 * Changes a user and ends all their sessions. The first statement of `change` is the change itself: it holds
 * `unchanged`, sets the version that it is given, and returns the row; where it does not, nothing ends and this throws.
 * `next` follows in the same batch when the sessions have ended.
 */
export async function endUserSessions(
  ctx: Ctx,
  user: Known,
  reason: string,
  change: (version: number) => Statement[],
  next: Statement[] = [],
): Promise<User> {
  const { db } = ctx;
  const version = user.token_version + 1;
  await tellDoor(user.account_id, (door) => door.requireVersion(user.id, version, Date.now() + SESSION_MS));
  try {
    const [changed] = await atomically(db, [
      ...change(version),
      db
        .update(sessions)
        .set({ revoked_at: isoIn(), revoked_reason: reason })
        .where(and(ofVersion(user.id, version), isNull(sessions.revoked_at))),
      ...next,
    ]);
    if (!changed![0]) throw overtaken(ctx);
    return changed![0] as User;
  } catch (error) {
    await catchUp(ctx, user.id, version);
    throw error;
  }
}

const ofVersion = (userId: number, version: number) =>
  and(
    eq(sessions.user_id, userId),
    sql`exists (select 1 from users where users.id = ${userId} and users.token_version = ${version})`,
  );

/** The door asks for a version that D1 did not reach: without this the user's new tokens would be refused too. */
const catchUp = ({ db }: Pick<Ctx, "db">, id: number, version: number) =>
  db
    .update(users)
    .set({ token_version: version })
    .where(and(eq(users.id, id), lt(users.token_version, version)))
    .catch((error: unknown) =>
      log.error("user locked out until their next sign-in by e-mail", {
        user_id: id,
        error: reasonOf(error),
      }),
    );

/** Ends everything that anybody of the account holds, and makes the change; where that fails, opens again. */
export async function closeAccount({ db }: Ctx, id: number, change: Statement[]) {
  await tellDoor(id, (door) => door.close());
  try {
    return await atomically(db, [
      db
        .update(users)
        .set({ token_version: sql`${users.token_version} + 1` })
        .where(eq(users.account_id, id)),
      db
        .update(sessions)
        .set({ revoked_at: isoIn(), revoked_reason: "account closed" })
        .where(and(eq(sessions.account_id, id), isNull(sessions.revoked_at))),
      ...change,
    ]);
  } catch (error) {
    // A batch whose answer was lost may have closed the account: then the door stays shut.
    const [open] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.id, id), isInGoodStanding));
    if (open) await tellDoor(id, (door) => door.reopen());
    throw error;
  }
}

/** Lets the account's people sign in again. Tokens from before it was closed stay refused. */
export async function reopenAccount({ db }: Ctx, id: number) {
  const people = await db
    .select({ id: users.id, version: users.token_version })
    .from(users)
    .where(eq(users.account_id, id));
  const until = Date.now() + SESSION_MS;
  await tellDoor(id, async (door) => {
    for (const person of people) await door.requireVersion(person.id, person.version, until);
    await door.reopen();
  });
}
