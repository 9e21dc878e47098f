import type { Followed } from "../../http/follow";
import { listJobEvents } from "./jobs.service";

/** What is settled of a job, in order: `item` for each, `job` at each change, `end` when all of it is told. */
export const buildJobEvents = (jobId: string): Followed => ({
  events: { row: "item", state: "job" },
  async look(ctx, after) {
    const { job, items } = await listJobEvents(ctx, jobId, after);
    const rows = items.map(({ settled_seq, ...data }) => ({ id: settled_seq!, data }));
    const caughtUp = (rows.at(-1)?.id ?? after) >= job.done + job.failed + job.cancelled;
    const isDone = job.finished_at && caughtUp;
    return { rows, state: job, end: isDone ? { data: { status: job.status } } : undefined };
  },
});
