import { DurableObject } from "cloudflare:workers";
import type { Module } from "../lib/modules";

const WINDOW_MS = 60_000;
const CLOSED = "closed";
const MODULES = "modules";
/** What is no log of times and no revocation, and stays. */
const lasting = [CLOSED, MODULES];

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
type ModulesOff = { names: Module[]; version: string };

/**
 * The door of one account (or one client address, or one tried e-mail): a sliding window per scope, exact to the
 * millisecond, which of its sessions have ended before their tokens expired, and which modules are off. One call a
 * request answers all of it.
 */
export class RateLimiter extends DurableObject<Env> {
  #alarm: number | null | undefined;

  async admit(scope: string, limit: number, bearer: Bearer | null = null): Promise<Admission> {
    const now = Date.now();
    if (this.#isClosed() || (bearer && this.#isRevoked(bearer)))
      return { allowed: false, revoked: true, remaining: 0, reset: 0, modulesOff: [] };
    const key = `hits:${scope}`;
    const hits = (this.ctx.storage.kv.get<number[]>(key) ?? []).filter((at) => at > now - WINDOW_MS);
    const allowed = hits.length < limit;
    if (allowed) {
      hits.push(now);
      this.ctx.storage.kv.put(key, hits);
      await this.#wakeBy(now + WINDOW_MS);
    }
    const oldest = hits[0] ?? now;
    const reset = Math.ceil((oldest + WINDOW_MS) / 1000);
    const modulesOff = await this.modulesOff();
    return { allowed, revoked: false, remaining: limit - hits.length, reset, modulesOff };
  }

  /** Refuses every token of the session until `until` (epoch ms), when the last of them has expired. */
  async revokeSession(sessionId: string, until: number): Promise<void> {
    this.ctx.storage.kv.put<Revocation>(`session:${sessionId}`, { until });
    await this.#wakeBy(until);
  }

  /** Refuses the user's tokens that are older than `version`, until `until`. What was required stays required. */
  async requireVersion(userId: number, version: number, until: number): Promise<void> {
    const key = `user:${userId}`;
    const known = this.ctx.storage.kv.get<Revocation>(key)?.version ?? 0;
    this.ctx.storage.kv.put<Revocation>(key, { until, version: Math.max(known, version) });
    await this.#wakeBy(until);
  }

  /** Refuses everybody, whatever they hold, until `reopen`. */
  async close(): Promise<void> {
    this.ctx.storage.kv.put(CLOSED, true);
  }

  async reopen(): Promise<void> {
    this.ctx.storage.kv.delete(CLOSED);
  }

  /** Keeps which modules are off, as D1 has them since `version`. What is older than what is known changes nothing. */
  async switchOff(names: Module[], version: string): Promise<void> {
    const known = this.ctx.storage.kv.get<ModulesOff>(MODULES);
    if (!known || known.version < version) this.ctx.storage.kv.put<ModulesOff>(MODULES, { names, version });
  }

  async modulesOff(): Promise<Module[]> {
    return this.ctx.storage.kv.get<ModulesOff>(MODULES)?.names ?? [];
  }

  override async alarm() {
    this.#alarm = null;
    const now = Date.now();
    let next = Infinity;
    let stays = false;
    for (const [key, value] of this.ctx.storage.kv.list<number[] | Revocation>()) {
      if (lasting.includes(key)) {
        stays = true;
        continue;
      }
      const ends = Array.isArray(value) ? (value.at(-1) ?? 0) + WINDOW_MS : value.until;
      if (ends <= now) this.ctx.storage.kv.delete(key);
      else next = Math.min(next, ends);
    }
    if (next < Infinity) await this.#wakeBy(next);
    else if (!stays) await this.ctx.storage.deleteAll();
  }

  #isClosed(): boolean {
    return this.ctx.storage.kv.get(CLOSED) === true;
  }

  #isRevoked({ sessionId, userId, version }: Bearer): boolean {
    if (this.ctx.storage.kv.get(`session:${sessionId}`)) return true;
    const user = this.ctx.storage.kv.get<Revocation>(`user:${userId}`);
    return user?.version !== undefined && version < user.version;
  }

  async #wakeBy(at: number) {
    this.#alarm ??= await this.ctx.storage.getAlarm();
    if (this.#alarm !== null && this.#alarm !== undefined && this.#alarm <= at && this.#alarm > Date.now())
      return;
    this.#alarm = at;
    await this.ctx.storage.setAlarm(at);
  }
}
