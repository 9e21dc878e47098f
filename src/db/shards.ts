import { env } from "cloudflare:workers";
import { IDS_A_DATABASE } from "./shard-ids";

const BINDING = /^DB(?:_([1-9]\d{0,2}))?$/;

const bindings = env as object as Record<string, unknown>;
const numberOf = (id: number) => Math.floor(id / IDS_A_DATABASE);
const nameOf = (number: number) => (number === 0 ? "DB" : `DB_${number}`);
const isDatabase = (bound: unknown): bound is D1Database =>
  typeof bound === "object" && bound !== null && "withSession" in bound;

/** The database that has the row of this id, whatever its table. */
export function databaseOf(id: number): D1Database {
  const name = nameOf(numberOf(id));
  const bound = bindings[name];
  if (!isDatabase(bound)) throw new Error(`There is no database ${name}`);
  return bound;
}

/** An id that somebody wrote, as one that a database can be opened by. */
export const knownHome = (id: number) => (isDatabase(bindings[nameOf(numberOf(id))]) ? id : 0);

/** One id of each database, which stands for it. */
export const homes = (): number[] =>
  Object.keys(bindings)
    .map((name) => BINDING.exec(name))
    .filter((found) => found !== null)
    .map(([, number = "0"]) => Number(number) * IDS_A_DATABASE)
    .sort((one, other) => one - other);

/** The id that stands for the database of this one. */
export const homeOf = (id: number) => numberOf(id) * IDS_A_DATABASE;

/** Does the work in every database, each told by one of its ids. One that fails does not hold up the others. */
export async function everywhere<T>(work: (home: number) => Promise<T>): Promise<T[]> {
  const done = await Promise.allSettled(homes().map(work));
  return done.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

/** What one of the databases has. Another that does not answer matters only where none has it: then it is not known. */
export async function findAnywhere<T>(look: (home: number) => Promise<T | null>): Promise<T | null> {
  const asked = await Promise.allSettled(homes().map(look));
  for (const one of asked) if (one.status === "fulfilled" && one.value !== null) return one.value;
  for (const one of asked) if (one.status === "rejected") throw one.reason;
  return null;
}

/** The database in which something is found; null where it is in none. Where there is one database, nothing is asked. */
export async function findHome(isThere: (home: number) => Promise<boolean>): Promise<number | null> {
  const [only, ...others] = homes();
  if (!others.length) return only!;
  return findAnywhere(async (home) => ((await isThere(home)) ? home : null));
}

/** Where a new account of this digest goes: the same digest always to the same place, so that its unique indexes decide. */
export function homeForNew(digest: string): number {
  const all = homes();
  return all[Number.parseInt(digest.slice(0, 8), 16) % all.length]!;
}

/** What a slug ends in that is unique over all databases: two hyphens stand in no slug that was made of a name. */
export const slugEnding = (id: number) => (numberOf(id) === 0 ? "" : `--${numberOf(id)}`);
