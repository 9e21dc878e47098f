import { findOwned } from "../../db/one";
import { and, eq, getTableColumns, inArray, or, sql } from "drizzle-orm";
import {
  isAnyOf,
  atomically,
  containsText,
  isViolation,
  missed,
  nextVersion,
  orderOf,
  owned,
  pageOf,
  unchanged,
} from "../../db/queries";
import { contents, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { toSlug } from "../../lib/slugs";
import { isoIn } from "../../lib/time";
import { countWords, sanitiseHtml, htmlToText } from "../../text/html/html";
import { requireSector } from "../sites/sites.service";
import { requireCluster } from "../planner/ideas.service";
import { checkContent } from "./content-issues";
import type { ContentBody, ContentChange, ContentQuery } from "./content.schema";
import { upsertOutlinksStatement } from "./outlinks";
import type { RevisionParam } from "./revisions.schema";
import {
  type RevisionCause,
  differsCondition,
  getRevision,
  insertRevisionStatement,
  deleteOldRevisionsStatement,
} from "./revisions.service";

const {
  account_id: _,
  remote_modified_at: _at,
  remote_digest: _digest,
  pushed_version: _pushed,
  publish_attempts: _attempts,
  ...columns
} = getTableColumns(contents);
const { content_html: __, ...summaryColumns } = columns;

// Ids increase with the time of creation, and the list's index ends in them.
const orders = {
  created_at: contents.id,
  updated_at: contents.updated_at,
  title: sql<string>`lower(${contents.title})`.as("title_order"),
  word_count: contents.word_count,
};

/** A page of content items without their HTML. */
export function listContents({ actor, db }: Ctx, query: ContentQuery) {
  const where = and(
    owned(actor, contents),
    query.site_id === undefined ? undefined : eq(contents.site_id, query.site_id),
    query.sector_id === undefined ? undefined : eq(contents.sector_id, query.sector_id),
    query.cluster_id === undefined ? undefined : eq(contents.cluster_id, query.cluster_id),
    query.status && eq(contents.status, query.status),
    query.status__in && isAnyOf(contents.status, query.status__in),
    query.site_status && eq(contents.site_status, query.site_status),
    query.search
      ? or(containsText(contents.title, query.search), containsText(contents.primary_keyword, query.search))
      : undefined,
  );
  return pageOf(
    db,
    { columns: summaryColumns, table: contents, where, order: orderOf(query.ordering, orders) },
    query,
  );
}

export const getContent = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: contents, name: "Content" }, id);

/** A content item written by hand. The slug defaults to one made of the title that is free on the site. */
export async function createContent(ctx: Ctx, input: ContentBody) {
  const { actor, db } = ctx;
  await requireSector(ctx, input.site_id, input.sector_id);
  if (input.cluster_id !== null) await requireCluster(ctx, input.sector_id, input.cluster_id);
  const html = sanitiseHtml(input.content_html ?? "");
  const slug = input.slug ?? freeSlugSubquery(input.site_id, input.title);
  try {
    const [[content]] = await db.batch([
      db
        .insert(contents)
        .values({
          ...input,
          slug,
          content_html: html,
          word_count: countWords(htmlToText(html)),
          account_id: actor.accountId,
        })
        .returning(columns),
      upsertOutlinksStatement(ctx, sql`${contents.id} = last_insert_rowid()`, html),
    ]);
    if (!content) throw new Error("INSERT … RETURNING returned no row");
    return content;
  } catch (error) {
    if (isViolation(error, "contents.slug"))
      throw invalid("slug", "The site already has a content item with this slug");
    throw error;
  }
}

/** The title's slug, with the first number that makes it free on the site: computed by the statement that writes it. */
export function freeSlugSubquery(siteId: number, title: string) {
  const base = toSlug(title, "article");
  const slug = sql`${base} || iif(n = 1, '', '-' || n)`;
  return sql<string>`(with recursive tried(n) as (select 1 union all select n + 1 from tried
      where exists (select 1 from contents c where c.site_id = ${siteId} and c.slug = ${slug}))
    select ${slug} from tried order by n desc limit 1)`;
}

/** Deletes the content item and its images; its task is queued again. */
export async function deleteContent({ actor, db }: Ctx, id: number) {
  const isOwn = and(owned(actor, contents), eq(contents.id, id));
  const [, deleted = []] = await atomically(db, [
    db
      .update(tasks)
      .set({ status: "queued", updated_at: isoIn() })
      .where(and(owned(actor, tasks), sql`${tasks.id} = (select task_id from ${contents} where ${isOwn})`)),
    db.delete(contents).where(isOwn).returning({ id: contents.id }),
  ]);
  if (!deleted.length) throw notFound("Content");
}

/** Updates the content item and checks it. Issues do not prevent the update. */
export async function updateContentWithIssues(ctx: Ctx, id: number, change: ContentChange) {
  const content = await updateContent(ctx, id, change);
  return { content, issues: checkContent(content) };
}

/**
 * HTML is sanitised and words are counted before storing. The previous state is stored as a revision if the change
 * makes a difference.
 */
export async function updateContent(
  ctx: Ctx,
  id: number,
  change: ContentChange,
  cause: RevisionCause = "edit",
) {
  const { actor, db } = ctx;
  const html = change.content_html === undefined ? undefined : sanitiseHtml(change.content_html);
  const body = html === undefined ? {} : { content_html: html, word_count: countWords(htmlToText(html)) };
  const after = { ...change, ...body };
  const isOwn = and(owned(actor, contents), eq(contents.id, id));
  const asRead = and(isOwn, unchanged(ctx, contents));
  const update = db.update(contents).set({ ...after, updated_at: nextVersion(contents) });
  try {
    const [, [updated] = []] = await atomically(db, [
      insertRevisionStatement(ctx, and(asRead, differsCondition(after)), cause),
      update.where(asRead).returning(columns),
      ...(html === undefined ? [] : [upsertOutlinksStatement(ctx, and(isOwn, sql`changes() > 0`), html)]),
      deleteOldRevisionsStatement(ctx, isOwn),
    ]);
    if (!updated) throw await missed(getContent(ctx, id));
    return updated as Awaited<ReturnType<typeof getContent>>;
  } catch (error) {
    if (isViolation(error, "contents.slug"))
      throw invalid("slug", "The site already has a content item with this slug");
    throw error;
  }
}

/** Restores a revision; the current state is stored first, so that this can be undone too. */
export async function restoreRevision(ctx: Ctx, ids: RevisionParam) {
  const { word_count: _, ...change } = (await getRevision(ctx, ids)).snapshot;
  return updateContent(ctx, ids.id, change, "restore");
}

/** Approves a draft or an item in review, and records the approver. Approving it again changes nothing. */
export async function approveContent(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const now = isoIn();
  const [approved] = await db
    .update(contents)
    .set({
      status: "approved",
      updated_at: now,
      // Content written by a person has no provenance until it is approved.
      provenance: sql`json_set(coalesce(provenance, json_object('provider', 'human', 'model', '', 'prompt_version', '',
        'note', null, 'generated_at', created_at)), '$.approved_by', ${actor.userId}, '$.approved_at', ${now})`,
    })
    .where(and(owned(actor, contents), eq(contents.id, id), inArray(contents.status, ["draft", "review"])))
    .returning(columns);
  if (approved) return approved;
  const content = await getContent(ctx, id);
  if (content.status !== "approved")
    throw new ApiError("CONFLICT", `The content item is already ${content.status}`);
  return content;
}
