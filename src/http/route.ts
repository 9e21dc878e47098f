import { createRoute as declareRoute, type RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { z } from "zod";
import { optionalJsonBody, requiredJsonBody } from "./json-body";

/** What a middleware adds to the description of each route that it stands before. */
type Describes = { describes?: Record<string, unknown> };
type Middleware = MiddlewareHandler & Describes;
type Definition = Omit<RouteConfig, "path"> & { path: string; middleware: Middleware[] };

/**
 * Declares a route as `createRoute` of @hono/zod-openapi does. Its description also states what its middleware requires
 * (`x-required-role`, `x-rate-limit-scope`, `x-api-keys`), and its body is read before it is validated.
 */
export function createRoute<P extends string, const R extends Definition & { path: P }>(route: R) {
  const described = Object.assign({}, ...route.middleware.map(({ describes }) => describes));
  const middleware = [...route.middleware, ...bodyReaders(route)];
  return declareRoute<P, R>({ ...described, ...route, middleware });
}

/** What reads the body before it is validated. */
function bodyReaders({ request }: Definition): Middleware[] {
  const body = request?.body;
  if (!body) return [];
  if (body.required === false) return [optionalJsonBody];
  const content = body.content["application/json"];
  const schema = content && "schema" in content ? content.schema : undefined;
  return schema instanceof z.ZodType && schema.safeParse({}).success ? [requiredJsonBody] : [];
}
