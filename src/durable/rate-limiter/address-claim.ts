import type { ObjectStore } from "./object-store";

const KEY = "claim";
const CLAIM_MS = 60_000;
type Claim = { until: number; home: number };

/** Reserves an e-mail address for one shard while it is looked for in the others. */
export class AddressClaim {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Reserves the address for a shard, named by one of its ids, for a minute; false where another shard has it. */
  async claim(shard: number): Promise<boolean> {
    const now = Date.now();
    const held = this.#store.get<Claim>(KEY);
    if (held && held.until > now && held.home !== shard) return false;
    this.#store.put(KEY, { home: shard, until: now + CLAIM_MS });
    await this.#store.wakeBy(now + CLAIM_MS);
    return true;
  }

  endOf(key: string, value: unknown): number | null {
    return key === KEY ? (value as Claim).until : null;
  }
}
