import { createMiddleware } from "hono/factory";
import { ApiError, invalid } from "../lib/errors";
import type { AppEnv } from "./app-env";

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** For bodies that may be left out: none is an empty object, and one that would not be read is refused. */
export const optionalBodyRead = createMiddleware<AppEnv>(async (c, next) => {
  const text = await c.req.text();
  if (text === "") Object.assign(c.req.bodyCache, { text: Promise.resolve("{}") });
  else if (!JSON_TYPE.test(c.req.header("Content-Type") ?? "")) throw new ApiError("UNSUPPORTED_MEDIA_TYPE");
  await next();
});

/** For bodies of which every field may be left out: one that is not there at all was forgotten. */
export const bodyThere = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header("Content-Type") === undefined && (await c.req.text()) === "")
    throw invalid("body", "A JSON object is required");
  await next();
});
