import type { ClusteringInput } from "../../text/clustering/clusters";
import { clusterKeywords } from "../../text/clustering/clustering";

export type WaitingKeyword = { id: number; keyword: string; volume: number; sector_id: number };
export type KnownCluster = {
  id: number;
  name: string;
  sector_id: number;
  /** Whether it still needs ideas. Other clusters only serve as context. */
  waiting: boolean;
  size: number;
  keywords: string[];
};

/** Average number of ideas for a cluster of a given size: some are dropped because they would compete with others. */
const IDEAS_BY_KEYWORDS = [0, 1, 1.7];
const MAX_IDEAS = 2.75;
export const estimateIdeaCount = (keywords: number) => IDEAS_BY_KEYWORDS[keywords] ?? MAX_IDEAS;

/** Clusters the keywords by rules, batch by batch. Returns the size of each waiting cluster, new ones last. */
export function simulateClustering(
  waiting: readonly WaitingKeyword[],
  known: readonly KnownCluster[],
  batchSize: number,
): number[] {
  const all = known.map((cluster) => ({ ...cluster, keywords: [...cluster.keywords] }));
  const byId = new Map(all.map((cluster) => [cluster.id, cluster]));
  let next = Math.max(0, ...byId.keys()) + 1;
  for (let from = 0; from < waiting.length; from += batchSize)
    for (const [sector_id, keywords] of Map.groupBy(
      waiting.slice(from, from + batchSize),
      (keyword) => keyword.sector_id,
    )) {
      const existing: ClusteringInput["existing"] = all.filter((cluster) => cluster.sector_id === sector_id);
      const textById = new Map(keywords.map(({ id, keyword }) => [id, keyword]));
      const input = keywords.toSorted((a, b) => b.volume - a.volume || a.id - b.id);
      for (const { existing_id, name, keywords: members } of clusterKeywords({ keywords: input, existing })
        .clusters) {
        const texts = members.flatMap(({ id }) => textById.get(id) ?? []);
        const cluster = existing_id === null ? undefined : byId.get(existing_id);
        if (cluster) {
          cluster.size += members.length;
          cluster.keywords.push(...texts);
        } else {
          const fresh = { id: next++, name, sector_id, waiting: true, size: members.length, keywords: texts };
          all.push(fresh);
          byId.set(fresh.id, fresh);
        }
      }
    }
  return all.filter((cluster) => cluster.waiting).map(({ size }) => size);
}
