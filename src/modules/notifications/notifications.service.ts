import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { isAnyOf, pageOf } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Actor } from "../../lib/actor";
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

/** The account's notifications about the actor's sites or about no site. */
const isVisible = (actor: Actor) =>
  and(
    eq(notifications.account_id, actor.accountId),
    actor.siteIds
      ? sql`(${notifications.site_id} is null or ${isAnyOf(notifications.site_id, actor.siteIds)})`
      : undefined,
  );

const resolveTypes = (type: NonNullable<NotificationQuery["notification_type"]>): readonly string[] =>
  type in notificationGroups ? notificationGroups[type as NotificationGroup] : [type];

export async function listNotifications({ actor, db }: Ctx, q: NotificationQuery) {
  const where = and(
    isVisible(actor),
    q.is_read === undefined ? undefined : eq(notifications.is_read, q.is_read),
    q.notification_type && isAnyOf(notifications.notification_type, resolveTypes(q.notification_type)),
  );
  const order = { column: notifications.id, direction: "desc" } as const;
  const page = await pageOf(db, { columns, table: notifications, where, order }, q);
  return { ...page, rows: page.rows as Row[] };
}

export async function getNotification({ actor, db }: Ctx, id: number) {
  const [row] = await db
    .select(columns)
    .from(notifications)
    .where(and(isVisible(actor), eq(notifications.id, id)));
  if (!row) throw notFound("Notification");
  return row as Row;
}

/** Marking again keeps the first `read_at`. */
export async function markNotificationRead({ actor, db }: Ctx, id: number) {
  const [row] = await db
    .update(notifications)
    .set({ is_read: true, read_at: sql`coalesce(${notifications.read_at}, ${isoIn()})` })
    .where(and(isVisible(actor), eq(notifications.id, id)))
    .returning(columns);
  if (!row) throw notFound("Notification");
  return row as Row;
}

export async function markAllNotificationsRead({ actor, db }: Ctx) {
  const read = await db
    .update(notifications)
    .set({ is_read: true, read_at: isoIn() })
    .where(and(isVisible(actor), eq(notifications.is_read, false)))
    .returning({ id: notifications.id });
  return { updated: read.length };
}

export async function deleteNotification({ actor, db }: Ctx, id: number) {
  const deleted = await db
    .delete(notifications)
    .where(and(isVisible(actor), eq(notifications.id, id)))
    .returning({ id: notifications.id });
  if (!deleted.length) throw notFound("Notification");
}

export async function countUnreadNotifications({ actor, db }: Ctx) {
  const [row = { unread_count: 0 }] = await db
    .select({ unread_count: sql<number>`count(*)` })
    .from(notifications)
    .where(and(isVisible(actor), eq(notifications.is_read, false)));
  return row;
}
