import type { SelectResultFields } from "drizzle-orm/query-builders/select.types";
import { QueryBuilder, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx } from "./context";
import { notFound } from "../lib/errors";
import { runPrinted, type Columns, type Printed, readRows } from "./list-statements";

type Kind<S> = {
  columns: S;
  table: SQLiteTable & { id: SQLiteColumn; account_id: SQLiteColumn; site_id: SQLiteColumn };
  /** The name of the object in a 404. */
  name: string;
};

/** The row with this id that the actor may see, in one round trip. 404 if there is none. */
export async function findOwned<S extends Columns>(
  { actor, db }: Pick<Ctx, "actor" | "db">,
  kind: Kind<S>,
  id: number,
): Promise<SelectResultFields<S>> {
  const { text, values } = getHead(kind);
  const sites = actor.siteIds && JSON.stringify(actor.siteIds);
  const limited = sites === null ? "" : " and site_id in (select value from json_each(?))";
  const [rows] = await runPrinted(db, [
    {
      text: `${text} where account_id = ? and id = ?${limited}`,
      values: [...values, actor.accountId, id, ...(sites === null ? [] : [sites])],
    },
  ]);
  if (!rows!.length) throw notFound(kind.name);
  // Drizzle cannot infer the type of a generic selection.
  return readRows(kind.columns, rows!)[0] as SelectResultFields<S>;
}

/**
 * Statements without their condition, by the identity of the objects that they are made of, which modules create once.
 */
const heads = new WeakMap<Columns, Printed>();

function getHead({ columns, table }: Kind<Columns>): Printed {
  const known = heads.get(columns);
  if (known) return known;
  const { sql: text, params: values } = new QueryBuilder().select(columns).from(table).toSQL();
  heads.set(columns, { text, values });
  return { text, values };
}
