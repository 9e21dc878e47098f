import { DurableObject } from "cloudflare:workers";
import type { Module } from "../lib/modules";

const WINDOW_MS = 60_000;
/** How soon what is over is looked for and forgotten. */
const SWEEP_MS = 60_000;
/** The share of what is left of a limit that is stored as spent before it is, so that one write serves several requests. */
const AHEAD = 1 / 8;
const CLOSED = "closed";
const MODULES = "modules";

/** What a token says of the session and user that it was issued to. */
export type Bearer = { sessionId: string; userId: number; version: number };
export type Admission = {
  allowed: boolean;
  /** The session was ended, the user changed or the account was closed after the token was issued. */
  revoked: boolean;
  remaining: number;
  /** Epoch seconds at which the oldest request of the window leaves it. */
  reset: number;
  /** The modules that the account has switched off. */
  modulesOff: Module[];
};
type Revocation = { until: number; version?: number };
/** `ahead` requests more than the hits are stored as spent. */
type Spent = { hits: number[]; ahead: number };
type ModulesOff = { names: Module[]; version: string };
type Kept = Spent | Revocation | ModulesOff | true;

/**
 * The door of one account (or one client address, or one tried e-mail): a sliding window per scope, exact to the
 * millisecond, which of its sessions have ended before their tokens expired, and which modules are off. One call a
 * request answers all of it.
 * After an eviction what was stored ahead counts as spent: it may then let in up to an eighth less, never more.
 */
export class RateLimiter extends DurableObject<Env> {
  #alarm: number | null | undefined;
  /** What was read of storage, or written to it: nobody else writes there. */
  #known = new Map<string, Kept | undefined>();

  async admit(scope: string, limit: number, bearer: Bearer | null = null): Promise<Admission> {
    const now = Date.now();
    if (this.#isClosed() || (bearer && this.#isRevoked(bearer)))
      return { allowed: false, revoked: true, remaining: 0, reset: 0, modulesOff: [] };
    const key = `spent:${scope}`;
    const spent = this.#spentOf(key, now);
    const allowed = spent.hits.length < limit;
    if (allowed) this.#spend(key, spent, limit, now);
    const remaining = limit - spent.hits.length;
    const reset = Math.ceil(((spent.hits[0] ?? now) + WINDOW_MS) / 1000);
    if (allowed) await this.#wakeBy(now + SWEEP_MS);
    return { allowed, revoked: false, remaining, reset, modulesOff: this.#modules() };
  }

  /** Refuses every token of the session until `until` (epoch ms), when the last of them has expired. */
  async revokeSession(sessionId: string, until: number): Promise<void> {
    this.#write(`session:${sessionId}`, { until });
    await this.#wakeBy(until);
  }

  /** Refuses the user's tokens that are older than `version`, until `until`. What was required stays required. */
  async requireVersion(userId: number, version: number, until: number): Promise<void> {
    const key = `user:${userId}`;
    const known = this.#read<Revocation>(key)?.version ?? 0;
    this.#write(key, { until, version: Math.max(known, version) });
    await this.#wakeBy(until);
  }

  /** Refuses everybody, whatever they hold, until `reopen`. */
  async close(): Promise<void> {
    this.#write(CLOSED, true);
  }

  async reopen(): Promise<void> {
    this.#forget(CLOSED);
  }

  /** Keeps which modules are off, as D1 has them since `version`. What is older than what is known changes nothing. */
  async switchOff(names: Module[], version: string): Promise<void> {
    const known = this.#read<ModulesOff>(MODULES);
    if (!known || known.version < version) this.#write(MODULES, { names, version });
  }

  async modulesOff(): Promise<Module[]> {
    return this.#modules();
  }

  override async alarm() {
    this.#alarm = null;
    const now = Date.now();
    let next = Infinity;
    const kept = Array.from(this.ctx.storage.kv.list<Kept>());
    for (const [key, value] of kept) {
      const ends = this.#endOf(key, value, now);
      if (ends <= now) this.#forget(key);
      else next = Math.min(next, ends);
    }
    for (const [key, value] of this.#known) if (value === undefined) this.#known.delete(key);
    if (next < Infinity) await this.#wakeBy(next);
    else if (!kept.some(([key]) => key === CLOSED || key === MODULES)) await this.ctx.storage.deleteAll();
  }

  #endOf(key: string, value: Kept, now: number): number {
    if (value === true || "names" in value) return Infinity;
    if ("hits" in value) return (this.#spentOf(key, now).hits.at(-1) ?? 0) + WINDOW_MS;
    return "until" in value ? value.until : 0;
  }

  /** What was spent in the last minute. What an evicted instance stored ahead is taken to be of now. */
  #spentOf(key: string, now: number): Spent {
    const isEvicted = !this.#known.has(key);
    const spent = this.#read<Spent>(key) ?? { hits: [], ahead: 0 };
    if (isEvicted && spent.ahead > 0) {
      spent.hits.push(...Array.from({ length: spent.ahead }, () => now));
      spent.ahead = 0;
      this.#write(key, spent);
    }
    spent.hits = spent.hits.filter((at) => at > now - WINDOW_MS);
    this.#known.set(key, spent);
    return spent;
  }

  #spend(key: string, spent: Spent, limit: number, now: number) {
    const left = limit - spent.hits.length;
    spent.hits.push(now);
    if (spent.ahead > 0) spent.ahead -= 1;
    else {
      spent.ahead = Math.ceil(left * AHEAD) - 1;
      this.#write(key, spent);
    }
  }

  #modules(): Module[] {
    return this.#read<ModulesOff>(MODULES)?.names ?? [];
  }

  #isClosed(): boolean {
    return this.#read(CLOSED) === true;
  }

  #isRevoked({ sessionId, userId, version }: Bearer): boolean {
    if (this.#read(`session:${sessionId}`)) return true;
    const user = this.#read<Revocation>(`user:${userId}`);
    return user?.version !== undefined && version < user.version;
  }

  #read<T extends Kept>(key: string): T | undefined {
    if (!this.#known.has(key)) this.#known.set(key, this.ctx.storage.kv.get<T>(key));
    return this.#known.get(key) as T | undefined;
  }

  #write(key: string, value: Kept) {
    this.#known.set(key, value);
    this.ctx.storage.kv.put(key, value);
  }

  #forget(key: string) {
    this.#known.delete(key);
    this.ctx.storage.kv.delete(key);
  }

  async #wakeBy(at: number) {
    this.#alarm ??= await this.ctx.storage.getAlarm();
    if (this.#alarm !== null && this.#alarm !== undefined && this.#alarm <= at && this.#alarm > Date.now())
      return;
    this.#alarm = at;
    await this.ctx.storage.setAlarm(at);
  }
}
