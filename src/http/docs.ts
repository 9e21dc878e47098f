import { env } from "cloudflare:workers";
import { swaggerUI } from "@hono/swagger-ui";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env";
import type { router } from "./router";

const bearer: Record<string, string[]> = { bearer: [] };
const session: Record<string, string[]> = { session: [] };

export const openApiInfo = {
  openapi: "3.1.0",
  info: {
    title: "IGNY8 API",
    version: "1.8.4",
    description:
      "Keywords become clusters, ideas, tasks and illustrated articles, published on the customer's site.",
    license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
  },
  servers: [{ url: "/" }],
  security: [bearer, session],
};

/** Scripts and styles come from this origin alone; both pages style themselves inline. */
const docsPolicy = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
      "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'",
  );
});

/** Serves the OpenAPI document and its two readers. The document is built once an isolate: it costs ~100 ms of CPU. */
export function serveDocs(app: ReturnType<typeof router>) {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "igny8_session",
  });
  let document: string | undefined;
  app.get("/api/schema", (c) => {
    document ??= JSON.stringify(withSlashes(app.getOpenAPI31Document(openApiInfo)));
    return c.body(document, 200, { "Content-Type": "application/json" });
  });
  app.use("/api/docs", docsPolicy);
  app.use("/api/redoc", docsPolicy);
  app.get("/api/docs", swaggerUI({ url: "/api/schema/", manuallySwaggerUIHtml: () => swaggerPage }));
  app.get("/api/redoc", (c) => c.html(redocPage));
  app.get("/api/assets/:file", (c) =>
    env.ASSETS.fetch(new URL(`/${c.req.param("file")}`, c.req.url)).then(
      (found) => new Response(found.body, found),
    ),
  );
}

// Hono drops a trailing slash before matching, so routes are declared without one; the public paths end in one.
const withSlashes = <D extends { paths?: object }>(doc: D) => ({
  ...doc,
  paths: Object.fromEntries(Object.entries(doc.paths ?? {}).map(([path, item]) => [`${path}/`, item])),
});

const swaggerPage = `<link rel="stylesheet" href="/api/assets/swagger-ui.css">
<div id="swagger-ui"></div>
<script src="/api/assets/swagger-ui-bundle.js"></script>
<script src="/api/assets/swagger-init.js"></script>`;

const redocPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>IGNY8 API</title><link rel="icon" href="data:,"></head>
<body style="margin:0"><div id="redoc"></div>
<script src="/api/assets/redoc.standalone.js"></script>
<script src="/api/assets/redoc-init.js"></script></body></html>`;
