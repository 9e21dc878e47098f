import type { runStatuses, StageConfig, triggerTypes } from "../../db/schema/automation";

export const LAST_STAGE = 7;
const DRAWING_STAGE = 6;
const MAX_FAILURES_KEPT = 20;

export type RunStatus = (typeof runStatuses)[number];
export type Failure = { ref_id: number; label: string; error: string };

/** What one stage has come to so far. */
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
  /** Why it took no more, where it left items behind. */
  stopped_by: string | null;
  failures: Failure[];
};

/** Items under way: a job, by an id that is chosen before the job is made, so that it is made once. */
export type Batch = { job_id: string; ids: number[] };

export type RunConfig = {
  stages: StageConfig[];
  within_stage_delay: number;
  between_stage_delay: number;
  max_credits_per_run: number;
  max_images: number;
  /** These are left out of runs that began before they were kept. */
  image_style?: string;
  testing_model_id?: number | null;
  live_model_id?: number | null;
};

/** All that a run is. The site's object alone changes it, and only by `decide` and the commands here. */
export type RunState = {
  run_id: string;
  account_id: number;
  site_id: number;
  trigger_type: (typeof triggerTypes)[number];
  /** The user who asked for it. Left out of runs that began before it was kept. */
  started_by?: number | null;
  status: RunStatus;
  /** What was asked for and takes hold when the items under way are done. */
  wish: "pause" | "cancel" | null;
  pause_reason: string | null;
  error_message: string | null;
  stage: number;
  /** Items of this stage up to this id were taken: none is taken twice in one run. */
  cursor: number;
  /** But for these, which were taken and given back before anything of them began. */
  again: number[];
  batch: Batch | null;
  /** Epoch ms before which nothing more is taken. */
  not_before: number;
  /** What the cap counts from: raised when a run that stood at its cap is resumed. */
  credits_at_resume: number;
  tallies: Tally[];
  config: RunConfig;
  started_at: string;
  completed_at: string | null;
};

/** How the job of the items under way stands. */
export type JobFacts =
  | { state: "missing" }
  | { state: "open" }
  | { state: "ended"; done: number; failed: number; cancelled: number; credits: number; failures: Failure[] };

export type Facts = {
  now: number;
  /** Of the batch under way; null where there is none. */
  job: JobFacts | null;
  /** The next items of the stage: of `again` where it names some, else behind the cursor; as many as `room` says. */
  waiting: number[];
  /** For the batch that is taken next, if one is. */
  next_job_id: string;
};

export type Line = { level: "info" | "warning" | "error"; message: string };
export type Action =
  | { type: "start"; batch: Batch }
  | { type: "wait"; ms: number }
  /** Look again at once: the state has moved. */
  | { type: "again" }
  | { type: "rest" };
export type Decision = { state: RunState; action: Action; lines: Line[] };

const POLL_MS = 1_500;

export const isActive = ({ status }: Pick<RunState, "status">) => status === "running" || status === "paused";
export const creditsOf = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.credits, 0);
export const processedBy = ({ tallies }: RunState) => tallies.reduce((sum, tally) => sum + tally.done, 0);

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

/** How many items the stage may take now: its batch size, within the run's ceiling. */
export function roomOf({ config, stage, tallies }: RunState): number {
  const { enabled, batch_size, max_per_run } = config.stages[stage - 1]!;
  if (!enabled) return 0;
  const left = max_per_run ? max_per_run - tallies[stage - 1]!.taken : Infinity;
  return Math.max(0, Math.min(batch_size, left));
}

/** Which model writes in this stage; null for the account's own. Pictures are not written. */
export function modelOf({ config, stage }: Pick<RunState, "config" | "stage">): number | null {
  const { testing_model_id = null, live_model_id = null } = config;
  if (stage === DRAWING_STAGE) return null;
  return (config.stages[stage - 1]!.use_testing ? testing_model_id : null) ?? live_model_id;
}

/** Credits that the run may still spend before its cap; Infinity where it has none. */
export const creditsLeft = (state: RunState) =>
  state.config.max_credits_per_run
    ? state.config.max_credits_per_run - (creditsOf(state) - state.credits_at_resume)
    : Infinity;

/** Credits that the stage may still spend of its share of the cap. */
export function shareLeft(state: RunState): number {
  const { max_credits_per_run, stages } = state.config;
  const { budget_pct } = stages[state.stage - 1]!;
  if (!max_credits_per_run || !budget_pct) return Infinity;
  return Math.floor((max_credits_per_run * budget_pct) / 100) - state.tallies[state.stage - 1]!.credits;
}

/** What comes next of a run that is under way. Pure: the same state and facts give the same decision. */
export function decide(before: RunState, facts: Facts): Decision {
  if (before.status !== "running") return { state: before, action: { type: "rest" }, lines: [] };
  if (before.batch) return afterBatch(before, before.batch, facts);
  if (before.wish) return fulfil(before, facts.now);
  if (before.not_before > facts.now)
    return { state: before, action: { type: "wait", ms: before.not_before - facts.now }, lines: [] };
  if (before.again.length && !facts.waiting.length && roomOf(before))
    return { state: { ...before, again: [] }, action: { type: "again" }, lines: [] };
  const stopped = whyNoMore(before, facts);
  return stopped === null ? take(before, facts) : endStage(before, stopped, facts.now);
}

function afterBatch(state: RunState, batch: Batch, { job, now }: Facts): Decision {
  if (!job || job.state === "missing")
    return state.wish
      ? { state: givenBack(state), action: { type: "again" }, lines: [] }
      : { state, action: { type: "start", batch }, lines: [] };
  if (job.state === "open") return { state, action: { type: "wait", ms: POLL_MS }, lines: [] };
  const tally = state.tallies[state.stage - 1]!;
  const taken = tally.taken - job.cancelled;
  const next = withTally(state, {
    taken: Math.max(0, taken),
    done: tally.done + job.done,
    failed: tally.failed + job.failed,
    credits: tally.credits + job.credits,
    failures: [...tally.failures, ...job.failures].slice(0, MAX_FAILURES_KEPT),
  });
  const lines: Line[] = job.failures.map(({ label, error }) => ({
    level: "warning",
    message: `${label}: ${error}`.slice(0, 500),
  }));
  lines.push({
    level: "info",
    message: `Stage ${state.stage}: ${job.done} done, ${job.failed} failed, ${job.credits} credits`,
  });
  return {
    state: {
      ...next,
      batch: null,
      // What was cancelled before it began is taken again when the run goes on; what failed is not.
      again: job.cancelled ? [...without(batch.ids, job.failures), ...state.again] : state.again,
      not_before: now + state.config.within_stage_delay * 1000,
    },
    action: { type: "again" },
    lines,
  };
}

const without = (ids: number[], failures: Failure[]) =>
  ids.filter((id) => !failures.some(({ ref_id }) => ref_id === id));

function fulfil(state: RunState, now: number): Decision {
  if (state.wish === "pause")
    return {
      state: { ...state, status: "paused", wish: null },
      action: { type: "rest" },
      lines: [{ level: "info", message: `Paused${state.pause_reason ? `: ${state.pause_reason}` : ""}` }],
    };
  return ended(state, "cancelled", now, { level: "warning", message: "Cancelled" });
}

const ended = (state: RunState, status: RunStatus, now: number, line: Line): Decision => ({
  state: { ...state, status, wish: null, batch: null, completed_at: new Date(now).toISOString() },
  action: { type: "rest" },
  lines: [line],
});

/** Why the stage takes no more; null where it does. A reason that is empty is none to tell. */
function whyNoMore(state: RunState, { waiting }: Facts): string | null {
  if (!state.config.stages[state.stage - 1]!.enabled) return "disabled";
  if (!waiting.length) return roomOf(state) ? "" : "the run's ceiling";
  return shareLeft(state) <= 0 ? "its share of the budget" : null;
}

function take(state: RunState, { waiting, now, next_job_id }: Facts): Decision {
  if (creditsLeft(state) <= 0) return atCap(state);
  const ids = waiting.slice(0, roomOf(state));
  const batch = { job_id: next_job_id, ids };
  const last = Math.max(...ids);
  const tally = state.tallies[state.stage - 1]!;
  const next = withTally(state, {
    status: "running",
    taken: tally.taken + ids.length,
    batches: tally.batches + 1,
    started_at: tally.started_at ?? new Date(now).toISOString(),
  });
  const first: Line[] = tally.started_at ? [] : [{ level: "info", message: `Stage ${state.stage} begins` }];
  return {
    state: {
      ...next,
      batch,
      cursor: Math.max(state.cursor, last),
      again: state.again.filter((id) => id > last),
    },
    action: { type: "start", batch },
    lines: first,
  };
}

const AT_CAP = "The run's credit cap is reached";

/** The run stands at its cap: it pauses, says why, and can be resumed, for as much again. */
export const atCap = (state: RunState): Decision => pausedFor(state, AT_CAP);

/** Gives back the batch that could not be begun, and pauses with the reason. */
export const pausedFor = (state: RunState, reason: string): Decision => ({
  state: { ...givenBack(state), status: "paused", wish: null, pause_reason: reason },
  action: { type: "rest" },
  lines: [{ level: "warning", message: `Paused: ${reason}` }],
});

/** The run as it was before it took the batch, of which nothing has begun. */
function givenBack(state: RunState): RunState {
  if (!state.batch) return state;
  const { taken, batches } = state.tallies[state.stage - 1]!;
  const { ids } = state.batch;
  return {
    ...withTally(state, { taken: taken - ids.length, batches: batches - 1 }),
    batch: null,
    again: [...ids, ...state.again],
  };
}

/** The batch has nothing to do: its items were deleted, disabled or done by hand meanwhile. */
export const skipBatch = (state: RunState, reason: string): Decision => ({
  state: { ...state, batch: null },
  action: { type: "again" },
  lines: [{ level: "info", message: `Stage ${state.stage}: ${reason}` }],
});

function endStage(state: RunState, reason: string, now: number): Decision {
  const at = new Date(now).toISOString();
  const tally = state.tallies[state.stage - 1]!;
  const isSkipped = !tally.started_at;
  const closed = withTally(state, {
    status: isSkipped ? "skipped" : "done",
    ended_at: at,
    stopped_by: reason || null,
  });
  const lines: Line[] = isSkipped
    ? [{ level: "info", message: `Stage ${state.stage} skipped: ${reason || "nothing to do"}` }]
    : [{ level: "info", message: `Stage ${state.stage} done${reason ? `, stopped by ${reason}` : ""}` }];
  if (state.stage === LAST_STAGE) {
    const last = ended(closed, "completed", now, { level: "info", message: "Completed" });
    return { ...last, lines: [...lines, ...last.lines] };
  }
  const pause = isSkipped ? 0 : state.config.between_stage_delay * 1000;
  return {
    state: { ...closed, stage: state.stage + 1, cursor: 0, again: [], not_before: now + pause },
    action: { type: "again" },
    lines,
  };
}

const withTally = (state: RunState, change: Partial<Tally>): RunState => ({
  ...state,
  tallies: state.tallies.map((tally, at) => (at === state.stage - 1 ? { ...tally, ...change } : tally)),
});

/** Asked again, it changes nothing. */
export function pause(state: RunState): RunState {
  if (state.status !== "running" || state.wish) return state;
  return { ...state, wish: "pause", pause_reason: "Paused by hand" };
}

export function resume(state: RunState): RunState {
  if (state.status === "running" && state.wish === "pause")
    return { ...state, wish: null, pause_reason: null };
  if (state.status !== "paused") return state;
  const isAtCap = state.pause_reason === AT_CAP;
  return {
    ...state,
    status: "running",
    wish: null,
    pause_reason: null,
    not_before: 0,
    credits_at_resume: isAtCap ? creditsOf(state) : state.credits_at_resume,
  };
}

export function cancel(state: RunState): RunState {
  if (!isActive(state)) return state;
  return { ...state, status: "running", wish: "cancel", pause_reason: null };
}
