import { DurableObject } from "cloudflare:workers";
import type { Admission, SessionClaim } from "../lib/admission";
import type { Module } from "../lib/modules";

const WINDOW_MS = 60_000;
/** How soon what is over is looked for and forgotten. */
const SWEEP_MS = 60_000;
/** A door is busy with more than so many requests of a scope in so long. */
const BUSY = 10;
const BUSY_MS = 1_000;
/** The share of what is left that a busy door stores as spent before it is, and how long it may then be spent. */
const AHEAD = 1 / 8;
const AHEAD_MS = 1_000;
const CLAIM = "claim";
const CLOSED = "closed";
const MODULES = "modules";
/** What is no log of times and no revocation, and stays. */
const lasting = [CLOSED, MODULES];

type Claim = { until: number; home: number };
type Revocation = { until: number; version?: number };
type ModulesOff = { names: Module[]; version: string };
type Kept = number[] | Revocation | ModulesOff | true | Claim;
/** What was spent of a scope, and how much more of it is stored as spent, at a moment yet to come. */
type Spent = { hits: number[]; ahead: number; until: number };

/**
 * The door of one account (or one client address, or one tried e-mail): a sliding window per scope, exact to the
 * millisecond, which of its sessions have ended before their tokens expired, and which modules are off. One call a
 * request answers all of it.
 *
 * A request is stored before it is answered. A busy door stores some that are yet to come, as of the latest moment at
 * which they may, and a second later what came of them. So an instance that is lost lets in none too many; one that is
 * lost within that second may leave its successor an eighth of what was left the stricter, for a minute.
 */
export class RateLimiter extends DurableObject<Env> {
  #alarm: number | null | undefined;
  /** What storage holds: nobody else writes there. */
  #kept = new Map(this.ctx.storage.kv.list<Kept>());
  #spent = new Map<string, Spent>();

  async admit(scope: string, limit: number, bearer: SessionClaim | null = null): Promise<Admission> {
    const now = Date.now();
    if (this.#isClosed() || (bearer && this.#isRevoked(bearer)))
      return { allowed: false, revoked: true, remaining: 0, reset: 0, modulesOff: [] };
    const key = `hits:${scope}`;
    const spent = this.#spentOf(key, now);
    const allowed = spent.hits.length < limit;
    const isStored = allowed && this.#spend(key, spent, limit, now);
    // Before anything is waited for: others may come in meanwhile.
    const remaining = Math.max(0, limit - spent.hits.length);
    const reset = Math.ceil(((spent.hits[0] ?? now) + WINDOW_MS) / 1000);
    const modulesOff = this.#modulesOff();
    if (isStored) await this.#wakeBy(now + SWEEP_MS);
    return { allowed, revoked: false, remaining, reset, modulesOff };
  }

  /** Keeps this address for one database, told by one of its ids, for a minute: false where another has it. */
  async claim(home: number): Promise<boolean> {
    const now = Date.now();
    const held = this.#read<Claim>(CLAIM);
    if (held && held.until > now && held.home !== home) return false;
    this.#keep(CLAIM, { home, until: now + WINDOW_MS });
    await this.#wakeBy(now + WINDOW_MS);
    return true;
  }

  /** Refuses every token of the session until `until` (epoch ms), when the last of them has expired. */
  async revokeSession(sessionId: string, until: number): Promise<void> {
    this.#keep(`session:${sessionId}`, { until });
    await this.#wakeBy(until);
  }

  /** Refuses the user's tokens that are older than `version`, until `until`. What was required stays required. */
  async requireVersion(userId: number, version: number, until: number): Promise<void> {
    const key = `user:${userId}`;
    const known = this.#read<Revocation>(key)?.version ?? 0;
    this.#keep(key, { until, version: Math.max(known, version) });
    await this.#wakeBy(until);
  }

  /** Refuses everybody, whatever they hold, until `reopen`. */
  async close(): Promise<void> {
    this.#keep(CLOSED, true);
  }

  async reopen(): Promise<void> {
    this.#forget(CLOSED);
  }

  /** Keeps which modules are off, as D1 has them since `version`. What is older than what is known changes nothing. */
  async switchOff(names: Module[], version: string): Promise<void> {
    const known = this.#read<ModulesOff>(MODULES);
    if (!known || known.version < version) this.#keep(MODULES, { names, version });
  }

  async modulesOff(): Promise<Module[]> {
    return this.#modulesOff();
  }

  override async alarm() {
    this.#alarm = null;
    const now = Date.now();
    let next = Infinity;
    let stays = false;
    for (const [key, value] of this.#kept) {
      if (lasting.includes(key)) {
        stays = true;
        continue;
      }
      const ends = endOf(value);
      if (ends <= now) this.#forget(key);
      else next = Math.min(next, ends);
    }
    if (next < Infinity) await this.#wakeBy(next);
    else if (!stays) await this.ctx.storage.deleteAll();
  }

  /** What was spent in the last minute. */
  #spentOf(key: string, now: number): Spent {
    const spent = this.#spent.get(key) ?? { hits: this.#read<number[]>(key) ?? [], ahead: 0, until: 0 };
    spent.hits = spent.hits.filter((at) => at > now - WINDOW_MS);
    this.#spent.set(key, spent);
    return spent;
  }

  /** Spends one, and says whether that had to be stored: what was stored ahead covers the others. */
  #spend(key: string, spent: Spent, limit: number, now: number): boolean {
    spent.hits.push(now);
    if (spent.ahead > 0 && now <= spent.until) {
      spent.ahead -= 1;
      return false;
    }
    const isBusy = (spent.hits.at(-1 - BUSY) ?? 0) > now - BUSY_MS;
    const until = now + AHEAD_MS;
    this.#store(key, spent, isBusy ? Math.floor((limit - spent.hits.length) * AHEAD) : 0, until);
    if (spent.ahead > 0) setTimeout(() => this.#settle(key, until), AHEAD_MS);
    return true;
  }

  #store(key: string, spent: Spent, ahead: number, until: number) {
    Object.assign(spent, { ahead, until });
    this.#keep(key, [...spent.hits, ...Array.from({ length: ahead }, () => until)]);
  }

  /** Stores what was spent as it was, where more than that is stored and no later one has been since. */
  #settle(key: string, until: number) {
    const spent = this.#spent.get(key);
    if (spent && spent.ahead > 0 && spent.until === until) this.#store(key, spent, 0, 0);
  }

  #isClosed(): boolean {
    return this.#kept.has(CLOSED);
  }

  #isRevoked({ sessionId, userId, version }: SessionClaim): boolean {
    if (this.#kept.has(`session:${sessionId}`)) return true;
    const user = this.#read<Revocation>(`user:${userId}`);
    return user?.version !== undefined && version < user.version;
  }

  #modulesOff(): Module[] {
    return this.#read<ModulesOff>(MODULES)?.names ?? [];
  }

  #read<T extends Kept>(key: string): T | undefined {
    return this.#kept.get(key) as T | undefined;
  }

  #keep(key: string, value: Kept) {
    this.ctx.storage.kv.put(key, value);
    this.#kept.set(key, value);
  }

  #forget(key: string) {
    this.ctx.storage.kv.delete(key);
    this.#kept.delete(key);
    this.#spent.delete(key);
  }

  async #wakeBy(at: number) {
    this.#alarm ??= await this.ctx.storage.getAlarm();
    if (this.#alarm !== null && this.#alarm !== undefined && this.#alarm <= at && this.#alarm > Date.now())
      return;
    this.#alarm = at;
    await this.ctx.storage.setAlarm(at);
  }
}

/** When a log of times, or a revocation, is over. */
function endOf(value: Kept): number {
  if (Array.isArray(value)) return Math.max(0, ...value) + WINDOW_MS;
  return value !== true && "until" in value ? value.until : 0;
}
