import type { Followed } from "../../http/follow";
import { SECOND_MS } from "../../lib/time";
import { isActive } from "./run-state";
import { listRunEvents, getSiteAutomation } from "./runs.service";

/** Delay after which a client reconnects if no run is active. */
const RETRY_MS = 5 * SECOND_MS;

/**
 * Events of a site: `log` for each line, `run` for each change of the newest run, `end` when none is active. The
 * site's object signals changes.
 */
export function followRuns(siteId: number): Followed {
  let version = 0;
  return {
    events: { row: "log", state: "run" },
    async look(ctx, after) {
      const { lines, run, hasMore } = await listRunEvents(ctx, siteId, after);
      const rows = lines.map((line) => ({ id: line.id, data: line }));
      const hasEnded = !(run && isActive(run)) && !hasMore;
      return { rows, state: run, hasMore, end: hasEnded ? { data: run, retry: RETRY_MS } : undefined };
    },
    async wait(timeoutMs) {
      version = await getSiteAutomation(siteId).waitForChange(version, timeoutMs);
    },
  };
}
