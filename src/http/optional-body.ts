import { createMiddleware } from "hono/factory";
import { ApiError } from "../lib/errors";
import type { AppEnv } from "./app-env";

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** For bodies that may be left out: none is an empty object, and one that would not be read is refused. */
export const optionalBodyRead = createMiddleware<AppEnv>(async (c, next) => {
  const text = await c.req.text();
  if (text === "") Object.assign(c.req.bodyCache, { text: Promise.resolve("{}") });
  else if (!JSON_TYPE.test(c.req.header("Content-Type") ?? "")) throw new ApiError("UNSUPPORTED_MEDIA_TYPE");
  await next();
});
