import { automationLogs, automationRuns } from "../../db/schema";
import type { Tally } from "./run-state";
import { resolveStage } from "./stages";

export const runSummaryColumns = {
  id: automationRuns.id,
  run_id: automationRuns.run_id,
  site: automationRuns.site_id,
  trigger_type: automationRuns.trigger_type,
  status: automationRuns.status,
  started_at: automationRuns.started_at,
  completed_at: automationRuns.completed_at,
  current_stage: automationRuns.current_stage,
  total_stages: automationRuns.total_stages,
  items_processed: automationRuns.items_processed,
  credits_used: automationRuns.credits_used,
  pause_reason: automationRuns.pause_reason,
  error_message: automationRuns.error_message,
};
export const runLogColumns = {
  id: automationLogs.id,
  run_id: automationLogs.run_id,
  stage: automationLogs.stage,
  level: automationLogs.level,
  message: automationLogs.message,
  created_at: automationLogs.created_at,
};

/** The displayed progress of each stage. */
export const toStageSummaries = (tallies: Record<string, unknown>[]) =>
  (tallies as unknown as Tally[]).map((tally) => ({
    ...tally,
    name: resolveStage(tally.stage).name,
    duration_seconds: tally.started_at
      ? (Date.parse(tally.ended_at ?? new Date().toISOString()) - Date.parse(tally.started_at)) / 1000
      : null,
  }));
