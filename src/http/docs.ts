import { env } from "cloudflare:workers";
import { swaggerUI } from "@hono/swagger-ui";
import { createMiddleware } from "hono/factory";
import { ApiError } from "../lib/errors";
import { API_VERSION } from "../lib/version";
import type { AppEnv } from "./app-env";
import { completeDocument } from "./openapi";
import type { router } from "./router";

const bearer: Record<string, string[]> = { bearer: [] };
const session: Record<string, string[]> = { session: [] };
const apiKey: Record<string, string[]> = { apiKey: [] };

export const openApiInfo = {
  openapi: "3.1.0",
  info: {
    title: "IGNY8 API",
    version: API_VERSION,
    description: [
      "The API of the IGNY8 AI SEO content platform. Keywords become clusters, ideas, tasks and illustrated articles, published on the customer's site.",
      "Sign in with `POST /api/v1/auth/login/`. On this page its session cookie authenticates you; elsewhere, send its `access` token as `Authorization: Bearer`. Responses are `{success, data}`, lists are pages, and errors are `{success, error, code, request_id}`, with `errors` by field for invalid input.",
    ].join("\n\n"),
    license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
  },
  servers: [{ url: "/" }],
  security: [bearer, session, apiKey],
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

export const openApiDocument = (app: ReturnType<typeof router>) =>
  completeDocument(app.getOpenAPI31Document(openApiInfo));

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
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "apiKey",
    in: "header",
    name: "X-IGNY8-API-KEY",
    description:
      "The API key of a site, accepted by operations that list it. It can also be sent as `Authorization: ApiKey …`.",
  });
  let document: string | undefined;
  app.get("/api/schema", (c) => {
    document ??= JSON.stringify(openApiDocument(app));
    return c.body(document, 200, { "Content-Type": "application/json" });
  });
  app.use("/api/docs", docsPolicy);
  app.use("/api/redoc", docsPolicy);
  app.get(
    "/api/docs",
    swaggerUI({
      url: "/api/schema/",
      title: openApiInfo.info.title,
      manuallySwaggerUIHtml: () => swaggerBody,
    }),
  );
  app.get("/api/redoc", (c) => c.html(redocPage));
  app.get("/api/assets/:file", async (c) => {
    const found = await env.ASSETS.fetch(new URL(`/${c.req.param("file")}`, c.req.url), {
      headers: c.req.raw.headers,
    });
    if (found.status !== 200 && found.status !== 304) throw new ApiError("NOT_FOUND");
    const reply = new Response(found.body, found);
    reply.headers.set("Cache-Control", "public, max-age=86400");
    return reply;
  });
}

/** A reader: one element, which the scripts fill. */
const reader = (id: string, files: string[]) => `<link rel="icon" href="data:,"><style>${style}</style>
${files.map(styleTag).join("")}<div id="${id}"></div>
${files.map(scriptTag).join("")}`;

// Swagger UI would link the licence's name to another host.
const style = "body{margin:0}.swagger-ui .info{margin:2rem 0}.swagger-ui .info__license{display:none}";
const styleTag = (file: string) =>
  file.endsWith(".css") ? `<link rel="stylesheet" href="/api/assets/${file}">\n` : "";
const scriptTag = (file: string) =>
  file.endsWith(".js") ? `<script src="/api/assets/${file}"></script>\n` : "";

const swaggerBody = reader("swagger-ui", ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-init.js"]);
const redocPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${openApiInfo.info.title}</title></head>
<body>${reader("redoc", ["redoc.standalone.js", "redoc-init.js"])}</body></html>`;
