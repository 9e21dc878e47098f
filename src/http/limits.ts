import { env } from "cloudflare:workers";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Admission, Bearer } from "../durable/rate-limiter";
import { ApiError } from "../lib/errors";
import { log, reasonOf } from "../lib/log";
import type { AppEnv } from "./app-env";

/** Requests a minute. */
export const limits = { ai: 60, content: 100, auth: 20, general: 300, media: 1_200 } as const;
export type Scope = keyof typeof limits;

/** Refused rather than let through uncounted when the limiter itself is away. */
const strict: readonly Scope[] = ["ai", "auth"];

export const accountDoor = (accountId: number) => env.RATE_LIMITER.getByName(`account:${accountId}`);
export const addressDoor = (address: string) => env.RATE_LIMITER.getByName(`address:${address}`);
export const emailDoor = (digest: string) => env.RATE_LIMITER.getByName(`email:${digest}`);

/** Set by Cloudflare; a client cannot choose it. */
export const clientAddress = (c: Context<AppEnv>) => c.req.header("CF-Connecting-IP") ?? "unknown";

/** Says on the finished answer how many requests are left. */
export const rateLimitHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const rate = c.get("rate");
  if (!rate) return;
  const { headers } = c.res;
  headers.set("X-RateLimit-Limit", String(rate.limit));
  headers.set("X-RateLimit-Remaining", String(rate.remaining));
  headers.set("X-RateLimit-Reset", String(rate.reset));
});

type Door = ReturnType<typeof accountDoor>;

/** Spends one request of the scope and says so in the headers; null where the limiter is away and may be. */
export async function spend(
  c: Context<AppEnv>,
  door: Door,
  scope: Scope,
  bearer: Bearer | null = null,
): Promise<Admission | null> {
  const limit = limits[scope];
  const admission = await door.admit(scope, limit, bearer).catch((error: unknown) => {
    log.error("limiter away", { request_id: c.get("requestId"), scope, error: reasonOf(error) });
    return null;
  });
  const isShut = !admission && strict.includes(scope);
  c.set("rate", {
    limit,
    remaining: isShut ? 0 : (admission?.remaining ?? limit),
    reset: admission?.reset || Math.ceil(Date.now() / 1000) + 60,
  });
  if (isShut) throw new ApiError("UNAVAILABLE", "The rate limiter is away", { retryAfter: 5 });
  if (!admission || admission.allowed || admission.revoked) return admission;
  const retryAfter = Math.max(1, admission.reset - Math.floor(Date.now() / 1000));
  throw new ApiError("RATE_LIMITED", undefined, { retryAfter });
}
