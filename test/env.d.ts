/// <reference types="vite/client" />
declare namespace Cloudflare {
  interface Env {
    /** Of the cases that property tests try: PROPERTY_SEED=1 npm test tries others. */
    PROPERTY_SEED: string;
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
