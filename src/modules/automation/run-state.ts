import { itemAt } from "../../lib/collections";
import type { runStatuses, StageConfig, triggerTypes } from "../../db/schema/automation";

export const LAST_STAGE = 7;
const DRAWING_STAGE = 6;

/** Identifies a site in its account's database. */
export type SiteRef = { account_id: number; site_id: number };

export type RunStatus = (typeof runStatuses)[number];
export type StageFailure = { ref_id: number; label: string; error: string };

/** Progress of one stage. */
export type Tally = {
  stage: number;
  status: "waiting" | "running" | "done" | "skipped";
  taken: number;
  done: number;
  failed: number;
  credits: number;
  batches: number;
  started_at: string | null;
  ended_at: string | null;
  /** Why it stopped although items remained. */
  stopped_by: string | null;
  failures: StageFailure[];
};

/** Running items and their job. The job id is chosen before the job is created, so that a retry creates no second job. */
export type RunBatch = { job_id: string; ids: number[] };

export type RunConfig = {
  stages: StageConfig[];
  within_stage_delay: number;
  between_stage_delay: number;
  max_credits_per_run: number;
  max_images: number;
  /** Missing in runs that began before these fields existed. */
  image_style?: string;
  testing_model_id?: number | null;
  live_model_id?: number | null;
  image_model_id?: number | null;
};

/** The complete state of a run. Only the site's Durable Object changes it, through decisions and commands. */
export type RunState = {
  run_id: string;
  account_id: number;
  site_id: number;
  trigger_type: (typeof triggerTypes)[number];
  /** The user who started it. Missing in runs that began before the field existed. */
  started_by?: number | null;
  status: RunStatus;
  /** The pending command, which takes effect when the running items are done. */
  wish: "pause" | "cancel" | null;
  pause_reason: string | null;
  error_message: string | null;
  stage: number;
  /** Items of this stage up to this id have been taken. No item is taken twice in a run. */
  cursor: number;
  /** Items up to the cursor that were returned before they started, and are taken again. */
  again: number[];
  batch: RunBatch | null;
  /** Epoch ms before which the run takes no items. */
  not_before: number;
  /** Credits spent when a capped run was last resumed; the cap counts from there. */
  credits_at_resume: number;
  tallies: Tally[];
  config: RunConfig;
  started_at: string;
  completed_at: string | null;
};

export const isActive = ({ status }: Pick<RunState, "status">) => status === "running" || status === "paused";
export const sumCredits = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.credits, 0);
export const sumProcessed = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.done, 0);

export function buildRun(
  fields: Pick<RunState, "run_id" | "account_id" | "site_id" | "trigger_type" | "started_by" | "started_at">,
  config: RunConfig,
): RunState {
  return {
    ...fields,
    status: "running",
    wish: null,
    pause_reason: null,
    error_message: null,
    stage: 1,
    cursor: 0,
    again: [],
    batch: null,
    not_before: 0,
    credits_at_resume: 0,
    tallies: config.stages.map(({ stage }) => buildTally(stage)),
    config,
    completed_at: null,
  };
}

const buildTally = (stage: number): Tally => ({
  stage,
  status: "waiting",
  taken: 0,
  done: 0,
  failed: 0,
  credits: 0,
  batches: 0,
  started_at: null,
  ended_at: null,
  stopped_by: null,
  failures: [],
});

/** The element of a list in stage order. Throws if there is none. */
export const atStage = <T>(list: readonly T[], stage: number): T => itemAt(list, stage - 1);

/** Progress of the run's current stage. */
export const currentTally = ({ tallies, stage }: Pick<RunState, "tallies" | "stage">) =>
  atStage(tallies, stage);

/** The number of items that the stage may take now: its batch size, within the limits of the run. */
export function remainingCapacity(state: RunState): number {
  const { enabled, batch_size, max_per_run } = atStage(state.config.stages, state.stage);
  if (!enabled) return 0;
  const remaining = max_per_run ? max_per_run - currentTally(state).taken : Infinity;
  return Math.max(0, Math.min(batch_size, remaining));
}

/** The model that this stage uses; null for the account's. */
export function resolveStageModel({ config, stage }: Pick<RunState, "config" | "stage">): number | null {
  const { testing_model_id = null, live_model_id = null, image_model_id = null } = config;
  if (stage === DRAWING_STAGE) return image_model_id;
  return (atStage(config.stages, stage).use_testing ? testing_model_id : null) ?? live_model_id;
}

/** Credits that the run may still spend; Infinity without a cap. */
export const remainingCredits = (state: RunState) =>
  state.config.max_credits_per_run
    ? state.config.max_credits_per_run - (sumCredits(state) - state.credits_at_resume)
    : Infinity;

/** Credits that the stage may still spend of its share of the cap. */
export function remainingShare(state: RunState): number {
  const { max_credits_per_run, stages } = state.config;
  const { budget_pct } = atStage(stages, state.stage);
  if (!max_credits_per_run || !budget_pct) return Infinity;
  return Math.floor((max_credits_per_run * budget_pct) / 100) - currentTally(state).credits;
}

/** The run with changed progress of its stage. */
export const withTally = (state: RunState, change: Partial<Tally>): RunState => ({
  ...state,
  tallies: state.tallies.map((tally, at) => (at === state.stage - 1 ? { ...tally, ...change } : tally)),
});
