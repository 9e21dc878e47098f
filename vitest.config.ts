import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const testKey = (id: string) => `${id}:${Buffer.alloc(32, id).toString("base64url")}`;

export default defineConfig(async () => ({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations("./migrations"),
          ENVIRONMENT: "test",
          JWT_KEYS: `${testKey("new")},${testKey("old")}`,
          SEALING_KEYS: testKey("seal"),
          CORS_ORIGINS: "https://app.test",
        },
      },
    }),
  ],
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    maxWorkers: 1,
    restoreMocks: true,
    testTimeout: 20_000,
    silent: "passed-only" as const,
    globalSetup: ["./test/openai/global-setup.ts"],
    setupFiles: ["./test/setup.ts"],
  },
}));
