import { detectCommunities } from "./communities";
import { buildIndex, cosine, normalise, similarityScorer, subgraph, type Graph, type Vector } from "./graph";
import { itemAt, valueAt } from "../../lib/collections";

export type Model = {
  vectors: Vector[];
  /** Number of keywords of a node: keywords with equal features share one. */
  sizes: number[];
  graph: Graph;
  /** For each node, the features that justify grouping it with another node that has them. */
  evidence: number[][];
};
export type Group = { nodes: number[]; size: number; centroid: Vector };

const RESOLUTION = 0.06;
const FINER = [1.5, 2, 3, 4, 6, 8];
const LARGEST = 32;
const LEAST_COHERENCE = 0.65;
const LEAST_COHERENCE_GAIN = 0.06;
/** Parts of a group less similar than this are separate subjects. */
const APART = 0.35;
/** Groups more similar than this are the same subject. */
const ALIKE = 0.55;
const SMALL = 3;
const ALIKE_SMALL = 0.35;
const LEAST_MEMBERSHIP = 0.22;
/** Bonus for a node's current group, so that near ties do not move it. */
const INERTIA = 0.02;
const CENTROID_FEATURES = 60;
const LONGEST_LIST = 400;

/** Groups of nodes about one subject; nodes without similar ones are left out. */
export function groupNodes(model: Model): Group[] {
  let groups = detectCommunities(model.graph, RESOLUTION).map((nodes) => buildGroup(nodes, model));
  groups = groups.flatMap((group) => splitGroup(group, model));
  for (let round = 0; round < 3; round++) groups = reassignNodes(groups, model, 0);
  groups = groups.flatMap((group) => splitGroup(group, model));
  groups = mergeGroups(groups, model);
  for (let round = 0; round < 2; round++) {
    groups = reassignNodes(groups, model, LEAST_MEMBERSHIP);
    groups = groups.flatMap((group) => withEvidence(group, model));
  }
  return [...groups, ...regroupStrays(groups, model)];
}

/** Nodes that are in no group but are similar to each other. */
function regroupStrays(groups: Group[], model: Model): Group[] {
  const placed = new Set(groups.flatMap((group) => group.nodes));
  const strays = model.vectors.map((_, node) => node).filter((node) => !placed.has(node));
  return detectCommunities(subgraph(model.graph, strays), RESOLUTION)
    .map((community) =>
      buildGroup(
        community.map((i) => itemAt(strays, i)),
        model,
      ),
    )
    .flatMap((group) => withEvidence(group, model));
}

/** The group without nodes that share no specific feature with another keyword; nothing if only one remains. */
function withEvidence(group: Group, model: Model): Group[] {
  const counts = new Map<number, number>();
  for (const node of group.nodes) {
    for (const feature of itemAt(model.evidence, node))
      counts.set(feature, (counts.get(feature) ?? 0) + itemAt(model.sizes, node));
  }
  const nodes = group.nodes.filter((node) =>
    itemAt(model.evidence, node).some((feature) => valueAt(counts, feature) > 1),
  );
  const rest = nodes.length === group.nodes.length ? group : buildGroup(nodes, model);
  return rest.size > 1 ? [rest] : [];
}

export function buildGroup(nodes: number[], model: Pick<Model, "vectors" | "sizes">): Group {
  const sum: Vector = new Map();
  let size = 0;
  for (const node of nodes) {
    size += itemAt(model.sizes, node);
    const share = Math.sqrt(itemAt(model.sizes, node));
    for (const [feature, weight] of itemAt(model.vectors, node))
      sum.set(feature, (sum.get(feature) ?? 0) + weight * share);
  }
  const heaviest = [...sum].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, CENTROID_FEATURES);
  return { nodes, size, centroid: normalise(new Map(heaviest)) };
}

/** Mean similarity of a group's nodes to its centroid. */
function computeCoherence(group: Group, model: Model): number {
  let sum = 0;
  for (const node of group.nodes) sum += cosine(itemAt(model.vectors, node), group.centroid);
  return sum / group.nodes.length;
}

/** Splits a group that is too large or contains several subjects, by community detection at finer resolutions. */
function splitGroup(group: Group, model: Model, depth = 0): Group[] {
  const coherence = computeCoherence(group, model);
  const oversized = group.size > LARGEST;
  if (depth > 3 || group.nodes.length < 4 || (!oversized && (coherence >= LEAST_COHERENCE || group.size < 6)))
    return [group];
  const inner = subgraph(model.graph, group.nodes);
  for (const factor of FINER) {
    const communities = detectCommunities(inner, RESOLUTION * factor);
    const parts = communities.map((nodes) =>
      buildGroup(
        nodes.map((i) => itemAt(group.nodes, i)),
        model,
      ),
    );
    const subjects = parts.filter((part) => part.size >= SMALL);
    if (subjects.length < 2) continue;
    const mean =
      parts.reduce((sum, part) => sum + computeCoherence(part, model) * part.nodes.length, 0) /
      group.nodes.length;
    if (mean < coherence + LEAST_COHERENCE_GAIN) continue;
    if (!oversized && !areApart(subjects)) continue;
    return parts.flatMap((part) => splitGroup(part, model, depth + 1));
  }
  return [group];
}

function areApart(groups: Group[]): boolean {
  return groups.every((a, i) => groups.slice(i + 1).every((b) => cosine(a.centroid, b.centroid) < APART));
}

/**
 * Moves every node to the group with the nearest centroid, if the similarity is at least `least` (one round of
 * spherical k-means).
 */
function reassignNodes(groups: Group[], model: Model, least: number): Group[] {
  const index = buildIndex(
    groups.map((group) => group.centroid),
    LONGEST_LIST,
  );
  const { scores, score, clear } = similarityScorer(index, groups.length);
  const owner = new Int32Array(model.vectors.length).fill(-1);
  groups.forEach((group, i) => group.nodes.forEach((node) => (owner[node] = i)));
  const members = groups.map((): number[] => []);
  model.vectors.forEach((vector, node) => {
    const touched = score(vector);
    let best = -1;
    let bestScore = least;
    for (const i of touched) {
      const value = itemAt(scores, i) + (i === owner[node] ? INERTIA : 0);
      if (value > bestScore + 1e-9 || (value > bestScore - 1e-9 && i < best)) [best, bestScore] = [i, value];
    }
    if (best >= 0) itemAt(members, best).push(node);
    clear(touched);
  });
  return members.filter((nodes) => nodes.length > 0).map((nodes) => buildGroup(nodes, model));
}

/** Merges the most similar groups first until none are similar; small groups merge more easily. */
function mergeGroups(groups: Group[], model: Model): Group[] {
  for (let current = groups; ;) {
    const pairs = alikePairs(current);
    if (pairs.length === 0) return current;
    const merged = new Set<number>();
    const next: Group[] = [];
    for (const { a, b } of pairs) {
      if (merged.has(a) || merged.has(b)) continue;
      merged.add(a).add(b);
      next.push(
        buildGroup(
          [...itemAt(current, a).nodes, ...itemAt(current, b).nodes].sort((x, y) => x - y),
          model,
        ),
      );
    }
    current = [...next, ...current.filter((_, i) => !merged.has(i))];
  }
}

function alikePairs(groups: Group[]): { a: number; b: number; similarity: number }[] {
  const index = buildIndex(
    groups.map((group) => group.centroid),
    LONGEST_LIST,
  );
  const { scores, score, clear } = similarityScorer(index, groups.length);
  const pairs: { a: number; b: number; similarity: number }[] = [];
  groups.forEach((group, a) => {
    const touched = score(group.centroid);
    for (const b of touched) {
      if (b <= a || group.size + itemAt(groups, b).size > LARGEST) continue;
      const least = Math.min(group.size, itemAt(groups, b).size) < SMALL ? ALIKE_SMALL : ALIKE;
      if (itemAt(scores, b) >= least) pairs.push({ a, b, similarity: itemAt(scores, b) });
    }
    clear(touched);
  });
  return pairs.sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
}
