// Where the built worker's crash points report. It counts them, kills the worker at those that are armed, and can make
// one fail or take its time.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export class Controller {
  readonly seen = new Map<string, number>();
  /** Claims of each item, by its id. */
  readonly claims = new Map<string, number>();
  /** What is still to be killed: a point and which time of its being reached. */
  readonly armed = new Set<string>();
  /** Calls of the provider that are to fail as a lost connection does. */
  failing = 0;
  /** How long the provider's next answers take, in ms. */
  slow: number[] = [];
  kill: () => void = () => {};
  /** What a worker reports that is dead by now does not count. */
  isUp: () => boolean = () => false;
  #server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url!, "http://localhost");
    this.#reached(pathname.slice(1), decodeURIComponent(search.slice(1)), response);
  });

  listen = () =>
    new Promise<string>((resolve) => {
      this.#server.listen(0, "127.0.0.1", () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`),
      );
    });
  close = () => {
    this.#server.closeAllConnections();
    this.#server.close();
  };

  forget() {
    for (const kept of [this.seen, this.claims, this.armed]) kept.clear();
    this.failing = 0;
    this.slow = [];
  }

  #reached(point: string, detail: string, response: ServerResponse) {
    if (!this.isUp()) return;
    const times = count(this.seen, point);
    if (point === "item-claimed") count(this.claims, detail);
    // Nothing is answered: the worker never gets past this point.
    if (this.armed.delete(`${point} ${times}`)) return this.kill();
    if (point === "provider-asked" && this.failing > 0) {
      this.failing--;
      return response.writeHead(503).end("Network connection lost.");
    }
    const wait = point === "provider-answered" ? (this.slow.shift() ?? 0) : 0;
    setTimeout(() => response.end(), wait);
  }
}

function count(kept: Map<string, number>, name: string): number {
  const times = (kept.get(name) ?? 0) + 1;
  kept.set(name, times);
  return times;
}
