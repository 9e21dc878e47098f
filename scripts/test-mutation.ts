// Changes the code of one target in small ways, and tells which of the changes no test notices.
import { Stryker } from "@stryker-mutator/core";

const targets = {
  doors: {
    mutate: [
      "src/lib/{tokens,passwords,api-keys,keyring}.ts",
      "src/http/{guard,api-key,limits,idempotency}.ts",
      "src/durable/rate-limiter.ts",
      "src/modules/auth/revocation.ts",
    ],
    // Not all of these folders: what signs in a hundred times would take hours for these few changes more.
    tests: [
      "test/http/{api-keys,doors,etag,front,guard,guard-costs,idempotency,limits,replays,requests,spending}.test.ts",
      "test/auth/{ending,revocation,secrets,tokens}.test.ts",
      "test/api-keys/edges.test.ts",
      "test/rate-limiter.test.ts",
    ],
  },
  ledger: {
    mutate: ["src/modules/billing/{ledger,renewals}.service.ts", "src/modules/jobs/{items,jobs}.service.ts"],
    tests: ["test/{billing,jobs}/**/*.test.ts"],
  },
};

const name = process.argv[2] ?? "doors";
if (!Object.hasOwn(targets, name)) throw new Error(`A target is one of ${Object.keys(targets).join(", ")}`);
const { mutate, tests } = targets[name as keyof typeof targets];
// Files given after the target's name are changed instead of all of it.
const chosen = process.argv.slice(3);

process.env.MUTATION_TESTS = tests.join(" ");
await new Stryker({
  mutate: chosen.length ? chosen : mutate,
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 5,
  thresholds: { high: 90, low: 80, break: 80 },
  reporters: ["progress-append-only", "clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${name}.html` },
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
  // Rewriting it asks TypeScript for functions that version 7 has no more; nothing in it points outside.
  tsconfigFile: "none",
}).runMutationTest();
process.exit();
