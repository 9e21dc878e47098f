import type { ClusteringInput } from "./clusters";
import type { Corpus } from "./features";
import { cosine, type Vector } from "./graph";
import { buildGroup, type Group } from "./groups";
import type { Member } from "./naming";
import { itemAt } from "../../lib/collections";

/** An existing cluster in terms of the corpus. */
type Profile = { cluster: Existing; known: Member[]; group: Group };
type Existing = ClusteringInput["existing"][number];

const LEAST_GROUP_LIKENESS = 0.5;
const LEAST_KEYWORD_LIKENESS = 0.45;
/** Number of keywords read from an existing cluster. */
const READ_KEYWORDS = 40;

/** Texts that represent a cluster: its name and some of its keywords. */
export function clusterTexts(cluster: Existing): string[] {
  return [cluster.name, ...[...cluster.keywords].sort().slice(0, READ_KEYWORDS)];
}

/** `first`: index in the corpus of the first text of the first cluster. */
export function buildProfiles(existing: Existing[], first: number, corpus: Corpus): Profile[] {
  let text = first;
  return existing.map((cluster) => {
    const known = clusterTexts(cluster).map((keyword) => ({ id: 0, text: text++, keyword, volume: 0 }));
    const vectors = known.map((member) => itemAt(corpus.vectors, member.text));
    const positions = vectors.map((_, i) => i);
    return { cluster, known, group: buildGroup(positions, { vectors, sizes: vectors.map(() => 1) }) };
  });
}

type Nodes = { vectors: Vector[]; sizes: number[]; evidence: number[][] };

/** Assigns groups, and then single nodes, that clearly belong to existing clusters. */
export function joinExisting(groups: Group[], nodes: Nodes, profiles: Profile[]) {
  if (profiles.length === 0) return { joined: [], fresh: groups };
  const owner = new Map<number, number>();
  const likeness = new Map<number, number>();
  const hasEvidence = (node: number, profile: number) =>
    itemAt(nodes.evidence, node).some((feature) => itemAt(profiles, profile).group.centroid.has(feature));
  for (const group of groups) {
    for (const node of group.nodes) likeness.set(node, cosine(itemAt(nodes.vectors, node), group.centroid));
    const nearest = nearestProfile(group.centroid, profiles);
    if (nearest.likeness < LEAST_GROUP_LIKENESS) continue;
    for (const node of group.nodes) if (hasEvidence(node, nearest.profile)) owner.set(node, nearest.profile);
  }
  nodes.vectors.forEach((vector, node) => {
    if (owner.has(node)) return;
    const nearest = nearestProfile(vector, profiles);
    const isNear = nearest.likeness >= Math.max(LEAST_KEYWORD_LIKENESS, likeness.get(node) ?? 0);
    if (isNear && hasEvidence(node, nearest.profile)) owner.set(node, nearest.profile);
  });
  const joined = profiles
    .map((profile, i) => ({ profile, nodes: [...owner].filter(([, to]) => to === i).map(([node]) => node) }))
    .filter((join) => join.nodes.length > 0);
  return { joined, fresh: groups.flatMap((group) => without(group, owner, nodes)) };
}

function nearestProfile(vector: Vector, profiles: Profile[]): { profile: number; likeness: number } {
  let best = { profile: 0, likeness: 0 };
  profiles.forEach(({ group }, profile) => {
    const likeness = cosine(vector, group.centroid);
    if (likeness > best.likeness) best = { profile, likeness };
  });
  return best;
}

function without(group: Group, owner: Map<number, number>, nodes: Nodes): Group[] {
  const rest = group.nodes.filter((node) => !owner.has(node));
  if (rest.length === group.nodes.length) return [group];
  const left = buildGroup(rest, nodes);
  return left.size > 1 ? [left] : [];
}
