import { analyse, P, vectorise } from "./clustering-features";
import { nearestNeighbourGraph, postingsOf, type Vector } from "./clustering-graph";
import { group, T } from "./clustering-groups";

export function proto(texts: string[]) {
  const analyses = analyse(texts);
  const all = vectorise(analyses);
  const map = new Map<string, number>();
  const vectors: Vector[] = [];
  const sizes: number[] = [];
  const nodeOf = all.vectors.map((v) => {
    const key = [...v.keys()].sort((a, b) => a - b).join();
    let i = map.get(key);
    if (i === undefined) {
      map.set(key, (i = vectors.length));
      vectors.push(v);
      sizes.push(0);
    }
    sizes[i]!++;
    return i;
  });
  const postings = postingsOf(vectors, all.names.length, 300);
  const graph = nearestNeighbourGraph(vectors, postings, { neighbours: P.k, leastSimilarity: P.min });
  T.texts = vectors.map((_, i) => texts[nodeOf.indexOf(i)]!);
  T.names = all.names;
  const { groups, strays } = group({ vectors, sizes, graph });
  const label = new Int32Array(vectors.length);
  strays.forEach((s, i) => (label[s] = -1 - i));
  groups.forEach((g, i) => g.nodes.forEach((n) => (label[n] = i)));
  return { analyses, vectors, names: all.names, labels: nodeOf.map((n) => label[n]!), graph };
}
export { P, T };
