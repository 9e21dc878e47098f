import { openDb } from "../db";
import { hasActorEnded } from "../db/ended-sessions";
import type { Ctx } from "../db/context";
import { MINUTE_MS, SECOND_MS } from "../lib/time";

type Sink = {
  aborted: boolean;
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>;
  sleep(ms: number): Promise<unknown>;
};

/** What there is behind a row: more rows in their order, what all of it stands at, and whether nothing more will come. */
export type Seen = {
  rows: { id: number; data: unknown }[];
  state: unknown;
  /** Whether more rows are there already. */
  hasMore?: boolean;
  end?: { data: unknown; retry?: number };
};
export type Followed = {
  /** What a row is called, and what the state is. */
  events: { row: string; state: string };
  look: (ctx: Ctx, after: number) => Promise<Seen>;
  /** Until something may have changed; by default a second. */
  wait?: (patience: number) => Promise<void>;
};

const POLL_MS = SECOND_MS;
/** D1 answers a thousand queries an invocation: the client comes back with Last-Event-ID before that. */
const LIFE_MS = 4 * MINUTE_MS;
/** How often the stream asks whether the session that opened it still stands. */
const CHECK_MS = 10 * SECOND_MS;

/** Streams rows as they come, and the state at each change, until the end, the session's, the client's or the stream's own. */
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
