import type { Context } from "hono";
import { findKeyGrant, isUseStale, storeKeyUse, type KeyGrant } from "../db/key-grants";
import { isApiKey } from "../lib/api-keys";
import { sha256 } from "../lib/digests";
import { log, errorMessage } from "../lib/log";
import { isoIn, MINUTE_MS } from "../lib/time";
import type { AppEnv } from "./app-env";
import { addressLimiter, clientAddress, countRequest } from "./rate-limits";

/** Grants read from D1 in the last minute, by the key's hash. The account's rate limiter knows of a revoked key at once. */
const cache = new Map<string, { grant: KeyGrant; until: number }>();
const CACHE_MS = MINUTE_MS;
const MAX_CACHED = 1_000;

/** The API key of the request, valid or not; null where it has none. */
export function requestKey(c: Context<AppEnv>): string | null {
  const authorization = c.req.header("Authorization");
  if (authorization === undefined) return c.req.header("X-IGNY8-API-KEY") ?? null;
  return /^ApiKey +(\S+)$/i.exec(authorization)?.[1] ?? null;
}

/** The grant of a key; null for one that is mistyped, unknown or revoked, or whose site or account is not active. */
export async function findGrant(c: Context<AppEnv>, key: string): Promise<KeyGrant | null> {
  if (!isApiKey(key)) return null;
  const hash = await sha256(key);
  const cached = cache.get(hash);
  if (cached && cached.until > Date.now()) return cached.grant;
  // A guessed key costs a read of D1, so it is counted before it is looked up.
  await countRequest(c, addressLimiter(clientAddress(c)), { scope: "general" });
  return lookUp(hash);
}

async function lookUp(hash: string): Promise<KeyGrant | null> {
  const grant = await findKeyGrant(hash);
  if (cache.size >= MAX_CACHED) cache.clear();
  if (grant) cache.set(hash, { grant, until: Date.now() + CACHE_MS });
  else cache.delete(hash);
  return grant;
}

/** Whether D1 no longer has the key: for when the rate limiter is unavailable. */
export const isKeyRevoked = async (key: string) => (await lookUp(await sha256(key))) === null;

/** Stores the key's last use, at most once an hour, after the answer. */
export function recordKeyUse(c: Context<AppEnv>, grant: KeyGrant) {
  if (!isUseStale(grant)) return;
  grant.last_used_at = isoIn();
  c.executionCtx.waitUntil(
    storeKeyUse(grant).catch((error: unknown) =>
      log.error("use of an API key not stored", { key_id: grant.id, error: errorMessage(error) }),
    ),
  );
}
