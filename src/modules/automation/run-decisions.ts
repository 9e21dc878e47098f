import {
  atStage,
  currentTally,
  type RunBatch,
  remainingCredits,
  type StageFailure,
  LAST_STAGE,
  remainingCapacity,
  type RunState,
  type RunStatus,
  remainingShare,
  withTally,
} from "./run-state";

const MAX_STORED_FAILURES = 20;
const POLL_MS = 1_500;

/** State of the job of the running batch. */
export type JobFacts =
  | { state: "missing" }
  | { state: "open" }
  | {
      state: "ended";
      done: number;
      failed: number;
      cancelled: number;
      credits: number;
      failures: StageFailure[];
    };

export type DecisionFacts = {
  now: number;
  /** State of the running batch's job; null without a batch. */
  job: JobFacts | null;
  /** The next items of the stage: those of `again` if it has any, or else those after the cursor, up to the remaining capacity. */
  waiting: number[];
  /** Job id for the next batch. */
  next_job_id: string;
};

export type NewLogLine = { level: "info" | "warning" | "error"; message: string };
type Action =
  | { type: "start"; batch: RunBatch }
  | { type: "wait"; ms: number }
  /** Decide again immediately: the state has changed. */
  | { type: "again" }
  | { type: "rest" };
export type Decision = { state: RunState; action: Action; lines: NewLogLine[] };

/** Computes the next action of a run. Pure: equal states and facts give equal decisions. */
export function decideNextAction(before: RunState, facts: DecisionFacts): Decision {
  if (before.status !== "running") return { state: before, action: { type: "rest" }, lines: [] };
  if (before.batch) return afterBatch(before, before.batch, facts);
  if (before.wish) return carryOutCommand(before, facts.now);
  if (before.not_before > facts.now)
    return { state: before, action: { type: "wait", ms: before.not_before - facts.now }, lines: [] };
  if (before.again.length && !facts.waiting.length && remainingCapacity(before))
    return { state: { ...before, again: [] }, action: { type: "again" }, lines: [] };
  const stopped = resolveStopReason(before, facts);
  return stopped === null ? takeBatch(before, facts) : endStage(before, stopped, facts.now);
}

function afterBatch(state: RunState, batch: RunBatch, { job, now }: DecisionFacts): Decision {
  if (!job || job.state === "missing")
    return state.wish
      ? { state: returnBatch(state), action: { type: "again" }, lines: [] }
      : { state, action: { type: "start", batch }, lines: [] };
  if (job.state === "open") return { state, action: { type: "wait", ms: POLL_MS }, lines: [] };
  const tally = currentTally(state);
  const taken = tally.taken - job.cancelled;
  const next = withTally(state, {
    taken: Math.max(0, taken),
    done: tally.done + job.done,
    failed: tally.failed + job.failed,
    credits: tally.credits + job.credits,
    failures: [...tally.failures, ...job.failures].slice(0, MAX_STORED_FAILURES),
  });
  const lines: NewLogLine[] = job.failures.map(({ label, error }) => ({
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
      // Items cancelled before they started are taken again when the run continues; failed ones are not.
      again: job.cancelled ? [...withoutFailed(batch.ids, job.failures), ...state.again] : state.again,
      not_before: now + state.config.within_stage_delay * 1000,
    },
    action: { type: "again" },
    lines,
  };
}

const withoutFailed = (ids: number[], failures: StageFailure[]) =>
  ids.filter((id) => !failures.some(({ ref_id }) => ref_id === id));

function carryOutCommand(state: RunState, now: number): Decision {
  if (state.wish === "pause")
    return {
      state: { ...state, status: "paused", wish: null },
      action: { type: "rest" },
      lines: [{ level: "info", message: `Paused${state.pause_reason ? `: ${state.pause_reason}` : ""}` }],
    };
  return endRun(state, "cancelled", now, { level: "warning", message: "Cancelled" });
}

const endRun = (state: RunState, status: RunStatus, now: number, line: NewLogLine): Decision => ({
  state: { ...state, status, wish: null, batch: null, completed_at: new Date(now).toISOString() },
  action: { type: "rest" },
  lines: [line],
});

/** Why the stage takes no more items; null if it takes some. An empty reason is not reported. */
function resolveStopReason(state: RunState, { waiting }: DecisionFacts): string | null {
  if (!atStage(state.config.stages, state.stage).enabled) return "disabled";
  if (!waiting.length) return remainingCapacity(state) ? "" : "the limit per run";
  return remainingShare(state) <= 0 ? "its share of the credit cap" : null;
}

function takeBatch(state: RunState, { waiting, now, next_job_id }: DecisionFacts): Decision {
  if (remainingCredits(state) <= 0) return pauseAtCap(state);
  const ids = waiting.slice(0, remainingCapacity(state));
  const batch = { job_id: next_job_id, ids };
  const last = Math.max(...ids);
  const tally = currentTally(state);
  const next = withTally(state, {
    status: "running",
    taken: tally.taken + ids.length,
    batches: tally.batches + 1,
    started_at: tally.started_at ?? new Date(now).toISOString(),
  });
  const first: NewLogLine[] = tally.started_at
    ? []
    : [{ level: "info", message: `Stage ${state.stage} started` }];
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

export const AT_CAP = "The run's credit cap is reached";

/** Pauses a run that has spent its cap. Resuming it allows the same amount again. */
export const pauseAtCap = (state: RunState): Decision => pauseWithReason(state, AT_CAP);

/** Returns the batch that could not start, and pauses the run with the reason. */
export const pauseWithReason = (state: RunState, reason: string): Decision => ({
  state: { ...returnBatch(state), status: "paused", wish: null, pause_reason: reason },
  action: { type: "rest" },
  lines: [{ level: "warning", message: `Paused: ${reason}` }],
});

/** The run without its batch, whose items are taken again. Requires that none of them has started. */
function returnBatch(state: RunState): RunState {
  if (!state.batch) return state;
  const { taken, batches } = currentTally(state);
  const { ids } = state.batch;
  return {
    ...withTally(state, { taken: taken - ids.length, batches: batches - 1 }),
    batch: null,
    again: [...ids, ...state.again],
  };
}

/** Drops a batch whose items were deleted, disabled or completed manually in the meantime. */
export const skipBatch = (state: RunState, reason: string): Decision => ({
  state: { ...state, batch: null },
  action: { type: "again" },
  lines: [{ level: "info", message: `Stage ${state.stage}: ${reason}` }],
});

function endStage(state: RunState, reason: string, now: number): Decision {
  const at = new Date(now).toISOString();
  const tally = currentTally(state);
  const isSkipped = !tally.started_at;
  const closed = withTally(state, {
    status: isSkipped ? "skipped" : "done",
    ended_at: at,
    stopped_by: reason || null,
  });
  const lines: NewLogLine[] = isSkipped
    ? [{ level: "info", message: `Stage ${state.stage} skipped: ${reason || "nothing to do"}` }]
    : [{ level: "info", message: `Stage ${state.stage} done${reason ? `, stopped by ${reason}` : ""}` }];
  if (state.stage === LAST_STAGE) {
    const last = endRun(closed, "completed", now, { level: "info", message: "Completed" });
    return { ...last, lines: [...lines, ...last.lines] };
  }
  const pause = isSkipped ? 0 : state.config.between_stage_delay * 1000;
  return {
    state: { ...closed, stage: state.stage + 1, cursor: 0, again: [], not_before: now + pause },
    action: { type: "again" },
    lines,
  };
}
