import type { Followed } from "../../http/follow";
import { SECOND_MS } from "../../lib/time";
import { isActive } from "./run-state";
import { listRunEvents } from "./runs.service";

/** When a client asks again that found no run under way. */
const RETRY_MS = 5 * SECOND_MS;

/** What happens on the site: `log` for each line, `run` at each change of the newest run, `end` when none is under way. */
export const eventsOfRuns = (siteId: number): Followed => ({
  events: { row: "log", state: "run" },
  async look(ctx, after) {
    const { lines, run } = await listRunEvents(ctx, siteId, after);
    const rows = lines.map((line) => ({ id: line.id, data: line }));
    const isOver = !(run && isActive(run)) && lines.length === 0;
    return { rows, state: run, end: isOver ? { data: run, retry: RETRY_MS } : undefined };
  },
});
