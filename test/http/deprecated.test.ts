import { z } from "@hono/zod-openapi";
import { createRoute } from "../../src/http/route";
import { expect, it } from "vitest";
import { deprecated } from "../../src/http/deprecated";
import { requestId } from "../../src/http/front";
import { open } from "../../src/http/guard";
import { onError } from "../../src/http/on-error";
import { ok, success } from "../../src/http/replies";
import { router } from "../../src/http/router";

const facts = { since: "2026-11-01", sunset: "2027-05-01", successor: "/api/v1/new/" };

function anApp() {
  const app = router();
  app.onError(onError);
  app.use(requestId);
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/v1/old",
      middleware: [deprecated(facts), ...open()],
      request: { query: z.object({ n: z.coerce.number<string>().optional() }) },
      responses: { 200: ok(z.null()) },
    }),
    (c) => c.json(success(null), 200),
  );
  return app;
}

it("a deprecated route says since when, until when, and what takes its place, whatever it answers", async () => {
  for (const [path, status] of [
    ["/api/v1/old/", 200],
    ["/api/v1/old/?n=x", 400],
  ] as const) {
    const reply = await anApp().request(path);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("Deprecation")).toBe(`@${Date.UTC(2026, 10, 1) / 1000}`);
    expect(reply.headers.get("Sunset")).toBe("Sat, 01 May 2027 00:00:00 GMT");
    expect(reply.headers.get("Link")).toBe('</api/v1/new/>; rel="successor-version"');
  }
});

it("a deprecated route is marked as deprecated in the document, beside what its guard adds", () => {
  const document: any = anApp().getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
  });
  expect(document.paths["/api/v1/old"].get).toMatchObject({
    deprecated: true,
    "x-required-role": "public",
    "x-rate-limit-scope": "general",
  });
});
