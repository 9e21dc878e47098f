// Where the crash points of the built worker report. It counts them, and kills the worker at those that are armed.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Points that depend on the clock alone: no run can be relied on to reach them. They are killed where one does. */
export const isTimed = (point: string) => point.startsWith("RateLimiter.alarm");

export class Controller {
  address = "";
  /** How many times each point was reached. */
  readonly reached = new Map<string, number>();
  /** Kills to come: a point, and which time of its being reached. */
  readonly armed = new Set<string>();
  /** Points where the worker was killed although they were not armed: see `hunt`. */
  readonly unforeseen = new Set<string>();
  kill: () => void = () => {};
  /** Reports of a worker that is dead by now do not count. */
  isUp: () => boolean = () => false;
  #foreseen: ReadonlySet<string> | null = null;
  #server = createServer((request, response) => {
    this.#reach(decodeURIComponent(new URL(request.url!, "http://localhost").search.slice(1)), response);
  });

  listen = () =>
    new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
        resolve();
      });
    });

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset() {
    for (const stored of [this.reached, this.armed, this.unforeseen]) stored.clear();
    this.#foreseen = null;
  }

  /** Kills at a point the nth time that it is reached. */
  arm(point: string, time: number) {
    this.armed.add(`${point} #${time}`);
  }

  /** Kills also at every point that is not among these, once: at effects that only a recovery has, for example. */
  hunt(foreseen: Iterable<string>) {
    this.#foreseen = new Set(foreseen);
  }

  #reach(point: string, response: ServerResponse) {
    if (!this.isUp()) return;
    const times = (this.reached.get(point) ?? 0) + 1;
    this.reached.set(point, times);
    if (process.env.CRASH_LOG) console.log(`${point} #${times}`);
    // Nothing is answered: the worker never gets past this point.
    if (this.armed.delete(`${point} #${times}`)) return this.kill();
    if (this.#foreseen && !this.#foreseen.has(point) && !this.unforeseen.has(point)) {
      this.unforeseen.add(point);
      return this.kill();
    }
    response.end();
  }
}
