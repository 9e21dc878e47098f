import type { Context, Next } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { openDb } from "../db";
import { hasEnded } from "../db/ended-sessions";
import type { Bearer } from "../durable/rate-limiter";
import { type Actor, atLeast, type Role } from "../lib/actor";
import { sha256 } from "../lib/digests";
import { ApiError } from "../lib/errors";
import { type AccessClaims, verifyAccess } from "../lib/tokens";
import type { AppEnv } from "./app-env";
import { matchedVersion, tagAnswer } from "./etag";
import { idempotently } from "./idempotency";
import { accountDoor, addressDoor, clientAddress, emailDoor, type Scope, spend } from "./limits";

export const SESSION_COOKIE = "igny8_session";
const safeMethods = ["GET", "HEAD", "OPTIONS"];

const anonymous: Actor = { accountId: 0, userId: null, role: "viewer", siteIds: [], sessionId: null };

/** Authenticates the caller, spends one request of the scope, and checks the role. */
export const guard = (role: Role, scope: Scope = "general") =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      const claims = await authenticate(c);
      if (!claims) {
        await spend(c, addressDoor(clientAddress(c)), "general");
        throw new ApiError("UNAUTHORIZED");
      }
      const admission = await spend(c, accountDoor(claims.account_id), scope, bearerOf(claims));
      if (admission?.revoked || (!admission && (await hasEnded(bearerOf(claims)))))
        throw new ApiError("UNAUTHORIZED", "This session has ended");
      if (!atLeast(claims.role, role)) throw new ApiError("FORBIDDEN");
      return withContext(c, actorOf(claims), next);
    }),
    { needs: role, scope },
  );

/** A public route: counted by the client's address, and by the e-mail that is tried, where there is one. */
export const open = (scope: Scope = "general") =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      await spend(c, addressDoor(clientAddress(c)), scope);
      if (scope === "auth") await spendEmail(c);
      await withContext(c, anonymous, next);
    }),
    { needs: null, scope },
  );

/** For a signed link: reads as the account that signed it, counted by the client's address. */
export async function asAccount(c: Context<AppEnv>, accountId: number, next: Next) {
  await spend(c, addressDoor(clientAddress(c)), "general");
  await withContext(c, { accountId, userId: null, role: "viewer", siteIds: null, sessionId: null }, next);
}

async function authenticate(c: Context<AppEnv>): Promise<AccessClaims | null> {
  const token = c.req.header("Authorization")?.match(/^Bearer ([\w.-]{1,4096})$/i)?.[1];
  if (token) return verifyAccess("access", token);
  const cookie = c.req.header("Authorization") ? undefined : getCookie(c, SESSION_COOKIE);
  if (!cookie || (!safeMethods.includes(c.req.method) && !isSameOrigin(c))) return null;
  return verifyAccess("session", cookie);
}

const isSameOrigin = (c: Context<AppEnv>) => c.req.header("Origin") === new URL(c.req.url).origin;

const bearerOf = ({ sid, user_id, ver }: AccessClaims): Bearer => ({
  sessionId: sid,
  userId: user_id,
  version: ver,
});

const actorOf = ({ account_id, user_id, role, sid, sites }: AccessClaims): Actor => ({
  accountId: account_id,
  userId: user_id,
  role,
  siteIds: sites,
  sessionId: sid,
});

async function spendEmail(c: Context<AppEnv>) {
  const tried: unknown = await c.req.json().catch(() => null);
  const email = tried && typeof tried === "object" && "email" in tried ? tried.email : null;
  if (typeof email === "string") await spend(c, emailDoor(await sha256(email.trim().toLowerCase())), "auth");
}

async function withContext(c: Context<AppEnv>, actor: Actor, next: Next): Promise<Response | void> {
  const start = safeMethods.includes(c.req.method) ? "first-unconstrained" : "first-primary";
  const db = openDb(c.req.header("x-d1-bookmark") ?? start);
  c.set("ctx", {
    actor,
    db,
    requestId: c.var.requestId,
    address: clientAddress(c),
    ifMatch: matchedVersion(c),
  });
  const replayed = actor.accountId ? await idempotently(c, next) : void (await next());
  if (replayed) return replayed;
  const bookmark = db.bookmark();
  if (bookmark) c.header("x-d1-bookmark", bookmark);
  await tagAnswer(c);
}
