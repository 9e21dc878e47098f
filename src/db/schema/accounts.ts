import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Module } from "../../lib/modules";
import { id, json, timestamps } from "./columns";

export const accountStatuses = ["active", "trial", "suspended", "cancelled"] as const;

export const plans = sqliteTable("plans", {
  id,
  slug: text().notNull().unique(),
  name: text().notNull(),
  price_cents: integer().notNull(),
  included_credits: integer().notNull(),
  max_sites: integer().notNull(),
  max_users: integer().notNull(),
  max_keywords: integer().notNull(),
  features: json<string[]>().notNull().default([]),
});

export const accounts = sqliteTable(
  "accounts",
  {
    id,
    name: text().notNull(),
    slug: text().notNull().unique(),
    owner_id: integer(),
    plan_id: integer()
      .notNull()
      .references(() => plans.id),
    status: text({ enum: accountStatuses }).notNull().default("trial"),
    timezone: text().notNull().default("UTC"),
    // Changed only by the trigger on credit_transactions, so that ledger and balance cannot differ.
    credits: integer().notNull().default(0),
    bonus_credits: integer().notNull().default(0),
    credits_reserved: integer().notNull().default(0),
    credits_renew_at: text(),
    /** The modules that the account has switched off. */
    disabled_modules: json<Module[]>().notNull().default([]),
    modules_changed_at: text(),
    ...timestamps,
  },
  (t) => [
    check("credits_not_negative", sql`${t.credits} >= 0 and ${t.bonus_credits} >= 0`),
    check("credits_cover_reserved", sql`${t.credits} + ${t.bonus_credits} >= ${t.credits_reserved}`),
    check("credits_reserved_not_negative", sql`${t.credits_reserved} >= 0`),
    index("accounts_renewal").on(t.credits_renew_at),
  ],
);

/** The account that owns a row. */
export const accountId = () =>
  integer()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" });
