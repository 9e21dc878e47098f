import { AT_CAP } from "./run-decisions";
import { sumCredits, isActive, type RunState } from "./run-state";

export const runCommands = { pause, resume, cancel };
export type RunCommand = keyof typeof runCommands;

/** Repeating a command changes nothing. */
function pause(state: RunState): RunState {
  if (state.status !== "running" || state.wish) return state;
  return { ...state, wish: "pause", pause_reason: "Paused manually" };
}

function resume(state: RunState): RunState {
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
    credits_at_resume: isAtCap ? sumCredits(state) : state.credits_at_resume,
  };
}

function cancel(state: RunState): RunState {
  if (!isActive(state)) return state;
  return { ...state, status: "running", wish: "cancel", pause_reason: null };
}
