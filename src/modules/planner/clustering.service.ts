import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { owned, ownedAmong } from "../../db/queries";
import { clusters, keywords, sectors } from "../../db/schema";
import { clusteringTokens } from "../../generation/estimates";
import type { ClusteringInput, ClusteringOutput } from "../../text/clustering/clusters";
import { GenerationError } from "../../generation/provider";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { requireSector, requireSite } from "../sites/sites.service";
import { computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { createJob, type JobOrigin, type JobRequest, requestJob } from "../jobs/jobs.service";
import {
  type GenerationConfig,
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
  loadTextProvider,
} from "../jobs/provider.service";
import type { AutoClusterBody } from "./clusters.schema";
import { toClusterNameKey } from "./clusters.service";

/** Maximum keywords per item: more would use up its consumer's CPU time. */
const MAX_KEYWORDS = 10_000;
const EXAMPLES_PER_CLUSTER = 20;

export const autoCluster = async (ctx: Ctx, { dry_run, ...selection }: AutoClusterBody) =>
  requestJob(ctx, await planClustering(ctx, selection), dry_run);

export const clusterForRun = async (ctx: Ctx, site_id: number, ids: number[], origin: JobOrigin) =>
  createJob(ctx, await planClustering(ctx, { site_id, ids }, origin.model_id), origin);

/** One item per sector: its new, enabled keywords, or those with the given ids. */
async function planClustering(
  ctx: Ctx,
  { site_id, sector_id, ids }: AutoClusterBody,
  modelId?: number | null,
): Promise<JobRequest> {
  if (sector_id === undefined) await requireSite(ctx, site_id);
  else await requireSector(ctx, site_id, sector_id);
  const waiting = await ctx.db
    .select({
      sector_id: keywords.sector_id,
      label: sectors.name,
      count: sql<number>`count(*)`,
      characters: sql<number>`sum(length(${keywords.keyword}))`,
      clusters: sql<number>`(select count(*) from clusters c where c.sector_id = ${keywords.sector_id})`,
    })
    .from(keywords)
    .innerJoin(sectors, eq(sectors.id, keywords.sector_id))
    .where(
      and(
        waitingKeywordsCondition(ctx, site_id, ids),
        sector_id === undefined ? undefined : eq(keywords.sector_id, sector_id),
      ),
    )
    .groupBy(keywords.sector_id);
  if (!waiting.length) throw invalid(ids ? "ids" : "site_id", "There are no new, enabled keywords");
  const config = await loadGenerationConfig(ctx, modelId);
  const items = waiting.map(({ sector_id: id, label, ...size }) => ({
    kind: "cluster_keywords" as const,
    ref: { id },
    label,
    input: ids ? { ids } : {},
    reserved: computeReservation(config, size),
  }));
  return { type: "auto_cluster", site_id, items };
}

function computeReservation(
  config: GenerationConfig,
  { count, ...size }: Parameters<typeof clusteringTokens>[0],
) {
  const limited = { count: Math.min(count, MAX_KEYWORDS), ...size };
  return computeTextCredits(
    config,
    "clustering",
    clusteringTokens(limited, resolvePrompt(config, "clustering")),
  );
}

const waitingKeywordsCondition = ({ actor }: Ctx, siteId: number, ids?: number[]) =>
  and(
    ids ? ownedAmong(actor, keywords, ids) : owned(actor, keywords),
    eq(keywords.site_id, siteId),
    eq(keywords.status, "new"),
    eq(keywords.disabled, false),
  );

export async function clusterSector(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const { ids } = item.input as { ids?: number[] };
  const input = await loadClusteringInput(ctx, item, ids);
  if (!input.keywords.length)
    throw new GenerationError("Its keywords have been clustered, disabled or deleted");
  const provider = await loadTextProvider(ctx, item);
  const { output, usage } = await provider.answer("clustering", input);
  const assigned = output.clusters.reduce((sum, cluster) => sum + cluster.keywords.length, 0);
  return {
    writes: storeClusteringStatements(ctx, item, output, input.existing),
    operation: "clustering",
    provider: provider.name,
    usage,
    credits: computeTokenCredits(
      "clustering",
      usage.tokens_in + usage.tokens_out,
      provider.rates.tokens_per_credit,
    ),
    related: { type: "sector", id: item.ref_id },
    result: {
      clusters: output.clusters.length,
      created: output.clusters.filter((cluster) => cluster.existing_id === null).length,
      keywords: assigned,
      left_out: input.keywords.length - assigned,
    },
  };
}

async function loadClusteringInput(ctx: Ctx, item: Item, ids?: number[]): Promise<ClusteringInput> {
  const { db, actor } = ctx;
  const [rows, existing] = await db.batch([
    db
      .select({ id: keywords.id, keyword: keywords.keyword, volume: keywords.volume })
      .from(keywords)
      .where(and(waitingKeywordsCondition(ctx, item.site_id, ids), eq(keywords.sector_id, item.ref_id)))
      .orderBy(desc(keywords.volume), asc(keywords.id))
      .limit(MAX_KEYWORDS),
    db
      .select({
        id: clusters.id,
        name: clusters.name,
        keywords: sql<string>`(select json_group_array(keyword) from (select keyword from keywords k
          where k.cluster_id = clusters.id order by k.volume desc limit ${EXAMPLES_PER_CLUSTER}))`,
      })
      .from(clusters)
      .where(and(owned(actor, clusters), eq(clusters.sector_id, item.ref_id), eq(clusters.disabled, false)))
      .orderBy(asc(clusters.id)),
  ]);
  return {
    keywords: rows,
    existing: existing.map((cluster) => ({ ...cluster, keywords: JSON.parse(cluster.keywords) as string[] })),
  };
}

/** Two statements for any number of clusters and keywords; keywords moved meanwhile stay where they are. */
function storeClusteringStatements(
  { db }: Ctx,
  item: Item,
  output: ClusteringOutput,
  existing: ClusteringInput["existing"],
) {
  const now = isoIn();
  const names = new Map(existing.map(({ id, name }) => [id, name]));
  const planned = output.clusters.map(({ existing_id, name, description, keywords: members }) => ({
    key: toClusterNameKey(existing_id === null ? name : (names.get(existing_id) ?? name)),
    isNew: existing_id === null,
    name,
    description,
    ids: members.map(({ id }) => id),
  }));
  const created = planned
    .filter((cluster) => cluster.isNew)
    .map(({ key, name, description }) => ({ key, name, description }));
  const members = JSON.stringify(planned.map(({ key, ids }) => [key, ids]));
  // Cross joins keep SQLite to this order: each cluster by name, then each of its keywords by id.
  const assignments = sql`json_each(${members}) g
    cross join clusters c on c.sector_id = ${item.ref_id} and c.name_key = g.value ->> 0
    cross join json_each(g.value, '$[1]') m`;
  return [
    db
      .insert(clusters)
      .select(
        sql`select null, ${item.account_id}, ${item.site_id}, ${item.ref_id}, value ->> 'name', value ->> 'key',
          value ->> 'description', 'new', 0, ${now}, ${now} from json_each(${JSON.stringify(created)}) where true`,
      )
      .onConflictDoNothing(),
    db
      .update(keywords)
      .set({ status: "mapped", updated_at: now, cluster_id: sql`p.cluster_id` })
      .from(sql`(select c.id as cluster_id, m.value as id from ${assignments}) p`)
      .where(
        and(
          sql`${keywords.id} = p.id`,
          eq(keywords.account_id, item.account_id),
          isNull(keywords.cluster_id),
        ),
      ),
  ];
}
