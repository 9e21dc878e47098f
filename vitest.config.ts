import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig(async () => ({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { bindings: { TEST_MIGRATIONS: await readD1Migrations("./migrations") } },
    }),
  ],
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    maxWorkers: 1,
    restoreMocks: true,
    setupFiles: ["./test/setup.ts"],
  },
}));
