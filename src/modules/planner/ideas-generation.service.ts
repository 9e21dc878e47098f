import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { owned, ownedAmong } from "../../db/queries";
import { clusters, contentIdeas, contents, keywords, sites } from "../../db/schema";
import { ideasTokens } from "../../generation/estimates";
import type { IdeasInput, IdeasOutput } from "../../generation/functions";
import { GenerationError } from "../../generation/provider";
import type { Ctx } from "../../db/context";
import { invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { createJob, type JobOrigin, type JobRequest, requestJob } from "../jobs/jobs.service";
import {
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
  loadTextProvider,
} from "../jobs/provider.service";
import type { GenerateIdeasBody } from "./clusters.schema";
import {
  type Overlap,
  overlapGate,
  judgeOverlap,
  type OverlapVerdict,
  type SitePageSubject,
} from "../../text/overlap/overlap";
import { toIdeaTitleKey } from "./ideas.service";
import { selectSubjectsStatements, toSubjects } from "./overlap.service";

const MAX_PROMPT_KEYWORDS = 20;
const MAX_PROMPT_TITLES = 200;

export const generateIdeas = async (ctx: Ctx, { dry_run, ...selection }: GenerateIdeasBody) =>
  requestJob(ctx, await planIdeas(ctx, selection), dry_run);

export const generateIdeasForRun = async (ctx: Ctx, ids: number[], count: number, origin: JobOrigin) =>
  createJob(ctx, await planIdeas(ctx, { ids, count }, origin.model_id), origin);

/** The number of existing titles that a prompt contains. */
const titleCountSubquery = (table: SQL) =>
  sql<number>`(select count(*) from (select 1 from ${table} t where t.site_id = clusters.site_id limit ${MAX_PROMPT_TITLES}))`;

/** One item per cluster. All clusters must be of one site. */
async function planIdeas(
  ctx: Ctx,
  { ids, count }: GenerateIdeasBody,
  modelId?: number | null,
): Promise<JobRequest> {
  const { actor, db } = ctx;
  const found = await db
    .select({
      id: clusters.id,
      name: clusters.name,
      site_id: clusters.site_id,
      disabled: clusters.disabled,
      titles: sql<number>`${titleCountSubquery(sql`content_ideas`)} + ${titleCountSubquery(sql`contents`)}`,
    })
    .from(clusters)
    .where(ownedAmong(actor, clusters, ids));
  const [first] = found;
  if (!first || found.length < ids.length) throw notFound("Cluster");
  const { site_id, titles } = first;
  if (found.some((cluster) => cluster.site_id !== site_id))
    throw invalid("ids", "The clusters belong to several sites");
  const usable = found.filter((cluster) => !cluster.disabled);
  if (!usable.length) throw invalid("ids", "These clusters are disabled");
  const config = await loadGenerationConfig(ctx, modelId);
  const tokens = ideasTokens({ count, titles }, resolvePrompt(config, "ideas"));
  const items = usable.map((cluster) => ({
    kind: "generate_ideas" as const,
    ref: { id: cluster.id },
    label: cluster.name,
    input: { count },
    reserved: computeTextCredits(config, "idea_generation", tokens),
  }));
  return { type: "generate_ideas", site_id, items };
}

export async function proposeIdeasForCluster(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const { input, pages } = await loadIdeasInput(ctx, item);
  const provider = await loadTextProvider(ctx, item);
  const { output, usage } = await provider.answer("ideas", input);
  const { kept, dropped } = dropCompetingIdeas(output.ideas, pages);
  if (!kept.length)
    throw new GenerationError(
      dropped[0]?.reason ?? "The site already has ideas for everything this cluster covers",
    );
  return {
    writes: insertIdeasStatements(ctx, item, kept),
    operation: "idea_generation",
    provider: provider.name,
    usage,
    credits: computeTokenCredits(
      "idea_generation",
      usage.tokens_in + usage.tokens_out,
      provider.rates.tokens_per_credit,
    ),
    related: { type: "cluster", id: item.ref_id },
    result: { ideas: kept.map((idea) => idea.idea_title), dropped },
  };
}

type Idea = IdeasOutput["ideas"][number];

/** Separates the ideas that would compete with existing pages or with earlier ideas. */
function dropCompetingIdeas(ideas: readonly Idea[], pages: readonly SitePageSubject[]) {
  const gate = overlapGate(pages);
  const kept: Idea[] = [];
  const dropped: { idea: string; verdict: string; reason: string }[] = [];
  for (const idea of ideas) {
    const overlap = [gate(toSubject(idea)), judgeOverlap(toSubject(idea), kept.map(toSubject))].find(
      ({ verdict }) => competingVerdicts.has(verdict),
    );
    if (overlap) dropped.push({ idea: idea.idea_title, ...describeOverlap(idea, overlap) });
    else kept.push(idea);
  }
  return { kept, dropped };
}

const competingVerdicts = new Set<OverlapVerdict>(["refresh", "merge"]);

const toSubject = ({ idea_title, target_keywords, headings }: Idea) => ({
  title: idea_title,
  keywords: target_keywords,
  headings,
});

function describeOverlap({ idea_title }: Idea, { verdict, evidence }: Overlap) {
  const [page] = evidence;
  if (!page) throw new Error(`The verdict ${verdict} comes without evidence`);
  const { content_id, idea_id, title, reason } = page;
  const id = content_id ? ` (content item ${content_id})` : idea_id ? ` (idea ${idea_id})` : "";
  return { verdict, reason: `"${idea_title}" would compete with "${title}"${id}: ${reason.toLowerCase()}` };
}

async function loadIdeasInput(ctx: Ctx, item: Item) {
  const { actor, db } = ctx;
  const [[cluster], members, ideas, articles, ...pages] = await db.batch([
    db
      .select({
        name: clusters.name,
        description: clusters.description,
        // In a batch, D1 returns rows by column name, so two columns called "name" would be one.
        site_name: sql<string>`${sites.name}`.as("site_name"),
      })
      .from(clusters)
      .innerJoin(sites, eq(sites.id, clusters.site_id))
      .where(and(owned(actor, clusters), eq(clusters.id, item.ref_id))),
    db
      .select({ keyword: keywords.keyword, volume: keywords.volume, intent: keywords.intent })
      .from(keywords)
      .where(and(owned(actor, keywords), eq(keywords.cluster_id, item.ref_id), eq(keywords.disabled, false)))
      .orderBy(desc(keywords.volume), keywords.id)
      .limit(MAX_PROMPT_KEYWORDS),
    db
      .select({
        title: contentIdeas.idea_title,
        keyword: sql<string | null>`${contentIdeas.target_keywords} ->> 0`,
      })
      .from(contentIdeas)
      .where(and(owned(actor, contentIdeas), eq(contentIdeas.site_id, item.site_id)))
      .orderBy(sql`${contentIdeas.cluster_id} = ${item.ref_id} desc`, desc(contentIdeas.id))
      .limit(MAX_PROMPT_TITLES),
    db
      .select({ title: contents.title, keyword: contents.primary_keyword })
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.site_id, item.site_id)))
      .orderBy(desc(contents.id))
      .limit(MAX_PROMPT_TITLES),
    ...selectSubjectsStatements(ctx, item.site_id),
  ]);
  if (!cluster) throw new GenerationError("The cluster was deleted");
  if (!members.length) throw new GenerationError("The cluster has no enabled keywords");
  const existing = [...ideas, ...articles];
  const { site_name, ...named } = cluster;
  const input: IdeasInput = {
    site_name,
    cluster: { ...named, keywords: members },
    count: (item.input as { count: number }).count,
    taken_titles: existing.map((row) => row.title),
    taken_keywords: existing.flatMap((row) => row.keyword || []),
  };
  return { input, pages: toSubjects(...pages) };
}

function insertIdeasStatements({ db }: Ctx, item: Item, ideas: readonly Idea[]) {
  const now = isoIn();
  const rows = ideas.map((idea) => ({ ...idea, key: toIdeaTitleKey(idea.idea_title) }));
  return [
    db
      .insert(contentIdeas)
      .select(
        sql`select null, c.account_id, c.site_id, c.sector_id, c.id, v.value ->> 'idea_title', v.value ->> 'key',
          v.value ->> 'description', v.value -> 'headings', v.value -> 'target_keywords', 'post',
          v.value ->> 'content_structure', v.value ->> 'estimated_word_count', 'new', 0, ${now}, ${now}
          from json_each(${JSON.stringify(rows)}) v join clusters c on c.id = ${item.ref_id}`,
      )
      .onConflictDoNothing(),
    db.update(clusters).set({ status: "mapped", updated_at: now }).where(eq(clusters.id, item.ref_id)),
  ];
}
