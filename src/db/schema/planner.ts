import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { contentStructures } from "../../lib/content-structures";
import { accountId } from "./accounts";
import { flag, id, json, timestamps } from "./columns";
import { sectorId, siteId } from "./sites";

export const intents = ["informational", "commercial", "transactional", "navigational"] as const;
export const contentTypes = ["post", "page", "product", "taxonomy"] as const;

export const clusters = sqliteTable(
  "clusters",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    sector_id: sectorId(),
    name: text().notNull(),
    /** The case-folded name, for uniqueness. */
    name_key: text().notNull(),
    description: text().notNull().default(""),
    status: text({ enum: ["new", "mapped"] })
      .notNull()
      .default("new"),
    disabled: flag().default(false),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("clusters_name").on(t.sector_id, t.name_key),
    index("clusters_site").on(t.account_id, t.site_id, t.id),
    index("clusters_status").on(t.account_id, t.site_id, t.status, t.id),
  ],
);

export const keywords = sqliteTable(
  "keywords",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    sector_id: sectorId(),
    seed_keyword_id: integer(),
    cluster_id: integer().references(() => clusters.id, { onDelete: "set null" }),
    keyword: text().notNull(),
    /** The case-folded keyword, for uniqueness. */
    keyword_key: text().notNull(),
    volume: integer().notNull().default(0),
    difficulty: integer().notNull().default(0),
    country: text().notNull().default("US"),
    intent: text({ enum: intents }),
    status: text({ enum: ["new", "mapped"] })
      .notNull()
      .default("new"),
    disabled: flag().default(false),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("keywords_key").on(t.sector_id, t.keyword_key),
    index("keywords_volume").on(t.account_id, t.volume, t.id),
    index("keywords_site_volume").on(t.account_id, t.site_id, t.volume, t.id),
    index("keywords_site_status").on(t.account_id, t.site_id, t.status, t.volume, t.id),
    index("keywords_site_keyword").on(t.account_id, t.site_id, t.keyword_key, t.id),
    index("keywords_site_difficulty").on(t.account_id, t.site_id, t.difficulty, t.id),
    index("keywords_site_created").on(t.account_id, t.site_id, t.created_at, t.id),
    index("keywords_cluster").on(t.cluster_id, t.volume),
    index("keywords_seed").on(t.account_id, t.seed_keyword_id, t.site_id),
    check("keywords_volume_not_negative", sql`${t.volume} >= 0`),
    check("keywords_difficulty_range", sql`${t.difficulty} between 0 and 100`),
  ],
);

/**
 * Number of keywords per site, status and disabled flag, so that lists need not count rows. Maintained by triggers;
 * there is no foreign key to the site, because it is derived data.
 */
export const keywordCounts = sqliteTable(
  "keyword_counts",
  {
    account_id: accountId(),
    site_id: integer().notNull(),
    status: text({ enum: ["new", "mapped"] }).notNull(),
    disabled: flag(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.account_id, t.site_id, t.status, t.disabled] })],
);

export const contentIdeas = sqliteTable(
  "content_ideas",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    sector_id: sectorId(),
    cluster_id: integer().references(() => clusters.id, { onDelete: "set null" }),
    idea_title: text().notNull(),
    title_key: text().notNull(),
    description: text().notNull().default(""),
    headings: json<string[]>().notNull().default([]),
    target_keywords: json<string[]>().notNull().default([]),
    content_type: text({ enum: contentTypes }).notNull().default("post"),
    content_structure: text({ enum: contentStructures }).notNull().default("article"),
    estimated_word_count: integer().notNull().default(1000),
    status: text({ enum: ["new", "queued", "completed"] })
      .notNull()
      .default("new"),
    disabled: flag().default(false),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("content_ideas_title").on(t.site_id, t.title_key),
    index("content_ideas_site").on(t.account_id, t.site_id, t.id),
    index("content_ideas_status").on(t.account_id, t.site_id, t.status, t.id),
    index("content_ideas_cluster").on(t.cluster_id),
  ],
);
