import { buildGraph, type Graph } from "./graph";
import { itemAt } from "../../lib/collections";

/**
 * The Louvain method (Blondel et al. 2008) on the constant Potts model (Traag et al. 2011): nodes form a community if
 * they are connected more densely than `resolution`, independent of the graph's size. Deterministic: nodes are visited
 * in order. Returns the nodes of each community.
 */
export function detectCommunities(graph: Graph, resolution: number): number[][] {
  let level = graph;
  let members = graph.neighbours.map((_, node) => [node]);
  for (;;) {
    const labels = moveNodes(
      level,
      members.map((nodes) => nodes.length),
      resolution,
    );
    const communities = new Map<number, number[]>();
    labels.forEach((label, node) => {
      const list = communities.get(label);
      if (list) list.push(node);
      else communities.set(label, [node]);
    });
    const groups = [...communities.values()];
    members = groups.map((nodes) => nodes.flatMap((node) => itemAt(members, node)).sort((a, b) => a - b));
    if (groups.length === level.neighbours.length) return members;
    level = aggregate(level, groups);
  }
}

const MAX_PASSES = 30;

/** Moves each node to the neighbouring community with the highest gain until none moves. Returns a label per node. */
function moveNodes(graph: Graph, sizes: number[], resolution: number): Int32Array {
  const labels = Int32Array.from(sizes, (_, node) => node);
  const labelSizes = Float64Array.from(sizes);
  const links = new Float64Array(sizes.length);
  for (let pass = 0, moves = 1; moves > 0 && pass < MAX_PASSES; pass++) {
    moves = 0;
    for (let node = 0; node < sizes.length; node++) {
      const own = itemAt(labels, node);
      const best = bestLabel(graph, node, {
        labels,
        labelSizes,
        links,
        size: itemAt(sizes, node),
        resolution,
      });
      if (best === own) continue;
      labelSizes[own]! -= itemAt(sizes, node);
      labelSizes[best]! += itemAt(sizes, node);
      labels[node] = best;
      moves++;
    }
  }
  return labels;
}

type Partition = {
  labels: Int32Array;
  labelSizes: Float64Array;
  links: Float64Array;
  size: number;
  resolution: number;
};

const MIN_GAIN = 1e-9;

function bestLabel(graph: Graph, node: number, partition: Partition): number {
  const { labels, labelSizes, links, size, resolution } = partition;
  const neighbours = itemAt(graph.neighbours, node);
  neighbours.forEach(
    (neighbour, i) => (links[itemAt(labels, neighbour)]! += itemAt(itemAt(graph.weights, node), i)),
  );
  let best = itemAt(labels, node);
  let bestGain = itemAt(links, best) - resolution * size * (itemAt(labelSizes, best) - size);
  for (const neighbour of neighbours) {
    const label = itemAt(labels, neighbour);
    if (label === best || label === labels[node]) continue;
    const gain = itemAt(links, label) - resolution * size * itemAt(labelSizes, label);
    if (gain > bestGain + MIN_GAIN) [best, bestGain] = [label, gain];
  }
  for (const neighbour of neighbours) links[itemAt(labels, neighbour)] = 0;
  return best;
}

function aggregate(graph: Graph, groups: number[][]): Graph {
  const groupOf = new Int32Array(graph.neighbours.length);
  groups.forEach((nodes, group) => {
    for (const node of nodes) groupOf[node] = group;
  });
  const edges = groups.map((nodes, group) => {
    const row = new Map<number, number>();
    for (const node of nodes) {
      itemAt(graph.neighbours, node).forEach((neighbour, i) => {
        const other = itemAt(groupOf, neighbour);
        if (other !== group) row.set(other, (row.get(other) ?? 0) + itemAt(itemAt(graph.weights, node), i));
      });
    }
    return row;
  });
  return buildGraph(edges);
}
