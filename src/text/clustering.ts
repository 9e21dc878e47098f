import type { ClusteringInput, ClusteringOutput } from "../generation/functions";
import { explainMember } from "./clustering-evidence";
import { joinExisting, profileOf } from "./clustering-existing";
import { buildCorpus, evidenceIn, type Corpus } from "./clustering-features";
import { nearestNeighbourGraph } from "./clustering-graph";
import { groupNodes, groupOf, type Group } from "./clustering-groups";
import { describeCluster, nameCluster, type Member } from "./clustering-naming";

type Keyword = ClusteringInput["keywords"][number];
type Existing = ClusteringInput["existing"][number];

const NEIGHBOURS = 12;
const LEAST_SIMILARITY = 0.18;
const LONGEST_LIST = 300;
/** How many keywords of an existing cluster are read. */
const EXISTING_KEYWORDS = 40;
/** A keyword that is like no other makes a cluster of its own from this volume, if it is short and in the top tenth. */
const NOTABLE_VOLUME = 1000;
const NOTABLE_WORDS = 5;

/**
 * Groups keywords by subject without a language model: weighted terms, a nearest-neighbour graph, community detection.
 * The same input in any order gives the same output. Keywords that belong nowhere are in no cluster.
 */
export function clusterKeywords(input: ClusteringInput): ClusteringOutput {
  const keywords = [...input.keywords].sort((a, b) => compare(a.keyword, b.keyword) || a.id - b.id);
  const existing = [...input.existing].sort((a, b) => a.id - b.id);
  const known = existing.map((cluster) => [
    cluster.name,
    ...[...cluster.keywords].sort(compare).slice(0, EXISTING_KEYWORDS),
  ]);
  const corpus = buildCorpus([...keywords.map((keyword) => keyword.keyword), ...known.flat()]);
  const nodes = nodesOf(corpus, keywords.length);
  const graph = nearestNeighbourGraph(nodes.vectors, {
    neighbours: NEIGHBOURS,
    leastSimilarity: LEAST_SIMILARITY,
    longestList: LONGEST_LIST,
  });
  const groups = groupNodes({ ...nodes, graph });

  let next = keywords.length;
  const profiles = known.map((texts, i) =>
    profileOf(
      i,
      texts.map(() => next++),
      corpus,
    ),
  );
  const { joined, fresh } = joinExisting(groups, nodes, profiles);
  const drafts: Draft[] = [
    ...joined.map(({ profile, nodes: list }) => ({
      members: membersOf(list, nodes.texts, keywords),
      group: profile.group,
      existing: existing[profile.cluster]!,
      known: profile.texts.map((text, i) => ({
        id: 0,
        text,
        keyword: known[profile.cluster]![i]!,
        volume: 0,
      })),
    })),
    ...fresh.map((group) => ({ members: membersOf(group.nodes, nodes.texts, keywords), group, known: [] })),
  ];
  const placed = new Set([...joined.flatMap((join) => join.nodes), ...fresh.flatMap((group) => group.nodes)]);
  const alone = nodes.vectors.map((_, node) => node).filter((node) => !placed.has(node));
  drafts.push(...notable(alone, nodes, keywords, corpus));
  return { clusters: write(drafts, existing, corpus) };
}

type Draft = { members: Member[]; group: Group; existing?: Existing; known: Member[] };

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const volumeOf = (members: Member[]) => members.reduce((sum, member) => sum + member.volume, 0);

function write(drafts: Draft[], existing: Existing[], corpus: Corpus): ClusteringOutput["clusters"] {
  const taken = new Set(existing.map((cluster) => cluster.name.toLowerCase()));
  const byVolume = drafts.map((draft) => ({ ...draft, volume: volumeOf(draft.members) }));
  byVolume.sort((a, b) => b.volume - a.volume || compare(a.members[0]!.keyword, b.members[0]!.keyword));
  const clusters = byVolume.map(({ members, group, existing: reused, known, volume }) => {
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

function membersOf(list: number[], texts: number[][], keywords: Keyword[]): Member[] {
  return list
    .flatMap((node) => texts[node]!)
    .map((text) => ({ text, ...keywords[text]! }))
    .sort((a, b) => b.volume - a.volume || a.id - b.id);
}

/** Keywords with the same features share a node. Those without any have none. */
function nodesOf(corpus: Corpus, count: number) {
  const vectors: Corpus["vectors"] = [];
  const texts: number[][] = [];
  const byFeatures = new Map<string, number>();
  for (let text = 0; text < count; text++) {
    const vector = corpus.vectors[text]!;
    if (vector.size === 0) continue;
    const key = [...vector.keys()].sort((a, b) => a - b).join();
    const node = byFeatures.get(key);
    if (node !== undefined) {
      texts[node]!.push(text);
      continue;
    }
    byFeatures.set(key, vectors.length);
    vectors.push(vector);
    texts.push([text]);
  }
  const evidence = vectors.map((vector) => evidenceIn(vector, corpus.features));
  return { vectors, texts, sizes: texts.map((list) => list.length), evidence };
}

function notable(
  alone: number[],
  nodes: ReturnType<typeof nodesOf>,
  keywords: Keyword[],
  corpus: Corpus,
): Draft[] {
  const volumes = keywords.map((keyword) => keyword.volume).sort((a, b) => b - a);
  const least = Math.max(NOTABLE_VOLUME, volumes[Math.floor(volumes.length / 10)] ?? 0);
  return alone
    .filter((node) => nodes.evidence[node]!.length > 0)
    .filter((node) => corpus.readings[nodes.texts[node]![0]!]!.words.length <= NOTABLE_WORDS)
    .map((node) => ({
      members: membersOf([node], nodes.texts, keywords),
      group: groupOf([node], nodes),
      known: [],
    }))
    .filter((draft) => volumeOf(draft.members) >= least);
}
