import { createMiddleware } from "hono/factory";
import { ApiError, invalid } from "../lib/errors";
import type { AppEnv } from "./app-env";

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** For a body that may be missing: a missing one is an empty object, and one of another type is refused. */
export const optionalJsonBody = createMiddleware<AppEnv>(async (c, next) => {
  const text = await c.req.text();
  if (text === "") Object.assign(c.req.bodyCache, { text: Promise.resolve("{}") });
  else if (!JSON_TYPE.test(c.req.header("Content-Type") ?? "")) throw new ApiError("UNSUPPORTED_MEDIA_TYPE");
  await next();
});

/** For a body whose every field is optional: a body that is missing altogether is an error. */
export const requiredJsonBody = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header("Content-Type") === undefined && (await c.req.text()) === "")
    throw invalid("body", "A JSON object is required");
  await next();
});
