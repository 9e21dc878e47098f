import { and, eq } from "drizzle-orm";
import { atomically, owned } from "../../db/queries";
import { accounts, aiModels, automationConfigs, publishingSettings, sites } from "../../db/schema";
import type { StageConfig } from "../../db/schema/automation";
import type { Ctx } from "../../db/context";
import { maySee } from "../../lib/actor";
import { invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { auditStatement } from "../audit/audit.service";
import { computeNextRun } from "./schedule";
import {
  stageLimitNames,
  type UnifiedSettingsChange,
  type UnifiedSettings,
  type Weekday,
} from "./site-settings.schema";

export type TimeSlot = { start: string; end: string };
type ConfigRow = typeof automationConfigs.$inferSelect;
type PublishingRow = typeof publishingSettings.$inferSelect;
export type AutomationSettings = Omit<
  ConfigRow,
  "id" | "account_id" | "site_id" | "created_at" | "updated_at"
>;
export type PublishingRules = Omit<
  PublishingRow,
  "id" | "account_id" | "site_id" | "created_at" | "updated_at" | "publish_days" | "publish_time_slots"
> & { publish_days: Weekday[]; publish_time_slots: TimeSlot[] };

/** Batch size and budget share in percent, by stage. */
const stageDefaults = [
  [50, 15],
  [1, 10],
  [20, 0],
  [1, 40],
  [1, 5],
  [1, 30],
  [20, 0],
] as const;

export const automationDefaults: AutomationSettings = {
  enabled: false,
  frequency: "daily",
  scheduled_days: [],
  scheduled_time: "02:00",
  next_run_at: null,
  stages: stageDefaults.map(([batch_size, budget_pct], index) => ({
    stage: index + 1,
    enabled: true,
    batch_size,
    max_per_run: 0,
    use_testing: false,
    budget_pct,
  })),
  within_stage_delay: 3,
  between_stage_delay: 5,
  max_credits_per_run: 0,
  testing_model_id: null,
  live_model_id: null,
  image_model_id: null,
  image_style: "photorealistic",
  max_images: 4,
};

export const publishingDefaults: PublishingRules = {
  auto_approval_enabled: false,
  auto_publish_enabled: false,
  daily_publish_limit: 3,
  weekly_publish_limit: 15,
  monthly_publish_limit: 50,
  publish_days: ["mon", "tue", "wed", "thu", "fri"],
  publish_time_slots: ["09:00", "14:00", "18:00"].map((time) => ({ start: time, end: time })),
  total_items_per_run: 500,
};

/** The effective settings of a site: the saved ones, or else the defaults. One round trip. */
export async function getSiteSettings(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const [[site], [config], [publishing]] = await db.batch([
    db
      .select({ id: sites.id, timezone: accounts.timezone })
      .from(sites)
      .innerJoin(accounts, eq(accounts.id, sites.account_id))
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId))),
    db
      .select()
      .from(automationConfigs)
      .where(and(owned(actor, automationConfigs), eq(automationConfigs.site_id, siteId))),
    db
      .select()
      .from(publishingSettings)
      .where(and(owned(actor, publishingSettings), eq(publishingSettings.site_id, siteId))),
  ]);
  if (!site || !maySee(actor, siteId)) throw notFound("Site");
  return {
    timezone: site.timezone,
    automation: config ?? automationDefaults,
    publishing: publishing ? toPublishingRules(publishing) : publishingDefaults,
    publishingRow: publishing ?? null,
  };
}

const toPublishingRules = (row: PublishingRow): PublishingRules => ({
  ...row,
  publish_days: row.publish_days as Weekday[],
  publish_time_slots: row.publish_time_slots.map(parseSlot),
});
/** Stored as `09:00`, or as `09:00-17:00`. */
const parseSlot = (text: string): TimeSlot => {
  const [start = text, end = start] = text.split("-");
  return { start, end };
};
const formatSlot = ({ start, end }: TimeSlot) => (start === end ? start : `${start}-${end}`);

/** Updates the given settings of a site, and recomputes the next run of its automation. */
export async function updateSiteSettings(ctx: Ctx, siteId: number, change: UnifiedSettingsChange) {
  const { actor, db } = ctx;
  const { automation, publishing, timezone } = await getSiteSettings(ctx, siteId);
  const next = applyAutomationChange(automation, change);
  await requireModels(ctx, next);
  requireValidDays(next);
  next.next_run_at = next.enabled ? computeNextRun(next, timezone) : null;
  const rules = { ...publishing, ...change.publishing_settings };
  const owner = { account_id: actor.accountId, site_id: siteId };
  const config = { ...toAutomationColumns(next), updated_at: isoIn() };
  const publish = { ...toPublishingColumns(rules), updated_at: isoIn() };
  await atomically(db, [
    db
      .insert(automationConfigs)
      .values({ ...owner, ...config })
      .onConflictDoUpdate({ target: automationConfigs.site_id, set: config }),
    db
      .insert(publishingSettings)
      .values({ ...owner, ...publish })
      .onConflictDoUpdate({ target: publishingSettings.site_id, set: publish }),
    auditStatement(ctx, {
      action: "site.settings_updated",
      object_type: "site",
      object_id: siteId,
      details: { fields: extractChangedFields(change) },
    }),
  ]);
  return { automation: next, publishing: rules };
}

const extractChangedFields = (change: UnifiedSettingsChange) =>
  Object.entries(change).flatMap(([part, fields]) =>
    Array.isArray(fields) ? [part] : Object.keys(fields ?? {}).map((field) => `${part}.${field}`),
  );

function applyAutomationChange(
  current: AutomationSettings,
  change: UnifiedSettingsChange,
): AutomationSettings {
  const given = change.automation_config ?? {};
  const { stages } = current;
  const byName = given as Record<string, never>;
  const changed = stages.map((stage): StageConfig => {
    const n = stage.stage;
    const { stage: _, ...stageChange } = change.stage_configs?.find((one) => one.stage === n) ?? { stage: n };
    return {
      ...stage,
      ...omitUndefined({
        enabled: byName[`stage_${n}_enabled`],
        batch_size: byName[`stage_${n}_batch_size`],
        use_testing: byName[`stage_${n}_use_testing`],
        budget_pct: byName[`stage_${n}_budget_pct`],
        max_per_run: byName[resolveLimitName(n)],
      }),
      ...omitUndefined(stageChange),
    };
  });
  const plain = Object.fromEntries(
    Object.entries(given).filter(([name]) => name in automationDefaults && name !== "stages"),
  );
  return { ...current, ...plain, ...change.ai_settings, stages: changed };
}

function resolveLimitName(stage: number) {
  const name = stageLimitNames[stage - 1];
  if (!name) throw new RangeError(`There is no stage ${stage}`);
  return name;
}

const omitUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

function requireValidDays({ frequency, scheduled_days }: AutomationSettings) {
  const wrong = scheduled_days.some((day) => /^\d+$/.test(day) !== (frequency === "monthly"));
  if (wrong)
    throw invalid(
      "automation_config.scheduled_days",
      frequency === "monthly" ? "Days of the month: 1 to 31" : "Weekdays: mon to sun",
    );
}

async function requireModels({ db }: Ctx, settings: AutomationSettings) {
  const fields = ["testing_model_id", "live_model_id", "image_model_id"] as const;
  const testing = settings.stages.find(({ use_testing }) => use_testing);
  if (testing && settings.testing_model_id === null)
    throw invalid(
      "ai_settings.testing_model_id",
      `Stage ${testing.stage} uses the testing model. Choose one.`,
    );
  if (fields.every((field) => settings[field] === null)) return;
  const known = await db.select({ id: aiModels.id, kind: aiModels.kind }).from(aiModels);
  for (const field of fields) {
    const kind = field === "image_model_id" ? "image" : "text";
    if (
      settings[field] !== null &&
      !known.some((model) => model.id === settings[field] && model.kind === kind)
    )
      throw invalid(`ai_settings.${field}`, `No such ${kind} model`);
  }
}

const toAutomationColumns = (settings: AutomationSettings) =>
  Object.fromEntries(
    Object.keys(automationDefaults).map((name) => [name, settings[name as keyof AutomationSettings]]),
  ) as AutomationSettings;

const toPublishingColumns = (rules: PublishingRules) => ({
  ...(Object.fromEntries(
    Object.keys(publishingDefaults).map((name) => [name, rules[name as keyof PublishingRules]]),
  ) as PublishingRules),
  publish_time_slots: rules.publish_time_slots.map(formatSlot),
});

type Settings = { automation: AutomationSettings; publishing: PublishingRules };

export const toAutomationConfig = ({
  stages,
  ...config
}: AutomationSettings): UnifiedSettings["automation_config"] => ({
  enabled: config.enabled,
  frequency: config.frequency,
  scheduled_days: config.scheduled_days,
  scheduled_time: `${config.scheduled_time}:00`,
  next_run_at: config.next_run_at,
  within_stage_delay: config.within_stage_delay,
  between_stage_delay: config.between_stage_delay,
  max_credits_per_run: config.max_credits_per_run,
  ...Object.assign(
    {},
    ...stages.map(({ stage: n, enabled, batch_size, max_per_run, use_testing, budget_pct }) => ({
      [`stage_${n}_enabled`]: enabled,
      [`stage_${n}_batch_size`]: batch_size,
      [`stage_${n}_use_testing`]: use_testing,
      [`stage_${n}_budget_pct`]: budget_pct,
      [resolveLimitName(n)]: max_per_run,
    })),
  ),
});

/** The combined settings for the web app. */
export const toUnifiedSettings = ({ automation, publishing }: Settings): UnifiedSettings => ({
  automation_config: toAutomationConfig(automation),
  publishing_settings: pickPublishingRules(publishing),
  stage_configs: automation.stages.map(({ stage, enabled, batch_size, max_per_run }) => ({
    stage,
    enabled,
    batch_size,
    max_per_run,
  })),
  ai_settings: {
    testing_model_id: automation.testing_model_id,
    live_model_id: automation.live_model_id,
    image_model_id: automation.image_model_id,
    image_style: automation.image_style,
    max_images: automation.max_images,
  },
});

const pickPublishingRules = (rules: PublishingRules) =>
  Object.fromEntries(
    Object.keys(publishingDefaults).map((name) => [name, rules[name as keyof PublishingRules]]),
  ) as PublishingRules;

/** The deprecated shape, with slots as times. */
export async function getPublishingSettings(ctx: Ctx, siteId: number) {
  const { publishing, publishingRow: row } = await getSiteSettings(ctx, siteId);
  const { total_items_per_run: _, publish_time_slots, ...rules } = pickPublishingRules(publishing);
  return {
    id: row?.id ?? null,
    site: siteId,
    ...rules,
    publish_time_slots: publish_time_slots.map(({ start }) => start),
    created_at: row?.created_at ?? null,
    updated_at: row?.updated_at ?? null,
  };
}

export function buildDefaultSettings() {
  const {
    stages,
    enabled,
    frequency,
    scheduled_time,
    within_stage_delay,
    between_stage_delay,
    image_style,
    max_images,
  } = automationDefaults;
  const { publish_time_slots, total_items_per_run: _, ...publishing } = publishingDefaults;
  return {
    automation: { enabled, frequency, time: scheduled_time },
    stages: stages.map(({ stage: number, max_per_run: per_run_limit, ...stage }) => ({
      number,
      ...stage,
      per_run_limit,
    })),
    delays: { within_stage: within_stage_delay, between_stage: between_stage_delay },
    publishing: { ...publishing, time_slots: publish_time_slots.map(({ start }) => start) },
    images: { style: image_style, max_images },
  };
}
