import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { anyOf, pageOf } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Actor } from "../../lib/actor";
import type { Page } from "../../db/cursors";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import {
  type Notification,
  type NotificationGroup,
  notificationGroups,
  type NotificationQuery,
} from "./notifications.schema";
import type { z } from "zod";

const { account_id: _, site_id: __, ...columns } = getTableColumns(notifications);
type Row = z.infer<typeof Notification>;

/** The account's news: of the sites that the actor may see, and of no site. */
const visible = (actor: Actor) =>
  and(
    eq(notifications.account_id, actor.accountId),
    actor.siteIds
      ? sql`(${notifications.site_id} is null or ${anyOf(notifications.site_id, actor.siteIds)})`
      : undefined,
  );

const typesOf = (type: NonNullable<NotificationQuery["notification_type"]>): readonly string[] =>
  type in notificationGroups ? notificationGroups[type as NotificationGroup] : [type];

export async function listNotifications({ actor, db }: Ctx, q: NotificationQuery) {
  const where = and(
    visible(actor),
    q.is_read === undefined ? undefined : eq(notifications.is_read, q.is_read),
    q.notification_type && anyOf(notifications.notification_type, typesOf(q.notification_type)),
  );
  const order = { column: notifications.id, direction: "desc" } as const;
  return (await pageOf(db, { columns, table: notifications, where, order }, q)) as Page<Row>;
}

export async function getNotification({ actor, db }: Ctx, id: number) {
  const [row] = await db
    .select(columns)
    .from(notifications)
    .where(and(visible(actor), eq(notifications.id, id)));
  if (!row) throw notFound("Notification");
  return row as Row;
}

/** Reading twice keeps the first time. */
export async function readNotification({ actor, db }: Ctx, id: number) {
  const [row] = await db
    .update(notifications)
    .set({ is_read: true, read_at: sql`coalesce(${notifications.read_at}, ${isoIn()})` })
    .where(and(visible(actor), eq(notifications.id, id)))
    .returning(columns);
  if (!row) throw notFound("Notification");
  return row as Row;
}

export async function readAllNotifications({ actor, db }: Ctx) {
  const read = await db
    .update(notifications)
    .set({ is_read: true, read_at: isoIn() })
    .where(and(visible(actor), eq(notifications.is_read, false)))
    .returning({ id: notifications.id });
  return { updated: read.length };
}

export async function deleteNotification({ actor, db }: Ctx, id: number) {
  const deleted = await db
    .delete(notifications)
    .where(and(visible(actor), eq(notifications.id, id)))
    .returning({ id: notifications.id });
  if (!deleted.length) throw notFound("Notification");
}

export async function countUnread({ actor, db }: Ctx) {
  const [row] = await db
    .select({ unread_count: sql<number>`count(*)` })
    .from(notifications)
    .where(and(visible(actor), eq(notifications.is_read, false)));
  return row!;
}
