import { and, asc, eq, gt, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { idempotencyKeys, keywordCounts } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { auditStatement } from "../audit/audit.service";
import { getAccount } from "./account.service";
import { type OwnedTable, resolveOwnedTables } from "./owned-tables";

/** Row ids held at once, and rows read at once: what bounds the memory, whatever the account holds. */
const IDS_PER_READ = 20_000;
const ROWS_PER_READ = 200;
const TEXT_ROWS_PER_READ = 20;

/** What proves who somebody is, or opens something. */
const secretColumn = /(^|_)(password|hash|secret|secrets|sealed|credentials|token|fingerprint)(_|$)/;
/** What the account owns stands in the other tables; here stand copies of answers, and sums of rows. */
const excludedTables = [idempotencyKeys, keywordCounts] as unknown[];

/** Everything that the account owns, as JSON lines: the account itself, then table by table, oldest first. */
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

/** A row that has a type of its own keeps it, as `job_type`. */
const formatLine = (type: string, { type: own, ...row }: Record<string, unknown>) =>
  `${JSON.stringify({ type, ...row, ...(own !== undefined && { [`${type}_type`]: own }) })}\n`;

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

// Tables with a key of text have a row id too; and the account's ids come from an index, without the rows.
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
