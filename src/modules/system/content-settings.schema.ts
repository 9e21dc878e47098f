import { z } from "@hono/zod-openapi";
import { contentSettingsKeys } from "../../db/schema/settings";
import { Line, Timestamp } from "../../http/schemas";

export type ContentSettingsKey = (typeof contentSettingsKeys)[number];

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time has the form HH:MM");
const Times = z
  .array(Time)
  .min(1)
  .max(24)
  .transform((times) => [...new Set(times)].sort());

const contentGeneration = {
  default_article_length: z.int().min(300).max(5000).openapi({ description: "In words" }),
  default_tone: Line(40).openapi({
    description:
      "One or two words, for example professional, friendly, casual, authoritative or conversational",
  }),
  include_faq: z.boolean(),
  enable_internal_linking: z.boolean(),
  max_images: z
    .int()
    .min(0)
    .max(8)
    .openapi({ description: "Images inside an article, in addition to the featured image" }),
};
const publishing = {
  default_publish_status: z.enum(["draft", "publish", "future"]),
  auto_schedule: z.boolean(),
  schedule_frequency: z.enum(["daily", "weekly", "monthly"]),
  schedule_times: Times.openapi({
    description: "In the account's time zone",
    example: ["09:00", "14:00"],
    items: { type: "string" },
  }),
};
type ContentGeneration = z.infer<z.ZodObject<typeof contentGeneration>>;
type Publishing = z.infer<z.ZodObject<typeof publishing>>;

/** The defaults by key, for settings that an account has not saved. */
export const contentDefaults: { content_generation: ContentGeneration; publishing: Publishing } = {
  content_generation: {
    default_article_length: 1000,
    default_tone: "professional",
    include_faq: true,
    enable_internal_linking: true,
    max_images: 4,
  },
  publishing: {
    default_publish_status: "draft",
    auto_schedule: false,
    schedule_frequency: "daily",
    schedule_times: ["09:00"],
  },
};

const updated_at = Timestamp.nullable().openapi({ description: "Null if the settings were never saved" });
export const ContentSettings = z
  .union([
    z.strictObject({ ...contentGeneration, updated_at }).openapi("ContentGenerationSettings"),
    z
      .strictObject({ ...publishing, schedule_times: z.array(z.string()), updated_at })
      .openapi("PublishingDefaults"),
  ])
  .openapi("ContentSettings");

export const ContentSettingsChange = z
  .strictObject({ ...contentGeneration, ...publishing })
  .partial()
  .openapi("ContentSettingsUpdate", { description: "Fields of this key; omitted fields keep their value" });
export type ContentSettingsChange = z.infer<typeof ContentSettingsChange>;

export const ContentSettingsKeyParam = z.object({
  key: z.string().openapi({ enum: [...contentSettingsKeys] }),
});
