import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env";
import { guardWithKeys } from "./guard";
import { setPagePolicy } from "./page-policy";

const pagePolicy = createMiddleware<AppEnv>(async (c, next) => {
  setPagePolicy(c, "data:");
  await next();
});

/** For a page that the worker renders: a content security policy of its own, then the guard of a viewer. */
export const pageGuard = [pagePolicy, ...guardWithKeys("viewer")];
