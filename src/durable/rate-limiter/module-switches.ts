import type { Module } from "../../lib/modules";
import type { ObjectStore } from "./object-store";

const KEY = "modules";
type ModulesOff = { names: Module[]; version: string };

/** Which modules the account has switched off: lasts, and follows D1. */
export class ModuleSwitches {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  get off(): Module[] {
    return this.#store.get<ModulesOff>(KEY)?.names ?? [];
  }

  /** Stores which modules are off, as D1 has them since `version`. An older version than the known one changes nothing. */
  set(names: Module[], version: string): void {
    const known = this.#store.get<ModulesOff>(KEY);
    if (!known || known.version < version) this.#store.put(KEY, { names, version });
  }
}
