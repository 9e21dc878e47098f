import { z } from "@hono/zod-openapi";
import { QueryCursor } from "./cursors";

const MAX_ID = Number.MAX_SAFE_INTEGER;
export const Id = z.int().positive().max(MAX_ID);
export const QueryId = z.coerce.number<string>().int().positive().max(MAX_ID);
export const IdParam = z.object({ id: QueryId });
export const JobId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "Not a job id");
export const JobIdParam = z.object({ id: JobId });

export const MAX_BULK = 100;
export const MAX_GENERATION = 50;
const unique = (ids: number[]) => [...new Set(ids)];
export const Ids = z.array(Id).min(1).max(MAX_BULK).transform(unique);
export const GenerationIds = z.array(Id).min(1).max(MAX_GENERATION).transform(unique);

export const Timestamp = z.iso.datetime();
export const QueryFlag = z.enum(["true", "false"]).transform((text) => text === "true");
export const QueryInt = z.coerce.number<string>().int().min(0).max(MAX_ID);

/** A line of text: control characters out, white space folded, trimmed. */
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
/** Running text: lines kept, other control characters out. */
export const Text = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").replace(/[^\P{Cc}\n\t]/gu, ""))
    .pipe(z.string().max(max));

/** The page of a list that has so few rows that none needs a cursor. */
export const NumberedPageQuery = z.strictObject({
  page: z.coerce.number<string>().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number<string>().int().min(1).max(100).default(20),
});
export type NumberedPageQuery = z.infer<typeof NumberedPageQuery>;

export const PageQuery = NumberedPageQuery.extend({ cursor: QueryCursor.optional() });
export type PageQuery = z.infer<typeof PageQuery>;
