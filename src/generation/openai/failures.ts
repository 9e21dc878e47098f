import type * as openai from "openai";
import { GenerationError, RetryLater } from "../errors";
import type { ProviderSettings } from "../settings";

export type Sdk = typeof openai;

/** The longest that a queue message can wait. */
const LONGEST_WAIT_S = 12 * 3600;
const SECOND_MS = 1000;
const broken = /connection|network|disconnect|socket|terminated|reset/i;
const aborted = /^(?:AbortError|TimeoutError)$/;

/** What a thrown error means for the item: give up with a reason, or come again later. */
export function failureOf(error: unknown, sdk: Sdk, settings: ProviderSettings, model: string): unknown {
  if (error instanceof GenerationError || error instanceof RetryLater) return error;
  if (error instanceof sdk.APIConnectionTimeoutError || error instanceof sdk.APIUserAbortError)
    return new RetryLater("The model did not respond in time", "timeout");
  if (error instanceof sdk.APIConnectionError)
    return new RetryLater("The connection to the provider was lost", "connection");
  if (error instanceof sdk.APIError) return refusalOf(error, settings, model);
  if (!(error instanceof Error)) return error;
  if (aborted.test(error.name)) return new RetryLater("The model did not respond in time", "timeout");
  if (error instanceof SyntaxError)
    return new RetryLater("The provider's reply was cut off or is not JSON", "bad_reply");
  if (broken.test(error.message))
    return new RetryLater("The connection to the provider was lost", "connection");
  return error;
}

function refusalOf(error: openai.APIError, settings: ProviderSettings, model: string): Error {
  const { status, code, type } = error;
  const named = (...names: string[]) => names.some((name) => name === code || name === type);
  if (named("insufficient_quota", "billing_hard_limit_reached") || status === 402)
    return new GenerationError("The provider's account has no quota left", "insufficient_quota");
  if (status === 401 || status === 403)
    return new GenerationError(
      "The provider refuses the key: it is a wrong key, or has no right to this",
      "wrong_key",
    );
  if (status === 404)
    return new GenerationError(
      `The provider knows no model "${model}", or its base_url is wrong`,
      "unknown_model",
    );
  if (named("content_policy_violation", "moderation_blocked", "content_filter"))
    return new GenerationError("The provider's content filter refused the request", "content_filter");
  if (status === 429) return later(error, "The provider's rate limit is reached", "rate_limited");
  if (status === 408 || status === 409 || (status ?? 500) >= 500)
    return later(error, `The provider is unavailable (${status ?? "no status"})`, "unavailable");
  if (status! < 400) return new GenerationError("The provider's base_url redirects elsewhere", "redirected");
  return new GenerationError(
    `The provider refuses the request (${status}): ${said(error, settings)}`,
    "bad_request",
  );
}

function later(error: openai.APIError, message: string, code: string): Error {
  const seconds = waitOf(error.headers);
  return seconds > LONGEST_WAIT_S
    ? new GenerationError(`${message}, for longer than 12 hours`, code)
    : new RetryLater(message, code, seconds);
}

/** Seconds of Retry-After, in either of its forms, or of OpenAI's own header in milliseconds; 0 where there is none. */
export function waitOf(headers: Headers | undefined, now = Date.now()): number {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  const value = headers?.get("retry-after")?.trim() ?? "";
  const at = /^[\d.]+$/.test(value) ? now + Number(value) * SECOND_MS : Date.parse(value);
  const waits = [milliseconds / SECOND_MS, (at - now) / SECOND_MS].filter((wait) => wait > 0);
  return Math.ceil(Math.max(0, ...waits));
}

/** The provider's own words, short, and without the key should they repeat it. */
const said = (error: openai.APIError, { api_key }: ProviderSettings) =>
  (api_key ? error.message.replaceAll(api_key, "…") : error.message).replace(/\s+/g, " ").slice(0, 200);
