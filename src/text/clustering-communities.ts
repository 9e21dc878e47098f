import type { Graph } from "./clustering-graph";

/** Louvain community detection, deterministic: nodes in order, ties to the lower community. Returns a label per node. */
export function detectCommunities(graph: Graph, resolution: number, cpm = false): Int32Array {
  const size = graph.neighbours.length;
  const labels = Int32Array.from({ length: size }, (_, i) => i);
  let level = graph;
  let loops = new Float64Array(size);
  let mass = new Float64Array(size).fill(1);
  for (;;) {
    const moved = moveNodes(level, loops, resolution, cpm ? mass : undefined);
    if (!moved.changed) return labels;
    const compact = compactLabels(moved.labels);
    for (let i = 0; i < size; i++) labels[i] = compact.labels[labels[i]!]!;
    if (compact.count === level.neighbours.length) return labels;
    const next = new Float64Array(compact.count);
    mass.forEach((m, i) => (next[compact.labels[i]!]! += m));
    mass = next;
    ({ graph: level, loops } = aggregate(level, loops, compact.labels, compact.count));
  }
}

function compactLabels(labels: Int32Array) {
  const names = new Map<number, number>();
  const compact = labels.map((label) => {
    if (!names.has(label)) names.set(label, names.size);
    return names.get(label)!;
  });
  return { labels: compact, count: names.size };
}

function moveNodes(graph: Graph, loops: Float64Array, resolution: number, mass?: Float64Array) {
  const size = graph.neighbours.length;
  const degree = mass
    ? [...mass]
    : graph.weights.map((row, i) => row.reduce((sum, weight) => sum + weight, 2 * loops[i]!));
  const total = mass ? 1 : degree.reduce((sum, d) => sum + d, 0) || 1;
  const labels = Int32Array.from({ length: size }, (_, i) => i);
  const degreeOf = Float64Array.from(degree);
  const links = new Float64Array(size);
  let changed = false;
  for (let pass = 0, moves = 1; moves > 0 && pass < 50; pass++) {
    moves = 0;
    for (let node = 0; node < size; node++) {
      const neighbours = graph.neighbours[node]!;
      if (neighbours.length === 0) continue;
      const weights = graph.weights[node]!;
      const own = labels[node]!;
      for (let i = 0; i < neighbours.length; i++) links[labels[neighbours[i]!]!]! += weights[i]!;
      degreeOf[own]! -= degree[node]!;
      const gain = (label: number) => links[label]! - (resolution * degree[node]! * degreeOf[label]!) / total;
      let best = own;
      let bestGain = gain(own);
      for (const neighbour of neighbours) {
        const label = labels[neighbour]!;
        const value = gain(label);
        if (value > bestGain + 1e-12 || (value > bestGain - 1e-12 && label < best && best !== own)) {
          best = label;
          bestGain = value;
        }
      }
      for (const neighbour of neighbours) links[labels[neighbour]!] = 0;
      degreeOf[best]! += degree[node]!;
      if (best === own) continue;
      labels[node] = best;
      moves++;
      changed = true;
    }
  }
  return { labels, changed };
}

function aggregate(graph: Graph, loops: Float64Array, labels: Int32Array, count: number) {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  const merged = new Float64Array(count);
  graph.neighbours.forEach((neighbours, node) => {
    const label = labels[node]!;
    merged[label]! += loops[node]!;
    const row = rows[label]!;
    neighbours.forEach((neighbour, i) => {
      const other = labels[neighbour]!;
      const weight = graph.weights[node]![i]!;
      if (other === label) merged[label]! += weight / 2;
      else row.set(other, (row.get(other) ?? 0) + weight);
    });
  });
  const next: Graph = {
    neighbours: rows.map((row) => Int32Array.from(row.keys())),
    weights: rows.map((row) => Float64Array.from(row.values())),
  };
  return { graph: next, loops: merged };
}
