import { openDb } from "../../db";
import { isOver } from "../../db/ended-sessions";
import type { Ctx } from "../../lib/context";
import { MINUTE_MS, SECOND_MS } from "../../lib/time";
import { listRunEvents } from "./runs.service";

type Sink = {
  aborted: boolean;
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>;
  sleep(ms: number): Promise<unknown>;
};

const POLL_MS = SECOND_MS;
const LIFE_MS = 4 * MINUTE_MS;
/** When a client asks again that found no run under way. */
const RETRY_MS = 5 * SECOND_MS;
const CHECK_MS = 10 * SECOND_MS;

/** Streams what happens on the site: `log` for each line, `run` at each change of the newest run, `end` when none is under way. */
export async function followRuns(ctx: Ctx, sink: Sink, siteId: number, after: number) {
  const ends = Date.now() + LIFE_MS;
  const fresh = { ...ctx, db: openDb("first-primary", ctx.actor.accountId) };
  let told = "";
  let checked = Date.now();
  while (!sink.aborted && Date.now() < ends) {
    if (Date.now() - checked >= CHECK_MS) {
      if (await isOver(ctx.actor)) return;
      checked = Date.now();
    }
    const { lines, run } = await listRunEvents(fresh, siteId, after);
    for (const line of lines) {
      after = line.id;
      await sink.writeSSE({ id: String(after), event: "log", data: JSON.stringify(line) });
    }
    const state = JSON.stringify(run);
    if (run && state !== told) await sink.writeSSE({ event: "run", data: state, retry: POLL_MS });
    told = state;
    const isActive = run?.status === "running" || run?.status === "paused";
    if (!isActive && lines.length === 0) return sink.writeSSE({ event: "end", data: state, retry: RETRY_MS });
    await sink.sleep(POLL_MS);
  }
}
