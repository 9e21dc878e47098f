// Changes the code in small ways, one at a time, and tells which of the changes no test notices.
//   npm run test:mutation            the gates: what admits requests
//   npm run test:mutation -- ledger  what spends credits
//   npm run test:mutation -- guards  one part of either
import { Stryker } from "@stryker-mutator/core";

type Part = { mutate: string[]; tests: string[] };

/** Each with the tests that are about it alone: the whole suite, run for each change, would take days. */
const parts: Record<string, Part> = {
  secrets: {
    mutate: ["src/lib/{tokens,passwords,api-keys,keyring}.ts"],
    tests: ["test/auth/{secrets,tokens}.test.ts"],
  },
  guards: {
    mutate: [
      "src/http/{guard,authenticate,admit,authorise,request-context,api-key,rate-limits}.ts",
      "src/durable/{rate-limiter,rate-limiter/*}.ts",
    ],
    tests: [
      "test/http/{api-keys,doors,front,guard,guard-costs,limits,spending}.test.ts",
      "test/api-keys/edges.test.ts",
      "test/rate-limiter.test.ts",
      "test/system/modules.test.ts",
    ],
  },
  replays: { mutate: ["src/http/idempotency.ts"], tests: ["test/http/{idempotency,replays}.test.ts"] },
  endings: {
    mutate: ["src/modules/auth/session-revocation.ts"],
    tests: ["test/auth/{ending,revocation}.test.ts"],
  },
  credits: {
    mutate: ["src/modules/billing/{ledger,renewals}.service.ts", "src/modules/jobs/{items,jobs}.service.ts"],
    tests: ["test/{billing,jobs}/**/*.test.ts"],
  },
};
const targets: Record<string, string[]> = {
  gates: ["secrets", "guards", "replays", "endings"],
  ledger: ["credits"],
};

function options(name: string, { mutate }: Part) {
  return {
    mutate,
    testRunner: "vitest",
    vitest: { configFile: "vitest.mutation.config.ts", related: false },
    coverageAnalysis: "perTest" as const,
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
  };
}

const asked = process.argv[2] ?? "gates";
const names = targets[asked] ?? [asked];
for (const name of names) {
  const part = parts[name];
  if (!part)
    throw new Error(`No such target: ${name}. There are ${Object.keys({ ...targets, ...parts }).join(", ")}`);
  process.env.MUTATION_TESTS = part.tests.join(" ");
  // Sets the exit code where the score is too low.
  await new Stryker(options(name, part)).runMutationTest();
}
process.exit();
