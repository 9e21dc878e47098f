import { and, asc, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { publishableCondition } from "../../db/content-conditions";
import { isAnyOf, owned } from "../../db/queries";
import { clusters, contentIdeas, contents, images, keywords, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import type { JobOrigin } from "../jobs/jobs.service";
import { clusterForRun } from "../planner/clustering.service";
import { generateIdeasForRun } from "../planner/ideas-generation.service";
import { createTasks } from "../planner/ideas.service";
import { generateContents } from "../writer/article-generation.service";
import { drawImages, generateImagePrompts } from "../writer/image-generation.service";
import type { Failure, RunConfig, RunState } from "./run-state";
import { reviewContents } from "./review.service";
import { itemAt } from "../../lib/collections";

/** Number of ideas requested per cluster. */
export const IDEAS_A_CLUSTER = 3;

/** What a stage without jobs has done. */
export type DoneAtOnce = { done: number; failed: number; failures: Failure[] };
type Owned = SQLiteTable & { id: SQLiteColumn; account_id: SQLiteColumn; site_id: SQLiteColumn };

export type Stage = {
  number: number;
  name: string;
  /** Its input and its output, in one word each. */
  takes: string;
  makes: string;
  table: Owned;
  waiting: SQL | undefined;
  /** How many of its outputs the site has. */
  done: SQL | undefined;
  /** Kinds of job items whose failures count for this stage. */
  kind: string | null;
  /** Through the same services as manual use. Null if nothing waits any more. */
  begin: (
    ctx: Ctx,
    siteId: number,
    ids: number[],
    config: RunConfig,
    origin: JobOrigin,
  ) => Promise<DoneAtOnce | { task_id: string } | null>;
};

/** Includes items of an earlier attempt that died before its run stored them. */
async function createTasksAtOnce(ctx: Ctx, ids: number[]): Promise<DoneAtOnce> {
  const { skipped } = await createTasks(ctx, ids);
  const made = skipped.length
    ? await ctx.db
        .select({ id: contentIdeas.id })
        .from(contentIdeas)
        .where(
          and(owned(ctx.actor, contentIdeas), isAnyOf(contentIdeas.id, ids), ne(contentIdeas.status, "new")),
        )
    : ids.map((id) => ({ id }));
  const done = new Set(made.map(({ id }) => id));
  const left = skipped.filter(({ idea_id }) => !done.has(idea_id));
  const failures = left.map(({ idea_id, reason }) => ({ ref_id: idea_id, label: "Idea", error: reason }));
  return { done: done.size, failed: 0, failures };
}

const withoutImages = sql`not exists (select 1 from images i where i.content_id = contents.id)`;

export const stages: readonly Stage[] = [
  {
    number: 1,
    name: "Keywords → Clusters",
    takes: "keywords",
    makes: "clusters",
    table: keywords,
    waiting: and(eq(keywords.status, "new"), eq(keywords.disabled, false), isNull(keywords.cluster_id)),
    done: eq(keywords.status, "mapped"),
    kind: "cluster_keywords",
    begin: (ctx, site, ids, _config, origin) => clusterForRun(ctx, site, ids, origin),
  },
  {
    number: 2,
    name: "Clusters → Ideas",
    takes: "clusters",
    makes: "ideas",
    table: clusters,
    waiting: and(eq(clusters.status, "new"), eq(clusters.disabled, false)),
    done: eq(clusters.status, "mapped"),
    kind: "generate_ideas",
    begin: (ctx, _site, ids, _config, origin) => generateIdeasForRun(ctx, ids, IDEAS_A_CLUSTER, origin),
  },
  {
    number: 3,
    name: "Ideas → Tasks",
    takes: "ideas",
    makes: "tasks",
    table: contentIdeas,
    waiting: and(eq(contentIdeas.status, "new"), eq(contentIdeas.disabled, false)),
    done: sql`${contentIdeas.status} <> 'new'`,
    kind: null,
    begin: (ctx, _site, ids) => createTasksAtOnce(ctx, ids),
  },
  {
    number: 4,
    name: "Tasks → Content",
    takes: "tasks",
    makes: "articles",
    table: tasks,
    waiting: eq(tasks.status, "queued"),
    done: eq(tasks.status, "completed"),
    kind: "generate_content",
    begin: (ctx, site, ids, _config, origin) => generateContents(ctx, site, ids, origin),
  },
  {
    number: 5,
    name: "Content → Image prompts",
    takes: "articles",
    makes: "image prompts",
    table: contents,
    waiting: and(eq(contents.status, "draft"), eq(contents.source, "igny8"), withoutImages),
    done: sql`not ${withoutImages}`,
    kind: "image_prompts",
    begin: (ctx, site, ids, { max_images, image_style }, origin) =>
      generateImagePrompts(ctx, site, { ids, max_images, style: image_style }, origin),
  },
  {
    number: 6,
    name: "Image prompts → Images",
    takes: "image prompts",
    makes: "images",
    table: images,
    waiting: eq(images.status, "pending"),
    done: eq(images.status, "generated"),
    kind: "draw_image",
    begin: (ctx, site, ids, { image_style }, origin) =>
      drawImages(ctx, site, { ids, style: image_style }, origin),
  },
  {
    number: 7,
    name: "Review → Published",
    takes: "articles",
    makes: "approved articles",
    table: contents,
    waiting: eq(contents.status, "review"),
    done: publishableCondition,
    kind: null,
    begin: (ctx, site, ids) => reviewContents(ctx, site, ids),
  },
];

export const getStage = (number: number): Stage => itemAt(stages, number - 1);

/** The next ids of the stage in order: those returned to it, or else those after the cursor. */
export async function listWaiting(
  ctx: Ctx,
  siteId: number,
  stage: Stage,
  { cursor, again }: Pick<RunState, "cursor" | "again">,
  limit: number,
) {
  if (limit <= 0) return [];
  const { table, waiting } = stage;
  const next = again.length ? isAnyOf(table.id, again) : gt(table.id, cursor);
  const rows = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(owned(ctx.actor, table), eq(table.site_id, siteId), waiting, next))
    .orderBy(asc(table.id))
    .limit(limit);
  return rows.map(({ id }) => id as number);
}
