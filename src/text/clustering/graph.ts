import { itemAt } from "../../lib/collections";

/** A sparse vector: feature → weight. */
export type Vector = Map<number, number>;

/** An undirected weighted graph as adjacency lists. */
export type Graph = { neighbours: Int32Array[]; weights: Float64Array[] };

/** For each feature, the vectors that have it, heaviest first. */
type InvertedIndex = Map<number, { members: Int32Array; weights: Float64Array }>;

export function normalise(vector: Vector): Vector {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  return new Map([...vector].map(([feature, weight]) => [feature, weight / length]));
}

export function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [feature, weight] of small) sum += weight * (large.get(feature) ?? 0);
  return sum;
}

/** Lists longer than `longest` keep their heaviest entries, so that frequent features cost no more than rare ones. */
export function buildIndex(vectors: Vector[], longest: number): InvertedIndex {
  const lists = new Map<number, { member: number; weight: number }[]>();
  vectors.forEach((vector, member) => {
    for (const [feature, weight] of vector) {
      const list = lists.get(feature);
      if (list) list.push({ member, weight });
      else lists.set(feature, [{ member, weight }]);
    }
  });
  const index: InvertedIndex = new Map();
  for (const [feature, list] of lists) {
    if (list.length > longest)
      list.sort((a, b) => b.weight - a.weight || a.member - b.member).length = longest;
    index.set(feature, {
      members: Int32Array.from(list, (entry) => entry.member),
      weights: Float64Array.from(list, (entry) => entry.weight),
    });
  }
  return index;
}

/**
 * Returns a function that adds a vector's similarity to every indexed vector to `scores` and returns the changed
 * indexes.
 */
export function similarityScorer(index: InvertedIndex, size: number) {
  const scores = new Float64Array(size);
  const score = (vector: Vector): number[] => {
    const touched: number[] = [];
    for (const [feature, weight] of vector) {
      const list = index.get(feature);
      if (!list) continue;
      for (let i = 0; i < list.members.length; i++) {
        const member = itemAt(list.members, i);
        if (scores[member] === 0) touched.push(member);
        scores[member]! += weight * itemAt(list.weights, i);
      }
    }
    return touched;
  };
  const clear = (touched: number[]) => {
    for (const member of touched) scores[member] = 0;
  };
  return { scores, score, clear };
}

/** Connects each vector to its nearest neighbours by cosine similarity. */
export function nearestNeighbourGraph(
  vectors: Vector[],
  options: { neighbours: number; leastSimilarity: number; longestList: number },
): Graph {
  const edges = vectors.map(() => new Map<number, number>());
  const { scores, score, clear } = similarityScorer(buildIndex(vectors, options.longestList), vectors.length);
  vectors.forEach((vector, node) => {
    const touched = score(vector);
    const near = touched.filter(
      (other) => other !== node && itemAt(scores, other) >= options.leastSimilarity,
    );
    near.sort((a, b) => itemAt(scores, b) - itemAt(scores, a) || a - b);
    for (const other of near.slice(0, options.neighbours)) {
      itemAt(edges, node).set(other, itemAt(scores, other));
      itemAt(edges, other).set(node, itemAt(scores, other));
    }
    clear(touched);
  });
  return buildGraph(edges);
}

export function buildGraph(edges: Map<number, number>[]): Graph {
  return {
    neighbours: edges.map((row) => Int32Array.from(row.keys())),
    weights: edges.map((row) => Float64Array.from(row.values())),
  };
}

/** The subgraph of some nodes, numbered in the given order. */
export function subgraph(graph: Graph, nodes: number[]): Graph {
  const position = new Map(nodes.map((node, i) => [node, i]));
  const edges = nodes.map((node) => {
    const row = new Map<number, number>();
    itemAt(graph.neighbours, node).forEach((other, i) => {
      const inside = position.get(other);
      if (inside !== undefined) row.set(inside, itemAt(itemAt(graph.weights, node), i));
    });
    return row;
  });
  return buildGraph(edges);
}
