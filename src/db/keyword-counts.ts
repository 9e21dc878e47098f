import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** How many keywords an account has on all its sites, as triggers keep it: part of a statement. */
export const keywordCountSubquery = (accountId: number | SQLiteColumn): SQL<number> =>
  sql`(select coalesce(sum(c.n), 0) from keyword_counts c where c.account_id = ${accountId})`;
