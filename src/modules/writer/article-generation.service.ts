import { and, desc, eq, ne, sql } from "drizzle-orm";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { contentIdeas, contents, sites, tasks } from "../../db/schema";
import { articleTokens } from "../../generation/estimates";
import type { ArticleOutput } from "../../generation/functions";
import { GenerationError, type Provider } from "../../generation/provider";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { countWords, sanitiseHtml, htmlToText } from "../../text/html/html";
import { computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { createJob, type NewItem, type JobOrigin, requestJob } from "../jobs/jobs.service";
import {
  type GenerationConfig,
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
  loadTextProvider,
} from "../jobs/provider.service";
import { toContentSettings, selectContentSettingsStatement } from "../system/content-settings.service";
import { freeSlugSubquery } from "./content.service";
import { upsertOutlinksStatement } from "./outlinks";

const MAX_PROMPT_TITLES = 100;

type TaskRow = typeof tasks.$inferSelect;
/** A task, and the number of the site's titles that its prompt contains. */
type TaskWithTitles = { task: TaskRow; titles: number };

const taskColumns = {
  task: tasks,
  titles: sql<number>`(select count(*) from (select 1 from contents c where c.site_id = tasks.site_id limit ${MAX_PROMPT_TITLES}))`,
};

export async function generateContent(ctx: Ctx, id: number, dry_run?: boolean) {
  const { actor, db } = ctx;
  const [found] = await db
    .select(taskColumns)
    .from(tasks)
    .where(and(owned(actor, tasks), eq(tasks.id, id)));
  if (!found) throw notFound("Task");
  if (found.task.status === "completed")
    throw new ApiError("CONFLICT", "The task already has a content item");
  const items = [buildArticleItem(await loadGenerationConfig(ctx), found)];
  return requestJob(ctx, { type: "generate_content", site_id: found.task.site_id, items }, dry_run);
}

type ArticleOrder = Pick<TaskRow, "word_count" | "headings" | "prompt"> & { brief: string };

/** An upper bound of an article's cost in credits, which is exceeded only in rare cases. */
export function computeArticleCredits(
  config: GenerationConfig,
  { word_count, headings, prompt, brief }: ArticleOrder,
  titles: number,
) {
  const size = { words: word_count, headings: headings.length, brief, titles };
  const tokens = articleTokens(size, resolvePrompt(config, "content_generation", prompt));
  return computeTextCredits(config, "content_generation", tokens);
}

function buildArticleItem(config: GenerationConfig, { task, titles }: TaskWithTitles): NewItem {
  const { id, title, description, headings, keywords } = task;
  const brief = JSON.stringify([title, description, headings, keywords]);
  return {
    kind: "generate_content",
    ref: { id },
    label: title,
    reserved: computeArticleCredits(config, { ...task, brief }, titles),
  };
}

/** One item per queued task, for a stage of a run; null if there is none. */
export async function generateContents(ctx: Ctx, site_id: number, ids: number[], origin: JobOrigin) {
  const { actor, db } = ctx;
  const found = await db
    .select(taskColumns)
    .from(tasks)
    .where(
      and(
        owned(actor, tasks),
        eq(tasks.site_id, site_id),
        isAnyOf(tasks.id, ids),
        eq(tasks.status, "queued"),
      ),
    );
  if (!found.length) return null;
  const config = await loadGenerationConfig(ctx, origin.model_id);
  const items = found.map((task) => buildArticleItem(config, task));
  return createJob(ctx, { type: "generate_content", site_id, items }, origin);
}

export async function writeArticleForTask(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const { task, settings, ...site } = await loadArticleInput(ctx, item);
  const provider = await loadTextProvider(ctx, item, { content_generation: task.prompt });
  const { output, usage } = await provider.answer("article", {
    ...task,
    ...site,
    tone: settings.default_tone,
    include_faq: settings.include_faq,
  });
  const content = toContentRow(task, output, provider, usage.model);
  return {
    writes: insertArticleStatements(ctx, task, content),
    operation: "content_generation",
    provider: provider.name,
    usage,
    credits: computeTokenCredits(
      "content_generation",
      usage.tokens_in + usage.tokens_out,
      provider.rates.tokens_per_credit,
    ),
    related: { type: "task", id: task.id },
    result: { title: content.title, word_count: content.word_count },
  };
}

async function loadArticleInput(ctx: Ctx, item: Item) {
  const { actor, db } = ctx;
  const [[found], articles, settings] = await db.batch([
    db
      .select({ task: tasks, site_name: sites.name })
      .from(tasks)
      .innerJoin(sites, eq(sites.id, tasks.site_id))
      .where(and(owned(actor, tasks), eq(tasks.id, item.ref_id))),
    db
      .select({ title: contents.title, keyword: contents.primary_keyword })
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.site_id, item.site_id)))
      .orderBy(desc(contents.id))
      .limit(MAX_PROMPT_TITLES),
    selectContentSettingsStatement(ctx),
  ]);
  if (!found) throw new GenerationError("The task was deleted");
  if (found.task.status === "completed") throw new GenerationError("The task already has a content item");
  return {
    ...found,
    existing_titles: articles.map((content) => content.title),
    existing_keywords: articles.flatMap((content) => content.keyword || []),
    settings: toContentSettings(settings).content_generation,
  };
}

/** The row from an untrusted answer of a model: sanitised HTML, counted words, a slug that is free on the site. */
function toContentRow(task: TaskRow, output: ArticleOutput, provider: Provider, model: string) {
  const html = sanitiseHtml(output.content_html);
  const word_count = countWords(htmlToText(html));
  if (!word_count) throw new GenerationError("The answer contains no text");
  const { content_html: _, slug, ...rest } = output;
  const { account_id, site_id, sector_id, cluster_id, content_type, content_structure } = task;
  return {
    ...rest,
    account_id,
    site_id,
    sector_id,
    cluster_id,
    content_type,
    content_structure,
    task_id: task.id,
    content_html: html,
    word_count,
    slug: freeSlugSubquery(site_id, slug || output.title),
    provenance: {
      provider: provider.name,
      model,
      prompt_version: provider.promptVersion("content_generation"),
      note: provider.note,
      generated_at: isoIn(),
      approved_by: null,
      approved_at: null,
    },
  };
}

function insertArticleStatements(
  ctx: Ctx,
  task: TaskRow,
  content: ReturnType<typeof toContentRow>,
): Statement[] {
  const { db } = ctx;
  const now = isoIn();
  return [
    db.insert(contents).values(content),
    upsertOutlinksStatement(ctx, eq(contents.task_id, task.id), content.content_html),
    db.update(tasks).set({ status: "completed", updated_at: now }).where(eq(tasks.id, task.id)),
    db
      .update(contentIdeas)
      .set({ status: "completed", updated_at: now })
      .where(and(eq(contentIdeas.id, task.idea_id ?? 0), ne(contentIdeas.status, "completed"))),
  ];
}
