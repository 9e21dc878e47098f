import { and, desc, eq, sql } from "drizzle-orm";
import { atomically, isViolation, type Statement } from "../../db/queries";
import { automationLogs, automationRuns } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";
import type { NewLogLine } from "./run-decisions";
import { sumCredits, sumProcessed, type RunState } from "./run-state";

const toColumns = (state: RunState) => ({
  status: state.status,
  current_stage: state.stage,
  items_processed: sumProcessed(state),
  credits_used: sumCredits(state),
  stage_results: state.tallies as unknown as Record<string, unknown>[],
  state: state as unknown as Record<string, unknown>,
  pause_reason: state.pause_reason,
  error_message: state.error_message,
  completed_at: state.completed_at,
  heartbeat_at: isoIn(),
});

/** Inserts the run. Returns false if the site already has an active run. */
export async function insertRun({ db }: Ctx, state: RunState): Promise<boolean> {
  const { run_id, account_id, site_id, trigger_type, started_at } = state;
  try {
    await db
      .insert(automationRuns)
      .values({ run_id, account_id, site_id, trigger_type, started_at, ...toColumns(state) });
    return true;
  } catch (error) {
    if (isViolation(error, "automation_runs.site_id")) return false;
    throw error;
  }
}

/** Stores the run and its log lines in one batch. Returns false if its row was deleted, as with its site. */
export async function storeRun(
  { db }: Ctx,
  state: RunState,
  lines: readonly NewLogLine[] = [],
): Promise<boolean> {
  const update = db
    .update(automationRuns)
    .set(toColumns(state))
    .where(eq(automationRuns.run_id, state.run_id))
    .returning({ id: automationRuns.id });
  const statements: Statement[] = lines.length
    ? [update, insertLogLinesStatement({ db }, state, lines)]
    : [update];
  const [stored] = await atomically(db, statements);
  return !!stored?.length;
}

const insertLogLinesStatement = (
  { db }: Pick<Ctx, "db">,
  { run_id, account_id, site_id, stage }: RunState,
  lines: readonly NewLogLine[],
) =>
  db.insert(automationLogs).select(
    sql`select null, ${account_id}, ${site_id}, ${run_id},
      (select coalesce(max(seq), 0) from automation_logs where run_id = ${run_id}) + l.key + 1, ${stage},
      l.value ->> 'level', l.value ->> 'message', ${isoIn()}
      from json_each(${JSON.stringify(lines)}) l
      where exists (select 1 from automation_runs where run_id = ${run_id})`,
  );

export const updateHeartbeatStatement = ({ db }: Ctx, runId: string) =>
  db.update(automationRuns).set({ heartbeat_at: isoIn() }).where(eq(automationRuns.run_id, runId));

/** The site's newest run in D1, from which a new instance of the object continues. */
export async function findLastRun({ actor, db }: Ctx, siteId: number): Promise<RunState | null> {
  const [row] = await db
    .select({ state: automationRuns.state })
    .from(automationRuns)
    .where(and(eq(automationRuns.account_id, actor.accountId), eq(automationRuns.site_id, siteId)))
    .orderBy(desc(automationRuns.id))
    .limit(1);
  return (row?.state as RunState | undefined) ?? null;
}
