import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from ".";
import type { Actor } from "../lib/actor";
import type { Ctx } from "./context";
import { ApiError } from "../lib/errors";
import { accounts } from "./schema";

export { type Order, resolveOrder as orderOf, readPage as pageOf } from "./pages";

export type Statement = BatchItem<"sqlite">;

/** D1 binds at most 100 variables, so a list is bound as one JSON value. */
export const isAnyOf = (column: SQLiteColumn, values: readonly (string | number)[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;

/** Rows that the actor may see: of their account and, if they are limited to sites, of those sites. */
export const owned = (actor: Actor, table: { account_id: SQLiteColumn; site_id: SQLiteColumn }) =>
  and(
    eq(table.account_id, actor.accountId),
    actor.siteIds ? isAnyOf(table.site_id, actor.siteIds) : undefined,
  );

/** The rows among these ids that the actor may see. The unary plus keeps SQLite from scanning the account's index. */
export const ownedAmong = (
  actor: Actor,
  table: { id: SQLiteColumn; account_id: SQLiteColumn; site_id: SQLiteColumn },
  ids: readonly number[],
) =>
  and(
    isAnyOf(table.id, ids),
    sql`+${table.account_id} = ${actor.accountId}`,
    actor.siteIds ? isAnyOf(table.site_id, actor.siteIds) : undefined,
  );

/** Accounts whose users may sign in. */
export const isInGoodStanding = sql`${accounts.status} in ('active', 'trial')`;

/** Runs statements as one transaction, in one round trip. */
export const atomically = (db: Db, statements: readonly Statement[]) =>
  db.batch(statements as unknown as [Statement, ...Statement[]]) as Promise<unknown[][]>;

/** Whether D1 rejected a statement because of a constraint whose message contains these words. */
export const isViolation = (error: unknown, words: string): boolean =>
  error instanceof Error && (error.message.includes(words) || isViolation(error.cause, words));

/** Slugs equal to `base`, or to `base` with a number, by an index range: LIKE would not use the index. */
export const sameStem = (column: SQLiteColumn, base: string): SQL =>
  sql`(${column} = ${base} or (${column} > ${`${base}-`} and ${column} < ${`${base}.`}))`;

/** Letters of a search term that are folded one by one: each binds two of the hundred variables per searched column. */
const MAX_LETTERS = 12;

/**
 * Whether the column contains the text, ignoring case. SQLite's lower() only knows ASCII; other letters are folded
 * explicitly.
 */
export function containsText(column: SQLiteColumn, text: string): SQL {
  const wanted = text.normalize("NFC").toLowerCase();
  const letters = [...new Set(wanted)].filter((letter) => letter > "\x7f" && letter !== letter.toUpperCase());
  const folded = letters
    .slice(0, MAX_LETTERS)
    .reduce(
      (inner, letter) => sql`replace(${inner}, ${letter.toUpperCase()}, ${letter})`,
      sql`lower(${column})`,
    );
  return sql`instr(${folded}, ${wanted}) > 0`;
}

type Versioned = { updated_at: SQLiteColumn };

/** The condition of an update under If-Match: the row is unchanged since the caller read it. */
export const unchanged = ({ ifMatch }: Pick<Ctx, "ifMatch">, table: Versioned) =>
  ifMatch === null ? undefined : eq(table.updated_at, ifMatch);

/** The row, if it is unchanged under If-Match: for changes that read it first or change nothing. */
export function stillAsRead<T extends { updated_at: string }>({ ifMatch }: Pick<Ctx, "ifMatch">, row: T): T {
  if (ifMatch !== null && row.updated_at !== ifMatch) throw new ApiError("PRECONDITION_FAILED");
  return row;
}

/**
 * The next `updated_at` of a row: the current time, but later than the last value, so that no two versions are equal.
 */
export const nextVersion = (table: Versioned) =>
  sql`max(${new Date().toISOString()}, strftime('%Y-%m-%dT%H:%M:%fZ', ${table.updated_at}, '+0.001 seconds'))`;

/**
 * The error for an update that matched no row: the object is missing (`get` throws its 404) or was changed since it
 * was read.
 */
export async function missed(get: Promise<unknown>): Promise<ApiError> {
  await get;
  return new ApiError("PRECONDITION_FAILED");
}
