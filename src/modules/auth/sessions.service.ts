import { and, eq, isNull, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically, type Statement } from "../../db/queries";
import { accounts, refreshTokens, sessions, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { randomToken, sha256 } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { isoIn, SECOND_MS } from "../../lib/time";
import { ACCESS_MS, type AccessClaims, SESSION_MS, signToken } from "../../lib/tokens";
import { auditStatement, auditIfChangedStatement, type AuditActor } from "../audit/audit.service";
import { endSession } from "./session-revocation";

const GRACE_MS = 10 * SECOND_MS;

type User = typeof users.$inferSelect;

export const toAccessClaims = (user: User, sid: string): AccessClaims => ({
  user_id: user.id,
  account_id: user.account_id,
  email: user.email,
  role: user.role,
  sid,
  ver: user.token_version,
  sites: user.site_access,
});

/** The user as the actor of an audit event: while signing in, the context has no actor yet. */
export const toAuditActor = ({ id, account_id, role }: User): AuditActor => ({
  account_id,
  user_id: id,
  role,
});

const buildSessionEvent = (sid: string, action: `session.${string}`) => ({
  action,
  object_type: "session",
  object_id: sid,
});

/**
 * Builds the statements that store a session, and its tokens. Nothing is stored if the user's token version has changed
 * or the user was deactivated since they were read.
 */
export async function prepareSession({ db, address }: Ctx, user: User, userAgent: string | null) {
  const sid = ulid();
  const refresh = randomToken("igny8_rt_");
  const expires = isoIn(SESSION_MS);
  const now = isoIn();
  const statements: Statement[] = [
    db
      .insert(sessions)
      .select(
        sql`select ${sid}, account_id, id, ${address}, ${userAgent?.slice(0, 255) ?? null}, null, null, ${now}
          from users where id = ${user.id} and token_version = ${user.token_version} and is_active`,
      )
      .returning({ id: sessions.id }),
    insertRefreshTokenStatement(db, {
      hash: await sha256(refresh),
      session_id: sid,
      parent_id: null,
      expires_at: expires,
    }),
  ];
  const claims = toAccessClaims(user, sid);
  const signTokens = async () => ({
    tokens: await issueTokens(claims, refresh, expires),
    cookie: await signToken("session", claims, SESSION_MS),
  });
  return { sid, statements, signTokens };
}

/** Signs the user in: returns the first access and refresh token, and the session cookie's token. */
export async function startSession(ctx: Ctx, user: User, userAgent: string | null) {
  const { sid, statements, signTokens } = await prepareSession(ctx, user, userAgent);
  const [started = []] = await atomically(ctx.db, [
    ...statements,
    auditIfChangedStatement(ctx, buildSessionEvent(sid, "session.login"), toAuditActor(user)),
    ctx.db.update(users).set({ last_login_at: isoIn() }).where(eq(users.id, user.id)),
  ]);
  if (!started.length) throw new ApiError("INVALID_CREDENTIALS");
  return signTokens();
}

export const signOut = (ctx: Ctx) => {
  const { accountId, sessionId } = ctx.actor;
  if (sessionId === null) throw new ApiError("UNAUTHORIZED");
  const statements = [auditStatement(ctx, buildSessionEvent(sessionId, "session.logout"))];
  return endSession(ctx, { id: sessionId, account_id: accountId }, "logout", statements);
};

/**
 * Exchanges a refresh token for the next one. Reuse of a token ends the whole session, except within ten seconds of its
 * first use while its successor is unused: then the response was lost, and the successor is replaced.
 */
export async function rotateRefreshToken(ctx: Ctx, presented: string) {
  const { token, session, user } = await loadRefreshToken(ctx, presented);
  const wasResponseLost = token.used_at !== null && token.used_at > isoIn(-GRACE_MS);
  const refresh = randomToken("igny8_rt_");
  const next = { hash: await sha256(refresh), session_id: session.id, expires_at: isoIn(SESSION_MS) };
  const isRotated = wasResponseLost
    ? await replaceSuccessor(ctx, token.id, next)
    : token.used_at === null && (await consumeToken(ctx, token.id, next));
  if (!isRotated) {
    const statements = [
      auditStatement(ctx, buildSessionEvent(session.id, "session.refresh_reused"), toAuditActor(user)),
    ];
    await endSession(ctx, session, "refresh token reused", statements);
    throw buildInvalidTokenError();
  }
  return issueTokens(toAccessClaims(user, session.id), refresh, next.expires_at);
}

async function loadRefreshToken({ db }: Ctx, presented: string) {
  const [found] = await db
    .select({ token: refreshTokens, session: sessions, user: users, account_status: accounts.status })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.session_id))
    .innerJoin(users, eq(users.id, sessions.user_id))
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(eq(refreshTokens.hash, await sha256(presented)));
  if (!found || found.session.revoked_at || found.token.expires_at <= isoIn() || !found.user.is_active)
    throw buildInvalidTokenError();
  if (found.account_status === "suspended" || found.account_status === "cancelled")
    throw new ApiError("ACCOUNT_SUSPENDED");
  return found;
}

type NextToken = { hash: string; session_id: string; expires_at: string };

async function consumeToken(ctx: Ctx, id: number, next: NextToken): Promise<boolean> {
  const { db } = ctx;
  const [used = []] = await atomically(db, [
    db
      .update(refreshTokens)
      .set({ used_at: isoIn() })
      .where(and(eq(refreshTokens.id, id), isNull(refreshTokens.used_at)))
      .returning({ id: refreshTokens.id }),
    insertSuccessorStatement(ctx, id, next),
  ]);
  // A concurrent request used it between our read and our write: the grace period covers that.
  return used.length > 0 || replaceSuccessor(ctx, id, next);
}

/** Marks the successor as used, so that presenting it later ends the session, and stores another one. */
async function replaceSuccessor(ctx: Ctx, id: number, next: NextToken): Promise<boolean> {
  const { db } = ctx;
  const [replaced = []] = await atomically(db, [
    db
      .update(refreshTokens)
      .set({ used_at: isoIn() })
      .where(and(eq(refreshTokens.parent_id, id), isNull(refreshTokens.used_at)))
      .returning({ id: refreshTokens.id }),
    insertSuccessorStatement(ctx, id, next),
  ]);
  return replaced.length > 0;
}

const insertSuccessorStatement = ({ db }: Ctx, parent_id: number, next: NextToken) =>
  insertRefreshTokenStatement(db, { ...next, parent_id });

type NewToken = NextToken & { parent_id: number | null };

/** Inserts only if the previous statement of the batch changed a row. */
const insertRefreshTokenStatement = (db: Ctx["db"], { hash, session_id, parent_id, expires_at }: NewToken) =>
  db
    .insert(refreshTokens)
    .select(
      sql`select null, ${hash}, ${session_id}, ${parent_id}, null, ${expires_at}, ${isoIn()} where changes() = 1`,
    );

async function issueTokens(claims: AccessClaims, refresh: string, refreshExpires: string) {
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

const buildInvalidTokenError = () => new ApiError("UNAUTHORIZED", "The refresh token is not valid");
