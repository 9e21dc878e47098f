import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { hasSessionEnded } from "../db/ended-sessions";
import type { Actor } from "../lib/actor";
import type { SessionClaim } from "../lib/admission";
import { ApiError } from "../lib/errors";
import { type AccessClaims, verifyAccess } from "../lib/tokens";
import { countedRefusal } from "./admit";
import { findGrant, isKeyRevoked, recordKeyUse, requestKey } from "./api-key";
import type { AppEnv } from "./app-env";

export const SESSION_COOKIE = "igny8_session";
export const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** Who sends the request, by what they show. Whether it still holds is for `admit` to say. */
export type Caller = {
  actor: Actor;
  session: SessionClaim;
  /** Asks D1: for when the rate limiter, which knows ended sessions too, is unavailable. */
  hasEnded: () => Promise<boolean>;
  /** Called once the request may be carried out. */
  onAdmitted: () => void;
};

/** Verifies the API key, Bearer token or session cookie. 401 where there is none or it is not valid. */
export const authenticate = createMiddleware<AppEnv>(async (c, next) => {
  const key = requestKey(c);
  const caller = key === null ? await callerByToken(c) : await callerByKey(c, key);
  // The look-up of an unknown key was counted already.
  if (!caller) throw c.get("rate") ? new ApiError("UNAUTHORIZED") : await countedRefusal(c);
  c.set("caller", caller);
  await next();
});

async function callerByToken(c: Context<AppEnv>): Promise<Caller | null> {
  const claims = await readClaims(c);
  if (!claims) return null;
  const { sid, user_id, ver, account_id, role, sites } = claims;
  const session = { sessionId: sid, userId: user_id, version: ver };
  return {
    actor: { accountId: account_id, userId: user_id, role, siteIds: sites, sessionId: sid, apiKeyId: null },
    session,
    hasEnded: () => hasSessionEnded(session),
    onAdmitted: () => {},
  };
}

/** A key acts as an editor of its one site. */
async function callerByKey(c: Context<AppEnv>, key: string): Promise<Caller | null> {
  const grant = await findGrant(c, key);
  if (!grant) return null;
  const { id: apiKeyId, account_id: accountId, site_id } = grant;
  return {
    actor: { accountId, userId: null, role: "editor", siteIds: [site_id], sessionId: null, apiKeyId },
    session: { sessionId: `key:${apiKeyId}`, userId: 0, version: 0 },
    hasEnded: () => isKeyRevoked(key),
    onAdmitted: () => recordKeyUse(c, grant),
  };
}

/** The claims of a Bearer token or, where there is no Authorization at all, of the session cookie. */
async function readClaims(c: Context<AppEnv>): Promise<AccessClaims | null> {
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.-]{1,4096})$/i.exec(authorization)?.[1];
    return token ? verifyAccess("access", token) : null;
  }
  const cookie = getCookie(c, SESSION_COOKIE);
  if (!cookie || (!safeMethods.includes(c.req.method) && !isSameOrigin(c))) return null;
  return verifyAccess("session", cookie);
}

const isSameOrigin = (c: Context<AppEnv>) => c.req.header("Origin") === new URL(c.req.url).origin;
