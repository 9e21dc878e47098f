import { and, eq, getTableColumns, ne, or, type SQL, sql } from "drizzle-orm";
import { owned, pageOf, type Statement } from "../../db/queries";
import { contentRevisions, contents } from "../../db/schema";
import type { ContentSnapshot, revisionCauses } from "../../db/schema/writer";
import type { PageRequest } from "../../db/cursors";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import type { RevisionParam } from "./revisions.schema";

export const MAX_REVISIONS = 50;
export type RevisionCause = (typeof revisionCauses)[number];

const snapshotFields = [
  "title",
  "slug",
  "content_html",
  "excerpt",
  "meta_title",
  "meta_description",
  "primary_keyword",
  "secondary_keywords",
  "tags",
  "categories",
  "word_count",
] as const satisfies (keyof ContentSnapshot)[];

const snapshotPairs = sql.join(
  snapshotFields.map((field) => {
    const column = contents[field];
    return sql`${sql.raw(`'${field}'`)}, ${column.dataType === "json" ? sql`json(${column})` : column}`;
  }),
  sql`, `,
);

/**
 * Stores the content items that match the condition as revisions. In a batch it precedes the statement that changes
 * them, with the same condition, and `deleteOldRevisionsStatement` follows.
 */
export const insertRevisionStatement = (
  { actor, db }: Ctx,
  where: SQL | undefined,
  cause: RevisionCause,
): Statement =>
  db.insert(contentRevisions).select(
    sql`select null, account_id, site_id, id, title, word_count, json_object(${snapshotPairs}), ${cause}, ${actor.userId},
        ${isoIn()} from ${contents} where ${where ?? sql`1`}`,
  );

/** Deletes all but the newest revisions of the content items that match the condition. */
export const deleteOldRevisionsStatement = ({ db }: Ctx, where: SQL | undefined): Statement =>
  db.delete(contentRevisions).where(
    sql`content_revisions.content_id in (select id from ${contents} where ${where ?? sql`1`})
      and content_revisions.id <= (select r.id from content_revisions r
        where r.content_id = content_revisions.content_id order by r.id desc limit 1 offset ${MAX_REVISIONS})`,
  );

/** Whether a change makes any difference to a content item. */
export function differsCondition(change: Partial<ContentSnapshot>): SQL {
  const differences = snapshotFields.flatMap((field) =>
    change[field] === undefined ? [] : [ne(contents[field], change[field])],
  );
  return or(...differences) ?? sql`0`;
}

const { account_id: _, site_id: __, ...columns } = getTableColumns(contentRevisions);
const { snapshot: ___, ...summaryColumns } = columns;

/** A page of a content item's revisions, newest first, without their contents. */
export async function listRevisions({ actor, db }: Ctx, contentId: number, query: PageRequest) {
  const where = and(owned(actor, contentRevisions), eq(contentRevisions.content_id, contentId));
  const order = { column: contentRevisions.id, direction: "desc" } as const;
  const page = await pageOf(db, { columns: summaryColumns, table: contentRevisions, where, order }, query);
  if (!page.count) await requireContent({ actor, db }, contentId);
  return page;
}

async function requireContent({ actor, db }: Pick<Ctx, "actor" | "db">, id: number) {
  const [content] = await db
    .select({ id: contents.id })
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, id)));
  if (!content) throw notFound("Content");
}

export async function getRevision({ actor, db }: Ctx, { id, revision_id }: RevisionParam) {
  const [revision] = await db
    .select(columns)
    .from(contentRevisions)
    .where(
      and(
        owned(actor, contentRevisions),
        eq(contentRevisions.content_id, id),
        eq(contentRevisions.id, revision_id),
      ),
    );
  if (!revision) throw notFound("Revision");
  return revision;
}
