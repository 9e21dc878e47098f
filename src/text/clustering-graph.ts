/** A sparse vector of unit length. */
export type Vector = Map<number, number>;
export type Graph = { neighbours: Int32Array[]; weights: Float64Array[] };

export function normalise(vector: Vector): Vector {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  return new Map([...vector].map(([feature, weight]) => [feature, weight / length]));
}

export function cosine(a: Vector, b: Vector): number {
  if (a.size > b.size) return cosine(b, a);
  let sum = 0;
  for (const [feature, weight] of a) sum += weight * (b.get(feature) ?? 0);
  return sum;
}

export type Postings = { nodes: number[]; weights: number[] }[];

/** The inverted index: for each feature the vectors that have it, heaviest first, at most `longest` of them. */
export function postingsOf(vectors: Vector[], featureCount: number, longest: number): Postings {
  const postings: { node: number; weight: number }[][] = Array.from({ length: featureCount }, () => []);
  vectors.forEach((vector, node) => {
    for (const [feature, weight] of vector) postings[feature]!.push({ node, weight });
  });
  return postings.map((list) => {
    list.sort((a, b) => b.weight - a.weight || a.node - b.node);
    const kept = list.slice(0, longest);
    return { nodes: kept.map((entry) => entry.node), weights: kept.map((entry) => entry.weight) };
  });
}

/** Joins each vector to its nearest ones by cosine similarity, through the inverted index. */
export function nearestNeighbourGraph(
  vectors: Vector[],
  postings: Postings,
  options: { neighbours: number; leastSimilarity: number },
): Graph {
  const edges = vectors.map(() => new Map<number, number>());
  const scores = new Float64Array(vectors.length);
  vectors.forEach((vector, node) => {
    const touched: number[] = [];
    for (const [feature, weight] of vector) {
      const { nodes, weights } = postings[feature]!;
      for (let i = 0; i < nodes.length; i++) {
        const other = nodes[i]!;
        if (scores[other] === 0) touched.push(other);
        scores[other]! += weight * weights[i]!;
      }
    }
    const near = touched.filter((other) => other !== node && scores[other]! >= options.leastSimilarity);
    near.sort((a, b) => scores[b]! - scores[a]! || a - b);
    for (const other of near.slice(0, options.neighbours)) {
      edges[node]!.set(other, scores[other]!);
      edges[other]!.set(node, scores[other]!);
    }
    for (const other of touched) scores[other] = 0;
  });
  return {
    neighbours: edges.map((row) => Int32Array.from(row.keys())),
    weights: edges.map((row) => Float64Array.from(row.values())),
  };
}
