import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
export default defineConfig({
  plugins: [
    cloudflareTest({
      miniflare: { compatibilityDate: "2026-10-23", modulesRules: [{ type: "Data", include: ["**/*.ttf"] }] },
    }),
  ],
  test: { isolate: false, maxWorkers: 1 },
});
