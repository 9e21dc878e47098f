import { itemAt, valueAt } from "../../lib/collections";

/** Space needed on the map: a page's mark and label. */
export type Box = { id: number; width: number; height: number; group: number | null };
export type Point = { x: number; y: number };
type Link = { source: number; target: number };
type Body = Box & Point;

const ROUNDS = 140;
/** Keeps unconnected parts of the graph close to each other. */
const PULL_TO_MIDDLE = 0.4;
const SEPARATIONS = 240;
/** Share of the drawing that is filled by the boxes. */
const FILLED = 0.3;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const ROW_GAP = 24;

/**
 * The centres of the boxes and the height of the drawing. Linked pages attract each other and all others repel each
 * other (Fruchterman and Reingold 1991); pages without links are placed in rows below. No boxes overlap, all are
 * within the width, and the same graph always has the same layout.
 */
export function layOut(boxes: readonly Box[], links: readonly Link[], width: number) {
  const linked = new Set(links.flatMap(({ source, target }) => [source, target]));
  const graph = boxes.filter(({ id }) => linked.has(id)).map(scattered);
  pull(graph, links);
  fitInto(graph, width);
  separate(graph, width);
  settle(graph);
  const bottom = raise(graph);
  const alone = boxes.filter(({ id }) => !linked.has(id));
  const rows = inRows(alone, width, bottom && bottom + ROW_GAP);
  const places = new Map<number, Point>([...graph, ...rows.bodies].map(({ id, x, y }) => [id, { x, y }]));
  return { places, height: Math.max(bottom, rows.bottom) };
}

/** On a sunflower spiral: all positions differ, and no three are in line. */
function scattered(box: Box, n: number): Body {
  const radius = Math.sqrt(n + 0.5);
  return { ...box, x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) };
}

function pull(bodies: Body[], links: readonly Link[]) {
  const indexById = new Map(bodies.map(({ id }, n) => [id, n]));
  const pairs = links.map(
    ({ source, target }) => [valueAt(indexById, source), valueAt(indexById, target)] as const,
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const moves = bodies.map(() => ({ x: 0, y: 0 }));
    repel(bodies, moves);
    for (const [a, b] of pairs) attract(bodies, moves, a, b, 0.6);
    for (const [a, b] of listNeighbours(bodies)) attract(bodies, moves, a, b, 0.25);
    const heat = 0.8 * (1 - round / ROUNDS) + 0.01;
    bodies.forEach((body, n) => {
      const move = itemAt(moves, n);
      move.x -= PULL_TO_MIDDLE * body.x;
      move.y -= PULL_TO_MIDDLE * body.y;
      const length = Math.hypot(move.x, move.y) || 1;
      body.x += (move.x / length) * Math.min(length, heat);
      body.y += (move.y / length) * Math.min(length, heat);
    });
  }
}

/** Consecutive pages of a cluster: a light chain keeps the cluster together. */
function listNeighbours(bodies: readonly Body[]): [number, number][] {
  const last = new Map<number, number>();
  return bodies.flatMap(({ group }, n): [number, number][] => {
    if (group === null) return [];
    const before = last.get(group);
    last.set(group, n);
    return before === undefined ? [] : [[before, n]];
  });
}

function repel(bodies: readonly Body[], moves: Point[]) {
  for (let a = 0; a < bodies.length; a += 1)
    for (let b = a + 1; b < bodies.length; b += 1) {
      const x = itemAt(bodies, a).x - itemAt(bodies, b).x;
      const y = itemAt(bodies, a).y - itemAt(bodies, b).y;
      const square = x * x + y * y || 1e-6;
      itemAt(moves, a).x += x / square;
      itemAt(moves, a).y += y / square;
      itemAt(moves, b).x -= x / square;
      itemAt(moves, b).y -= y / square;
    }
}

function attract(bodies: readonly Body[], moves: Point[], a: number, b: number, strength: number) {
  const x = itemAt(bodies, b).x - itemAt(bodies, a).x;
  const y = itemAt(bodies, b).y - itemAt(bodies, a).y;
  const force = strength * Math.hypot(x, y);
  itemAt(moves, a).x += x * force;
  itemAt(moves, a).y += y * force;
  itemAt(moves, b).x -= x * force;
  itemAt(moves, b).y -= y * force;
}

/** Spreads the bodies over the full width and as much height as they need. */
function fitInto(bodies: Body[], width: number) {
  const area = bodies.reduce((sum, body) => sum + body.width * body.height, 0);
  const height = area / FILLED / width;
  const widest = Math.max(...bodies.map((body) => body.width));
  const [left, right] = [Math.min(...bodies.map(({ x }) => x)), Math.max(...bodies.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...bodies.map(({ y }) => y)), Math.max(...bodies.map(({ y }) => y))];
  for (const body of bodies) {
    body.x = widest / 2 + ((body.x - left) / (right - left || 1)) * (width - widest);
    body.y = ((body.y - top) / (bottom - top || 1)) * height;
  }
}

/** How far the boxes overlap in each direction; positive in both if they do. */
const overlapDepth = (a: Body, b: Body): Point => ({
  x: (a.width + b.width) / 2 - Math.abs(a.x - b.x),
  y: (a.height + b.height) / 2 - Math.abs(a.y - b.y),
});

/** Separates overlapping boxes in the shorter direction, for a limited number of passes. */
function separate(bodies: Body[], width: number) {
  for (let round = 0, moved = true; moved && round < SEPARATIONS; round += 1) {
    moved = false;
    for (let a = 0; a < bodies.length; a += 1)
      for (let b = a + 1; b < bodies.length; b += 1)
        moved = part(itemAt(bodies, a), itemAt(bodies, b), width) || moved;
  }
}

function part(a: Body, b: Body, width: number): boolean {
  const depth = overlapDepth(a, b);
  if (depth.x <= 0 || depth.y <= 0) return false;
  const axis = depth.x < depth.y ? "x" : "y";
  const way = a[axis] < b[axis] ? -1 : 1;
  a[axis] += (way * depth[axis]) / 2;
  b[axis] -= (way * depth[axis]) / 2;
  for (const body of [a, b]) body.x = Math.max(body.width / 2, Math.min(width - body.width / 2, body.x));
  return true;
}

/** From the top, moves each box that still overlaps one above it down until it is free. */
function settle(bodies: Body[]) {
  const placed: Body[] = [];
  for (const body of bodies.toSorted((a, b) => a.y - b.y || a.id - b.id)) {
    const isHit = (other: Body) => {
      const depth = overlapDepth(body, other);
      return depth.x > 1e-6 && depth.y > 1e-6;
    };
    for (let hit = placed.find(isHit); hit; hit = placed.find(isHit))
      body.y = hit.y + (hit.height + body.height) / 2;
    placed.push(body);
  }
}

/** Moves everything to begin at 0, and returns the end. */
function raise(bodies: Body[]): number {
  const top = Math.min(...bodies.map(({ y, height }) => y - height / 2));
  for (const body of bodies) body.y -= top;
  return Math.max(0, ...bodies.map(({ y, height }) => y + height / 2));
}

function inRows(boxes: readonly Box[], width: number, top: number) {
  let [x, y, tallest] = [0, top, 0];
  const bodies = boxes.map((box): Body => {
    if (x > 0 && x + box.width > width) [x, y, tallest] = [0, y + tallest, 0];
    const body = { ...box, x: x + box.width / 2, y: y + box.height / 2 };
    [x, tallest] = [x + box.width, Math.max(tallest, box.height)];
    return body;
  });
  return { bodies, bottom: boxes.length ? y + tallest : 0 };
}
