import { and, asc, eq, gt, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { idempotencyKeys, keywordCounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { audited } from "../audit/audit.service";
import { getAccount } from "./account.service";
import { type OwnedTable, ownedTables } from "./owned-tables";

/** Row ids held at once, and rows read at once: what bounds the memory, whatever the account holds. */
const IDS = 20_000;
const ROWS = 200;
const ROWS_WITH_TEXT = 20;

/** What proves who somebody is, or opens something. */
const secret = /(^|_)(password|hash|secret|secrets|sealed|credentials|token|fingerprint)(_|$)/;
/** What the account owns stands in the other tables; here stand copies of answers, and sums of rows. */
const leftOut = [idempotencyKeys, keywordCounts] as unknown[];

/** Everything that the account owns, as JSON lines: the account itself, then table by table, oldest first. */
export async function* exportAccount(ctx: Ctx): AsyncGenerator<string> {
  const { actor, db } = ctx;
  const account = await getAccount(ctx);
  await atomically(db, [
    audited(ctx, { action: "account.exported", object_type: "account", object_id: actor.accountId }),
  ]);
  yield line("account", account);
  for (const owned of ownedTables().filter(({ table }) => !leftOut.includes(table)))
    for await (const rows of pagesOf(ctx, owned))
      yield rows.map((row) => line(typeOf(owned.name), row)).join("");
}

/** A row that has a type of its own keeps it, as `job_type`. */
const line = (type: string, { type: own, ...row }: Record<string, unknown>) =>
  `${JSON.stringify({ type, ...row, ...(own !== undefined && { [`${type}_type`]: own }) })}\n`;

/** `keywords` → `keyword`, `taxonomies` → `taxonomy`. */
const typeOf = (table: string) => table.replace(/ies$/, "y").replace(/(?<!s)s$/, "");

async function* pagesOf(ctx: Ctx, owned: OwnedTable): AsyncGenerator<Record<string, unknown>[]> {
  const { table, account_id } = owned;
  const columns = Object.fromEntries(Object.entries(owned.columns).filter(([name]) => !secret.test(name)));
  const size = "content_html" in columns ? ROWS_WITH_TEXT : ROWS;
  const mine = eq(account_id, ctx.actor.accountId);
  for await (const ids of idsOf(ctx, owned))
    for (let from = 0; from < ids.length; from += size)
      yield await ctx.db
        .select(columns)
        .from(table)
        .where(and(mine, among(ids.slice(from, from + size))))
        .orderBy(asc(rowid));
}

// Tables with a key of text have a row id too; and the account's ids come from an index, without the rows.
const rowid = sql<number>`rowid`;
const among = (ids: number[]) => sql`rowid in (select value from json_each(${JSON.stringify(ids)}))`;

async function* idsOf({ actor, db }: Ctx, { table, account_id }: OwnedTable): AsyncGenerator<number[]> {
  let last = 0;
  for (let full = true; full;) {
    const rows = await db
      .select({ id: rowid })
      .from(table)
      .where(and(eq(account_id, actor.accountId), gt(rowid, last)))
      .orderBy(asc(rowid))
      .limit(IDS);
    full = rows.length === IDS;
    last = rows.at(-1)?.id ?? last;
    yield rows.map(({ id }) => id);
  }
}
