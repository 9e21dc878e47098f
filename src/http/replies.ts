import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { errorCodes } from "../lib/errors";
import type { AppEnv } from "./app-env";
import { type Page, type PagePosition, writeCursor } from "../db/cursors";

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

export const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { "application/json": { schema } },
});

const Message = z.string().optional();

export const ok = <S extends z.ZodType>(schema: S, description = "Success") =>
  json(z.strictObject({ success: z.literal(true), data: schema, message: Message }), description);

/** A body that may be missing: it defaults to an empty object. */
export const optionalBody = <S extends z.ZodType>(schema: S) => ({ ...body(schema), required: false });

/** A response that the reference shows without an envelope. */
export const bare = json;

export const page = <S extends z.ZodType>(schema: S) =>
  json(
    z.strictObject({
      count: z.int(),
      next: z.url().nullable(),
      previous: z.url().nullable(),
      results: z.array(schema),
    }),
    "One page of results",
  );

const ErrorReply = z
  .strictObject({
    success: z.literal(false),
    error: z.string(),
    code: z.enum(errorCodes).openapi("ErrorCode"),
    request_id: z.string(),
    errors: z.record(z.string(), z.array(z.string())).optional(),
    required: z.int().optional(),
    balance: z.int().optional(),
    limit: z.int().optional(),
    current: z.int().optional(),
    job_id: z.string().optional(),
    run_id: z.string().optional(),
  })
  .openapi("Error");

const refusal = (description: string) => json(ErrorReply, description);

/** Error responses of every operation. */
export const errors = {
  400: refusal("Bad request; invalid fields are listed in `errors`"),
  401: refusal("Authentication required"),
  403: refusal("Permission denied"),
  404: refusal("Not found"),
  409: refusal("Conflict with the current state"),
  412: refusal("Precondition failed: the object has changed since it was read"),
  413: refusal("The body is too large"),
  415: refusal("Unsupported media type"),
  422: refusal("The Idempotency-Key belongs to another request"),
  429: refusal("Rate limit exceeded"),
  500: refusal("Internal server error"),
  503: refusal("A required component is unavailable"),
} as const;

/** Error responses of operations that spend credits. */
export const spendingErrors = { ...errors, 402: refusal("Insufficient credits") } as const;

export const success = <T>(data: T, message?: string) => ({
  success: true as const,
  data,
  ...(message && { message }),
});

export function paginate<T>(c: Context<AppEnv>, { rows, count, next, previous }: Page<T>) {
  c.set("isPage", true);
  const link = (place: PagePosition | null) => {
    if (!place) return null;
    const url = new URL(c.req.url);
    url.searchParams.delete("page");
    url.searchParams.delete("cursor");
    if ("cursor" in place) url.searchParams.set("cursor", writeCursor(place.cursor));
    else url.searchParams.set("page", String(place.page));
    return url.href;
  };
  return { count, next: link(next), previous: link(previous), results: rows };
}
