import { z } from "@hono/zod-openapi";
import { frequencies } from "../../db/schema/automation";
import { Id, QueryId, Timestamp } from "../../http/schemas";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const SiteIdParam = z.object({ site_id: QueryId });

/** The names of the limits per run, in the order of the stages; 0 means unlimited. */
export const stageLimitNames = [
  "max_keywords_per_run",
  "max_clusters_per_run",
  "max_ideas_per_run",
  "max_tasks_per_run",
  "max_content_per_run",
  "max_images_per_run",
  "max_approvals_per_run",
] as const;
const BatchSize = z.int().min(1).max(50);
const RunLimit = z.int().min(0).max(100_000);
const Percent = z.int().min(0).max(100);
/** HH:MM or HH:MM:SS; seconds are dropped. */
const WallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "A time has the form HH:MM")
  .transform((time) => time.slice(0, 5));

const Stages = Object.assign(
  {},
  ...stageLimitNames.map((limitName, index) => ({
    [`stage_${index + 1}_enabled`]: z.boolean(),
    [`stage_${index + 1}_batch_size`]: BatchSize,
    [`stage_${index + 1}_use_testing`]: z.boolean(),
    [`stage_${index + 1}_budget_pct`]: Percent,
    [limitName]: RunLimit,
  })),
) as Record<string, z.ZodType<boolean | number>>;

const schedule = {
  enabled: z.boolean(),
  frequency: z.enum(frequencies),
  scheduled_days: z
    .array(
      z
        .string()
        .regex(
          /^(mon|tue|wed|thu|fri|sat|sun|[1-9]|[12]\d|3[01])$/,
          "Must be a weekday (mon to sun) or a day of the month (1 to 31)",
        ),
    )
    .max(31)
    .openapi({ description: "Weekdays, or days of the month as strings for a monthly schedule" }),
  scheduled_time: WallTime,
  within_stage_delay: z.int().min(0).max(3600).openapi({ description: "Seconds" }),
  between_stage_delay: z.int().min(0).max(3600).openapi({ description: "Seconds" }),
  max_credits_per_run: z.int().min(0).max(10_000_000),
};

export const AutomationConfig = z
  .strictObject({ ...schedule, scheduled_time: z.string(), next_run_at: Timestamp.nullable(), ...Stages })
  .openapi("AutomationConfig");
export const AutomationConfigChange = z
  .strictObject({ ...schedule, ...Stages })
  .partial()
  .openapi("AutomationConfigUpdate");
export type AutomationConfigChange = z.infer<typeof AutomationConfigChange>;

const Slot = z.strictObject({ start: WallTime, end: WallTime });
/** A time, or a window that offers its start and every full hour after it. */
const SlotInput = z.union([WallTime.transform((time) => ({ start: time, end: time })), Slot]);
const Slots = z
  .array(SlotInput)
  .min(1)
  .max(24)
  .refine((slots) => slots.every(({ start, end }) => start <= end), "A slot must not end before it starts");
const PublishLimit = z.int().min(1).max(1000);

const publishing = {
  auto_approval_enabled: z.boolean(),
  auto_publish_enabled: z.boolean(),
  daily_publish_limit: PublishLimit,
  weekly_publish_limit: PublishLimit,
  monthly_publish_limit: PublishLimit,
  publish_days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .max(7)
    .transform((days) => WEEKDAYS.filter((day) => days.includes(day))),
  publish_time_slots: Slots,
};
export const PublishingChange = z
  .strictObject({ ...publishing, total_items_per_run: z.int().min(1).max(10_000) })
  .partial()
  .openapi("PublishingSettingsUpdate");
export type PublishingChange = z.infer<typeof PublishingChange>;
/** The deprecated body: all fields, with slots as times. */
export const PublishingBody = z.strictObject(publishing).openapi("PublishingSettingsReplace");

const publishingReply = {
  ...publishing,
  publish_days: z.array(z.enum(WEEKDAYS)),
  publish_time_slots: z.array(z.strictObject({ start: z.string(), end: z.string() })),
};
const StageConfig = z.strictObject({
  stage: z.int().min(1).max(7),
  enabled: z.boolean(),
  batch_size: BatchSize,
  max_per_run: RunLimit,
});
const ModelId = Id.nullable();
const AiSettings = z.strictObject({
  testing_model_id: ModelId,
  live_model_id: ModelId,
  image_model_id: ModelId,
  image_style: z.string().max(60),
  max_images: z.int().min(0).max(8),
});

export const UnifiedSettings = z
  .strictObject({
    automation_config: AutomationConfig,
    publishing_settings: z.strictObject({ ...publishingReply, total_items_per_run: z.int() }),
    stage_configs: z.array(StageConfig),
    ai_settings: AiSettings,
  })
  .openapi("UnifiedSiteSettings");
export type UnifiedSettings = z.infer<typeof UnifiedSettings>;

export const UnifiedSettingsChange = z
  .strictObject({
    automation_config: AutomationConfigChange.optional(),
    publishing_settings: PublishingChange.optional(),
    stage_configs: z
      .array(StageConfig.partial({ enabled: true, batch_size: true, max_per_run: true }))
      .max(7)
      .optional(),
    ai_settings: AiSettings.partial().optional(),
  })
  .openapi("UnifiedSiteSettingsUpdate");
export type UnifiedSettingsChange = z.infer<typeof UnifiedSettingsChange>;

export const PublishingSettings = z
  .strictObject({
    id: Id.nullable().openapi({ description: "Null if the settings were never saved" }),
    site: Id,
    ...publishing,
    publish_days: z.array(z.enum(WEEKDAYS)),
    publish_time_slots: z.array(z.string()),
    created_at: Timestamp.nullable(),
    updated_at: Timestamp.nullable(),
  })
  .openapi("PublishingSettings");

export const DefaultSettings = z
  .strictObject({
    automation: z.strictObject({ enabled: z.boolean(), frequency: z.enum(frequencies), time: z.string() }),
    stages: z.array(
      z.strictObject({
        number: z.int(),
        enabled: z.boolean(),
        batch_size: z.int(),
        per_run_limit: z.int(),
        use_testing: z.boolean(),
        budget_pct: z.int(),
      }),
    ),
    delays: z.strictObject({ within_stage: z.int(), between_stage: z.int() }),
    publishing: z.strictObject({
      auto_approval_enabled: z.boolean(),
      auto_publish_enabled: z.boolean(),
      daily_publish_limit: z.int(),
      weekly_publish_limit: z.int(),
      monthly_publish_limit: z.int(),
      publish_days: z.array(z.enum(WEEKDAYS)),
      time_slots: z.array(z.string()),
    }),
    images: z.strictObject({ style: z.string(), max_images: z.int() }),
  })
  .openapi("DefaultSettings");
