/**
 * The object's storage, with all of it in memory: nobody else writes there. What is stored under a key has an end, after
 * which an alarm deletes it, or lasts.
 */
export class ObjectStore {
  readonly #storage: DurableObjectStorage;
  readonly #entries: Map<string, unknown>;
  #alarm: number | null | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#entries = new Map(storage.kv.list());
  }

  get<T>(key: string): T | undefined {
    return this.#entries.get(key) as T | undefined;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  put(key: string, value: unknown): void {
    this.#storage.kv.put(key, value);
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#storage.kv.delete(key);
    this.#entries.delete(key);
  }

  /** Makes sure that the alarm rings at `at` (epoch ms) or earlier. */
  async wakeBy(at: number): Promise<void> {
    this.#alarm ??= await this.#storage.getAlarm();
    if (this.#alarm !== null && this.#alarm <= at && this.#alarm > Date.now()) return;
    this.#alarm = at;
    await this.#storage.setAlarm(at);
  }

  /**
   * From the alarm: deletes what has ended by `endOf` (epoch ms; null for what lasts), and sets the alarm for what ends next.
   * Where nothing remains, the object's storage goes.
   */
  async sweep(endOf: (key: string, value: unknown) => number | null): Promise<string[]> {
    this.#alarm = null;
    const now = Date.now();
    const deleted: string[] = [];
    let next = Infinity;
    for (const [key, value] of this.#entries) {
      const ends = endOf(key, value);
      if (ends === null) continue;
      if (ends > now) next = Math.min(next, ends);
      else deleted.push(key);
    }
    for (const key of deleted) this.delete(key);
    if (next < Infinity) await this.wakeBy(next);
    else if (!this.#entries.size) await this.#storage.deleteAll();
    return deleted;
  }
}
