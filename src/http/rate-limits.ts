import { env } from "cloudflare:workers";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Admission, SessionClaim } from "../lib/admission";
import { ApiError } from "../lib/errors";
import { log, errorMessage } from "../lib/log";
import type { AppEnv } from "./app-env";

/** Requests a minute, by scope. */
export const rateLimits = { ai: 60, content: 100, auth: 20, general: 300, media: 1_200 } as const;
export type Scope = keyof typeof rateLimits;

/** Scopes whose requests are refused, rather than carried out uncounted, while the limiter is unavailable. */
const strictScopes: readonly Scope[] = ["ai", "auth"];

export const accountLimiter = (accountId: number) => env.RATE_LIMITER.getByName(`account:${accountId}`);
export const addressLimiter = (address: string) => env.RATE_LIMITER.getByName(`address:${address}`);
export const emailLimiter = (digest: string) => env.RATE_LIMITER.getByName(`email:${digest}`);

/** The client's address as Cloudflare states it; a client cannot choose it. */
export const clientAddress = (c: Context<AppEnv>) => c.req.header("CF-Connecting-IP") ?? "unknown";

/** Sets the rate limit headers on the finished answer. */
export const rateLimitHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const rate = c.get("rate");
  if (!rate) return;
  const { headers } = c.res;
  headers.set("X-RateLimit-Limit", String(rate.limit));
  headers.set("X-RateLimit-Remaining", String(rate.remaining));
  headers.set("X-RateLimit-Reset", String(rate.reset));
});

type Limiter = ReturnType<typeof accountLimiter>;
type Counted = { scope: Scope; session?: SessionClaim | null };

/**
 * Counts one request of the scope. 429 where the window is full. Null where the limiter is unavailable and the scope may go
 * on without it; 503 where it may not.
 */
export async function countRequest(
  c: Context<AppEnv>,
  limiter: Limiter,
  { scope, session = null }: Counted,
): Promise<Admission | null> {
  const limit = rateLimits[scope];
  const admission = await limiter.admit(scope, limit, session).catch((error: unknown) => {
    log.error("rate limiter unavailable", {
      request_id: c.get("requestId"),
      scope,
      error: errorMessage(error),
    });
    return null;
  });
  const isRefused = !admission && strictScopes.includes(scope);
  c.set("rate", {
    limit,
    remaining: isRefused ? 0 : (admission?.remaining ?? limit),
    reset: admission?.reset || Math.ceil(Date.now() / 1000) + 60,
  });
  if (isRefused) throw new ApiError("UNAVAILABLE", "The rate limiter is unavailable", { retryAfter: 5 });
  if (!admission || admission.allowed || admission.revoked) return admission;
  const retryAfter = Math.max(1, admission.reset - Math.floor(Date.now() / 1000));
  throw new ApiError("RATE_LIMITED", undefined, { retryAfter });
}
