import { DurableObject } from "cloudflare:workers";

const WINDOW_MS = 60_000;
const CLOSED = "closed";

/** What a token says of the session and user that it was issued to. */
export type Bearer = { sessionId: string; userId: number; version: number };
export type Admission = {
  allowed: boolean;
  /** The session was ended, the user changed or the account was closed after the token was issued. */
  revoked: boolean;
  remaining: number;
  /** Epoch seconds at which the oldest request of the window leaves it. */
  reset: number;
};
type Revocation = { until: number; version?: number };
type Kept = number[] | Revocation | true;

/**
 * The door of one account (or one client address, or one tried e-mail): a sliding window per scope, exact to the
 * millisecond, and which of its sessions have ended before their tokens expired. One call a request answers both.
 */
export class RateLimiter extends DurableObject<Env> {
  #alarm: number | null | undefined;
  /** What was read of storage, or written to it: nobody else writes there. */
  #known = new Map<string, Kept | undefined>();

  async admit(scope: string, limit: number, bearer: Bearer | null = null): Promise<Admission> {
    const now = Date.now();
    if (this.#isClosed() || (bearer && this.#isRevoked(bearer)))
      return { allowed: false, revoked: true, remaining: 0, reset: 0 };
    const key = `hits:${scope}`;
    const hits = (this.#read<number[]>(key) ?? []).filter((at) => at > now - WINDOW_MS);
    const allowed = hits.length < limit;
    if (allowed) {
      hits.push(now);
      this.#write(key, hits);
      await this.#wakeBy(now + WINDOW_MS);
    }
    const oldest = hits[0] ?? now;
    const reset = Math.ceil((oldest + WINDOW_MS) / 1000);
    return { allowed, revoked: false, remaining: limit - hits.length, reset };
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
    this.#known.delete(CLOSED);
    this.ctx.storage.kv.delete(CLOSED);
  }

  override async alarm() {
    this.#alarm = null;
    this.#known.clear();
    const now = Date.now();
    let next = Infinity;
    for (const [key, value] of this.ctx.storage.kv.list<Kept>()) {
      if (value === true) continue;
      const ends = Array.isArray(value) ? (value.at(-1) ?? 0) + WINDOW_MS : value.until;
      if (ends <= now) this.ctx.storage.kv.delete(key);
      else next = Math.min(next, ends);
    }
    if (next < Infinity) await this.#wakeBy(next);
    else if (!this.#isClosed()) await this.ctx.storage.deleteAll();
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

  async #wakeBy(at: number) {
    this.#alarm ??= await this.ctx.storage.getAlarm();
    if (this.#alarm !== null && this.#alarm !== undefined && this.#alarm <= at && this.#alarm > Date.now())
      return;
    this.#alarm = at;
    await this.ctx.storage.setAlarm(at);
  }
}
