import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, id, timestamps } from "./columns";
import { intents } from "./planner";
import { industrySectors } from "./sites";

/** The library shared by all accounts. Written only by staff. */
export const seedKeywords = sqliteTable(
  "seed_keywords",
  {
    id,
    industry_sector_id: integer()
      .notNull()
      .references(() => industrySectors.id),
    keyword: text().notNull(),
    /** The case-folded keyword, unique per sector and country. */
    keyword_key: text().notNull(),
    volume: integer().notNull(),
    difficulty: integer().notNull(),
    /** ISO 3166-1 alpha-2. */
    country: text().notNull(),
    intent: text({ enum: intents }),
    is_high_opportunity: flag(),
    is_paid: flag(),
    credit_cost: integer().notNull(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("seed_keywords_key").on(t.industry_sector_id, t.country, t.keyword_key),
    // Each index also contains the columns that its list filters by, so that only rows of the page are looked up.
    index("seed_keywords_volume").on(t.volume, t.id, t.keyword_key),
    index("seed_keywords_difficulty").on(t.difficulty, t.id, t.keyword_key),
    index("seed_keywords_keyword").on(t.keyword_key, t.id),
    index("seed_keywords_country").on(t.country, t.id, t.keyword_key),
    index("seed_keywords_country_volume").on(
      t.country,
      t.volume,
      t.id,
      t.difficulty,
      t.is_high_opportunity,
      t.is_paid,
    ),
    index("seed_keywords_sector_volume").on(
      t.industry_sector_id,
      t.volume,
      t.id,
      t.country,
      t.difficulty,
      t.is_high_opportunity,
      t.is_paid,
    ),
    check("seed_keywords_volume_not_negative", sql`${t.volume} >= 0`),
    check("seed_keywords_difficulty_range", sql`${t.difficulty} between 0 and 100`),
    check("seed_keywords_country_code", sql`${t.country} glob '[A-Z][A-Z]'`),
    check(
      "seed_keywords_high_opportunity",
      sql`${t.is_high_opportunity} = (${t.volume} >= 1000 and ${t.difficulty} < 40)`,
    ),
    check(
      "seed_keywords_paid",
      sql`${t.credit_cost} between 0 and 1000 and ${t.is_paid} = (${t.credit_cost} > 0)`,
    ),
  ],
);
