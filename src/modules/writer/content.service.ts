import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { anyOf, isViolation, owned, pageOf } from "../../db/queries";
import { contents } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { countWords, sanitiseHtml, textOf } from "../../text/html";
import type { ContentChange, ContentQuery } from "./content.schema";

const { account_id: _, ...columns } = getTableColumns(contents);
const { content_html: __, ...summaryColumns } = columns;

/** A page of contents, without their HTML. */
export function listContents({ actor, db }: Ctx, q: ContentQuery) {
  const where = and(
    owned(actor, contents),
    q.site_id === undefined ? undefined : eq(contents.site_id, q.site_id),
    q.sector_id === undefined ? undefined : eq(contents.sector_id, q.sector_id),
    q.cluster_id === undefined ? undefined : eq(contents.cluster_id, q.cluster_id),
    q.status && eq(contents.status, q.status),
    q.status__in && anyOf(contents.status, q.status__in),
    q.site_status && eq(contents.site_status, q.site_status),
  );
  const query = db.select(summaryColumns).from(contents).where(where).orderBy(desc(contents.id));
  return pageOf(db, query.$dynamic(), { table: contents, where }, q);
}

export async function getContent({ actor, db }: Ctx, id: number) {
  const [content] = await db
    .select(columns)
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, id)));
  if (!content) throw notFound("Content");
  return content;
}

/** HTML is sanitised and its words counted before it is stored. */
export async function updateContent({ actor, db }: Ctx, id: number, change: ContentChange) {
  const html = change.content_html === undefined ? undefined : sanitiseHtml(change.content_html);
  const body = html === undefined ? {} : { content_html: html, word_count: countWords(textOf(html)) };
  try {
    const [content] = await db
      .update(contents)
      .set({ ...change, ...body, updated_at: isoIn() })
      .where(and(owned(actor, contents), eq(contents.id, id)))
      .returning(columns);
    if (!content) throw notFound("Content");
    return content;
  } catch (error) {
    if (isViolation(error, "contents.slug")) throw invalid("slug", "The site has a content with this slug");
    throw error;
  }
}

/** Approves content in review, and says who did. Approving it again changes nothing. */
export async function approveContent(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const now = isoIn();
  const [approved] = await db
    .update(contents)
    .set({
      status: "approved",
      updated_at: now,
      provenance: sql`json_set(coalesce(provenance, '{}'), '$.approved_by', ${actor.userId}, '$.approved_at', ${now})`,
    })
    .where(and(owned(actor, contents), eq(contents.id, id), inArray(contents.status, ["draft", "review"])))
    .returning(columns);
  if (approved) return approved;
  const content = await getContent(ctx, id);
  if (content.status !== "approved")
    throw new ApiError("CONFLICT", `The content is ${content.status} already`);
  return content;
}
