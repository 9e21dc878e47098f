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
import { atStage, type StageFailure, type RunConfig, type RunState } from "./run-state";
import { reviewContents } from "./review.service";

/** Number of ideas requested per cluster. */
export const IDEAS_PER_CLUSTER = 3;

/** Result of a stage that works without a job. */
export type ImmediateResult = { done: number; failed: number; failures: StageFailure[] };
type Owned = SQLiteTable & { id: SQLiteColumn; account_id: SQLiteColumn; site_id: SQLiteColumn };

/** The items that a stage processes next. */
type BatchRequest = { siteId: number; ids: number[]; config: RunConfig; origin: JobOrigin };

export type Stage = {
  number: number;
  name: string;
  /** What it takes and what it creates, in the plural. */
  takes: string;
  makes: string;
  table: Owned;
  waiting: SQL | undefined;
  /** How many of its outputs the site has. */
  done: SQL | undefined;
  /** Kinds of job items whose failures count for this stage. */
  kind: string | null;
  /** Calls the service that manual use calls. Null if none of the items is waiting any more. */
  start: (ctx: Ctx, batch: BatchRequest) => Promise<ImmediateResult | { task_id: string } | null>;
};

/** Also counts tasks that an earlier attempt created but did not report, because it died. */
async function createTasksNow(ctx: Ctx, ids: number[]): Promise<ImmediateResult> {
  const { skipped } = await createTasks(ctx, ids);
  const converted = skipped.length
    ? await ctx.db
        .select({ id: contentIdeas.id })
        .from(contentIdeas)
        .where(
          and(owned(ctx.actor, contentIdeas), isAnyOf(contentIdeas.id, ids), ne(contentIdeas.status, "new")),
        )
    : ids.map((id) => ({ id }));
  const done = new Set(converted.map(({ id }) => id));
  const remaining = skipped.filter(({ idea_id }) => !done.has(idea_id));
  const failures = remaining.map(({ idea_id, reason }) => ({
    ref_id: idea_id,
    label: "Idea",
    error: reason,
  }));
  return { done: done.size, failed: 0, failures };
}

const hasNoImages = sql`not exists (select 1 from images i where i.content_id = contents.id)`;

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
    start: (ctx, { siteId, ids, origin }) => clusterForRun(ctx, siteId, ids, origin),
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
    start: (ctx, { ids, origin }) => generateIdeasForRun(ctx, ids, IDEAS_PER_CLUSTER, origin),
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
    start: (ctx, { ids }) => createTasksNow(ctx, ids),
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
    start: (ctx, { siteId, ids, origin }) => generateContents(ctx, siteId, ids, origin),
  },
  {
    number: 5,
    name: "Content → Image prompts",
    takes: "articles",
    makes: "image prompts",
    table: contents,
    waiting: and(eq(contents.status, "draft"), eq(contents.source, "igny8"), hasNoImages),
    done: sql`not ${hasNoImages}`,
    kind: "image_prompts",
    start: (ctx, { siteId, ids, config, origin }) =>
      generateImagePrompts(
        ctx,
        siteId,
        { ids, max_images: config.max_images, style: config.image_style },
        origin,
      ),
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
    start: (ctx, { siteId, ids, config, origin }) =>
      drawImages(ctx, siteId, { ids, style: config.image_style }, origin),
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
    start: (ctx, { siteId, ids }) => reviewContents(ctx, siteId, ids),
  },
];

export const resolveStage = (number: number): Stage => atStage(stages, number);

/** Ids of the run's next items in order: those returned to the stage, or else those after the cursor. */
export async function listWaiting(
  ctx: Ctx,
  { site_id, stage, cursor, again }: Pick<RunState, "site_id" | "stage" | "cursor" | "again">,
  limit: number,
) {
  if (limit <= 0) return [];
  const { table, waiting } = resolveStage(stage);
  const next = again.length ? isAnyOf(table.id, again) : gt(table.id, cursor);
  const rows = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(owned(ctx.actor, table), eq(table.site_id, site_id), waiting, next))
    .orderBy(asc(table.id))
    .limit(limit);
  return rows.map(({ id }) => id as number);
}
