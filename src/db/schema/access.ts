import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, id, json } from "./columns";
import { siteId } from "./sites";
import { users } from "./users";

/** Links sent by e-mail, stored by hash: each works once. */
export const userTokens = sqliteTable(
  "user_tokens",
  {
    id,
    user_id: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text({ enum: ["reset", "invite"] }).notNull(),
    hash: text().notNull().unique(),
    expires_at: text().notNull(),
    used_at: text(),
    created_at: createdAt,
  },
  (t) => [index("user_tokens_user").on(t.user_id), index("user_tokens_expiry").on(t.expires_at)],
);

/** API keys of a site. The key itself is returned once and stored as its SHA-256. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    integration_id: integer(),
    name: text().notNull(),
    /** The key's first characters, for people to recognise it. */
    prefix: text().notNull(),
    hash: text().notNull(),
    last_used_at: text(),
    revoked_at: text(),
    created_by: integer(),
    created_at: createdAt,
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_site").on(t.account_id, t.site_id, t.id)],
);

/** The first response to each Idempotency-Key, stored for 24 hours. `status` is null while the request is running. */
export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    account_id: integer().notNull(),
    key: text().notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text().notNull(),
    status: integer(),
    body: text(),
    /** The id of the job that the request creates: finds it again after a lost response. */
    job_id: text(),
    created_at: createdAt,
  },
  (t) => [primaryKey({ columns: [t.account_id, t.key] }), index("idempotency_keys_age").on(t.created_at)],
);

/** Changes of access, money and settings: append-only by trigger, and kept when their subject is deleted. */
export const auditEvents = sqliteTable(
  "audit_events",
  {
    id,
    account_id: integer().notNull(),
    user_id: integer(),
    role: text().notNull(),
    action: text().notNull(),
    object_type: text().notNull(),
    object_id: text(),
    details: json<Record<string, unknown>>().notNull().default({}),
    address: text(),
    request_id: text().notNull(),
    created_at: createdAt,
  },
  (t) => [index("audit_events_account").on(t.account_id, t.id)],
);
