import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { flag, id, timestamps } from "./columns";

export const industries = sqliteTable("industries", {
  id,
  name: text().notNull(),
  slug: text().notNull().unique(),
  description: text().notNull().default(""),
});

export const industrySectors = sqliteTable(
  "industry_sectors",
  {
    id,
    industry_id: integer()
      .notNull()
      .references(() => industries.id),
    name: text().notNull(),
    slug: text().notNull(),
    description: text().notNull().default(""),
  },
  (t) => [uniqueIndex("industry_sectors_slug").on(t.industry_id, t.slug)],
);

export const platformTypes = ["wordpress", "shopify", "custom"] as const;

export const sites = sqliteTable(
  "sites",
  {
    id,
    account_id: accountId(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    domain: text(),
    industry_id: integer().references(() => industries.id),
    is_active: flag().default(true),
    platform_type: text({ enum: platformTypes }).notNull().default("wordpress"),
    ...timestamps,
  },
  (t) => [index("sites_account").on(t.account_id, t.id), index("sites_domain").on(t.domain)],
);

export const sectors = sqliteTable(
  "sectors",
  {
    id,
    account_id: accountId(),
    site_id: integer()
      .notNull()
      .references(() => sites.id, { onDelete: "cascade" }),
    industry_sector_id: integer().references(() => industrySectors.id),
    name: text().notNull(),
    slug: text().notNull(),
    description: text().notNull().default(""),
    is_active: flag().default(true),
    ...timestamps,
  },
  (t) => [
    index("sectors_account").on(t.account_id, t.site_id, t.id),
    uniqueIndex("sectors_slug").on(t.site_id, t.slug),
  ],
);

export const siteId = () =>
  integer()
    .notNull()
    .references(() => sites.id, { onDelete: "cascade" });

export const sectorId = () =>
  integer()
    .notNull()
    .references(() => sectors.id, { onDelete: "cascade" });
