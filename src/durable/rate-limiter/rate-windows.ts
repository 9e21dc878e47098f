import type { ObjectStore } from "./object-store";

export const WINDOW_MS = 60_000;
/** More than so many requests of a scope in so long make a window busy. */
const BUSY = { requests: 10, ms: 1_000 };
/** The share of what remains that a busy window stores as spent in advance, and how long it may then be spent. */
const ADVANCE = { share: 1 / 8, ms: 1_000 };
const PREFIX = "hits:";

/** The requests of a window; how many more are stored as spent, and until when they may be. */
type Window = { hits: number[]; ahead: number; until: number };

export type Counted = {
  allowed: boolean;
  remaining: number;
  /** Epoch seconds at which the oldest request leaves the window. */
  reset: number;
  /** Whether the request had to be stored. */
  isStored: boolean;
};

/**
 * A sliding window per scope, exact to the millisecond: a log of times, not a counter. A request is stored before it is
 * answered. A busy window stores some that are yet to come, as of the latest moment at which they may, and a second later
 * their true times. So an instance that is lost lets in none too many; one that is lost within that second may leave its
 * successor an eighth of what remained the stricter, for a minute.
 */
export class RateWindows {
  readonly #store: ObjectStore;
  readonly #windows = new Map<string, Window>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Counts a request where the window of `limit` a minute has room for it. */
  count(scope: string, limit: number, now: number): Counted {
    const key = `${PREFIX}${scope}`;
    const window = this.#open(key, now);
    const allowed = window.hits.length < limit;
    const isStored = allowed && this.#add(key, window, limit, now);
    const remaining = Math.max(0, limit - window.hits.length);
    return { allowed, remaining, reset: Math.ceil(((window.hits[0] ?? now) + WINDOW_MS) / 1000), isStored };
  }

  /** When the stored log of a window ends; null for what is none. */
  endOf(key: string, value: unknown): number | null {
    if (!key.startsWith(PREFIX) || !Array.isArray(value)) return null;
    return Math.max(0, ...(value as number[])) + WINDOW_MS;
  }

  /** Drops what memory has of deleted windows. */
  forget(keys: readonly string[]): void {
    for (const key of keys) this.#windows.delete(key);
  }

  #open(key: string, now: number): Window {
    const window = this.#windows.get(key) ?? {
      hits: this.#store.get<number[]>(key) ?? [],
      ahead: 0,
      until: 0,
    };
    window.hits = window.hits.filter((at) => at > now - WINDOW_MS);
    this.#windows.set(key, window);
    return window;
  }

  /** Adds a request, and returns whether that had to be stored: what was stored in advance covers the others. */
  #add(key: string, window: Window, limit: number, now: number): boolean {
    window.hits.push(now);
    if (window.ahead > 0 && now <= window.until) {
      window.ahead -= 1;
      return false;
    }
    const isBusy = (window.hits.at(-1 - BUSY.requests) ?? 0) > now - BUSY.ms;
    const until = now + ADVANCE.ms;
    this.#write(key, window, isBusy ? Math.floor((limit - window.hits.length) * ADVANCE.share) : 0, until);
    if (window.ahead > 0) setTimeout(() => this.#settle(key, until), ADVANCE.ms);
    return true;
  }

  #write(key: string, window: Window, ahead: number, until: number) {
    Object.assign(window, { ahead, until });
    this.#store.put(key, [...window.hits, ...Array.from({ length: ahead }, () => until)]);
  }

  /** Stores the true times, where more than that is stored in advance and no later advance was made. */
  #settle(key: string, until: number) {
    const window = this.#windows.get(key);
    if (window && window.ahead > 0 && window.until === until) this.#write(key, window, 0, 0);
  }
}
