import { z } from "zod";
import type { Statement } from "../../db/queries";
import type { NewItem } from "../jobs/jobs.service";
import type { IntegrationRow } from "../integration/integrations.service";

export const syncDirections = ["metadata", "from_external", "to_external", "both"] as const;
export type SyncDirection = (typeof syncDirections)[number];
const phases = ["metadata", "pull", "check", "push"] as const;
export type Phase = (typeof phases)[number];

const phasesByDirection: Record<SyncDirection, readonly Phase[]> = {
  metadata: ["metadata"],
  from_external: ["pull", "check"],
  to_external: ["push"],
  both: phases,
};

/** Counts of a sync. */
export const SyncCounts = z.strictObject({
  imported: z.int().default(0),
  updated: z.int().default(0),
  unchanged: z.int().default(0),
  conflicts: z.int().default(0),
  deleted: z.int().default(0),
  skipped: z.int().default(0),
  pushed: z.int().default(0),
  terms: z.int().default(0),
});
export type SyncCounts = z.infer<typeof SyncCounts>;

/** The state of a sync. A sync is a chain of items, each of which creates the next. */
export const SyncState = z.object({
  direction: z.enum(syncDirections),
  phase: z.enum(phases),
  /** Page of the remote posts being pulled. */
  page: z.int().default(1),
  /** The content item or term after which the phase continues. */
  after: z.int().default(0),
  /** Posts modified after this time are pulled: fixed when the phase began. */
  since: z.string().nullable().default(null),
  total: z.int().nullable().default(null),
  /** The newest modification seen. */
  newest: z.string().nullable().default(null),
  started_at: z.string(),
  counts: SyncCounts.default(() => SyncCounts.parse({})),
});
export type SyncState = z.infer<typeof SyncState>;

/** Result of an item. `next` is null if its phase is complete. */
export type StepResult = { writes: Statement[]; next: SyncState | null; state: SyncState };

export const buildFirstState = (direction: SyncDirection, now: string): SyncState =>
  SyncState.parse({ direction, phase: phasesByDirection[direction][0], started_at: now });

/** The state at the start of the next phase; null after the last. */
export function advancePhase(state: SyncState): SyncState | null {
  const phasesOfDirection = phasesByDirection[state.direction];
  const phase = phasesOfDirection[phasesOfDirection.indexOf(state.phase) + 1];
  return phase ? { ...state, phase, page: 1, after: 0 } : null;
}

/** Progress in percent. */
export function computePercent({ direction, phase, page, total }: SyncState, pageSize: number): number {
  const all = phasesByDirection[direction];
  const within = phase === "pull" && total ? Math.min(1, ((page - 1) * pageSize) / total) : 0;
  return Math.round(((all.indexOf(phase) + within) / all.length) * 100);
}

export function addCounts(state: SyncState, more: Partial<SyncCounts>): SyncState {
  const counts = { ...state.counts };
  for (const [name, count] of Object.entries(more)) counts[name as keyof SyncCounts] += count ?? 0;
  return { ...state, counts };
}

export const buildSyncItem = (
  { id, external_site_url }: Pick<IntegrationRow, "id" | "external_site_url">,
  state: SyncState,
): NewItem => ({
  kind: "sync_site",
  ref: { id },
  label: `${new URL(external_site_url).host}: ${state.phase}`,
  input: state,
  reserved: 0,
});
