import type { ClusteringInput, ClusteringOutput } from "./clusters";
import { explainMember } from "./evidence";
import { joinExisting, buildProfiles, clusterTexts } from "./existing";
import { buildCorpus, selectEvidence, type Corpus } from "./features";
import { nearestNeighbourGraph } from "./graph";
import { groupNodes, buildGroup, type Group } from "./groups";
import { describeCluster, nameCluster, type Member } from "./naming";
import { itemAt } from "../../lib/collections";

type Existing = ClusteringInput["existing"][number];

const NEIGHBOURS = 12;
const LEAST_SIMILARITY = 0.18;
const LONGEST_LIST = 300;
/** Minimum volume for a keyword without similar ones to form its own cluster, if it is short and in the top tenth. */
const NOTABLE_VOLUME = 1000;
const NOTABLE_WORDS = 5;

/**
 * Groups keywords by subject without a language model: weighted terms, a nearest-neighbour graph, community detection.
 * The result does not depend on the order of the input. Keywords without similar ones are in no cluster.
 */
export function clusterKeywords(input: ClusteringInput): ClusteringOutput {
  const keywords = [...input.keywords].sort((a, b) => compare(a.keyword, b.keyword) || a.id - b.id);
  const existing = [...input.existing].sort((a, b) => a.id - b.id);
  const corpus = buildCorpus([
    ...keywords.map((keyword) => keyword.keyword),
    ...existing.flatMap(clusterTexts),
  ]);
  const nodes = buildNodes(corpus, keywords.length);
  const graph = nearestNeighbourGraph(nodes.vectors, {
    neighbours: NEIGHBOURS,
    leastSimilarity: LEAST_SIMILARITY,
    longestList: LONGEST_LIST,
  });
  const groups = groupNodes({ ...nodes, graph });
  const { joined, fresh } = joinExisting(groups, nodes, buildProfiles(existing, keywords.length, corpus));

  const membersOf = (list: number[]): Member[] =>
    list
      .flatMap((node) => itemAt(nodes.texts, node))
      .map((text) => ({ text, ...itemAt(keywords, text) }))
      .sort((a, b) => b.volume - a.volume || a.id - b.id);
  const drafts: Draft[] = [
    ...joined.map((join) => ({ members: membersOf(join.nodes), ...join.profile })),
    ...fresh.map((group) => ({ members: membersOf(group.nodes), group, known: [] })),
  ];
  const placed = new Set([...joined, ...fresh].flatMap((group) => group.nodes));
  const alone = nodes.vectors.flatMap((_, node) => (placed.has(node) ? [] : [buildGroup([node], nodes)]));
  const lone = alone.map((group): Draft => ({ members: membersOf(group.nodes), group, known: [] }));
  const least = Math.max(NOTABLE_VOLUME, topTenth(keywords.map((keyword) => keyword.volume)));
  drafts.push(...lone.filter((draft) => sumVolume(draft.members) >= least && isTopic(draft, corpus)));
  return { clusters: write(drafts, existing, corpus) };
}

type Draft = { members: Member[]; group: Group; cluster?: Existing; known: Member[] };

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sumVolume = (members: Member[]) => members.reduce((sum, member) => sum + member.volume, 0);

function write(drafts: Draft[], existing: Existing[], corpus: Corpus): ClusteringOutput["clusters"] {
  const taken = new Set(existing.map((cluster) => cluster.name.toLowerCase()));
  const byVolume = drafts.map((draft) => ({ ...draft, volume: sumVolume(draft.members) }));
  byVolume.sort(
    (a, b) => b.volume - a.volume || compare(itemAt(a.members, 0).keyword, itemAt(b.members, 0).keyword),
  );
  const clusters = byVolume.map(({ members, group, cluster: reused, known, volume }) => {
    const name = reused?.name ?? nameCluster(members, group, corpus, taken);
    taken.add(name.toLowerCase());
    const company = [...members, ...known];
    return {
      volume,
      existing_id: reused?.id ?? null,
      name,
      description: describeCluster(members, name),
      keywords: members.map((member) => ({
        id: member.id,
        evidence: explainMember(member, company, group, corpus),
      })),
    };
  });
  clusters.sort((a, b) => b.volume - a.volume || compare(a.name, b.name));
  return clusters.map(({ volume: _, ...cluster }) => cluster);
}

/** Keywords with equal features share a node. Those without features have none. */
function buildNodes(corpus: Corpus, count: number) {
  const vectors: Corpus["vectors"] = [];
  const texts: number[][] = [];
  const byFeatures = new Map<string, number>();
  for (let text = 0; text < count; text++) {
    const vector = itemAt(corpus.vectors, text);
    if (vector.size === 0) continue;
    const key = [...vector.keys()].sort((a, b) => a - b).join();
    const node = byFeatures.get(key);
    if (node !== undefined) {
      itemAt(texts, node).push(text);
      continue;
    }
    byFeatures.set(key, vectors.length);
    vectors.push(vector);
    texts.push([text]);
  }
  const evidence = vectors.map((vector) => selectEvidence(vector, corpus.features));
  return { vectors, texts, sizes: texts.map((list) => list.length), evidence };
}

function topTenth(volumes: number[]): number {
  return volumes.sort((a, b) => b - a)[Math.floor(volumes.length / 10)] ?? 0;
}

/** A single keyword that is short and specific. */
function isTopic({ members: [member], group }: Draft, corpus: Corpus): boolean {
  const { words } = itemAt(corpus.readings, member!.text);
  return words.length <= NOTABLE_WORDS && selectEvidence(group.centroid, corpus.features).length > 0;
}
