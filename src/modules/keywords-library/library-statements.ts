import { type SQL, sql } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { seedKeywords } from "../../db/schema/library";
import { industries, industrySectors } from "../../db/schema/sites";

/** The database interface that the statements need: the worker's database, or one that only prints SQL. */
type InsertingDb = Pick<BaseSQLiteDatabase<"async", unknown>, "insert">;

// Each statement takes its rows as one JSON text, and is idempotent.

export const insertIndustriesStatement = (db: InsertingDb, json: SQL) =>
  db
    .insert(industries)
    .select(sql`select null, value ->> 'name', value ->> 'slug', '' from json_each(${json}) where true`)
    .onConflictDoNothing();

export const insertSectorsStatement = (db: InsertingDb, json: SQL) =>
  db
    .insert(industrySectors)
    .select(
      sql`select null, i.id, v.value ->> 'name', v.value ->> 'slug', ''
        from json_each(${json}) v join industries i on i.slug = v.value ->> 'industry' where true`,
    )
    .onConflictDoNothing();

/** Returns a row for each added or changed keyword, and none for unchanged ones. */
export const upsertKeywordsStatement = (db: InsertingDb, json: SQL, now: SQL) =>
  db
    .insert(seedKeywords)
    .select(
      sql`select null, s.id, v.value ->> 'keyword', v.value ->> 'key', v.value ->> 'volume', v.value ->> 'difficulty',
        v.value ->> 'country', v.value ->> 'intent', v.value ->> 'volume' >= 1000 and v.value ->> 'difficulty' < 40,
        v.value ->> 'credit_cost' > 0, v.value ->> 'credit_cost', ${now}, ${now}
        from json_each(${json}) v join industries i on i.slug = v.value ->> 'industry'
          join industry_sectors s on s.industry_id = i.id and s.slug = v.value ->> 'sector'
        where true order by v.key`,
    )
    .onConflictDoUpdate({
      target: [seedKeywords.industry_sector_id, seedKeywords.country, seedKeywords.keyword_key],
      set: {
        keyword: sql`excluded.keyword`,
        volume: sql`excluded.volume`,
        difficulty: sql`excluded.difficulty`,
        intent: sql`excluded.intent`,
        is_high_opportunity: sql`excluded.is_high_opportunity`,
        is_paid: sql`excluded.is_paid`,
        credit_cost: sql`excluded.credit_cost`,
        updated_at: sql`excluded.updated_at`,
      },
      setWhere: sql`(seed_keywords.keyword, seed_keywords.volume, seed_keywords.difficulty, seed_keywords.intent,
        seed_keywords.credit_cost) is not (excluded.keyword, excluded.volume, excluded.difficulty, excluded.intent,
        excluded.credit_cost)`,
    })
    .returning({ added: sql<number>`${seedKeywords.created_at} = ${seedKeywords.updated_at}` });
