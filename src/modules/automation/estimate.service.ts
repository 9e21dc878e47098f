import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { clusters, contentIdeas, contents, keywords, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { getBalance } from "../billing/ledger.service";
import { getSiteSettings } from "../sites/site-settings.service";
import { type RunCosts, loadCosts, type TextCost } from "./estimate-costs";
import { getPipelineOverview } from "./pipeline.service";
import {
  estimateIdeaCount,
  type KnownCluster,
  simulateClustering,
  type WaitingKeyword,
} from "./clustering-simulation";
import { resolveStage } from "./stages";
import { atStage } from "./run-state";

const BUFFER = 1.2;
/** Rows read per stage; further rows are assumed to be alike. */
const SAMPLE = 500;
const KEYWORDS_PER_CLUSTER = 20;
const WORDS_PER_IDEA = 1_100;

type Waiting = {
  keywords: WaitingKeyword[];
  clusters: KnownCluster[];
  ideas: TextCost[];
  tasks: TextCost[];
  contents: TextCost[];
};
type Settings = Awaited<ReturnType<typeof getSiteSettings>>["automation"];

/** Estimates the cost of a run by stage, including items that earlier stages create for later ones. */
export async function estimateRun(ctx: Ctx, siteId: number) {
  const { automation } = await getSiteSettings(ctx, siteId);
  const [{ stages: counts }, waiting, costs, { available: balance }] = await Promise.all([
    getPipelineOverview(ctx, siteId),
    loadWaiting(ctx, siteId),
    loadCosts(ctx, automation),
    getBalance(ctx),
  ]);
  const pending = counts.map((stage) => stage.pending);
  const expected = forecastStages(automation, pending, waiting, costs);
  const stages = counts.map(({ stage, name, enabled, pending: waiting }) => {
    const { items, credits } = atStage(expected, stage);
    return { stage, name, enabled, waiting, expected_items: items, expected_credits: credits };
  });
  const expected_credits = stages.reduce((sum, stage) => sum + stage.expected_credits, 0);
  const required = Math.ceil(expected_credits * BUFFER);
  return {
    stages,
    expected_credits,
    buffer: BUFFER,
    required,
    balance,
    sufficient: balance >= required,
  };
}

/** The first rows of each stage, in the order in which a run takes them. */
async function loadWaiting({ actor, db }: Ctx, siteId: number): Promise<Waiting> {
  const isWaitingAt = (number: number) => {
    const { table, waiting } = resolveStage(number);
    return and(owned(actor, table), eq(table.site_id, siteId), waiting);
  };
  const [words, known, ideas, open, written] = await db.batch([
    db
      .select({
        id: keywords.id,
        keyword: keywords.keyword,
        volume: keywords.volume,
        sector_id: keywords.sector_id,
      })
      .from(keywords)
      .where(isWaitingAt(1))
      .orderBy(asc(keywords.id))
      .limit(SAMPLE),
    db
      .select({
        id: clusters.id,
        name: clusters.name,
        sector_id: clusters.sector_id,
        waiting: sql<number>`${clusters.status} = 'new'`,
        size: sql<number>`(select count(*) from keywords k where k.cluster_id = clusters.id and k.disabled = 0)`,
        keywords: sql<string>`(select json_group_array(keyword) from (select keyword from keywords k
          where k.cluster_id = clusters.id order by k.volume desc limit ${KEYWORDS_PER_CLUSTER}))`,
      })
      .from(clusters)
      .where(and(owned(actor, clusters), eq(clusters.site_id, siteId), eq(clusters.disabled, false)))
      // Waiting rows first: a large site has more than the sample.
      .orderBy(sql`${clusters.status} <> 'new'`, asc(clusters.id))
      .limit(SAMPLE),
    db
      .select({ words: contentIdeas.estimated_word_count, planned: hasAny(sql`content_ideas.headings`) })
      .from(contentIdeas)
      .where(isWaitingAt(3))
      .orderBy(asc(contentIdeas.id))
      .limit(SAMPLE),
    db
      .select({ words: tasks.word_count, planned: hasAny(sql`tasks.headings`) })
      .from(tasks)
      .where(isWaitingAt(4))
      .orderBy(asc(tasks.id))
      .limit(SAMPLE),
    db
      .select({ words: contents.word_count, planned: sql<number>`1` })
      .from(contents)
      .where(isWaitingAt(5))
      .orderBy(asc(contents.id))
      .limit(SAMPLE),
  ]);
  const toTextCosts = (rows: { words: number; planned: number }[]): TextCost[] =>
    rows.map((row) => ({ words: row.words, planned: row.planned === 1 }));
  const knownClusters = known.map((cluster) => ({
    ...cluster,
    waiting: cluster.waiting === 1,
    keywords: JSON.parse(cluster.keywords) as string[],
  }));
  return {
    keywords: words,
    clusters: knownClusters,
    ideas: toTextCosts(ideas),
    tasks: toTextCosts(open),
    contents: toTextCosts(written),
  };
}

const hasAny = (column: SQL) => sql<number>`json_array_length(${column}) > 0`;

type Expected = { items: number; credits: number };

/** Passes waiting rows through the stages within the run's limits. */
function forecastStages(
  automation: Settings,
  pending: number[],
  waiting: Waiting,
  costs: RunCosts,
): Expected[] {
  const settings = (stage: number) => atStage(automation.stages, stage);
  /** Items of a stage within its limit: pending ones, and those that earlier stages create. */
  const take = (stage: number, created = 0) => {
    const { enabled, max_per_run } = settings(stage);
    return enabled ? Math.min(atStage(pending, stage) + created, max_per_run || Infinity) : 0;
  };
  const perArticle = automation.max_images + 1;

  const first = take(1);
  const { batch_size } = settings(1);
  const taken = waiting.keywords.slice(0, first);
  const full = Math.floor(first / batch_size);
  const clustering = full * costs.keywords(batch_size) + costs.keywords(first % batch_size);

  // Keywords beyond the sample are assumed to create clusters at the same rate.
  const sizes = simulateClustering(taken, waiting.clusters, batch_size);
  const existing = waiting.clusters.filter((cluster) => cluster.waiting).length;
  const created = taken.length ? Math.round(((sizes.length - existing) * first) / taken.length) : 0;
  const second = take(2, created);
  const counts = sizes.slice(0, second).map(estimateIdeaCount);
  const ideas = Math.round(extrapolate(counts, second, (count) => count));

  const typical: TextCost = { words: WORDS_PER_IDEA, planned: true };
  const third = take(3, ideas);
  const planned = padSample(waiting.ideas, third, typical);
  const fourth = take(4, third);
  const written = padSample([...waiting.tasks, ...planned], fourth, typical);
  const fifth = take(5, fourth);
  const pictured = padSample([...waiting.contents, ...written], fifth, typical);
  const sixth = take(6, fifth * perArticle);
  const seventh = take(7, Math.ceil(sixth / perArticle));
  return [
    { items: first, credits: clustering },
    { items: second, credits: extrapolate(counts, second, costs.cluster) },
    { items: third, credits: 0 },
    { items: fourth, credits: extrapolate(written, fourth, costs.article) },
    { items: fifth, credits: extrapolate(pictured, fifth, costs.prompts) },
    { items: sixth, credits: sixth * costs.image },
    { items: seventh, credits: 0 },
  ];
}

/** At most the sample size of rows, padded with typical ones. */
const padSample = (texts: TextCost[], count: number, usual: TextCost) => {
  const length = Math.min(count, SAMPLE);
  return [...texts, ...Array.from({ length: Math.max(0, length - texts.length) }, () => usual)].slice(
    0,
    length,
  );
};

/** Extrapolates the sum over a sample to `count` rows. */
function extrapolate<T>(sample: readonly T[], count: number, valueOf: (each: T) => number): number {
  if (!sample.length) return 0;
  const sum = sample.reduce((before, each) => before + valueOf(each), 0);
  return count > sample.length ? Math.ceil((sum * count) / sample.length) : sum;
}
