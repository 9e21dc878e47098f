import { callName } from "./bindings";
import type { Points } from "./points";
import { standIn } from "./stand-in";

/** The storage of a Durable Object. What `kv` writes is durable when the next awaited effect begins, or the event ends. */
export function wrapStorage(points: Points, storage: DurableObjectStorage): DurableObjectStorage {
  const { kv } = storage;
  const wrappedKv = standIn(
    "storage.kv",
    kv,
    {
      put: (key, value) => points.instant(`storage.kv.put ${wordOf(key)}`, () => kv.put(key, value)),
      delete: (key) => points.instant(`storage.kv.delete ${wordOf(key)}`, () => kv.delete(key)),
    },
    ["get", "list"],
  );
  return standIn(
    "storage",
    storage,
    {
      kv: wrappedKv,
      setAlarm: (time, options) => points.effect("storage.setAlarm", () => storage.setAlarm(time, options)),
      deleteAll: (options) => points.effect("storage.deleteAll", () => storage.deleteAll(options)),
    },
    ["getAlarm"],
  );
}

/** The fixed part of a key: ids follow a colon. */
const wordOf = (key: string) => key.split(":")[0]!;

type Handler = (...args: unknown[]) => Promise<unknown>;
type ObjectClass = new (ctx: DurableObjectState, env: Env) => object;

/** The class of a Durable Object with crash points in its storage, and an event for each call and alarm. */
export function wrapObject<C extends ObjectClass>(points: Points, shipped: C): C {
  const { name } = shipped;
  const handlers = Object.getOwnPropertyNames(shipped.prototype).filter((method) => method !== "constructor");
  // A mixin's constructor takes what its base takes.
  const Wrapped = class extends (shipped as unknown as ObjectClass) {
    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      // The runtime's own constructor accepts nothing but its own object, which is replaced once that is done.
      const storage = wrapStorage(points, ctx.storage);
      Object.defineProperty(this, "ctx", { value: standIn("ctx", ctx, { storage }) });
    }
  };
  for (const method of handlers) {
    const handle = (shipped.prototype as unknown as Record<string, Handler>)[method]!;
    Object.defineProperty(Wrapped.prototype, method, {
      value(this: unknown, ...args: unknown[]) {
        const work = async () => handle.apply(this, args);
        // The caller has the points around a call; nobody but the runtime calls the alarm.
        const isRedelivered = method === "alarm";
        return points.event(`${name}.${callName(method, args)}`, work, { isRedelivered });
      },
    });
  }
  return Wrapped as unknown as C;
}
