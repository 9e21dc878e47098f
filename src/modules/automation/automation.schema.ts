import { z } from "@hono/zod-openapi";
import { runStatuses, triggerTypes } from "../../db/schema/automation";
import { Id, PageQuery, QueryId, Timestamp, wholeNumberOr } from "../../http/schemas";
import { AutomationConfig, AutomationConfigChange } from "../sites/site-settings.schema";

const RunId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "Not a run id");
export const SiteQuery = z.strictObject({ site_id: QueryId });
export const RunCommandQuery = z.strictObject({ site_id: QueryId, run_id: RunId.optional() });
export const RunsQuery = PageQuery.extend({ site_id: QueryId, status: z.enum(runStatuses).optional() });
export type RunsQuery = z.infer<typeof RunsQuery>;
export const LogsQuery = z.strictObject({
  site_id: QueryId,
  run_id: RunId.optional(),
  lines: wholeNumberOr(100, 1, 1000),
});
export type LogsQuery = z.infer<typeof LogsQuery>;
/** A run's id on the wire: its number or its `run_id`. */
export const RunParam = z.object({ id: z.union([QueryId, RunId]) });

export const SiteAutomationConfig = AutomationConfig.extend({ site_id: Id }).openapi("SiteAutomationConfig");
export const SiteAutomationConfigUpdate = AutomationConfigChange.extend({}).openapi(
  "SiteAutomationConfigUpdate",
);

const Tally = z
  .strictObject({
    stage: z.int(),
    name: z.string(),
    status: z.enum(["waiting", "running", "done", "skipped"]),
    taken: z.int(),
    done: z.int(),
    failed: z.int(),
    credits: z.int(),
    batches: z.int(),
    started_at: Timestamp.nullable(),
    ended_at: Timestamp.nullable(),
    duration_seconds: z.number().nullable(),
    stopped_by: z.string().nullable(),
    failures: z.array(z.strictObject({ ref_id: Id, label: z.string(), error: z.string() })),
  })
  .openapi("AutomationStageResult");

export const RunSummary = z
  .strictObject({
    id: Id,
    run_id: z.string(),
    site: Id,
    trigger_type: z.enum(triggerTypes),
    status: z.enum(runStatuses),
    started_at: Timestamp,
    completed_at: Timestamp.nullable(),
    current_stage: z.int(),
    total_stages: z.int(),
    items_processed: z.int(),
    credits_used: z.int(),
    pause_reason: z.string().nullable(),
    error_message: z.string().nullable(),
  })
  .openapi("AutomationRun");

export const LogLine = z
  .strictObject({
    id: Id,
    run_id: z.string(),
    stage: z.int().nullable(),
    level: z.enum(["info", "warning", "error"]),
    message: z.string(),
    created_at: Timestamp,
  })
  .openapi("AutomationLogLine");

export const RunWithStages = RunSummary.extend({ stages: z.array(Tally) }).openapi("AutomationRunWithStages");
const StageReport = Tally.extend({
  made: z
    .int()
    .openapi({ description: "What the stage created: clusters, ideas, tasks, articles, prompts or images" }),
  reasons: z
    .array(z.strictObject({ error: z.string(), count: z.int(), labels: z.array(z.string()) }))
    .openapi({ description: "Reasons for failed items, with the first five items of each" }),
  reasons_left: z.int().openapi({ description: "Number of failed items with other reasons" }),
}).openapi("AutomationStageReport");
export const RunDetail = RunSummary.extend({
  stages: z.array(StageReport),
  logs: z.array(LogLine),
}).openapi("AutomationRunDetail");
export const RunCommandReply = z.strictObject({ run: RunSummary.nullable() }).openapi("AutomationRunSteered");

export const PipelineOverview = z
  .strictObject({
    stages: z.array(
      z.strictObject({
        stage: z.int(),
        name: z.string(),
        enabled: z.boolean(),
        pending: z.int(),
        done: z.int(),
        failed: z.int(),
      }),
    ),
  })
  .openapi("AutomationPipeline");

export const CurrentProcessing = z
  .strictObject({
    run_id: z.string().nullable(),
    status: z.enum(runStatuses).nullable(),
    stage: z.int().nullable(),
    stage_name: z.string().nullable(),
    done: z.int(),
    waiting: z.int(),
    percentage: z.number(),
    under_way: z.array(z.strictObject({ label: z.string(), status: z.string() })),
    last_items: z.array(
      z.strictObject({
        label: z.string(),
        status: z.string(),
        error: z.string().nullable(),
        at: Timestamp.nullable(),
      }),
    ),
  })
  .openapi("AutomationProcessing");

export const RunEstimate = z
  .strictObject({
    stages: z.array(
      z.strictObject({
        stage: z.int(),
        name: z.string(),
        enabled: z.boolean(),
        waiting: z.int(),
        expected_items: z
          .int()
          .openapi({ description: "Pending items, including those that earlier stages will create" }),
        expected_credits: z.int(),
      }),
    ),
    expected_credits: z
      .int()
      .openapi({ description: "The expected cost; a run may cost slightly more or less" }),
    buffer: z.number(),
    required: z
      .int()
      .openapi({ description: "The recommended balance before a run: the expected cost times the buffer" }),
    balance: z.int(),
    sufficient: z.boolean(),
  })
  .openapi("AutomationEstimate");
