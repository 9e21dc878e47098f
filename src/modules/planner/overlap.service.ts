import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { reachableCondition } from "../../db/content-conditions";
import { owned } from "../../db/queries";
import { contentIdeas, contents, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { type Overlap, overlapGate, type SitePageSubject } from "../../text/overlap/overlap";
import type { Subject } from "../../text/overlap/topics";

/** A site with more pages, ideas or tasks is compared with its newest. */
const MAX_PAGES = 2000;

/** The ids of a page, which is not compared with itself. */
type PageIds = { content_id?: number | null; idea_id?: number | null; task_id?: number | null };

type SiteId = number | ReturnType<typeof sql>;

const selectContentsStatement = ({ actor, db }: Ctx, siteId: SiteId, filter?: SQL) =>
  db
    .select({
      content_id: contents.id,
      title: contents.title,
      primary_keyword: contents.primary_keyword,
      secondary_keywords: contents.secondary_keywords,
    })
    .from(contents)
    .where(and(owned(actor, contents), sql`${contents.site_id} = ${siteId}`, filter))
    .orderBy(desc(contents.id))
    .limit(MAX_PAGES);

/** Ideas without a content item. */
const selectIdeasStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
  db
    .select({
      idea_id: contentIdeas.id,
      title: contentIdeas.idea_title,
      keywords: contentIdeas.target_keywords,
      headings: contentIdeas.headings,
    })
    .from(contentIdeas)
    .where(
      and(
        owned(actor, contentIdeas),
        sql`${contentIdeas.site_id} = ${siteId}`,
        ne(contentIdeas.status, "completed"),
        eq(contentIdeas.disabled, false),
      ),
    )
    .orderBy(desc(contentIdeas.id))
    .limit(MAX_PAGES);

/** Queued tasks without an idea. */
const selectTasksStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
  db
    .select({ task_id: tasks.id, title: tasks.title, keywords: tasks.keywords, headings: tasks.headings })
    .from(tasks)
    .where(
      and(
        owned(actor, tasks),
        sql`${tasks.site_id} = ${siteId}`,
        eq(tasks.status, "queued"),
        isNull(tasks.idea_id),
      ),
    )
    .orderBy(desc(tasks.id))
    .limit(MAX_PAGES);

/** The statements whose results `toSubjects` reads, for a batch. */
export const selectSubjectsStatements = (ctx: Ctx, siteId: SiteId) =>
  [
    selectContentsStatement(ctx, siteId),
    selectIdeasStatement(ctx, siteId),
    selectTasksStatement(ctx, siteId),
  ] as const;

type Rows = {
  [N in 0 | 1 | 2]: Awaited<ReturnType<typeof selectSubjectsStatements>[N]>;
};

/** Existing and planned pages of the site, as compared. */
export const toSubjects = (written: Rows[0], planned: Rows[1], waiting: Rows[2]): SitePageSubject[] => [
  ...written.map(toPageSubject),
  ...planned,
  ...waiting,
];

const toPageSubject = ({ content_id, title, primary_keyword, secondary_keywords }: Rows[0][number]) => ({
  content_id,
  title,
  keywords: toKeywordList(primary_keyword, secondary_keywords),
});

/** The primary keyword, if any, and the secondary ones. */
export const toKeywordList = (primary: string, secondary: readonly string[]) =>
  primary ? [primary, ...secondary] : [];

async function loadSubjects(ctx: Ctx, siteId: number): Promise<SitePageSubject[]> {
  const [written, planned, waiting] = await ctx.db.batch([...selectSubjectsStatements(ctx, siteId)]);
  return toSubjects(written, planned, waiting);
}

/** Whether the page is the compared one. */
export const isSamePage = (ids: PageIds) => (page: SitePageSubject) =>
  (["content_id", "idea_id", "task_id"] as const).some((id) => page[id] && page[id] === ids[id]);

/** Pages of the site that the subject would compete with. */
export const findOverlap = async (ctx: Ctx, siteId: number, subject: Subject, ids: PageIds = {}) =>
  overlapGate(await loadSubjects(ctx, siteId))(subject, isSamePage(ids));

/** The same for several subjects, which are also compared with each other if the site has them. */
export async function findOverlaps<S extends Subject & PageIds>(
  ctx: Ctx,
  siteId: number,
  subjects: readonly S[],
) {
  const gate = overlapGate(await loadSubjects(ctx, siteId));
  return subjects
    .map((subject) => ({ subject, overlap: gate(subject, isSamePage(subject)) }))
    .filter(({ overlap }) => overlap.verdict !== "proceed");
}

type PublicationSubject = {
  id: number;
  site_id: number;
  title: string;
  primary_keyword: string;
  secondary_keywords: string[];
};

/** Pages reachable by readers that the content item would compete with. */
export async function findPublicationOverlap(ctx: Ctx, content: PublicationSubject): Promise<Overlap> {
  const { id, site_id, title, primary_keyword, secondary_keywords } = content;
  const reachable = (await selectContentsStatement(ctx, site_id, reachableCondition)).map(toPageSubject);
  const subject = { title, keywords: toKeywordList(primary_keyword, secondary_keywords) };
  return overlapGate(reachable)(subject, isSamePage({ content_id: id }));
}
