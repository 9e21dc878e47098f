import type { Context, Next } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { openDb } from "../db";
import { hasEnded, isAccountClosed } from "../db/ended-sessions";
import type { Bearer } from "../durable/rate-limiter";
import { type Actor, atLeast, type Role } from "../lib/actor";
import { sha256 } from "../lib/digests";
import { ApiError } from "../lib/errors";
import { type AccessClaims, verifyAccess } from "../lib/tokens";
import { grantOf, isKeyOver, noteUse, shownKey } from "./api-key";
import type { AppEnv } from "./app-env";
import { matchedVersion, tagAnswer } from "./etag";
import { idempotently } from "./idempotency";
import { requireModule } from "./modules";
import { accountDoor, addressDoor, clientAddress, emailDoor, type Scope, spend } from "./limits";

export const SESSION_COOKIE = "igny8_session";
const safeMethods = ["GET", "HEAD", "OPTIONS"];

const nobody = { userId: null, siteIds: [], sessionId: null, apiKeyId: null };
const anonymous: Actor = { ...nobody, accountId: 0, role: "viewer" };

/** An id of the database that has what the request is about. */
type Whereabouts = (c: Context<AppEnv>) => Promise<number>;
const anywhere: Whereabouts = async () => 0;

type Options = {
  /** For staff: the account that it is about, wherever that is. */
  about?: Whereabouts;
  /** Whether an API key may come in. By default it may not where accounts, people and money are. */
  apiKeys?: boolean;
};
const KEYLESS = /^\/api\/v1\/(auth(?!\/keywords-library)|billing)(\/|$)/;

/** Authenticates the caller, spends one request of the scope, and checks the role. */
export const guard = (role: Role, scope: Scope = "general", { apiKeys, about }: Options = {}) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      const caller = await identify(c);
      if (!caller) throw await unknown(c);
      const { actor, bearer } = caller;
      const admission = await spend(c, accountDoor(actor.accountId), scope, bearer);
      if (admission?.revoked || (!admission && (await caller.isOver()))) throw await unknown(c, true);
      if (!atLeast(actor.role, role)) throw new ApiError("FORBIDDEN");
      if (actor.apiKeyId !== null && !(apiKeys ?? !KEYLESS.test(c.req.path)))
        throw new ApiError("FORBIDDEN", "API keys are not accepted here");
      await requireModule(c, actor.accountId, admission);
      caller.welcome();
      return withContext(c, actor, next, about ? await about(c) : actor.accountId);
    }),
    { needs: role, scope },
  );

/** Who is nobody counts against their address, where the look-up of their key did not. */
async function unknown(c: Context<AppEnv>, ended = false): Promise<ApiError> {
  if (ended || !c.get("rate")) await spend(c, addressDoor(clientAddress(c)), "general");
  return new ApiError("UNAUTHORIZED", ended ? "This session has ended" : undefined);
}

/**
 * A public route: counted by the client's address, and by the e-mail that is tried, where there is one. `home` tells the
 * database that what it asks for is in.
 */
export const open = (scope: Scope = "general", home: Whereabouts = anywhere) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      await spend(c, addressDoor(clientAddress(c)), scope);
      if (scope === "auth") await spendEmail(c);
      await withContext(c, anonymous, next, await home(c));
    }),
    { needs: null, scope },
  );

/** For a signed link: reads as the account that signed it, counted by the client's address and by the account. */
export async function asAccount(c: Context<AppEnv>, accountId: number, next: Next) {
  await spend(c, addressDoor(clientAddress(c)), "general");
  const admission = await spend(c, accountDoor(accountId), "general");
  const isShut = admission ? admission.revoked : await isAccountClosed(accountId);
  if (isShut) throw new ApiError("UNAUTHORIZED", "This account is not active");
  await requireModule(c, accountId, admission);
  await withContext(c, { ...nobody, accountId, role: "viewer", siteIds: null }, next, accountId);
}

type Caller = {
  actor: Actor;
  bearer: Bearer;
  /** Asks D1, for when the door is away. */
  isOver: () => Promise<boolean>;
  welcome: () => void;
};

async function identify(c: Context<AppEnv>): Promise<Caller | null> {
  const key = shownKey(c);
  if (key !== null) return callerByKey(c, key);
  const claims = await claimsOf(c);
  if (!claims) return null;
  const bearer = bearerOf(claims);
  return { actor: actorOf(claims), bearer, isOver: () => hasEnded(bearer), welcome: () => {} };
}

/** An editor of the key's one site. */
async function callerByKey(c: Context<AppEnv>, key: string): Promise<Caller | null> {
  const grant = await grantOf(c, key);
  if (!grant) return null;
  const { id: apiKeyId, account_id: accountId, site_id } = grant;
  return {
    actor: { ...nobody, accountId, role: "editor", siteIds: [site_id], apiKeyId },
    bearer: { sessionId: `key:${apiKeyId}`, userId: 0, version: 0 },
    isOver: () => isKeyOver(key),
    welcome: () => noteUse(c, grant),
  };
}

/** What a Bearer token says, or, where there is no Authorization at all, the session cookie. */
async function claimsOf(c: Context<AppEnv>): Promise<AccessClaims | null> {
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
  apiKeyId: null,
});

async function spendEmail(c: Context<AppEnv>) {
  const tried: unknown = await c.req.json().catch(() => null);
  const email = tried && typeof tried === "object" && "email" in tried ? tried.email : null;
  if (typeof email === "string") await spend(c, emailDoor(await sha256(email.trim().toLowerCase())), "auth");
}

/** D1 throws on a bookmark that it cannot read: who sends one gets what anybody gets. */
const BOOKMARK = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/;

async function withContext(
  c: Context<AppEnv>,
  actor: Actor,
  next: Next,
  home: number,
): Promise<Response | void> {
  const start = safeMethods.includes(c.req.method) ? "first-unconstrained" : "first-primary";
  const bookmarked = c.req.header("x-d1-bookmark") ?? "";
  const db = openDb(BOOKMARK.test(bookmarked) ? bookmarked : start, home);
  c.set("ctx", {
    actor,
    db,
    requestId: c.get("requestId"),
    address: clientAddress(c),
    ifMatch: matchedVersion(c),
    jobId: null,
  });
  tagAnswer(c);
  const replayed = actor.accountId ? await idempotently(c, next) : void (await next());
  if (replayed) return replayed;
  const bookmark = db.bookmark();
  if (bookmark) c.res.headers.set("x-d1-bookmark", bookmark);
}
