import { z } from "@hono/zod-openapi";
import { readCursor } from "../db/cursors";

const MAX_ID = Number.MAX_SAFE_INTEGER;
export const Id = z.int().positive().max(MAX_ID);
/** An integer in a path, query or header: digits only, so neither a blank nor `1e3` is accepted. */
export const wholeNumber = (minimum: number, maximum = MAX_ID) =>
  z
    .string()
    .regex(/^-?\d{1,16}$/, "Not a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .openapi({ type: "integer", minimum, maximum });
/** The same, with a default. */
export const wholeNumberOr = (fallback: number, minimum: number, maximum: number) =>
  wholeNumber(minimum, maximum)
    .default(fallback)
    .openapi({ type: "integer", minimum, maximum, default: fallback });
export const QueryId = wholeNumber(1);
export const IdParam = z.object({ id: QueryId });
export const JobId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "Not a job id");
export const JobIdParam = z.object({ id: JobId });

export const MAX_BULK = 100;
const MAX_GENERATION = 50;
const unique = (ids: number[]) => [...new Set(ids)];
export const Ids = z.array(Id).min(1).max(MAX_BULK).transform(unique);
export const GenerationIds = z.array(Id).min(1).max(MAX_GENERATION).transform(unique);

export const Timestamp = z.iso.datetime();
export const QueryFlag = z.enum(["true", "false"]).transform((text) => text === "true");
export const QueryInt = wholeNumber(0);

/** A single line of text: control characters removed, white space collapsed, trimmed. */
export const Line = (max: number, min = 1) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\p{Cc}\s]+/gu, " ")
        .trim(),
    )
    .pipe(z.string().min(min).max(max));
/** Multi-line text: line breaks kept, other control characters removed. */
export const Text = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").replace(/[^\P{Cc}\n\t]/gu, ""))
    .pipe(z.string().max(max));

/** Base64url of the longest order value (200 characters of three bytes) with the rest of a cursor. */
const MAX_CURSOR = 1_000;

const QueryCursor = z
  .string()
  .max(MAX_CURSOR)
  .transform((text, ctx) => {
    const cursor = readCursor(text);
    if (cursor) return cursor;
    ctx.addIssue("Not a cursor: take it from `next` or `previous`");
    return z.NEVER;
  })
  .openapi({
    type: "string",
    maxLength: MAX_CURSOR,
    description:
      "A position in the list, as `next` and `previous` contain it from the tenth page on. It reads no row before " +
      "that position, and neither misses nor repeats rows when others are added or deleted. It belongs to one list and " +
      "ordering; `page_size` and the filters may change. `page` is ignored beside it. A page by cursor links by cursor " +
      "in both directions, and past the last row it is empty rather than 404.",
  });

/** Paging of lists that are too short to need a cursor. */
export const NumberedPageQuery = z.strictObject({
  page: wholeNumberOr(1, 1, 1_000_000),
  page_size: wholeNumberOr(20, 1, 100),
});

export const PageQuery = NumberedPageQuery.extend({ cursor: QueryCursor.optional() });
