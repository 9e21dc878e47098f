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

/** Every table with an account_id, derived from the schema so that new tables are included. */
export const resolveOwnedTables = (): OwnedTable[] =>
  (cachedTables ??= Object.values(schema as Record<string, unknown>)
    .filter((value) => is(value, SQLiteTable))
    .flatMap((table) => {
      const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
      const { account_id } = columns;
      return account_id ? [{ name: getTableConfig(table).name, table, columns, account_id }] : [];
    }));

/** The tables whose rows are deleted by cascade with a row of `parent`, each with its foreign key column. */
export const resolveDependentTables = (
  parent: SQLiteTable,
): { name: string; table: SQLiteTable; column: SQLiteColumn }[] =>
  resolveOwnedTables().flatMap(({ name, table }) => {
    const key = getTableConfig(table).foreignKeys.find(
      (foreign) => foreign.onDelete === "cascade" && foreign.reference().foreignTable === parent,
    );
    const [column] = key?.reference().columns ?? [];
    return column ? [{ name, table, column }] : [];
  });

/** Fields of a select that count, for each table, the rows that meet its condition. */
export const buildRowCounts = (tables: { name: string; table: SQLiteTable; where: SQL }[]) =>
  Object.fromEntries(
    tables.map(({ name, table, where }) => [
      name,
      sql<number>`(select count(*) from ${table} where ${where})`,
    ]),
  );
