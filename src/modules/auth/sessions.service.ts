import { and, eq, isNull, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically, type Statement } from "../../db/queries";
import { accounts, refreshTokens, sessions, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { randomToken, sha256 } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { isoIn, SECOND_MS } from "../../lib/time";
import { ACCESS_MS, type AccessClaims, SESSION_MS, signToken } from "../../lib/tokens";
import { audited, auditedIfChanged, type Doer } from "../audit/audit.service";
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

/** The user as the one who does it: who signs in is not yet anybody. */
export const selfOf = ({ id, account_id, role }: Subject): Doer => ({ account_id, user_id: id, role });

const eventOf = (sid: string, action: `session.${string}`) => ({
  action,
  object_type: "session",
  object_id: sid,
});

/**
 * A session: the statements that begin it, and its tokens. It begins only where the user is still of this version: a
 * sign-in whose password was changed, or whose user was shut out, while it was being checked comes to nothing.
 */
export async function newSession({ db, address }: Ctx, user: Subject, userAgent: string | null) {
  const sid = ulid();
  const refresh = randomToken("igny8_rt_");
  const expires = isoIn(SESSION_MS);
  const now = isoIn();
  const begin: Statement[] = [
    db
      .insert(sessions)
      .select(
        sql`select ${sid}, account_id, id, ${address}, ${userAgent?.slice(0, 255) ?? null}, null, null, ${now}
          from users where id = ${user.id} and token_version = ${user.token_version} and is_active`,
      )
      .returning({ id: sessions.id }),
    insertRefreshToken(db, {
      hash: await sha256(refresh),
      session_id: sid,
      parent_id: null,
      expires_at: expires,
    }),
  ];
  const claims = claimsOf(user, sid);
  const tokens = async () => ({
    tokens: await tokensFor(claims, refresh, expires),
    cookie: await signToken("session", claims, SESSION_MS),
  });
  return { sid, begin, tokens };
}

/** Signs the user in: the first refresh token and access token, and the cookie's token. */
export async function openSession(ctx: Ctx, user: Subject, userAgent: string | null) {
  const { sid, begin, tokens } = await newSession(ctx, user, userAgent);
  const [begun] = await atomically(ctx.db, [
    ...begin,
    auditedIfChanged(ctx, eventOf(sid, "session.login"), selfOf(user)),
    ctx.db.update(users).set({ last_login_at: isoIn() }).where(eq(users.id, user.id)),
  ]);
  if (!begun![0]) throw new ApiError("INVALID_CREDENTIALS");
  return tokens();
}

export const signOut = (ctx: Ctx) => {
  const { accountId, sessionId } = ctx.actor;
  const news = [audited(ctx, eventOf(sessionId!, "session.logout"))];
  return endSession(ctx, { id: sessionId!, account_id: accountId }, "logout", news);
};

/**
 * Exchanges a refresh token for the next one. A used token that comes back ends the whole session, except within ten
 * seconds of its use while its successor is unused: then its answer was lost, and the successor is replaced.
 */
export async function rotateRefreshToken(ctx: Ctx, presented: string) {
  const { token, session, user } = await readRefreshToken(ctx, presented);
  const lostAnswer = token.used_at !== null && token.used_at > isoIn(-GRACE_MS);
  const refresh = randomToken("igny8_rt_");
  const next = { hash: await sha256(refresh), session_id: session.id, expires_at: isoIn(SESSION_MS) };
  const taken = lostAnswer
    ? await replaceSuccessor(ctx, token.id, next)
    : token.used_at === null && (await useToken(ctx, token.id, next));
  if (!taken) {
    const news = [audited(ctx, eventOf(session.id, "session.refresh_reused"), selfOf(user))];
    await endSession(ctx, session, "refresh token reused", news);
    throw refused();
  }
  return tokensFor(claimsOf(user, session.id), refresh, next.expires_at);
}

async function readRefreshToken({ db }: Ctx, presented: string) {
  const [found] = await db
    .select({ token: refreshTokens, session: sessions, user: users, account_status: accounts.status })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.session_id))
    .innerJoin(users, eq(users.id, sessions.user_id))
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(eq(refreshTokens.hash, await sha256(presented)));
  if (!found || found.session.revoked_at || found.token.expires_at <= isoIn() || !found.user.is_active)
    throw refused();
  if (found.account_status === "suspended" || found.account_status === "cancelled")
    throw new ApiError("ACCOUNT_SUSPENDED");
  return found;
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

/** The successor counts as used from now on: whoever comes with it after all ends the session. */
async function replaceSuccessor(ctx: Ctx, id: number, next: NextToken): Promise<boolean> {
  const { db } = ctx;
  const [replaced] = await atomically(db, [
    db
      .update(refreshTokens)
      .set({ used_at: isoIn() })
      .where(and(eq(refreshTokens.parent_id, id), isNull(refreshTokens.used_at)))
      .returning({ id: refreshTokens.id }),
    successorOf(ctx, id, next),
  ]);
  return replaced!.length > 0;
}

const successorOf = ({ db }: Ctx, parent_id: number, next: NextToken) =>
  insertRefreshToken(db, { ...next, parent_id });

type NewToken = NextToken & { parent_id: number | null };

/** Only where the statement before it in the batch changed a row. */
const insertRefreshToken = (db: Ctx["db"], { hash, session_id, parent_id, expires_at }: NewToken) =>
  db
    .insert(refreshTokens)
    .select(
      sql`select null, ${hash}, ${session_id}, ${parent_id}, null, ${expires_at}, ${isoIn()} where changes() = 1`,
    );

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
