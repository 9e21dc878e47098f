import { Column, getTableName, is, isNotNull, isNull, sql } from "drizzle-orm";
import type { SelectResultFields } from "drizzle-orm/query-builders/select.types";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from ".";
import type { Cursor, Page } from "./cursors";
import type { PageRequest } from "./cursors";
import { invalid, notFound } from "../lib/errors";
import {
  runPrinted,
  type Columns,
  countStatement,
  type SortDirection,
  orderKey,
  type Listed,
  type ListOrder,
  print,
  readRows,
  type Row,
  rowsStatement,
} from "./list-statements";
import { itemAt, lastItem } from "../lib/collections";

export type { ListOrder as Order };

/** From this page on, the next page is linked by cursor: an offset reads all rows before it. */
const LAST_BY_NUMBER = 10;

/** Resolves an `ordering` parameter: a field, descending with a `-` before it. */
export function resolveOrder<F extends string>(
  ordering: F | `-${F}`,
  columns: Record<F, ListOrder["column"]>,
): ListOrder {
  const direction = ordering.startsWith("-") ? "desc" : "asc";
  return { column: columns[ordering.replace(/^-/, "") as F], direction };
}

type Total = [{ count: number }];
type Found = Row & { id: number; order_value: Cursor["value"] };

/**
 * One page of rows and the total number of rows, in one round trip. A page number past the end is a 404. A cursor past
 * the end is an empty page, because the rows after it may have been deleted since.
 */
export async function readPage<S extends Columns & { id: SQLiteColumn }>(
  db: Db,
  list: Listed<S>,
  q: PageRequest,
): Promise<Page<SelectResultFields<S>>> {
  const { rows, ...page } = q.cursor
    ? await readPageByCursor(q.cursor, db, list, q)
    : await pageNumbered(db, list, q);
  // Drizzle cannot infer the type of a generic selection.
  return { ...page, rows: readRows(list.columns, rows) as SelectResultFields<S>[] };
}

async function pageNumbered(db: Db, list: Listed<Columns>, { page, page_size }: PageRequest) {
  const condition = print(list.where);
  const bounds = { limit: page_size + 1, offset: (page - 1) * page_size };
  const [found, total] = (await runPrinted(db, [
    rowsStatement(list, list.order.direction, [condition], bounds),
    countStatement(list, condition),
  ])) as [Found[], Total];
  if (page > 1 && found.length === 0) throw notFound("Page");
  const rows = found.slice(0, page_size);
  const next = page < LAST_BY_NUMBER ? { page: page + 1 } : { cursor: beside(list, lastItem(rows), "after") };
  return {
    rows,
    count: total[0].count,
    next: found.length > page_size ? next : null,
    previous: page > 1 ? { page: page - 1 } : null,
  };
}

async function readPageByCursor(cursor: Cursor, db: Db, list: Listed<Columns>, { page_size }: PageRequest) {
  if (cursor.ordering !== orderingName(list))
    throw invalid("cursor", "Not a cursor of this list in this ordering");
  const backward = cursor.side === "before";
  const direction = backward ? opposite[list.order.direction] : list.order.direction;
  const condition = print(list.where);
  const ranges = rangesPast(cursor, list, direction).map((range) =>
    rowsStatement(list, direction, [condition, print(range)], { limit: page_size + 1 }),
  );
  const [total, ...parts] = (await runPrinted(db, [countStatement(list, condition), ...ranges])) as [
    Total,
    ...Found[][],
  ];
  const found = parts.flat();
  const rows = found.slice(0, page_size);
  if (backward) rows.reverse();
  const [first, last] = rows.length
    ? [itemAt(rows, 0), lastItem(rows)]
    : [cursorPosition(cursor, direction), cursorPosition(cursor, direction)];
  const before = { cursor: beside(list, first, "before") };
  const after = { cursor: beside(list, last, "after") };
  const more = found.length > page_size;
  return {
    rows,
    count: total[0].count,
    next: backward || more ? after : null,
    previous: !backward || more ? before : null,
  };
}

const opposite = { asc: "desc", desc: "asc" } as const;

/** The position of a cursor on an empty page; in the opposite direction the cursor's own row comes first. */
const cursorPosition = ({ value, id }: Cursor, direction: SortDirection): Found => ({
  id: direction === "asc" ? id + 1 : id - 1,
  order_value: value,
});

/**
 * The rows past a position, as ranges of the order's index, nearest first. Not a single row value `(column, id) > (?,
 * ?)`: SQLite seeks by its first part only and would read all rows with the same value. NULL is past no position.
 */
function rangesPast(
  { value, id }: Cursor,
  { table, order: { column } }: Listed<unknown>,
  direction: SortDirection,
) {
  const past = direction === "asc" ? sql.raw(">") : sql.raw("<");
  if (column === table.id) return [sql`${table.id} ${past} ${id}`];
  const key = orderKey(column);
  const nullable = is(column, Column) && !column.notNull;
  if (value === null)
    return [
      sql`${key} is null and ${table.id} ${past} ${id}`,
      ...(direction === "asc" ? [isNotNull(key)] : []),
    ];
  return [
    sql`${key} = ${value} and ${table.id} ${past} ${id}`,
    sql`${key} ${past} ${value}`,
    ...(direction === "desc" && nullable ? [isNull(key)] : []),
  ];
}

const orderingName = ({ table, order: { column, direction } }: Listed<unknown>) =>
  `${getTableName(table)}.${is(column, Column) ? column.name : column.fieldAlias}.${direction}`;

const beside = (list: Listed<unknown>, { id, order_value }: Found, side: Cursor["side"]): Cursor => ({
  ordering: orderingName(list),
  side,
  value: order_value,
  id,
});
