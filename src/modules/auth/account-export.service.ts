import { and, asc, eq, gt, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { idempotencyKeys, keywordCounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { auditStatement } from "../audit/audit.service";
import { getAccount } from "./account.service";
import { type OwnedTable, resolveOwnedTables } from "./owned-tables";

/** Bounds memory use whatever the size of the account. */
const IDS_PER_READ = 20_000;
const ROWS_PER_READ = 200;
const TEXT_ROWS_PER_READ = 20;

/** Columns that hold credentials or secrets. */
const secretColumn = /(^|_)(password|hash|secret|secrets|sealed|credentials|token|fingerprint)(_|$)/;
/** Copies of responses and derived counts: the data itself is in the other tables. */
const excludedTables = [idempotencyKeys, keywordCounts] as unknown[];

/** Yields all data of the account as JSON lines: the account first, then each table, oldest row first. */
export async function* exportAccount(ctx: Ctx): AsyncGenerator<string> {
  const { actor, db } = ctx;
  const account = await getAccount(ctx);
  await atomically(db, [
    auditStatement(ctx, { action: "account.exported", object_type: "account", object_id: actor.accountId }),
  ]);
  yield formatLine("account", account);
  for (const owned of resolveOwnedTables().filter(({ table }) => !excludedTables.includes(table)))
    for await (const rows of readRows(ctx, owned))
      yield rows.map((row) => formatLine(toRowType(owned.name), row)).join("");
}

/** A `type` column of the row itself is renamed, for example to `job_type`. */
const formatLine = (type: string, { type: ownType, ...row }: Record<string, unknown>) =>
  `${JSON.stringify({ type, ...row, ...(ownType !== undefined && { [`${type}_type`]: ownType }) })}\n`;

/** `keywords` → `keyword`, `taxonomies` → `taxonomy`. */
const toRowType = (table: string) => table.replace(/ies$/, "y").replace(/(?<!s)s$/, "");

async function* readRows(ctx: Ctx, owned: OwnedTable): AsyncGenerator<Record<string, unknown>[]> {
  const { table, account_id } = owned;
  const columns = Object.fromEntries(
    Object.entries(owned.columns).filter(([name]) => !secretColumn.test(name)),
  );
  const batchSize = "content_html" in columns ? TEXT_ROWS_PER_READ : ROWS_PER_READ;
  const isOwn = eq(account_id, ctx.actor.accountId);
  for await (const ids of readRowIds(ctx, owned))
    for (let from = 0; from < ids.length; from += batchSize)
      yield await ctx.db
        .select(columns)
        .from(table)
        .where(and(isOwn, hasRowIdIn(ids.slice(from, from + batchSize))))
        .orderBy(asc(rowid));
}

// Tables with a text primary key have a rowid too, and an index on account_id yields rowids without reading the rows.
const rowid = sql<number>`rowid`;
const hasRowIdIn = (ids: number[]) => sql`rowid in (select value from json_each(${JSON.stringify(ids)}))`;

async function* readRowIds({ actor, db }: Ctx, { table, account_id }: OwnedTable): AsyncGenerator<number[]> {
  let last = 0;
  for (let hasMore = true; hasMore;) {
    const rows = await db
      .select({ id: rowid })
      .from(table)
      .where(and(eq(account_id, actor.accountId), gt(rowid, last)))
      .orderBy(asc(rowid))
      .limit(IDS_PER_READ);
    hasMore = rows.length === IDS_PER_READ;
    last = rows.at(-1)?.id ?? last;
    yield rows.map(({ id }) => id);
  }
}
