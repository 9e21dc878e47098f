import { z } from "@hono/zod-openapi";

/** Base64url of the longest order value: 200 characters of three bytes, and what stands around it. */
const MAX_CURSOR = 1_000;

const Parts = z.tuple([
  z.string(),
  z.enum(["after", "before"]),
  z.union([z.string(), z.number(), z.null()]),
  z.int(),
]);

/** A place in an ordered list, right after or before the row of this order value and id. */
export type Cursor = {
  ordering: string;
  side: "after" | "before";
  value: string | number | null;
  id: number;
};

/** Where a neighbouring page is found. */
export type Place = { page: number } | { cursor: Cursor };
export type Page<T> = { rows: T[]; count: number; next: Place | null; previous: Place | null };

export const writeCursor = ({ ordering, side, value, id }: Cursor) =>
  Buffer.from(JSON.stringify([ordering, side, value, id])).toString("base64url");

function readCursor(text: string): Cursor | null {
  try {
    const [ordering, side, value, id] = Parts.parse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    const cursor = { ordering, side, value, id };
    return writeCursor(cursor) === text ? cursor : null;
  } catch {
    return null;
  }
}

export const QueryCursor = z
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
      "A place in the list, as `next` and `previous` hold it from the tenth page on: take it from there. " +
      "It reads no row before that place, and misses or repeats none when rows come and go. It belongs to one " +
      "list and ordering; `page_size` and the filters may change. `page` beside it is not looked at. " +
      "A page by cursor links by cursor both ways, and past the last row it is empty rather than 404.",
  });
