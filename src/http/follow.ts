import { openDb } from "../db";
import { hasActorEnded } from "../db/ended-sessions";
import type { Ctx } from "../db/context";
import { MINUTE_MS, SECOND_MS } from "../lib/time";

type Sink = {
  aborted: boolean;
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>;
  sleep(ms: number): Promise<unknown>;
};

/** A step of a stream: further rows in order, the current state, and whether the stream ends. */
export type Seen = {
  rows: { id: number; data: unknown }[];
  state: unknown;
  /** Whether more rows are available immediately. */
  hasMore?: boolean;
  end?: { data: unknown; retry?: number };
};
export type Followed = {
  /** Event names of rows and of the state. */
  events: { row: string; state: string };
  look: (ctx: Ctx, after: number) => Promise<Seen>;
  /** Waits until something may have changed; one second by default. */
  wait?: (patience: number) => Promise<void>;
};

const POLL_MS = SECOND_MS;
/** D1 allows a thousand queries per invocation: before that the client reconnects with Last-Event-ID. */
const LIFE_MS = 4 * MINUTE_MS;
/** How often the stream checks that its session has not ended. */
const CHECK_MS = 10 * SECOND_MS;

/** Streams rows and every change of the state, until the work, the session, the connection or the time limit ends. */
export async function follow(ctx: Ctx, sink: Sink, { events, look, wait }: Followed, after: number) {
  const ends = Date.now() + LIFE_MS;
  const fresh = { ...ctx, db: openDb("first-primary", ctx.actor.accountId) };
  let told = "";
  let checked = Date.now();
  while (!sink.aborted && Date.now() < ends) {
    if (Date.now() - checked >= CHECK_MS) {
      if (await hasActorEnded(ctx.actor)) return;
      checked = Date.now();
    }
    const { rows, state, hasMore, end } = await look(fresh, after);
    for (const { id, data } of rows) {
      after = id;
      await sink.writeSSE({ id: String(id), event: events.row, data: JSON.stringify(data) });
    }
    const said = JSON.stringify(state);
    if (state !== null && said !== told)
      await sink.writeSSE({ event: events.state, data: said, retry: POLL_MS });
    told = said;
    if (end) return sink.writeSSE({ event: "end", data: JSON.stringify(end.data), retry: end.retry });
    if (!hasMore) await (wait?.(CHECK_MS).catch(() => sink.sleep(POLL_MS)) ?? sink.sleep(POLL_MS));
  }
}
