import { asc, Column, desc, type DriverValueDecoder, getTableName, is, SQL, sql } from "drizzle-orm";
import {
  QueryBuilder,
  SQLiteAsyncDialect,
  type SQLiteColumn,
  type SQLiteTable,
} from "drizzle-orm/sqlite-core";
import type { Db } from ".";
import { itemAt } from "../lib/collections";

export type SortDirection = "asc" | "desc";
/**
 * The order of a list. Rows with equal values are ordered by id in the same direction, so one index serves both
 * directions.
 */
export type ListOrder = { column: SQLiteColumn | SQL.Aliased<string | number>; direction: SortDirection };
/** The columns of a list, each under the name that D1 returns. */
export type Columns = Record<string, SQLiteColumn | SQL.Aliased>;

export type Listed<S> = {
  columns: S;
  table: SQLiteTable & { id: SQLiteColumn };
  where?: SQL | undefined;
  /** A further source of columns: at most one row for each row of the table. */
  join?: { table: SQL; on: SQL };
  order: ListOrder;
  /** Rows whose `n` add up to the number of rows in the list: read instead of counting. */
  kept?: { table: SQLiteTable & { n: SQLiteColumn }; where: SQL | undefined } | undefined;
};

/** SQL text with placeholders, and their values. */
export type Printed = { text: string; values: unknown[] };
export type Row = Record<string, unknown>;

const dialect = new SQLiteAsyncDialect();

/** Prints a condition; without one the text is empty. */
export function print(condition: SQL | undefined): Printed {
  if (!condition) return { text: "", values: [] };
  const { sql: text, params: values } = dialect.sqlToQuery(condition);
  return { text: `(${text})`, values };
}

/** Runs statements as one transaction, in one round trip. */
export async function runPrinted(db: Db, statements: Printed[]): Promise<Row[][]> {
  const prepared = statements.map(({ text, values }) => db.$client.prepare(text).bind(...values));
  if (prepared.length === 1) return [(await itemAt(prepared, 0).all<Row>()).results];
  return (await db.$client.batch<Row>(prepared)).map(({ results }) => results);
}

export function countStatement({ table, kept }: Listed<unknown>, condition: Printed): Printed {
  if (!kept) return withConditions(`select count(*) as "count" from "${getTableName(table)}"`, [condition]);
  const sum = `select coalesce(sum("n"), 0) as "count" from "${getTableName(kept.table)}"`;
  return withConditions(sum, [print(kept.where)]);
}

/** Rows that meet all conditions, in the list's order or its reverse. */
export function rowsStatement(
  list: Listed<Columns>,
  direction: SortDirection,
  conditions: Printed[],
  { limit, offset = 0 }: { limit: number; offset?: number },
): Printed {
  const { head, tail, values } = getFrame(list, direction);
  const column = orderColumnName(list);
  if (offset && column && !list.join) {
    // Skipped rows are then read from the index only, and only the rows of the page are looked up.
    const [table, id] = [`"${getTableName(list.table)}"`, `"${list.table.id.name}"`];
    const ids = withConditions(`select ${id} from ${table}`, conditions);
    const order = `order by ${column} ${direction}, ${id} ${direction} limit ? offset ?`;
    return {
      text: `${head} where ${table}.${id} in (${ids.text} ${order})${tail}`,
      values: [...values, ...ids.values, limit, offset],
    };
  }
  const found = withConditions(head, conditions);
  const skipped = offset ? { text: " offset ?", values: [offset] } : { text: "", values: [] };
  return {
    text: `${found.text}${tail} limit ?${skipped.text}`,
    values: [...values, ...found.values, limit, ...skipped.values],
  };
}

const orderColumnName = ({ order: { column } }: Listed<unknown>) =>
  is(column, Column) ? `"${column.name}"` : null;

function withConditions(head: string, conditions: Printed[]): Printed {
  const there = conditions.filter(({ text }) => text);
  const text = there.length ? `${head} where ${there.map((one) => one.text).join(" and ")}` : head;
  return { text, values: there.flatMap(({ values }) => values) };
}

/** A list's statement without its condition, which goes between head and tail. The values belong to the end. */
type Frame = { head: string; tail: string; values: unknown[] };

/**
 * Frames by the identity of the objects that they are made of, which modules create once. A frame with a value or a
 * join in it is not cached, and conditions never are, so nothing cached belongs to a tenant.
 */
const frames = new WeakMap<Columns, WeakMap<ListOrder["column"], Map<string, Frame>>>();

function getFrame(list: Listed<Columns>, direction: SortDirection): Frame {
  const key = `${getTableName(list.table)} ${direction}`;
  const known = frames.get(list.columns)?.get(list.order.column)?.get(key);
  if (known && !list.join) return known;
  const frame = printFrame(list, direction);
  if (list.join || frame.values.length) return frame;
  const ofColumns = frames.get(list.columns) ?? new WeakMap<ListOrder["column"], Map<string, Frame>>();
  const ofOrder = ofColumns.get(list.order.column) ?? new Map<string, Frame>();
  frames.set(list.columns, ofColumns.set(list.order.column, ofOrder.set(key, frame)));
  return frame;
}

const MARK = "/* condition */";

function printFrame(
  { columns, table, join, order: { column } }: Listed<Columns>,
  direction: SortDirection,
): Frame {
  const way = direction === "asc" ? asc : desc;
  // Each under its own name: rows of a batch are objects, in which equal names would collapse.
  const value = sql`${orderKey(column)}`.as("order_value");
  const query = new QueryBuilder()
    .select({ ...columns, order_value: value })
    .from(table)
    .where(sql.raw(MARK))
    .orderBy(...(column === table.id ? [way(table.id)] : [way(value), way(table.id)]))
    .$dynamic();
  const { sql: text, params } = (join ? query.leftJoin(join.table, join.on) : query).toSQL();
  const [head, tail, ...more] = text.split(` where ${MARK}`);
  if (tail === undefined || more.length)
    throw new Error(`A list without one place for its condition: ${text}`);
  return { head: head!, tail, values: params };
}

export const orderKey = (column: ListOrder["column"]) => (is(column, Column) ? column : column.sql);

type Decode = DriverValueDecoder<unknown, unknown>["mapFromDriverValue"];
type Reader = { key: string; name: string; decode: Decode | null };
const readers = new WeakMap<Columns, Reader[]>();

/** Converts what D1 returns to what the columns declare: booleans, JSON. */
export function readRows(columns: Columns, rows: Row[]): Row[] {
  const how = readers.get(columns) ?? Object.entries(columns).map(([key, field]) => buildReader(key, field));
  readers.set(columns, how);
  return rows.map((row) => {
    const read: Row = {};
    for (const { key, name, decode } of how) {
      const value = row[name];
      read[key] = value === null || !decode ? value : decode(value);
    }
    return read;
  });
}

function buildReader(key: string, field: Columns[string]): Reader {
  if (is(field, SQL.Aliased)) {
    // Hidden by Drizzle's types.
    const { decoder } = field.sql as unknown as { decoder: DriverValueDecoder<unknown, unknown> };
    return { key, name: field.fieldAlias, decode: (value) => decoder.mapFromDriverValue(value) };
  }
  const isPlain = field.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return {
    key,
    name: field.name,
    decode: isPlain ? null : (value) => field.mapFromDriverValue(value as never),
  };
}
