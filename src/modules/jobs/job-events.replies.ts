import type { Followed } from "../../http/follow";
import { listJobEvents } from "./jobs.service";

/** The events of a job: `item` for each settled item in order, `job` for each change, `end` after the last one. */
export const buildJobEvents = (jobId: string): Followed => ({
  events: { row: "item", state: "job" },
  async look(ctx, after) {
    const { job, items } = await listJobEvents(ctx, jobId, after);
    const rows = items.map(({ settled_seq, ...data }) => ({ id: settled_seq ?? after, data }));
    const hasAllItems = (rows.at(-1)?.id ?? after) >= job.done + job.failed + job.cancelled;
    const isDone = job.finished_at && hasAllItems;
    return { rows, state: job, end: isDone ? { data: { status: job.status } } : undefined };
  },
});
