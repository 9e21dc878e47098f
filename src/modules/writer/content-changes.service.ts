import { and, eq, sql } from "drizzle-orm";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { contents } from "../../db/schema";
import { GenerationError } from "../../generation/provider";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";

/** Part of D1's message when `requireChangeStatement` aborts a batch. */
export const NO_CHANGE_VIOLATION = "contents.title";

/** Aborts the batch if the previous statement matched no row: NOT NULL refuses this update. */
export const requireChangeStatement = ({ db }: Ctx, id: number): Statement =>
  db
    .update(contents)
    .set({ title: sql`null` })
    .where(and(eq(contents.id, id), sql`changes() = 0`));

/** The requested content items, which must be of one site, with the approximate tokens of their HTML. */
export async function loadContentsOfOneSite({ actor, db }: Ctx, ids: number[], field: string) {
  const found = await db
    .select({
      id: contents.id,
      title: contents.title,
      site_id: contents.site_id,
      tokens: sql<number>`(length(${contents.content_html}) + 3) / 4`,
    })
    .from(contents)
    .where(and(owned(actor, contents), isAnyOf(contents.id, ids)));
  const [first] = found;
  if (!first || found.length < ids.length) throw notFound("Content");
  const { site_id } = first;
  if (found.some((content) => content.site_id !== site_id))
    throw invalid(field, "The content items belong to several sites");
  return { site_id, found };
}

/** Turns the 404 of a deleted content item into the permanent failure of its job item. */
export function failIfContentDeleted(error: unknown): never {
  if (error instanceof ApiError && error.code === "NOT_FOUND")
    throw new GenerationError("The content item was deleted");
  throw error;
}
