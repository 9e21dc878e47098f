import type { SessionClaim } from "../../lib/admission";
import type { ObjectStore } from "./object-store";

const CLOSED = "closed";
type Revocation = { until: number; version?: number };
const sessionKey = (sessionId: string) => `session:${sessionId}`;
const userKey = (userId: number) => `user:${userId}`;

/** Which access tokens are no longer good before they expire: of ended sessions, of changed users, of a closed account. */
export class Revocations {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  get isAccountClosed(): boolean {
    return this.#store.has(CLOSED);
  }

  isRevoked({ sessionId, userId, version }: SessionClaim): boolean {
    if (this.#store.has(sessionKey(sessionId))) return true;
    const user = this.#store.get<Revocation>(userKey(userId));
    return user?.version !== undefined && version < user.version;
  }

  /** Refuses every token of the session until `until` (epoch ms), when the last of them has expired. */
  async revokeSession(sessionId: string, until: number): Promise<void> {
    this.#store.put(sessionKey(sessionId), { until });
    await this.#store.wakeBy(until);
  }

  /** Refuses the user's tokens that are older than `version`, until `until`. A higher requirement stays. */
  async requireVersion(userId: number, version: number, until: number): Promise<void> {
    const known = this.#store.get<Revocation>(userKey(userId))?.version ?? 0;
    this.#store.put(userKey(userId), { until, version: Math.max(known, version) });
    await this.#store.wakeBy(until);
  }

  /** Refuses everybody, whatever they hold, until `reopenAccount`. */
  closeAccount(): void {
    this.#store.put(CLOSED, true);
  }

  reopenAccount(): void {
    this.#store.delete(CLOSED);
  }

  /** When a revocation ends; null for what is none, or lasts. */
  endOf(key: string, value: unknown): number | null {
    return key.startsWith("session:") || key.startsWith("user:") ? (value as Revocation).until : null;
  }
}
