import { and, eq, isNull, lt, or } from "drizzle-orm";
import { openDb } from ".";
import { HOUR_MS, isoIn } from "../lib/time";
import { findInShards } from "./shards";
import { isInGoodStanding } from "./queries";
import { accounts, apiKeys, sites } from "./schema";

/** What an API key gives access to. */
export type KeyGrant = { id: number; account_id: number; site_id: number; last_used_at: string | null };

/** The grant of a key that is not revoked, of an active site in an active account. */
export const findKeyGrant = (hash: string): Promise<KeyGrant | null> =>
  findInShards((shard) => findGrantIn(shard, hash));

async function findGrantIn(shard: number, hash: string): Promise<KeyGrant | null> {
  const [grant] = await openDb("first-primary", shard)
    .select({
      id: apiKeys.id,
      account_id: apiKeys.account_id,
      site_id: apiKeys.site_id,
      last_used_at: apiKeys.last_used_at,
    })
    .from(apiKeys)
    .innerJoin(sites, eq(sites.id, apiKeys.site_id))
    .innerJoin(accounts, eq(accounts.id, apiKeys.account_id))
    .where(
      and(eq(apiKeys.hash, hash), isNull(apiKeys.revoked_at), eq(sites.is_active, true), isInGoodStanding),
    );
  return grant ?? null;
}

const hourAgo = () => isoIn(-HOUR_MS);

/** Whether the stored last use is more than an hour old. */
export const isUseStale = ({ last_used_at }: KeyGrant) => last_used_at === null || last_used_at < hourAgo();

/** Stores that the key was used now, at most once an hour. */
export const storeKeyUse = ({ id }: KeyGrant) =>
  openDb("first-primary", id)
    .update(apiKeys)
    .set({ last_used_at: isoIn() })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.last_used_at), lt(apiKeys.last_used_at, hourAgo()))));
