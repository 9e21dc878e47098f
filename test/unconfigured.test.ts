import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";

it("answers everything with 503, naming what is missing, where the secrets are not set", async () => {
  vi.resetModules();
  const keys = env.JWT_KEYS;
  (env as any).JWT_KEYS = "";
  try {
    const { app } = await import("../src/app");
    for (const path of ["/api/v1/planner/keywords/", "/api/docs/", "/nowhere"]) {
      const response = await app.fetch(new Request(`https://api.test${path}`), env, createExecutionContext());
      expect(response.status).toBe(503);
      expect(response.headers.get("Retry-After")).not.toBeNull();
      expect(await response.json()).toMatchObject({
        code: "NOT_CONFIGURED",
        error: expect.stringContaining("JWT_KEYS is not set"),
      });
    }
  } finally {
    (env as any).JWT_KEYS = keys;
    vi.resetModules();
  }
});
