import type { Context } from "hono";
import { findKeyGrant, isUseOld, keepUse, type KeyGrant } from "../db/key-grants";
import { isApiKey } from "../lib/api-keys";
import { sha256 } from "../lib/digests";
import { log, reasonOf } from "../lib/log";
import { isoIn, MINUTE_MS } from "../lib/time";
import type { AppEnv } from "./app-env";
import { addressDoor, clientAddress, spend } from "./limits";

/** What D1 said of a key in the last minute, by hash. That a key is revoked is told by the account's door, at once. */
const known = new Map<string, { grant: KeyGrant; until: number }>();
const KNOWN_MS = MINUTE_MS;
const MAX_KNOWN = 1_000;

/** The key that the request shows, whatever it is worth; null where it shows none. */
export function shownKey(c: Context<AppEnv>): string | null {
  const authorization = c.req.header("Authorization");
  if (authorization === undefined) return c.req.header("X-IGNY8-API-KEY") ?? null;
  return /^ApiKey +(\S+)$/i.exec(authorization)?.[1] ?? null;
}

/** What the key is good for; null for one that is mistyped, unknown, revoked, or of a site or account that is shut. */
export async function grantOf(c: Context<AppEnv>, key: string): Promise<KeyGrant | null> {
  if (!isApiKey(key)) return null;
  const hash = await sha256(key);
  const kept = known.get(hash);
  if (kept && kept.until > Date.now()) return kept.grant;
  // A guess costs a read of D1, so that it counts before it is looked up.
  await spend(c, addressDoor(clientAddress(c)), "general");
  return lookUp(hash);
}

async function lookUp(hash: string): Promise<KeyGrant | null> {
  const grant = await findKeyGrant(hash);
  if (known.size >= MAX_KNOWN) known.clear();
  if (grant) known.set(hash, { grant, until: Date.now() + KNOWN_MS });
  else known.delete(hash);
  return grant;
}

/** Whether D1 no longer knows the key: asked when the door is away. */
export const isKeyOver = async (key: string) => (await lookUp(await sha256(key))) === null;

/** Keeps the key's last use, at most once an hour, behind the answer. */
export function noteUse(c: Context<AppEnv>, grant: KeyGrant) {
  if (!isUseOld(grant)) return;
  grant.last_used_at = isoIn();
  c.executionCtx.waitUntil(
    keepUse(grant).catch((error: unknown) =>
      log.error("use of an API key not kept", { key_id: grant.id, error: reasonOf(error) }),
    ),
  );
}
