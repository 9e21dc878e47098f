import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, flag, id, json } from "./columns";

export const severities = ["info", "success", "warning", "error"] as const;

export const notifications = sqliteTable(
  "notifications",
  {
    id,
    account_id: accountId(),
    site_id: integer(),
    notification_type: text().notNull(),
    severity: text({ enum: severities }).notNull(),
    title: text().notNull(),
    message: text().notNull(),
    is_read: flag().default(false),
    read_at: text(),
    action_label: text(),
    action_url: text(),
    metadata: json<Record<string, unknown>>().notNull().default({}),
    created_at: createdAt,
  },
  (t) => [
    index("notifications_account").on(t.account_id, t.id),
    index("notifications_unread").on(t.account_id, t.is_read, t.id),
  ],
);
