import { inArray, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from ".";

/** Rows deleted by one tick of each kind; the next tick deletes more. */
const PURGE_SIZE = 5_000;

/** Deletes rows that are no longer needed, few enough at a time not to block D1. */
export const purge = (db: Db, table: SQLiteTable & { id: SQLiteColumn }, where: SQL | undefined) =>
  db
    .delete(table)
    .where(inArray(table.id, db.select({ id: table.id }).from(table).where(where).limit(PURGE_SIZE)));
