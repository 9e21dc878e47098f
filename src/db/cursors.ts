import { z } from "zod";

const Parts = z.tuple([
  z.string(),
  z.enum(["after", "before"]),
  z.union([z.string(), z.number(), z.null()]),
  z.int(),
]);

/** A position in an ordered list, right after or before the row of this order value and id. */
export type Cursor = {
  ordering: string;
  side: "after" | "before";
  value: string | number | null;
  id: number;
};

/** Which page of a list is requested. `cursor`, where given, takes precedence over `page`, which counts from 1. */
export type PageRequest = { page: number; page_size: number; cursor?: Cursor | undefined };
/** The same for lists too short to need a cursor. */
export type NumberedPageRequest = Omit<PageRequest, "cursor">;

/** The position of a neighbouring page. */
export type PagePosition = { page: number } | { cursor: Cursor };
export type Page<T> = {
  rows: T[];
  count: number;
  next: PagePosition | null;
  previous: PagePosition | null;
};

export const writeCursor = ({ ordering, side, value, id }: Cursor) =>
  Buffer.from(JSON.stringify([ordering, side, value, id])).toString("base64url");

/** Parses what `writeCursor` wrote; null for any other text. */
export function readCursor(text: string): Cursor | null {
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
