import { findOwned } from "../../db/one";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import {
  atomically,
  isViolation,
  missed,
  nextVersion,
  orderOf,
  owned,
  ownedAmong,
  pageOf,
  unchanged,
} from "../../db/queries";
import { clusters, contentIdeas, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { requireSector } from "../sites/sites.service";
import type { IdeaBody, IdeaChange, IdeaQuery } from "./ideas.schema";
import { findOverlap, findOverlaps } from "./overlap.service";

const { account_id: _, title_key: __, ...columns } = getTableColumns(contentIdeas);

/** Normalises titles for uniqueness: ignores case, punctuation and spacing. */
export const toIdeaTitleKey = (title: string) =>
  title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export function listIdeas({ actor, db }: Ctx, query: IdeaQuery) {
  const where = and(
    owned(actor, contentIdeas),
    query.site_id === undefined ? undefined : eq(contentIdeas.site_id, query.site_id),
    query.sector_id === undefined ? undefined : eq(contentIdeas.sector_id, query.sector_id),
    query.cluster_id === undefined ? undefined : eq(contentIdeas.cluster_id, query.cluster_id),
    query.status && eq(contentIdeas.status, query.status),
    query.disabled === undefined ? undefined : eq(contentIdeas.disabled, query.disabled),
    query.search ? sql`instr(${contentIdeas.title_key}, ${toIdeaTitleKey(query.search)}) > 0` : undefined,
  );
  const order = orderOf(query.ordering, {
    idea_title: contentIdeas.title_key,
    created_at: contentIdeas.created_at,
    estimated_word_count: contentIdeas.estimated_word_count,
  });
  return pageOf(db, { columns, table: contentIdeas, where, order }, query);
}

export async function createIdea(ctx: Ctx, input: IdeaBody) {
  const { actor, db } = ctx;
  await requireSector(ctx, input.site_id, input.sector_id);
  if (input.cluster_id !== null) await requireCluster(ctx, input.sector_id, input.cluster_id);
  try {
    const idea = await db
      .insert(contentIdeas)
      .values({ ...input, title_key: toIdeaTitleKey(input.idea_title), account_id: actor.accountId })
      .returning(columns)
      .get();
    return { ...idea, overlap: await findIdeaOverlap(ctx, idea) };
  } catch (error) {
    throw isViolation(error, "content_ideas.title_key") ? titleTakenError() : error;
  }
}

type ComparedIdea = Pick<
  typeof contentIdeas.$inferSelect,
  "id" | "idea_title" | "target_keywords" | "headings"
>;

const toIdeaSubject = ({ id, idea_title, target_keywords, headings }: ComparedIdea) => ({
  idea_id: id,
  title: idea_title,
  keywords: target_keywords,
  headings,
});

const findIdeaOverlap = (ctx: Ctx, idea: ComparedIdea & { site_id: number }) =>
  findOverlap(ctx, idea.site_id, toIdeaSubject(idea), { idea_id: idea.id });

const titleTakenError = () =>
  new ApiError("DUPLICATE", undefined, {
    errors: { idea_title: ["The site already has an idea with this title"] },
  });

export const getIdea = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: contentIdeas, name: "Content idea" }, id);

export async function updateIdea(ctx: Ctx, id: number, change: IdeaChange) {
  const { actor, db } = ctx;
  const key = change.idea_title === undefined ? {} : { title_key: toIdeaTitleKey(change.idea_title) };
  const cluster = change.cluster_id ?? null;
  if (cluster !== null) await requireCluster(ctx, (await getIdea(ctx, id)).sector_id, cluster);
  try {
    const [idea] = await db
      .update(contentIdeas)
      .set({ ...change, ...key, updated_at: nextVersion(contentIdeas) })
      .where(and(owned(actor, contentIdeas), eq(contentIdeas.id, id), unchanged(ctx, contentIdeas)))
      .returning(columns);
    if (!idea) throw await missed(getIdea(ctx, id));
    return idea;
  } catch (error) {
    throw isViolation(error, "content_ideas.title_key") ? titleTakenError() : error;
  }
}

/** Its task and content item, if any, stay. */
export async function deleteIdea({ actor, db }: Ctx, id: number) {
  const deleted = await db
    .delete(contentIdeas)
    .where(and(owned(actor, contentIdeas), eq(contentIdeas.id, id)))
    .returning({ id: contentIdeas.id });
  if (!deleted.length) throw notFound("Content idea");
}

export async function requireCluster({ actor, db }: Ctx, sectorId: number, clusterId: number) {
  const [found] = await db
    .select({ id: clusters.id })
    .from(clusters)
    .where(and(owned(actor, clusters), eq(clusters.sector_id, sectorId), eq(clusters.id, clusterId)));
  if (!found) throw invalid("cluster_id", "Not a cluster of this sector");
}

/** Creates a task for each new, enabled idea; other ideas are skipped with a reason. */
export async function createTasks(ctx: Ctx, ids: number[]) {
  const { actor, db } = ctx;
  const now = isoIn();
  const isOwn = ownedAmong(actor, contentIdeas, ids);
  const [found, created] = await atomically(db, [
    db
      .select({
        id: contentIdeas.id,
        site_id: contentIdeas.site_id,
        status: contentIdeas.status,
        disabled: contentIdeas.disabled,
        idea_title: contentIdeas.idea_title,
        target_keywords: contentIdeas.target_keywords,
        headings: contentIdeas.headings,
      })
      .from(contentIdeas)
      .where(isOwn),
    db
      .insert(tasks)
      .select(
        sql`select null, account_id, site_id, sector_id, cluster_id, id, idea_title, description, headings, target_keywords,
          content_type, content_structure, estimated_word_count, null, 'queued', ${now}, ${now}
          from ${contentIdeas} where ${isOwn} and status = 'new' and disabled = 0`,
      )
      .onConflictDoNothing()
      .returning({ task_id: tasks.id, idea_id: tasks.idea_id }),
    db
      .update(contentIdeas)
      .set({ status: "queued", updated_at: now })
      .where(and(isOwn, eq(contentIdeas.status, "new"), eq(contentIdeas.disabled, false))),
  ]);
  const report = buildTasksReport(ids, found as FoundIdea[], created as CreatedTask[]);
  return {
    ...report,
    warnings: await loadOverlapWarnings(ctx, found as FoundIdea[], created as CreatedTask[]),
  };
}

type FoundIdea = ComparedIdea & { site_id: number; status: string; disabled: boolean };
type CreatedTask = { task_id: number; idea_id: number };

/** Tasks that would compete with existing pages of their site. */
async function loadOverlapWarnings(ctx: Ctx, found: FoundIdea[], created: CreatedTask[]) {
  const taskIds = new Map(created.map(({ idea_id, task_id }) => [idea_id, task_id]));
  const bySite = Map.groupBy(
    found.filter(({ id }) => taskIds.has(id)),
    ({ site_id }) => site_id,
  );
  const overlaps = await Promise.all(
    [...bySite].map(([siteId, ideas]) => findOverlaps(ctx, siteId, ideas.map(toIdeaSubject))),
  );
  return overlaps.flat().flatMap(({ subject: { idea_id }, overlap }) => {
    const task_id = taskIds.get(idea_id);
    return task_id === undefined ? [] : [{ idea_id, task_id, overlap }];
  });
}

function buildTasksReport(ids: number[], found: FoundIdea[], created: CreatedTask[]) {
  const done = new Set(created.map((task) => task.idea_id));
  const byId = new Map(found.map((idea) => [idea.id, idea]));
  const reasonFor = (id: number) => {
    const idea = byId.get(id);
    if (!idea) return "Content idea not found";
    return idea.disabled ? "The idea is disabled" : `The idea is already ${idea.status}`;
  };
  const skipped = ids.filter((id) => !done.has(id)).map((id) => ({ idea_id: id, reason: reasonFor(id) }));
  return { created, skipped };
}
