import { env } from "cloudflare:workers";
import { IDS_PER_SHARD } from "./shard-ids";

const BINDING = /^DB(?:_([1-9]\d{0,2}))?$/;

const bindings = env as object as Record<string, unknown>;
const shardNumber = (id: number) => Math.floor(id / IDS_PER_SHARD);
const bindingName = (number: number) => (number === 0 ? "DB" : `DB_${number}`);
const isDatabase = (bound: unknown): bound is D1Database =>
  typeof bound === "object" && bound !== null && "withSession" in bound;

/** The database that has the row of this id, whatever its table. */
export function shardDatabase(id: number): D1Database {
  const name = bindingName(shardNumber(id));
  const bound = bindings[name];
  if (!isDatabase(bound)) throw new Error(`There is no database ${name}`);
  return bound;
}

/** An id that somebody wrote, as one that a database can be opened by. */
export const knownShard = (id: number) => (isDatabase(bindings[bindingName(shardNumber(id))]) ? id : 0);

/** One id of each database, which stands for it. */
export const listShards = (): number[] =>
  Object.keys(bindings)
    .map((name) => BINDING.exec(name))
    .filter((found) => found !== null)
    .map(([, number = "0"]) => Number(number) * IDS_PER_SHARD)
    .sort((one, other) => one - other);

/** The id that stands for the database of this one. */
export const shardOf = (id: number) => shardNumber(id) * IDS_PER_SHARD;

/** Does the work in every database, each told by one of its ids. One that fails does not hold up the others. */
export async function forEachShard<T>(work: (shard: number) => Promise<T>): Promise<T[]> {
  const done = await Promise.allSettled(listShards().map(work));
  return done.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

/** What one of the databases has. Another that does not answer matters only where none has it: then it is not known. */
export async function findInShards<T>(look: (shard: number) => Promise<T | null>): Promise<T | null> {
  const asked = await Promise.allSettled(listShards().map(look));
  for (const one of asked) if (one.status === "fulfilled" && one.value !== null) return one.value;
  for (const one of asked) if (one.status === "rejected") throw one.reason;
  return null;
}

/** The database in which something is found; null where it is in none. Where there is one database, nothing is asked. */
export async function findShard(isThere: (shard: number) => Promise<boolean>): Promise<number | null> {
  const [only, ...others] = listShards();
  if (!others.length) return only!;
  return findInShards(async (shard) => ((await isThere(shard)) ? shard : null));
}

/** Where a new account of this digest goes: the same digest always to the same place, so that its unique indexes decide. */
export function shardForNew(digest: string): number {
  const all = listShards();
  return all[Number.parseInt(digest.slice(0, 8), 16) % all.length]!;
}

/** What a slug ends in that is unique over all databases: two hyphens stand in no slug that was made of a name. */
export const slugEnding = (id: number) => (shardNumber(id) === 0 ? "" : `--${shardNumber(id)}`);
