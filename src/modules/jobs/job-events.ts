import type { Ctx } from "../../lib/context";
import { openDb } from "../../db";
import { isOver } from "../../db/ended-sessions";
import { MINUTE_MS, SECOND_MS } from "../../lib/time";
import { listJobEvents } from "./jobs.service";

type Sink = {
  aborted: boolean;
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>;
  sleep(ms: number): Promise<unknown>;
};

const POLL_MS = SECOND_MS;
/** D1 answers a thousand queries an invocation: the client comes back with Last-Event-ID before that. */
const LIFE_MS = 4 * MINUTE_MS;

/** How often the stream asks whether the session that opened it still stands. */
const CHECK_MS = 10 * SECOND_MS;

/** Streams what is settled, in order, until the job or the session ends, the client leaves, or the stream's life is over. */
export async function followJob(ctx: Ctx, sink: Sink, id: string, after: number) {
  const ends = Date.now() + LIFE_MS;
  const fresh = { ...ctx, db: openDb("first-primary", ctx.actor.accountId) };
  let told = "";
  let checked = Date.now();
  while (!sink.aborted && Date.now() < ends) {
    if (Date.now() - checked >= CHECK_MS) {
      if (await isOver(ctx.actor)) return;
      checked = Date.now();
    }
    const { job, items } = await listJobEvents(fresh, id, after);
    for (const { settled_seq, ...item } of items) {
      after = settled_seq!;
      await sink.writeSSE({ id: String(after), event: "item", data: JSON.stringify(item) });
    }
    const state = JSON.stringify(job);
    if (state !== told) await sink.writeSSE({ event: "job", data: state, retry: POLL_MS });
    told = state;
    const caughtUp = after >= job.done + job.failed + job.cancelled;
    if (job.finished_at && caughtUp)
      return sink.writeSSE({ event: "end", data: JSON.stringify({ status: job.status }) });
    await sink.sleep(POLL_MS);
  }
}
