/** The space that a page's mark and label need on the map. */
export type Box = { id: number; width: number; height: number; group: number | null };
export type Point = { x: number; y: number };
type Link = { source: number; target: number };
type Body = Box & Point;

const ROUNDS = 140;
/** Keeps unconnected parts of the graph close to each other. */
const PULL_TO_MIDDLE = 0.4;
const MAX_SEPARATION_PASSES = 240;
/** Share of the drawing that is filled by the boxes. */
const FILL_SHARE = 0.3;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const ROW_GAP = 24;

/**
 * The centres of the boxes and the height of the drawing. Linked pages attract each other and all others repel each
 * other (Fruchterman and Reingold 1991); pages without links are placed in rows below. No boxes overlap, all are
 * within the width, and the same graph always has the same layout.
 */
export function layOut(boxes: readonly Box[], links: readonly Link[], width: number) {
  const linked = new Set(links.flatMap(({ source, target }) => [source, target]));
  const graph = boxes.filter(({ id }) => linked.has(id)).map(scatter);
  attractLinked(graph, links);
  scaleToWidth(graph, width);
  separate(graph, width);
  moveOverlapsDown(graph);
  const bottom = alignToTop(graph);
  const alone = boxes.filter(({ id }) => !linked.has(id));
  const rows = placeInRows(alone, width, bottom && bottom + ROW_GAP);
  const centres = new Map<number, Point>([...graph, ...rows.bodies].map(({ id, x, y }) => [id, { x, y }]));
  return { centres, height: Math.max(bottom, rows.bottom) };
}

/** On a sunflower spiral: all positions differ, and no three are in line. */
function scatter(box: Box, n: number): Body {
  const radius = Math.sqrt(n + 0.5);
  return { ...box, x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) };
}

/** A body, and its move in the current round. */
type Moving = { body: Body; move: Point };

function attractLinked(bodies: Body[], links: readonly Link[]) {
  const moving = bodies.map((body): Moving => ({ body, move: { x: 0, y: 0 } }));
  const byId = new Map(moving.map((each) => [each.body.id, each]));
  const linked = links.flatMap(({ source, target }) => {
    const [a, b] = [byId.get(source), byId.get(target)];
    return a && b ? [[a, b] as const] : [];
  });
  const [pairs, neighbours] = [toPairs(moving), pairNeighbours(moving)];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of moving) each.move = { x: 0, y: 0 };
    for (const [a, b] of pairs) repel(a, b);
    for (const [a, b] of linked) attract(a, b, 0.6);
    for (const [a, b] of neighbours) attract(a, b, 0.25);
    const heat = 0.8 * (1 - round / ROUNDS) + 0.01;
    for (const { body, move } of moving) {
      move.x -= PULL_TO_MIDDLE * body.x;
      move.y -= PULL_TO_MIDDLE * body.y;
      const length = Math.hypot(move.x, move.y) || 1;
      body.x += (move.x / length) * Math.min(length, heat);
      body.y += (move.y / length) * Math.min(length, heat);
    }
  }
}

/** Each pair of items once. */
const toPairs = <T>(items: readonly T[]) =>
  items.flatMap((a, n) => items.slice(n + 1).map((b) => [a, b] as const));

/** Consecutive pages of a cluster: a light chain keeps the cluster together. */
function pairNeighbours(moving: readonly Moving[]) {
  const last = new Map<number, Moving>();
  return moving.flatMap((each) => {
    const { group } = each.body;
    if (group === null) return [];
    const before = last.get(group);
    last.set(group, each);
    return before ? [[before, each] as const] : [];
  });
}

function repel(a: Moving, b: Moving) {
  const x = a.body.x - b.body.x;
  const y = a.body.y - b.body.y;
  const square = x * x + y * y || 1e-6;
  a.move.x += x / square;
  a.move.y += y / square;
  b.move.x -= x / square;
  b.move.y -= y / square;
}

function attract(a: Moving, b: Moving, strength: number) {
  const x = b.body.x - a.body.x;
  const y = b.body.y - a.body.y;
  const force = strength * Math.hypot(x, y);
  a.move.x += x * force;
  a.move.y += y * force;
  b.move.x -= x * force;
  b.move.y -= y * force;
}

/** Spreads the bodies over the full width and as much height as they need. */
function scaleToWidth(bodies: Body[], width: number) {
  const area = bodies.reduce((sum, body) => sum + body.width * body.height, 0);
  const height = area / FILL_SHARE / width;
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
  const pairs = toPairs(bodies);
  for (let pass = 0, moved = true; moved && pass < MAX_SEPARATION_PASSES; pass += 1) {
    moved = false;
    for (const [a, b] of pairs) moved = separatePair(a, b, width) || moved;
  }
}

function separatePair(a: Body, b: Body, width: number): boolean {
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
function moveOverlapsDown(bodies: Body[]) {
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
function alignToTop(bodies: Body[]): number {
  const top = Math.min(...bodies.map(({ y, height }) => y - height / 2));
  for (const body of bodies) body.y -= top;
  return Math.max(0, ...bodies.map(({ y, height }) => y + height / 2));
}

function placeInRows(boxes: readonly Box[], width: number, top: number) {
  let [x, y, tallest] = [0, top, 0];
  const bodies = boxes.map((box): Body => {
    if (x > 0 && x + box.width > width) [x, y, tallest] = [0, y + tallest, 0];
    const body = { ...box, x: x + box.width / 2, y: y + box.height / 2 };
    [x, tallest] = [x + box.width, Math.max(tallest, box.height)];
    return body;
  });
  return { bodies, bottom: boxes.length ? y + tallest : 0 };
}
