import { env } from "cloudflare:workers";
import { IDS_PER_SHARD } from "./shard-ids";
import { itemAt } from "../lib/collections";

const BINDING = /^DB(?:_([1-9]\d{0,2}))?$/;

const bindings = env as object as Record<string, unknown>;
const shardNumber = (id: number) => Math.floor(id / IDS_PER_SHARD);
const bindingName = (number: number) => (number === 0 ? "DB" : `DB_${number}`);
const isDatabase = (bound: unknown): bound is D1Database =>
  typeof bound === "object" && bound !== null && "withSession" in bound;

/** The database that has the row of this id, in any table. */
export function shardDatabase(id: number): D1Database {
  const name = bindingName(shardNumber(id));
  const bound = bindings[name];
  if (!isDatabase(bound)) throw new Error(`There is no database ${name}`);
  return bound;
}

/** An id from a request, or 0 if it belongs to no bound shard. */
export const knownShard = (id: number) => (isDatabase(bindings[bindingName(shardNumber(id))]) ? id : 0);

/** One id of each shard, which represents it. */
export const listShards = (): number[] =>
  Object.keys(bindings)
    .map((name) => BINDING.exec(name))
    .filter((found) => found !== null)
    .map(([, number = "0"]) => Number(number) * IDS_PER_SHARD)
    .sort((one, other) => one - other);

/** The id that represents the shard of this id. */
export const shardOf = (id: number) => shardNumber(id) * IDS_PER_SHARD;

/** Runs the work on every shard, each given as one of its ids. A failing shard does not hold up the others. */
export async function forEachShard<T>(work: (shard: number) => Promise<T>): Promise<T[]> {
  const done = await Promise.allSettled(listShards().map(work));
  return done.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

/** The first result of any shard. A shard that fails matters only if no other has a result. */
export async function findInShards<T>(look: (shard: number) => Promise<T | null>): Promise<T | null> {
  const asked = await Promise.allSettled(listShards().map(look));
  for (const one of asked) if (one.status === "fulfilled" && one.value !== null) return one.value;
  for (const one of asked) if (one.status === "rejected") throw one.reason;
  return null;
}

/** The shard in which something exists; null if none has it. With a single shard, nothing is queried. */
export async function findShard(isThere: (shard: number) => Promise<boolean>): Promise<number | null> {
  const [only, ...others] = listShards();
  if (!others.length) return only!;
  return findInShards(async (shard) => ((await isThere(shard)) ? shard : null));
}

/**
 * The shard of a new account with this digest. The same digest always selects the same shard, so that its unique
 * indexes apply.
 */
export function shardForNew(digest: string): number {
  const all = listShards();
  return itemAt(all, Number.parseInt(digest.slice(0, 8), 16) % all.length);
}

/** Suffix that makes a slug unique across shards: slugs made from names never contain two hyphens in a row. */
export const slugEnding = (id: number) => (shardNumber(id) === 0 ? "" : `--${shardNumber(id)}`);
