import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { bare, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { Notification, NotificationQuery } from "./notifications.schema";
import {
  countUnreadNotifications,
  deleteNotification,
  getNotification,
  listNotifications,
  markAllNotificationsRead,
  markNotificationRead,
} from "./notifications.service";

export const notificationRoutes = router();
const tags = ["Notifications"];

notificationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/",
    tags,
    summary: "List notifications, newest first",
    middleware: guardWithKeys("viewer"),
    request: { query: NotificationQuery },
    responses: { 200: page(Notification), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listNotifications(c.var.ctx, query)), 200);
  },
);

notificationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/unread-count",
    tags,
    summary: "Count unread notifications",
    middleware: guardWithKeys("viewer"),
    responses: { 200: ok(z.strictObject({ unread_count: z.int() })), ...errors },
  }),
  async (c) => respond(c, success(await countUnreadNotifications(c.var.ctx)), 200),
);

notificationRoutes.openapi(
  createRoute({
    method: "post",
    path: "/read-all",
    tags,
    summary: "Mark all notifications as read",
    middleware: guardWithKeys("editor"),
    responses: { 200: ok(z.strictObject({ updated: z.int() })), ...errors },
  }),
  async (c) => respond(c, success(await markAllNotificationsRead(c.var.ctx)), 200),
);

notificationRoutes.openapi(
  createRoute({
    method: "get",
    path: "/{id}",
    tags,
    summary: "Get a notification",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: bare(Notification, "The notification"), ...errors },
  }),
  async (c) => respond(c, await getNotification(c.var.ctx, c.req.valid("param").id), 200),
);

notificationRoutes.openapi(
  createRoute({
    method: "post",
    path: "/{id}/read",
    tags,
    summary: "Mark a notification as read",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: bare(Notification, "The notification"), ...errors },
  }),
  async (c) => respond(c, await markNotificationRead(c.var.ctx, c.req.valid("param").id), 200),
);

notificationRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/{id}",
    tags,
    summary: "Delete a notification",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteNotification(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
