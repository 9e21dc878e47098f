import { accessSync, constants, statfsSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { dropRuntimeNoise } from "./test/runtime-noise.ts";

/** The runtime keeps its databases in temporary files. In memory they cost no disk writes. */
const MEMORY = "/dev/shm";
const MEMORY_BYTES = 2 ** 30;
function hasMemoryFiles(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= MEMORY_BYTES;
  } catch {
    return false;
  }
}
if (hasMemoryFiles()) process.env.TMPDIR = MEMORY;

// Wrangler misses the secrets of production, which the bindings below replace.
process.env.WRANGLER_LOG ??= "error";
dropRuntimeNoise();

const testKey = (id: string) => `${id}:${Buffer.alloc(32, id).toString("base64url")}`;
const APART = "test/databases/**/*.test.ts";
/** Files on disk are read: these run in Node. */
const IN_NODE = ["test/plugin/**/*.test.ts", "test/repository/**/*.test.ts"];

type Project = { name: string; include: string[]; exclude?: string[]; d1Databases?: string[] };

/** Tests in workerd, with the worker's own bindings, and with more databases where they are named. */
export const project = async ({ name, include, exclude = [], d1Databases = [] }: Project) => ({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        d1Databases,
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations("./migrations"),
          PROPERTY_SEED: process.env.PROPERTY_SEED ?? "20261125",
          ENVIRONMENT: "test",
          JWT_KEYS: `${testKey("new")},${testKey("old")}`,
          SEALING_KEYS: testKey("seal"),
          CORS_ORIGINS: "https://app.test",
        },
      },
    }),
  ],
  test: {
    name,
    include,
    exclude,
    isolate: false,
    restoreMocks: true,
    // For a machine of a quarter of the speed, busy with other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ["./test/openai/global-setup.ts"],
    setupFiles: ["./test/setup.ts"],
  },
});

/** What vitest reads of the whole alone, not of its projects. */
export const whole = { maxWorkers: 2, silent: "passed-only" as const };

export default defineConfig(async () => ({
  test: {
    ...whole,
    projects: [
      await project({ name: "worker", include: ["test/**/*.test.ts"], exclude: [APART, ...IN_NODE] }),
      { test: { name: "node", include: IN_NODE } },
      await project({ name: "databases", include: [APART], d1Databases: ["DB_1"] }),
    ],
  },
}));
