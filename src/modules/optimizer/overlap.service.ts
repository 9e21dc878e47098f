import { and, eq, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { contents, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { invalid, notFound } from "../../lib/errors";
import { type Overlap, overlapGate } from "../../text/overlap/overlap";
import { isSamePage, toKeywordList, selectSubjectsStatements, toSubjects } from "../planner/overlap.service";
import type { OverlapQuery } from "./overlap.schema";

/** Pages of the site that a stored or planned content item would compete with. */
export const getOverlap = (ctx: Ctx, { content_id, site_id, title = "", keywords = [] }: OverlapQuery) =>
  content_id === undefined
    ? findSubjectOverlap(ctx, site_id ?? 0, { title, keywords })
    : findContentOverlap(ctx, content_id, site_id);

async function findContentOverlap(ctx: Ctx, id: number, siteId?: number): Promise<Overlap> {
  const { actor, db } = ctx;
  const [[content], ...pages] = await db.batch([
    db
      .select({
        title: contents.title,
        primary_keyword: contents.primary_keyword,
        secondary_keywords: contents.secondary_keywords,
      })
      .from(contents)
      .where(
        and(
          owned(actor, contents),
          eq(contents.id, id),
          siteId === undefined ? undefined : eq(contents.site_id, siteId),
        ),
      ),
    ...selectSubjectsStatements(ctx, sql`(select site_id from contents c where c.id = ${id})`),
  ]);
  if (!content) throw notFound("Content");
  const keywords = toKeywordList(content.primary_keyword, content.secondary_keywords);
  return overlapGate(toSubjects(...pages))(
    { title: content.title, keywords },
    isSamePage({ content_id: id }),
  );
}

async function findSubjectOverlap(ctx: Ctx, siteId: number, subject: { title: string; keywords: string[] }) {
  const { actor, db } = ctx;
  const [[site], ...pages] = await db.batch([
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId))),
    ...selectSubjectsStatements(ctx, siteId),
  ]);
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  return overlapGate(toSubjects(...pages))(subject);
}
