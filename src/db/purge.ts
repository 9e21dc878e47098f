import { inArray, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from ".";

/** Rows that one tick removes of each kind; the next tick takes the others. */
const PURGE_SIZE = 5_000;

/** Deletes rows that nobody needs any more, so many at once that D1 is not held up. */
export const purge = (db: Db, table: SQLiteTable & { id: SQLiteColumn }, where: SQL | undefined) =>
  db
    .delete(table)
    .where(inArray(table.id, db.select({ id: table.id }).from(table).where(where).limit(PURGE_SIZE)));
