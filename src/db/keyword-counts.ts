import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** Number of keywords of an account on all its sites, as maintained by triggers: part of a statement. */
export const keywordCountSubquery = (accountId: number | SQLiteColumn): SQL<number> =>
  sql`(select coalesce(sum(c.n), 0) from keyword_counts c where c.account_id = ${accountId})`;
