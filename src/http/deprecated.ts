import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env";

type Deprecation = {
  /** The day from which on it is deprecated, and the day on which it may be gone: YYYY-MM-DD, UTC. */
  since: string;
  sunset: string;
  /** The path that takes its place, or how it is made of the request's own. */
  successor: string | ((path: string) => string);
};

/**
 * Says on every answer of a route that it is deprecated, until when, and what takes its place (RFC 9745, RFC 8594).
 * It stands before the guard: `middleware: [deprecated({…}), ...guard("viewer")]`.
 */
export const deprecated = ({ since, sunset, successor }: Deprecation) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      c.header("Deprecation", `@${Date.parse(since) / 1000}`);
      c.header("Sunset", new Date(sunset).toUTCString());
      const path = typeof successor === "string" ? successor : successor(new URL(c.req.url).pathname);
      c.header("Link", `<${path}>; rel="successor-version"`);
      await next();
    }),
    { describes: { deprecated: true } },
  );
