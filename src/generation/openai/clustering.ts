import { log } from "../../lib/log";
import { clusterKeywords } from "../../text/clustering/clustering";
import type { ClusteringInput, ClusteringOutput } from "../../text/clustering/clusters";
import type { ModelAnswer } from "../schemas";
import { requestAnswer } from "./ask";
import type { Session } from "./session";
import { lastItem } from "../../lib/collections";

/** Keywords of one call, and calls of one item: what is beyond them stays as the rules have it. */
const KEYWORDS_A_CALL = 300;
const CALLS = 8;

type Cluster = ClusteringOutput["clusters"][number];
type Answer = ModelAnswer<"clustering">["clusters"];

/**
 * Clusters by rules, then lets the model merge, split and rename. An answer that loses, doubles or invents a keyword is
 * not used: there the rules' clusters stand.
 */
export async function refineClusters(session: Session, input: ClusteringInput): Promise<ClusteringOutput> {
  const { clusters } = clusterKeywords(input);
  const { batches, rest } = batchesOf(clusters);
  const names = new Set(rest.map((cluster) => keyOf(cluster.name)));
  const refined: Cluster[] = [];
  for (const batch of batches) {
    const answer = await askFor(session, input, batch);
    const reason = objectionTo(answer, batch, input, names);
    if (reason) log.warn("clusters of the model not used", { reason, clusters: batch.length });
    const result = reason ? batch : answer.map((cluster) => clusterOf(cluster, batch, input));
    for (const cluster of result) names.add(keyOf(cluster.name));
    refined.push(...result);
  }
  return { clusters: [...refined, ...rest] };
}

/** Whole clusters, biggest volume first as they come, packed into calls. */
function batchesOf(clusters: Cluster[]) {
  const batches: Cluster[][] = [];
  const rest: Cluster[] = [];
  let room = 0;
  for (const cluster of clusters) {
    const size = cluster.keywords.length;
    if (size > room && (batches.length === CALLS || size > KEYWORDS_A_CALL)) {
      rest.push(cluster);
      continue;
    }
    if (size > room) {
      batches.push([]);
      room = KEYWORDS_A_CALL;
    }
    lastItem(batches).push(cluster);
    room -= size;
  }
  return { batches, rest };
}

async function askFor(session: Session, { keywords, existing }: ClusteringInput, batch: Cluster[]) {
  const texts = new Map(keywords.map(({ id, keyword }) => [id, keyword]));
  const clusters = batch.map(({ existing_id, name, description, keywords: members }) => ({
    existing_id,
    name,
    description,
    keywords: members.map(({ id }) => ({ id, keyword: texts.get(id) })),
  }));
  const data = { clusters, existing_clusters: existing.map(({ id, name }) => ({ id, name })) };
  return (await requestAnswer(session, "clustering", { type: "clustering", data })).clusters;
}

/** Why the answer cannot stand; null where every keyword comes back once, in clusters that can be told apart. */
function objectionTo(answer: Answer, batch: Cluster[], { existing }: ClusteringInput, taken: Set<string>) {
  const open = new Set(batch.flatMap((cluster) => cluster.keywords.map(({ id }) => id)));
  const known = new Set(existing.map(({ id }) => id));
  const names = new Set(taken);
  for (const { existing_id, name, keyword_ids } of answer) {
    if (existing_id !== null && !known.has(existing_id)) return `cluster ${existing_id} does not exist`;
    if (!keyword_ids.length) return "a cluster has no keywords";
    if (existing_id === null && (!keyOf(name) || names.has(keyOf(name)))) return "two clusters have one name";
    if (existing_id === null) names.add(keyOf(name));
    for (const id of keyword_ids) if (!open.delete(id)) return `keyword ${id} is twice or was not asked for`;
  }
  return open.size ? `${open.size} keywords are missing` : null;
}

function clusterOf(
  { existing_id, name, description, keyword_ids }: Answer[number],
  batch: Cluster[],
  input: ClusteringInput,
): Cluster {
  const reasons = new Map(
    batch.flatMap((cluster) => cluster.keywords.map(({ id, evidence }) => [id, evidence])),
  );
  return {
    existing_id,
    name: input.existing.find((cluster) => cluster.id === existing_id)?.name ?? name.slice(0, 120),
    description: description.slice(0, 500),
    keywords: keyword_ids.map((id) => ({ id, evidence: reasons.get(id) ?? "" })),
  };
}

const keyOf = (name: string) => name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
