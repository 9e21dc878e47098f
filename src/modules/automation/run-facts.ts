import { and, eq, sql } from "drizzle-orm";
import { jobItems, jobs } from "../../db/schema";
import type { Ctx } from "../../db/context";
import type { JobFacts } from "./run-decisions";
import type { RunBatch, StageFailure } from "./run-state";

const CLUSTERING = "auto_cluster";

/** State of the job of a batch, in one round trip. */
export async function loadJobFacts({ actor, db }: Ctx, { job_id, ids }: RunBatch): Promise<JobFacts> {
  const isBatchItem = and(eq(jobItems.job_id, job_id), eq(jobItems.account_id, actor.accountId));
  const [[job], failed, [placed]] = await db.batch([
    db
      .select()
      .from(jobs)
      .where(and(eq(jobs.id, job_id), eq(jobs.account_id, actor.accountId))),
    db
      .select({ ref_id: jobItems.ref_id, label: jobItems.label, error: jobItems.error })
      .from(jobItems)
      .where(and(isBatchItem, eq(jobItems.status, "failed"))),
    db
      .select({ keywords: sql<number>`coalesce(sum(${jobItems.result} ->> 'keywords'), 0)` })
      .from(jobItems)
      .where(isBatchItem),
  ]);
  if (!job) return { state: "missing" };
  if (!job.finished_at) return { state: "open" };
  const failures: StageFailure[] = failed.map((item) => ({ ...item, error: item.error ?? "failed" }));
  const counts =
    job.type === CLUSTERING
      ? computeKeywordCounts(ids.length, placed?.keywords ?? 0, job)
      : { done: job.done, failed: job.failed, cancelled: job.cancelled };
  return { state: "ended", ...counts, credits: job.credits_charged, failures };
}

/**
 * Items of a clustering job are sectors, but a run counts keywords. Keywords in no cluster are neither done nor
 * failed.
 */
function computeKeywordCounts(taken: number, placed: number, job: { failed: number; cancelled: number }) {
  const unplaced = taken - placed;
  return {
    done: placed,
    failed: job.failed ? unplaced : 0,
    cancelled: job.cancelled && !job.failed ? unplaced : 0,
  };
}
