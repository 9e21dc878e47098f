import { DurableObject } from "cloudflare:workers";
import type { Admission, SessionClaim } from "../lib/admission";
import type { Module } from "../lib/modules";
import { AddressClaim } from "./rate-limiter/address-claim";
import { ModuleSwitches } from "./rate-limiter/module-switches";
import { ObjectStore } from "./rate-limiter/object-store";
import { RateWindows } from "./rate-limiter/rate-windows";
import { Revocations } from "./rate-limiter/revocations";

/** How soon an unused window is deleted. */
const SWEEP_MS = 60_000;

/**
 * What every request asks, once: one object for each account, client address and tried e-mail. It counts the request, and
 * knows which sessions have ended, whether the account is closed and which modules are off.
 */
export class RateLimiter extends DurableObject<Env> {
  readonly #store = new ObjectStore(this.ctx.storage);
  readonly #windows = new RateWindows(this.#store);
  readonly #revocations = new Revocations(this.#store);
  readonly #modules = new ModuleSwitches(this.#store);
  readonly #address = new AddressClaim(this.#store);

  /** Counts a request of the scope against `limit` a minute, unless its session has ended or the account is closed. */
  async admit(scope: string, limit: number, session: SessionClaim | null = null): Promise<Admission> {
    const now = Date.now();
    if (this.#revocations.isAccountClosed || (session && this.#revocations.isRevoked(session)))
      return { allowed: false, revoked: true, remaining: 0, reset: 0, modulesOff: [] };
    // Before anything is awaited: other requests may come in meanwhile.
    const { isStored, ...counted } = this.#windows.count(scope, limit, now);
    const modulesOff = this.#modules.off;
    if (isStored) await this.#store.wakeBy(now + SWEEP_MS);
    return { ...counted, revoked: false, modulesOff };
  }

  async claim(shard: number): Promise<boolean> {
    return this.#address.claim(shard);
  }

  async revokeSession(sessionId: string, until: number): Promise<void> {
    await this.#revocations.revokeSession(sessionId, until);
  }

  async requireVersion(userId: number, version: number, until: number): Promise<void> {
    await this.#revocations.requireVersion(userId, version, until);
  }

  async close(): Promise<void> {
    this.#revocations.closeAccount();
  }

  async reopen(): Promise<void> {
    this.#revocations.reopenAccount();
  }

  async switchOff(names: Module[], version: string): Promise<void> {
    this.#modules.set(names, version);
  }

  async modulesOff(): Promise<Module[]> {
    return this.#modules.off;
  }

  override async alarm(): Promise<void> {
    const parts = [this.#windows, this.#revocations, this.#address];
    const deleted = await this.#store.sweep((key, value) => {
      for (const part of parts) {
        const ends = part.endOf(key, value);
        if (ends !== null) return ends;
      }
      return null;
    });
    this.#windows.forget(deleted);
  }
}
