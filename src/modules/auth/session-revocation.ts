import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { atomically, isInGoodStanding, type Statement } from "../../db/queries";
import { accounts, sessions, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { isoIn } from "../../lib/time";
import { SESSION_MS } from "../../lib/tokens";

// The rate limiter is always updated before D1: access tokens are checked against it, not against D1, and would otherwise
// stay valid until they expire.

type User = typeof users.$inferSelect;
type Limiter = ReturnType<typeof env.RATE_LIMITER.getByName>;
const ATTEMPTS = 3;

/** Calls the account's rate limiter, the Durable Object that checks every request. Retries, then throws a 503. */
export async function updateRateLimiter(
  accountId: number,
  update: (limiter: Limiter) => Promise<void>,
  unavailableMessage = "Sessions cannot be ended right now. Try again.",
) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await update(env.RATE_LIMITER.getByName(`account:${accountId}`));
    } catch (error) {
      log.error("rate limiter unavailable", { account_id: accountId, attempt, error: errorMessage(error) });
      if (attempt === ATTEMPTS) throw new ApiError("UNAVAILABLE", unavailableMessage);
    }
  }
}

/** Ends a session with its refresh and access tokens. `statements` run in the same batch. */
export async function endSession(
  { db }: Ctx,
  { id, account_id }: { id: string; account_id: number },
  reason: string,
  statements: Statement[] = [],
) {
  await updateRateLimiter(account_id, (limiter) => limiter.revokeSession(id, Date.now() + SESSION_MS));
  await atomically(db, [
    db
      .update(sessions)
      .set({ revoked_at: isoIn(), revoked_reason: reason })
      .where(and(eq(sessions.id, id), isNull(sessions.revoked_at))),
    ...statements,
  ]);
}

/** A user as read: the token version detects a concurrent change. */
type UserVersion = Pick<User, "id" | "account_id" | "token_version">;

/** SQL condition that the user has not changed since they were read. Every change that ends sessions contains it. */
export const isUserUnchanged = ({ id, account_id, token_version }: UserVersion) =>
  and(eq(users.id, id), eq(users.account_id, account_id), eq(users.token_version, token_version));

/** The error for a change whose user was changed concurrently. */
export const buildUserChangedError = ({ ifMatch }: Ctx) =>
  ifMatch === null
    ? new ApiError("CONFLICT", "The user was changed by another request. Try again.")
    : new ApiError("PRECONDITION_FAILED");

/** A change of a user that ends all their sessions. */
type SessionEndingChange = {
  reason: string;
  /**
   * Builds the statements for the new token version. The first updates the user under `isUserUnchanged`, sets the version
   * and returns the row.
   */
  change: (version: number) => Statement[];
  /** Statements that follow in the same batch, after the sessions have ended. */
  next?: Statement[];
};

/** Changes a user and ends all their sessions. Throws, and ends none, if the user was changed concurrently. */
export async function endUserSessions(
  ctx: Ctx,
  user: UserVersion,
  { reason, change, next = [] }: SessionEndingChange,
): Promise<User> {
  const { db } = ctx;
  const version = user.token_version + 1;
  await updateRateLimiter(user.account_id, (limiter) =>
    limiter.requireVersion(user.id, version, Date.now() + SESSION_MS),
  );
  try {
    const [[changed] = []] = await atomically(db, [
      ...change(version),
      db
        .update(sessions)
        .set({ revoked_at: isoIn(), revoked_reason: reason })
        .where(and(isSessionOfVersion(user.id, version), isNull(sessions.revoked_at))),
      ...next,
    ]);
    if (!changed) throw buildUserChangedError(ctx);
    return changed as User;
  } catch (error) {
    await raiseStoredVersion(ctx, user.id, version);
    throw error;
  }
}

const isSessionOfVersion = (userId: number, version: number) =>
  and(
    eq(sessions.user_id, userId),
    sql`exists (select 1 from users where users.id = ${userId} and users.token_version = ${version})`,
  );

/**
 * The rate limiter already requires this version. If D1 stayed below it, the user's new tokens would be refused too.
 */
const raiseStoredVersion = ({ db }: Pick<Ctx, "db">, id: number, version: number) =>
  db
    .update(users)
    .set({ token_version: version })
    .where(and(eq(users.id, id), lt(users.token_version, version)))
    .catch((error: unknown) =>
      log.error("user locked out until their next sign-in by e-mail", {
        user_id: id,
        error: errorMessage(error),
      }),
    );

/** Ends all sessions of the account and runs the statements; if they fail, reopens the account. */
export async function closeAccount({ db }: Ctx, id: number, change: Statement[]) {
  await updateRateLimiter(id, (limiter) => limiter.close());
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
    // The batch may have been stored although its response was lost: then the account stays closed.
    const [open] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.id, id), isInGoodStanding));
    if (open) await updateRateLimiter(id, (limiter) => limiter.reopen());
    throw error;
  }
}

/** Lets the users of the account sign in again. Tokens issued before it was closed stay refused. */
export async function reopenAccount({ db }: Ctx, id: number) {
  const people = await db
    .select({ id: users.id, version: users.token_version })
    .from(users)
    .where(eq(users.account_id, id));
  const until = Date.now() + SESSION_MS;
  await updateRateLimiter(id, async (limiter) => {
    for (const person of people) await limiter.requireVersion(person.id, person.version, until);
    await limiter.reopen();
  });
}
