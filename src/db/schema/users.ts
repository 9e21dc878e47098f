import { roles } from "../../lib/roles";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, flag, id, json, timestamps } from "./columns";

export const users = sqliteTable(
  "users",
  {
    id,
    account_id: accountId(),
    email: text().notNull().unique(),
    username: text().notNull(),
    first_name: text().notNull().default(""),
    last_name: text().notNull().default(""),
    role: text({ enum: roles }).notNull(),
    is_active: flag().default(true),
    password_hash: text(),
    /** Increased when role, password, sites or state change: tokens of an older version are refused. */
    token_version: integer().notNull().default(1),
    /** Ids of the sites that the user may see; null means all sites of the account. */
    site_access: json<number[]>(),
    last_login_at: text(),
    ...timestamps,
  },
  (t) => [index("users_account").on(t.account_id, t.id)],
);

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    account_id: accountId(),
    user_id: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    address: text(),
    user_agent: text(),
    revoked_at: text(),
    revoked_reason: text(),
    created_at: createdAt,
  },
  (t) => [index("sessions_user").on(t.user_id, t.revoked_at), index("sessions_age").on(t.created_at)],
);

export const refreshTokens = sqliteTable(
  "refresh_tokens",
  {
    id,
    hash: text().notNull().unique(),
    session_id: text()
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    parent_id: integer(),
    used_at: text(),
    expires_at: text().notNull(),
    created_at: createdAt,
  },
  (t) => [index("refresh_tokens_session").on(t.session_id), index("refresh_tokens_expiry").on(t.expires_at)],
);
