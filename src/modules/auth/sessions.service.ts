import { and, eq, isNull, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically } from "../../db/queries";
import { accounts, refreshTokens, sessions, users } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { randomToken, sha256 } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { isoIn, SECOND_MS } from "../../lib/time";
import { ACCESS_MS, type AccessClaims, SESSION_MS, signToken } from "../../lib/tokens";
import { endSession } from "./revocation";

const GRACE_MS = 10 * SECOND_MS;

type Subject = typeof users.$inferSelect;

export const claimsOf = (user: Subject, sid: string): AccessClaims => ({
  user_id: user.id,
  account_id: user.account_id,
  email: user.email,
  role: user.role,
  sid,
  ver: user.token_version,
  sites: user.site_access,
});

/** Starts a session: its first refresh token and access token, and the cookie's token. */
export async function openSession({ db, address }: Ctx, user: Subject, userAgent: string | null) {
  const sid = ulid();
  const refresh = randomToken("igny8_rt_");
  const expires = isoIn(SESSION_MS);
  await atomically(db, [
    db.insert(sessions).values({
      id: sid,
      account_id: user.account_id,
      user_id: user.id,
      address,
      user_agent: userAgent?.slice(0, 255) ?? null,
    }),
    db.insert(refreshTokens).values({ hash: await sha256(refresh), session_id: sid, expires_at: expires }),
    db.update(users).set({ last_login_at: isoIn() }).where(eq(users.id, user.id)),
  ]);
  const claims = claimsOf(user, sid);
  return {
    tokens: await tokensFor(claims, refresh, expires),
    cookie: await signToken("session", claims, SESSION_MS),
  };
}

/**
 * Exchanges a refresh token for the next one. A used token that comes back ends the whole session, except within ten
 * seconds of its use while its successor is unused: then its answer was lost, and the successor is replaced.
 */
export async function rotateRefreshToken(ctx: Ctx, presented: string) {
  const { db } = ctx;
  const hash = await sha256(presented);
  const [found] = await db
    .select({ token: refreshTokens, session: sessions, user: users, account_status: accounts.status })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.session_id))
    .innerJoin(users, eq(users.id, sessions.user_id))
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(eq(refreshTokens.hash, hash));
  if (!found) throw refused();
  const { token, session, user, account_status } = found;
  if (session.revoked_at || token.expires_at <= isoIn() || !user.is_active) throw refused();
  if (account_status === "suspended" || account_status === "cancelled")
    throw new ApiError("ACCOUNT_SUSPENDED");

  const lostAnswer = token.used_at !== null && token.used_at > isoIn(-GRACE_MS);
  const refresh = randomToken("igny8_rt_");
  const next = { hash: await sha256(refresh), session_id: session.id, expires_at: isoIn(SESSION_MS) };
  const taken = lostAnswer
    ? await replaceSuccessor(ctx, token.id, next)
    : token.used_at === null && (await useToken(ctx, token.id, next));
  if (!taken) {
    await endSession(ctx, session, "refresh token reused");
    throw refused();
  }
  return tokensFor(claimsOf(user, session.id), refresh, next.expires_at);
}

type NextToken = { hash: string; session_id: string; expires_at: string };

async function useToken(ctx: Ctx, id: number, next: NextToken): Promise<boolean> {
  const { db } = ctx;
  const [used] = await atomically(db, [
    db
      .update(refreshTokens)
      .set({ used_at: isoIn() })
      .where(and(eq(refreshTokens.id, id), isNull(refreshTokens.used_at)))
      .returning({ id: refreshTokens.id }),
    successorOf(ctx, id, next),
  ]);
  // Somebody else used it between our read and our write: two at once, which the grace covers.
  return used!.length > 0 || replaceSuccessor(ctx, id, next);
}

async function replaceSuccessor(ctx: Ctx, id: number, next: NextToken): Promise<boolean> {
  const { db } = ctx;
  const [dropped] = await atomically(db, [
    db
      .delete(refreshTokens)
      .where(and(eq(refreshTokens.parent_id, id), isNull(refreshTokens.used_at)))
      .returning({ id: refreshTokens.id }),
    successorOf(ctx, id, next),
  ]);
  return dropped!.length > 0;
}

/** Inserts the successor only where the statement before it in the batch changed a row. */
const successorOf = ({ db }: Ctx, parent: number, { hash, session_id, expires_at }: NextToken) =>
  db.run(sql`insert into refresh_tokens (hash, session_id, parent_id, expires_at, created_at)
    select ${hash}, ${session_id}, ${parent}, ${expires_at}, ${isoIn()} where changes() = 1`);

async function tokensFor(claims: AccessClaims, refresh: string, refreshExpires: string) {
  const access = await signToken("access", claims, ACCESS_MS);
  return {
    access,
    refresh,
    access_token: access,
    refresh_token: refresh,
    access_expires_at: isoIn(ACCESS_MS),
    refresh_expires_at: refreshExpires,
  };
}

const refused = () => new ApiError("UNAUTHORIZED", "The refresh token is not valid");
