import { and, desc, eq, ne } from "drizzle-orm";
import { anyOf, owned, type Statement } from "../../db/queries";
import { contentIdeas, contents, sites, tasks } from "../../db/schema";
import { type ArticleOutput, PROMPT_VERSION } from "../../generation/functions";
import { GenerationError, type Provider } from "../../generation/provider";
import type { Ctx } from "../../lib/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { countWords, sanitiseHtml, textOf } from "../../text/html";
import { textCredits } from "../billing/pricing";
import type { Item, Outcome } from "../jobs/items.service";
import { createJob, type NewItem, type Origin } from "../jobs/jobs.service";
import { contentSettingsFrom, contentSettingsRows } from "../system/content-settings.service";
import { writerOf } from "../jobs/provider.service";
import { freeSlugOn } from "./content.service";

const TITLES_GIVEN = 100;
/** Tokens of a written word with its markup, and of what surrounds the text: request, meta fields, outline. */
const TOKENS_A_WORD = 2.1;
const TOKENS_OF_REQUEST = 900;

type TaskRow = typeof tasks.$inferSelect;

export async function generateContent(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const [task] = await db
    .select()
    .from(tasks)
    .where(and(owned(actor, tasks), eq(tasks.id, id)));
  if (!task) throw notFound("Task");
  if (task.status === "completed") throw new ApiError("CONFLICT", "The task has its content already");
  return createJob(ctx, "generate_content", task.site_id, [itemOf(task)]);
}

/** The most that writing so many words may cost, in credits. */
export const articleCredits = (words: number) =>
  textCredits("content_generation", Math.ceil(TOKENS_OF_REQUEST + words * TOKENS_A_WORD));

const itemOf = ({ id, title, word_count }: TaskRow): NewItem => ({
  kind: "generate_content",
  ref: { id },
  label: title,
  reserved: articleCredits(word_count),
});

/** One item a task that still waits, for a stage of a run; null where none does. */
export async function generateContents(ctx: Ctx, siteId: number, ids: number[], origin: Origin) {
  const { actor, db } = ctx;
  const waiting = await db
    .select()
    .from(tasks)
    .where(
      and(owned(actor, tasks), eq(tasks.site_id, siteId), anyOf(tasks.id, ids), eq(tasks.status, "queued")),
    );
  return waiting.length ? createJob(ctx, "generate_content", siteId, waiting.map(itemOf), origin) : null;
}

export async function writeTask(ctx: Ctx, item: Item): Promise<Outcome> {
  const { task, settings, ...site } = await readTask(ctx, item);
  const provider = await writerOf(ctx, item);
  const { output, usage } = await provider.answer("article", {
    ...task,
    ...site,
    tone: settings.default_tone,
    include_faq: settings.include_faq,
  });
  const content = await contentOf(ctx, task, output, provider, usage.model);
  return {
    writes: writesOf(ctx, task, content),
    operation: "content_generation",
    provider: provider.name,
    usage,
    credits: textCredits("content_generation", usage.tokens_in + usage.tokens_out),
    related: { type: "task", id: task.id },
    result: { title: content.title, word_count: content.word_count },
  };
}

async function readTask(ctx: Ctx, item: Item) {
  const { actor, db } = ctx;
  const [[found], others, saved] = await db.batch([
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
      .limit(TITLES_GIVEN),
    contentSettingsRows(ctx),
  ]);
  if (!found) throw new GenerationError("The task was deleted");
  if (found.task.status === "completed") throw new GenerationError("The task has its content already");
  return {
    ...found,
    existing_titles: others.map((content) => content.title),
    existing_keywords: others.flatMap((content) => content.keyword || []),
    settings: contentSettingsFrom(saved).content_generation,
  };
}

/** The row, from an answer that is not trusted: its HTML sanitised, its words counted, its slug free on the site. */
async function contentOf(ctx: Ctx, task: TaskRow, output: ArticleOutput, provider: Provider, model: string) {
  const html = sanitiseHtml(output.content_html);
  const word_count = countWords(textOf(html));
  if (!word_count) throw new GenerationError("The answer has no text");
  const { content_html: _, slug: __, ...rest } = output;
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
    slug: await freeSlugOn(ctx, task.site_id, output.slug || output.title),
    provenance: {
      provider: provider.name,
      model,
      prompt_version: PROMPT_VERSION,
      note: provider.note,
      generated_at: isoIn(),
      approved_by: null,
      approved_at: null,
    },
  };
}

function writesOf({ db }: Ctx, task: TaskRow, content: typeof contents.$inferInsert): Statement[] {
  const now = isoIn();
  return [
    db.insert(contents).values(content),
    db.update(tasks).set({ status: "completed", updated_at: now }).where(eq(tasks.id, task.id)),
    db
      .update(contentIdeas)
      .set({ status: "completed", updated_at: now })
      .where(and(eq(contentIdeas.id, task.idea_id ?? 0), ne(contentIdeas.status, "completed"))),
  ];
}
