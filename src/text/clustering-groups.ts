import { P } from "./clustering-features";
import { detectCommunities } from "./clustering-communities";
import { cosine, normalise, type Graph, type Vector } from "./clustering-graph";

export type Group = { nodes: number[]; centroid: Vector };

export function centroidOf(nodes: number[], vectors: Vector[], sizes: number[]): Vector {
  const sum: Vector = new Map();
  for (const node of nodes)
    for (const [f, w] of vectors[node]!) sum.set(f, (sum.get(f) ?? 0) + w * Math.sqrt(sizes[node]!));
  return normalise(new Map([...sum].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 60)));
}

export type Model = { vectors: Vector[]; sizes: number[]; graph: Graph };

const make = (nodes: number[], m: Model): Group => ({
  nodes,
  centroid: centroidOf(nodes, m.vectors, m.sizes),
});
export const sizeOf = (g: Group, m: Model) => g.nodes.reduce((s, n) => s + m.sizes[n]!, 0);
const coherence = (g: Group, m: Model) =>
  g.nodes.reduce((s, n) => s + cosine(m.vectors[n]!, g.centroid), 0) / g.nodes.length;

function byLabel(labels: ArrayLike<number>, nodes?: number[]): number[][] {
  const map = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const node = nodes ? nodes[i]! : i;
    if (labels[i]! < 0) continue;
    const list = map.get(labels[i]!);
    if (list) list.push(node);
    else map.set(labels[i]!, [node]);
  }
  return [...map.values()];
}

function subgraph(graph: Graph, nodes: number[]): Graph {
  const position = new Map(nodes.map((n, i) => [n, i]));
  const neighbours: Int32Array[] = [];
  const weights: Float64Array[] = [];
  for (const n of nodes) {
    const a: number[] = [];
    const b: number[] = [];
    graph.neighbours[n]!.forEach((o, i) => {
      const p = position.get(o);
      if (p !== undefined) {
        a.push(p);
        b.push(graph.weights[n]![i]!);
      }
    });
    neighbours.push(Int32Array.from(a));
    weights.push(Float64Array.from(b));
  }
  return { neighbours, weights };
}

function split(g: Group, m: Model, depth = 0): Group[] {
  const size = sizeOf(g, m);
  const c = coherence(g, m);
  if (depth > 3 || g.nodes.length < 4 || (size <= P.max && (c >= P.coh || size < 6))) return [g];
  const sub = subgraph(m.graph, g.nodes);
  for (let level = 1; level <= 3; level++) {
    const parts = byLabel(detectCommunities(sub, P.cpm * P.gain ** level, true), g.nodes).map((n) =>
      make(n, m),
    );
    if (parts.length < 2) continue;
    const after = parts.reduce((s, p) => s + coherence(p, m) * p.nodes.length, 0) / g.nodes.length;
    const big = parts.filter((p) => sizeOf(p, m) >= 3);
    if (big.length < 2 || after < c + P.gap) continue;
    const far = big.every((x, i) => big.every((y, j) => j <= i || cosine(x.centroid, y.centroid) < P.far));
    if (!far && size <= P.max) continue;
    return parts.flatMap((p) => split(p, m, depth + 1));
  }
  return [g];
}

function reassign(groups: Group[], m: Model, least: number): { groups: Group[]; strays: number[] } {
  const index = new Map<number, [number, number][]>();
  groups.forEach((g, i) => {
    for (const [f, w] of g.centroid) {
      const l = index.get(f);
      if (l) l.push([i, w]);
      else index.set(f, [[i, w]]);
    }
  });
  const own = new Int32Array(m.vectors.length).fill(-1);
  groups.forEach((g, i) => g.nodes.forEach((n) => (own[n] = i)));
  const labels = new Int32Array(m.vectors.length).fill(-1);
  const strays: number[] = [];
  const scores = new Float64Array(groups.length);
  m.vectors.forEach((v, n) => {
    scores.fill(0);
    for (const [f, w] of v) for (const [i, x] of index.get(f) ?? []) scores[i]! += w * x;
    let best = own[n]!;
    let bestScore = best < 0 ? 0 : scores[best]! + 0.02;
    for (let i = 0; i < groups.length; i++)
      if (scores[i]! > bestScore + 1e-9) [best, bestScore] = [i, scores[i]!];
    if (best >= 0 && bestScore >= least) labels[n] = best;
    else strays.push(n);
  });
  return { groups: byLabel(labels).map((nodes) => make(nodes, m)), strays };
}

function merge(groups: Group[], m: Model, least: (a: Group, b: Group) => number): Group[] {
  let current = groups;
  for (let round = 0; round < 20; round++) {
    const pairs: [number, number, number][] = [];
    for (let i = 0; i < current.length; i++)
      for (let j = i + 1; j < current.length; j++) {
        const s = cosine(current[i]!.centroid, current[j]!.centroid);
        if (s >= least(current[i]!, current[j]!)) pairs.push([s, i, j]);
      }
    if (pairs.length === 0) return current;
    pairs.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
    const used = new Set<number>();
    const next: Group[] = [];
    for (const [, i, j] of pairs) {
      if (used.has(i) || used.has(j)) continue;
      used.add(i).add(j);
      next.push(
        make(
          [...current[i]!.nodes, ...current[j]!.nodes].sort((a, b) => a - b),
          m,
        ),
      );
    }
    current.forEach((g, i) => {
      if (!used.has(i)) next.push(g);
    });
    current = next;
  }
  return current;
}

export const T: { texts?: string[]; names?: string[]; trace?: (stage: string, groups: Group[]) => void } = {};
export function group(m: Model) {
  let groups = byLabel(detectCommunities(m.graph, P.cpm || P.res, P.cpm > 0)).map((n) => make(n, m));
  T.trace?.("louvain", groups);
  groups = groups.flatMap((g) => split(g, m));
  T.trace?.("split", groups);
  for (let i = 0; i < 3; i++) groups = reassign(groups, m, 0).groups;
  T.trace?.("reassign", groups);
  groups = groups.flatMap((g) => split(g, m));
  T.trace?.("split2", groups);
  groups = merge(groups, m, (a, b) => {
    const [x, y] = [sizeOf(a, m), sizeOf(b, m)];
    if (x + y > P.max) return 2;
    return Math.min(x, y) < 3 ? P.small : P.merge;
  });
  T.trace?.("merge", groups);
  const r = reassign(groups, m, P.attach);
  return r;
}
