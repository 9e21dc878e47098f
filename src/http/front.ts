import { env } from "cloudflare:workers";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { listMissingSecrets } from "../lib/config";
import { ApiError } from "../lib/errors";
import { newId } from "../lib/ids";
import type { AppEnv } from "./app-env";

const MAX_BODY_BYTES = 1024 * 1024;

/** Uses the client's id if it is well-formed, so that client and server logs share it. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const given = c.req.header("X-Request-Id");
  c.set("requestId", given && /^[\w.:-]{8,128}$/.test(given) ? given : newId());
  await next();
  c.res.headers.set("X-Request-Id", c.get("requestId"));
});

/** Removes empty query parameters, as forms send them for unused filters: `?search=&status=new`. */
export const blanksDropped = createMiddleware<AppEnv>(async (c, next) => {
  const { url } = c.req;
  const at = url.indexOf("?");
  const given = at < 0 ? [] : url.slice(at + 1).split("&");
  const filled = given.filter((one) => /=./.test(one));
  if (filled.length < given.length)
    c.req.raw = new Request(`${url.slice(0, at + 1)}${filled.join("&")}`, c.req.raw);
  await next();
});

/** Bindings with all secrets, which do not change during an isolate's life. */
const complete = new WeakSet<Env>();

/** A deployment without its secrets refuses all requests. */
export const configured = createMiddleware<AppEnv>(async (c, next) => {
  if (complete.has(c.env)) return next();
  const missing = listMissingSecrets(c.env);
  if (missing.length)
    throw new ApiError("NOT_CONFIGURED", `The deployment is not configured: ${missing.join("; ")}`);
  complete.add(c.env);
  await next();
});

export const securityHeaders = secureHeaders({
  crossOriginResourcePolicy: "cross-origin",
  xFrameOptions: "DENY",
});

const allowedOrigins = env.CORS_ORIGINS.split(",")
  .map((origin) => origin.trim())
  .filter(Boolean);
const preflight = cors({
  origin: (origin) => (allowedOrigins.includes(origin) ? origin : null),
  allowHeaders: [
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "X-IGNY8-API-KEY",
    "X-Request-Id",
    "x-d1-bookmark",
  ],
  maxAge: 3600,
});
const exposed = [
  "Deprecation",
  "ETag",
  "Idempotent-Replayed",
  "Link",
  "Retry-After",
  "Sunset",
  "X-Request-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "x-d1-bookmark",
].join(",");

/** Sets headers on the finished response: setting them earlier makes Hono build and copy one. */
export const crossOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === "OPTIONS") return preflight(c, next);
  await next();
  const { headers } = c.res;
  headers.append("Vary", "Origin");
  const origin = c.req.header("Origin");
  if (origin === undefined || !allowedOrigins.includes(origin)) return;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", exposed);
});

const limited = (maxSize: number, words: string) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError("PAYLOAD_TOO_LARGE", `The body is larger than ${words}`);
    },
  });
const ordinary = limited(MAX_BODY_BYTES, "1 MiB");
const large = limited(25 * MAX_BODY_BYTES, "25 MiB");
const LIBRARY_IMPORT = /^\/api\/v1\/keywords-library\/import\/?$/;

/** 1 MiB; 25 MiB for the library import, which itself counts what it reads from a stream of unknown length. */
export const boundedBody = createMiddleware<AppEnv>((c, next) => {
  if (!LIBRARY_IMPORT.test(c.req.path)) return ordinary(c, next);
  // A request with an Idempotency-Key is read before it is handled.
  const whole = c.req.header("Content-Length") ?? c.req.header("Idempotency-Key");
  return whole === undefined ? next() : large(c, next);
});
