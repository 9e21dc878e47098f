import {
  type Batch,
  creditsLeft,
  type Failure,
  LAST_STAGE,
  remainingCapacity,
  type RunState,
  type RunStatus,
  shareLeft,
  withTally,
} from "./run-state";
import { itemAt } from "../../lib/collections";

const MAX_FAILURES_KEPT = 20;
const POLL_MS = 1_500;

/** State of the job of the running batch. */
export type JobFacts =
  | { state: "missing" }
  | { state: "open" }
  | { state: "ended"; done: number; failed: number; cancelled: number; credits: number; failures: Failure[] };

export type Facts = {
  now: number;
  /** Of the running batch; null without one. */
  job: JobFacts | null;
  /** The next items of the stage: those of `again` if it has any, or else after the cursor, up to `room`. */
  waiting: number[];
  /** For the next batch, if there is one. */
  next_job_id: string;
};

export type NewLogLine = { level: "info" | "warning" | "error"; message: string };
type Action =
  | { type: "start"; batch: Batch }
  | { type: "wait"; ms: number }
  /** Decide again immediately: the state has changed. */
  | { type: "again" }
  | { type: "rest" };
export type Decision = { state: RunState; action: Action; lines: NewLogLine[] };

/** The next action of an active run. Pure: the same state and facts give the same decision. */
export function decide(before: RunState, facts: Facts): Decision {
  if (before.status !== "running") return { state: before, action: { type: "rest" }, lines: [] };
  if (before.batch) return afterBatch(before, before.batch, facts);
  if (before.wish) return fulfil(before, facts.now);
  if (before.not_before > facts.now)
    return { state: before, action: { type: "wait", ms: before.not_before - facts.now }, lines: [] };
  if (before.again.length && !facts.waiting.length && remainingCapacity(before))
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
  const tally = itemAt(state.tallies, state.stage - 1);
  const taken = tally.taken - job.cancelled;
  const next = withTally(state, {
    taken: Math.max(0, taken),
    done: tally.done + job.done,
    failed: tally.failed + job.failed,
    credits: tally.credits + job.credits,
    failures: [...tally.failures, ...job.failures].slice(0, MAX_FAILURES_KEPT),
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
      // Items cancelled before they began are taken again when the run continues; failed ones are not.
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

const ended = (state: RunState, status: RunStatus, now: number, line: NewLogLine): Decision => ({
  state: { ...state, status, wish: null, batch: null, completed_at: new Date(now).toISOString() },
  action: { type: "rest" },
  lines: [line],
});

/** Why the stage takes no more items; null if it does. An empty reason is not reported. */
function whyNoMore(state: RunState, { waiting }: Facts): string | null {
  if (!itemAt(state.config.stages, state.stage - 1).enabled) return "disabled";
  if (!waiting.length) return remainingCapacity(state) ? "" : "the run's ceiling";
  return shareLeft(state) <= 0 ? "its share of the budget" : null;
}

function take(state: RunState, { waiting, now, next_job_id }: Facts): Decision {
  if (creditsLeft(state) <= 0) return atCap(state);
  const ids = waiting.slice(0, remainingCapacity(state));
  const batch = { job_id: next_job_id, ids };
  const last = Math.max(...ids);
  const tally = itemAt(state.tallies, state.stage - 1);
  const next = withTally(state, {
    status: "running",
    taken: tally.taken + ids.length,
    batches: tally.batches + 1,
    started_at: tally.started_at ?? new Date(now).toISOString(),
  });
  const first: NewLogLine[] = tally.started_at
    ? []
    : [{ level: "info", message: `Stage ${state.stage} begins` }];
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

/** The run has reached its cap: it pauses with a reason, and resuming allows the same amount again. */
export const atCap = (state: RunState): Decision => pauseFor(state, AT_CAP);

/** Returns the batch that could not be started, and pauses with the reason. */
export const pauseFor = (state: RunState, reason: string): Decision => ({
  state: { ...givenBack(state), status: "paused", wish: null, pause_reason: reason },
  action: { type: "rest" },
  lines: [{ level: "warning", message: `Paused: ${reason}` }],
});

/** The run before it took the batch, of which nothing has begun. */
function givenBack(state: RunState): RunState {
  if (!state.batch) return state;
  const { taken, batches } = itemAt(state.tallies, state.stage - 1);
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
  const tally = itemAt(state.tallies, state.stage - 1);
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
