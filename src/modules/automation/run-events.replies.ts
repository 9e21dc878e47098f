import type { Followed } from "../../http/follow";
import { SECOND_MS } from "../../lib/time";
import { isActive } from "./run-state";
import { listRunEvents, siteAutomation } from "./runs.service";

/** When a client asks again that found no run under way. */
const RETRY_MS = 5 * SECOND_MS;

/**
 * What happens on the site: `log` for each line, `run` at each change of the newest run, `end` when none is under way. The
 * site's object tells when there is something to read.
 */
export function eventsOfRuns(siteId: number): Followed {
  let version = 0;
  return {
    events: { row: "log", state: "run" },
    async look(ctx, after) {
      const { lines, run, hasMore } = await listRunEvents(ctx, siteId, after);
      const rows = lines.map((line) => ({ id: line.id, data: line }));
      const isOver = !(run && isActive(run)) && !hasMore;
      return { rows, state: run, hasMore, end: isOver ? { data: run, retry: RETRY_MS } : undefined };
    },
    async wait(patience) {
      version = await siteAutomation(siteId).changed(version, patience);
    },
  };
}
