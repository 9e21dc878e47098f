import { z } from "@hono/zod-openapi";
import { siteStatuses } from "../../db/schema/writer";
import { Id, Timestamp } from "../../http/schemas";

/** To the second, with any offset; stored as UTC. */
const FutureTime = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) > Date.now(), "A time in the future")
  .openapi({ type: "string", format: "date-time", example: "2030-01-15T09:00:00Z" });

export const ScheduleBody = z.strictObject({ scheduled_publish_at: FutureTime }).openapi("ScheduleRequest");
export type ScheduleBody = z.infer<typeof ScheduleBody>;

export const ScheduledContent = z
  .strictObject({
    content_id: Id,
    site_status: z.enum(siteStatuses),
    scheduled_publish_at: Timestamp.nullable(),
  })
  .openapi("ScheduledContent");
