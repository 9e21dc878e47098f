import { getTableColumns, is, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../../db/schema";

export type OwnedTable = {
  name: string;
  table: SQLiteTable;
  columns: Record<string, SQLiteColumn>;
  account_id: SQLiteColumn;
};

let cachedTables: OwnedTable[] | undefined;

/** Every table whose rows belong to an account, as the schema stands: a table that is added is among them. */
export const resolveOwnedTables = (): OwnedTable[] =>
  (cachedTables ??= Object.values(schema as Record<string, unknown>)
    .filter((value) => is(value, SQLiteTable))
    .flatMap((table) => {
      const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
      const { account_id } = columns;
      return account_id ? [{ name: getTableConfig(table).name, table, columns, account_id }] : [];
    }));

/** The tables whose rows go when their row in `parent` goes, each with the column that names that row. */
export const resolveDependentTables = (
  parent: SQLiteTable,
): { name: string; table: SQLiteTable; column: SQLiteColumn }[] =>
  resolveOwnedTables().flatMap(({ name, table }) => {
    const key = getTableConfig(table).foreignKeys.find(
      (foreign) => foreign.onDelete === "cascade" && foreign.reference().foreignTable === parent,
    );
    return key ? [{ name, table, column: key.reference().columns[0]! }] : [];
  });

/** For each of the tables how many of its rows meet the condition: fields of a select. */
export const buildRowCounts = (tables: { name: string; table: SQLiteTable; where: SQL }[]) =>
  Object.fromEntries(
    tables.map(({ name, table, where }) => [
      name,
      sql<number>`(select count(*) from ${table} where ${where})`,
    ]),
  );
