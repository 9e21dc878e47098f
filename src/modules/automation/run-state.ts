import type { runStatuses, StageConfig, triggerTypes } from "../../db/schema/automation";
import { itemAt } from "../../lib/collections";

export const LAST_STAGE = 7;
const DRAWING_STAGE = 6;

export type RunStatus = (typeof runStatuses)[number];
export type Failure = { ref_id: number; label: string; error: string };

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
  /** Why it took no more items although some remained. */
  stopped_by: string | null;
  failures: Failure[];
};

/** Running items: a job, with an id chosen before the job is created, so that it is created once. */
export type Batch = { job_id: string; ids: number[] };

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

/** The complete state of a run. Changed only by the site's object, through decisions and commands. */
export type RunState = {
  run_id: string;
  account_id: number;
  site_id: number;
  trigger_type: (typeof triggerTypes)[number];
  /** The user who started it. Missing in runs that began before the field existed. */
  started_by?: number | null;
  status: RunStatus;
  /** A command that takes effect when the running items are done. */
  wish: "pause" | "cancel" | null;
  pause_reason: string | null;
  error_message: string | null;
  stage: number;
  /** Items of this stage up to this id have been taken: none is taken twice in a run. */
  cursor: number;
  /** Except for these, which were returned before any of them began. */
  again: number[];
  batch: Batch | null;
  /** Epoch ms before which nothing more is taken. */
  not_before: number;
  /** The value from which the cap counts: raised when a capped run is resumed. */
  credits_at_resume: number;
  tallies: Tally[];
  config: RunConfig;
  started_at: string;
  completed_at: string | null;
};

export const isActive = ({ status }: Pick<RunState, "status">) => status === "running" || status === "paused";
export const sumCredits = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.credits, 0);
export const countProcessed = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.done, 0);

export function newRun(
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
    tallies: config.stages.map(({ stage }) => newTally(stage)),
    config,
    completed_at: null,
  };
}

const newTally = (stage: number): Tally => ({
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

/** How many items the stage may take now: its batch size, within the limits of the run. */
export function remainingCapacity({ config, stage, tallies }: RunState): number {
  const { enabled, batch_size, max_per_run } = itemAt(config.stages, stage - 1);
  if (!enabled) return 0;
  const left = max_per_run ? max_per_run - itemAt(tallies, stage - 1).taken : Infinity;
  return Math.max(0, Math.min(batch_size, left));
}

/** The model that this stage uses; null for the account's. */
export function stageModel({ config, stage }: Pick<RunState, "config" | "stage">): number | null {
  const { testing_model_id = null, live_model_id = null, image_model_id = null } = config;
  if (stage === DRAWING_STAGE) return image_model_id;
  return (itemAt(config.stages, stage - 1).use_testing ? testing_model_id : null) ?? live_model_id;
}

/** Credits that the run may still spend; Infinity without a cap. */
export const creditsLeft = (state: RunState) =>
  state.config.max_credits_per_run
    ? state.config.max_credits_per_run - (sumCredits(state) - state.credits_at_resume)
    : Infinity;

/** Credits that the stage may still spend of its share of the cap. */
export function shareLeft(state: RunState): number {
  const { max_credits_per_run, stages } = state.config;
  const { budget_pct } = itemAt(stages, state.stage - 1);
  if (!max_credits_per_run || !budget_pct) return Infinity;
  return (
    Math.floor((max_credits_per_run * budget_pct) / 100) - itemAt(state.tallies, state.stage - 1).credits
  );
}

/** The run with changed progress of its stage. */
export const withTally = (state: RunState, change: Partial<Tally>): RunState => ({
  ...state,
  tallies: state.tallies.map((tally, at) => (at === state.stage - 1 ? { ...tally, ...change } : tally)),
});
