import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { clusters, contentIdeas, contents, keywords, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { getBalance } from "../billing/ledger.service";
import { getSiteSettings } from "../sites/site-settings.service";
import { type Costs, loadCosts, type TextCost } from "./estimate-costs";
import { pipelineOverview } from "./pipeline.service";
import { estimateIdeas, type KnownCluster, rehearseClustering, type WaitingKeyword } from "./rehearsal";
import { getStage } from "./stages";
import { itemAt } from "../../lib/collections";

const BUFFER = 1.2;
/** Rows read per stage; further rows are assumed to be alike. */
const SAMPLE = 500;
const EXAMPLES_A_CLUSTER = 20;
const WORDS_OF_AN_IDEA = 1_100;

type Waiting = {
  keywords: WaitingKeyword[];
  clusters: KnownCluster[];
  ideas: TextCost[];
  tasks: TextCost[];
  contents: TextCost[];
};
type Settings = Awaited<ReturnType<typeof getSiteSettings>>["automation"];

/** The cost of a run by stage, including what earlier stages create for later ones. */
export async function estimateRun(ctx: Ctx, siteId: number) {
  const { automation } = await getSiteSettings(ctx, siteId);
  const [{ stages: counts }, waiting, costs, { available: balance }] = await Promise.all([
    pipelineOverview(ctx, siteId),
    readWaiting(ctx, siteId),
    loadCosts(ctx, automation),
    getBalance(ctx),
  ]);
  const pending = counts.map((stage) => stage.pending);
  const expected = foresee(automation, pending, waiting, costs);
  const shown = counts.map(({ stage, name, enabled }, at) => ({
    stage,
    name,
    enabled,
    waiting: itemAt(pending, at),
    expected_items: itemAt(expected, at).items,
    expected_credits: itemAt(expected, at).credits,
  }));
  const expected_credits = shown.reduce((sum, stage) => sum + stage.expected_credits, 0);
  const required = Math.ceil(expected_credits * BUFFER);
  return {
    stages: shown,
    expected_credits,
    buffer: BUFFER,
    required,
    balance,
    sufficient: balance >= required,
  };
}

/** The first rows of each stage, in the order in which a run takes them. */
async function readWaiting({ actor, db }: Ctx, siteId: number): Promise<Waiting> {
  const ofStage = (number: number) => {
    const { table, waiting } = getStage(number);
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
      .where(ofStage(1))
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
          where k.cluster_id = clusters.id order by k.volume desc limit ${EXAMPLES_A_CLUSTER}))`,
      })
      .from(clusters)
      .where(and(owned(actor, clusters), eq(clusters.site_id, siteId), eq(clusters.disabled, false)))
      // Waiting rows first: a large site has more than the sample.
      .orderBy(sql`${clusters.status} <> 'new'`, asc(clusters.id))
      .limit(SAMPLE),
    db
      .select({ words: contentIdeas.estimated_word_count, planned: hasAny(sql`content_ideas.headings`) })
      .from(contentIdeas)
      .where(ofStage(3))
      .orderBy(asc(contentIdeas.id))
      .limit(SAMPLE),
    db
      .select({ words: tasks.word_count, planned: hasAny(sql`tasks.headings`) })
      .from(tasks)
      .where(ofStage(4))
      .orderBy(asc(tasks.id))
      .limit(SAMPLE),
    db
      .select({ words: contents.word_count, planned: sql<number>`1` })
      .from(contents)
      .where(ofStage(5))
      .orderBy(asc(contents.id))
      .limit(SAMPLE),
  ]);
  const texts = (rows: { words: number; planned: number }[]): TextCost[] =>
    rows.map((row) => ({ words: row.words, planned: row.planned === 1 }));
  const clustersOf = known.map((cluster) => ({
    ...cluster,
    waiting: cluster.waiting === 1,
    keywords: JSON.parse(cluster.keywords) as string[],
  }));
  return {
    keywords: words,
    clusters: clustersOf,
    ideas: texts(ideas),
    tasks: texts(open),
    contents: texts(written),
  };
}

const hasAny = (column: SQL) => sql<number>`json_array_length(${column}) > 0`;

type Expected = { items: number; credits: number };

/** Passes waiting rows through the stages within the run's limits. */
function foresee(automation: Settings, pending: number[], waiting: Waiting, costs: Costs): Expected[] {
  const settings = (stage: number) => itemAt(automation.stages, stage - 1);
  const room = (stage: number, count: number) =>
    settings(stage).enabled ? Math.min(count, settings(stage).max_per_run || Infinity) : 0;
  const perArticle = automation.max_images + 1;

  const first = room(1, itemAt(pending, 0));
  const { batch_size } = settings(1);
  const taken = waiting.keywords.slice(0, first);
  const full = Math.floor(first / batch_size);
  const clustering = full * costs.keywords(batch_size) + costs.keywords(first % batch_size);

  // Beyond the sample, as many clusters as within it.
  const sizes = rehearseClustering(taken, waiting.clusters, batch_size);
  const waited = waiting.clusters.filter((cluster) => cluster.waiting).length;
  const made = taken.length ? Math.round(((sizes.length - waited) * first) / taken.length) : 0;
  const second = room(2, itemAt(pending, 1) + made);
  const counts = sizes.slice(0, second).map(estimateIdeas);
  const grown = Math.round(total(counts, second, (count) => count));

  const fresh: TextCost = { words: WORDS_OF_AN_IDEA, planned: true };
  const third = room(3, itemAt(pending, 2) + grown);
  const planned = lengthened(waiting.ideas, third, fresh);
  const fourth = room(4, itemAt(pending, 3) + third);
  const written = lengthened([...waiting.tasks, ...planned], fourth, fresh);
  const fifth = room(5, itemAt(pending, 4) + fourth);
  const pictured = lengthened([...waiting.contents, ...written], fifth, fresh);
  const sixth = room(6, itemAt(pending, 5) + fifth * perArticle);
  const seventh = room(7, itemAt(pending, 6) + Math.ceil(sixth / perArticle));
  return [
    { items: first, credits: clustering },
    { items: second, credits: total(counts, second, costs.cluster) },
    { items: third, credits: 0 },
    { items: fourth, credits: total(written, fourth, costs.article) },
    { items: fifth, credits: total(pictured, fifth, costs.prompts) },
    { items: sixth, credits: sixth * costs.image },
    { items: seventh, credits: 0 },
  ];
}

/** The first rows, filled up with typical ones to the size of the sample. */
const lengthened = (texts: TextCost[], count: number, usual: TextCost) => {
  const length = Math.min(count, SAMPLE);
  return [...texts, ...Array.from({ length: Math.max(0, length - texts.length) }, () => usual)].slice(
    0,
    length,
  );
};

/** The total for a number of rows of which these are the first. */
function total<T>(sample: readonly T[], count: number, of: (each: T) => number): number {
  if (!sample.length) return 0;
  const sum = sample.reduce((before, each) => before + of(each), 0);
  return count > sample.length ? Math.ceil((sum * count) / sample.length) : sum;
}
