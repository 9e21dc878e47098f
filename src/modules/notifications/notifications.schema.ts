import { z } from "@hono/zod-openapi";
import { severities } from "../../db/schema/notifications";
import { Id, PageQuery, QueryFlag, Timestamp } from "../../http/schemas";

/** All types, by filter group. */
export const notificationGroups = {
  ai_task: [
    "ai_cluster_complete",
    "ai_cluster_failed",
    "ai_ideas_complete",
    "ai_ideas_failed",
    "ai_content_complete",
    "ai_content_failed",
    "ai_images_complete",
    "ai_images_failed",
    "ai_prompts_complete",
    "ai_prompts_failed",
    "ai_links_complete",
    "ai_links_failed",
    "ai_optimize_complete",
    "ai_optimize_failed",
  ],
  content: ["content_ready_review", "content_published", "content_publish_failed"],
  integration: ["wordpress_sync_success", "wordpress_sync_failed"],
  credit: ["credits_low", "credits_depleted"],
  billing: ["credits_low", "credits_depleted"],
  info: ["site_setup_complete", "keywords_imported"],
  system: ["system_info"],
} as const satisfies Record<string, readonly string[]>;

export type NotificationGroup = keyof typeof notificationGroups;
const notificationTypes = [...new Set(Object.values(notificationGroups).flat())];
const groups = Object.keys(notificationGroups) as [NotificationGroup, ...NotificationGroup[]];

export const Notification = z
  .strictObject({
    id: Id,
    notification_type: z.enum(notificationTypes),
    severity: z.enum(severities),
    title: z.string(),
    message: z.string(),
    is_read: z.boolean(),
    created_at: Timestamp,
    read_at: Timestamp.nullable(),
    action_label: z.string().nullable(),
    action_url: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .openapi("Notification");

export const NotificationQuery = PageQuery.extend({
  is_read: QueryFlag.optional(),
  notification_type: z
    .enum([...groups, ...notificationTypes])
    .optional()
    .openapi({ description: "A notification type, or a group of types" }),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;
