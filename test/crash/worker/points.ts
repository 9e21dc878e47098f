import { AsyncLocalStorage } from "node:async_hooks";

/** Reports that the worker is at a crash point. The report of a point where the worker is killed is never answered. */
export type Report = (point: string) => Promise<void>;

export type Points = {
  /**
   * Handles an event. Its name begins the name of every point that is reached meanwhile. An event that the runtime
   * delivers again has a point at its begin and at its end.
   */
  event<T>(name: string, work: () => Promise<T>, options?: { isRedelivered?: boolean }): Promise<T>;
  /** Performs an effect that is awaited, with a point before and after it. */
  effect<T>(name: string, work: () => Promise<T>): Promise<T>;
  /**
   * Performs an effect that returns at once, such as `kv.put` or `ack`. Nothing can be awaited here: the point after it
   * is reported before the event goes on to its next effect or its end. The point before it is the previous point,
   * because nothing durable happens between the two.
   */
  instant<T>(name: string, work: () => T): T;
};

type Event = { name: string; unreported: string[] };

export function createPoints(report: Report): Points {
  const events = new AsyncLocalStorage<Event>();

  async function reach(point: string | null, event = events.getStore()) {
    const name = (one: string) => (event ? `${event.name}: ${one}` : one);
    for (;;) {
      const instant = event?.unreported.shift();
      if (instant === undefined) break;
      await report(name(instant));
    }
    if (point !== null) await report(name(point));
  }

  return {
    event: (name, work, { isRedelivered = false } = {}) =>
      events.run({ name, unreported: [] }, async () => {
        if (isRedelivered) await reach("begin");
        const result = await work();
        await reach(isRedelivered ? "end" : null);
        return result;
      }),
    async effect(name, work) {
      await reach(`before ${name}`);
      const result = await work();
      await reach(`after ${name}`);
      return result;
    },
    instant(name, work) {
      const result = work();
      events.getStore()?.unreported.push(`after ${name}`);
      return result;
    },
  };
}
