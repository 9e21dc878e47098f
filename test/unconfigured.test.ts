import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { app } from "../src/app";

it.each([
  [{ JWT_KEYS: "" }, "JWT_KEYS is not set"],
  [{ SEALING_KEYS: "a:short" }, "SEALING_KEYS: key a is shorter than 32 bytes"],
])("the worker answers everything with 503, naming what is missing, with %j", async (lacking, message) => {
  for (const path of ["/api/v1/planner/keywords/", "/api/docs/", "/nowhere"]) {
    const request = new Request(`https://api.test${path}`);
    const response = await app.fetch(request, { ...env, ...lacking }, createExecutionContext());
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).not.toBeNull();
    expect(await response.json()).toMatchObject({
      code: "NOT_CONFIGURED",
      error: expect.stringContaining(message),
    });
  }
});
