import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { isViolation } from "../db/queries";
import { ApiError } from "../lib/errors";
import { log } from "../lib/log";
import type { AppEnv } from "./app-env";
import { addressLimiter, clientAddress, countRequest } from "./rate-limits";

/** Converts any thrown error to the error envelope. Unexpected errors are logged and not shown. */
export const onError: ErrorHandler<AppEnv> = async (error, c) => {
  if (error instanceof ApiError) return reply(c, error);
  if (error instanceof HTTPException && error.status < 500)
    return reply(
      c,
      new ApiError(error.status === 415 ? "UNSUPPORTED_MEDIA_TYPE" : "BAD_REQUEST", error.message),
    );
  // A referenced row was deleted while the request was handled.
  if (isViolation(error, "FOREIGN KEY constraint failed"))
    return reply(c, new ApiError("CONFLICT", "Something that this refers to has just been deleted"));
  log.error("request failed", {
    request_id: c.get("requestId"),
    method: c.req.method,
    path: c.req.path,
    error: error.message,
    stack: error.stack,
    cause: error.cause instanceof Error ? error.cause.message : undefined,
  });
  return reply(c, new ApiError("INTERNAL_ERROR"));
};

export const onNotFound: NotFoundHandler<AppEnv> = (c) => reply(c, new ApiError("NOT_FOUND"));

async function reply(c: Context<AppEnv>, refusal: ApiError) {
  const error = (await countRefusal(c)) ?? refusal;
  const { errors, facts, retryAfter } = error.more;
  if (retryAfter !== undefined || error.status === 503) c.header("Retry-After", String(retryAfter ?? 30));
  const envelope = { success: false, error: error.message, code: error.code, request_id: c.get("requestId") };
  return c.json({ ...envelope, ...facts, ...(errors && { errors }) }, error.status);
}

/** A request refused before its guard could count it counts against the client's address. */
async function countRefusal(c: Context<AppEnv>): Promise<ApiError | null> {
  if (c.get("rate") || !/^\/api\/v1(\/|$)/.test(c.req.path)) return null;
  try {
    await countRequest(c, addressLimiter(clientAddress(c)), { scope: "general" });
    return null;
  } catch (error) {
    return error instanceof ApiError ? error : null;
  }
}
