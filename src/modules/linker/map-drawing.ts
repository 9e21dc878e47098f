import { escapeHtml } from "../../text/html/html";
import { wrapLines, measureWidth } from "./map-labels";
import { type Box, layOut, type Point } from "./map-layout";

/** A page of the site on the map. */
export type MapNode = {
  id: number;
  title: string;
  url: string;
  status: string;
  cluster_id: number | null;
  inbound: number;
  outbound: number;
};
export type MapEdge = { source: number; target: number };

/** Maximum number of drawn pages; the table lists all. */
export const MAX_DRAWN = 100;
/** Of those, reserved for pages without inbound links. */
const MAX_ORPHANS = 40;
/** Clusters with their own colour; the others share one. */
const MAX_COLOURS = 6;

const WIDTH = 1160;
const FONT = 13;
const LINE = 16;
const LABEL_WIDTH = 170;
const MARGIN = 8;
const MIN_RADIUS = 6;
const MAX_RADIUS = 18;

type Drawn = { node: MapNode; radius: number; lines: string[]; box: Box };

/** The pages with the most links, and some without inbound links. */
function chooseNodes(nodes: readonly MapNode[]): MapNode[] {
  if (nodes.length <= MAX_DRAWN) return [...nodes];
  const ranked = nodes.toSorted((a, b) => b.inbound + b.outbound - a.inbound - a.outbound || b.id - a.id);
  const orphans = ranked.filter(({ inbound }) => !inbound).slice(0, MAX_ORPHANS);
  const others = ranked.filter(({ inbound }) => inbound).slice(0, MAX_DRAWN - orphans.length);
  return [...others, ...orphans].toSorted((a, b) => b.id - a.id);
}

/** Colour classes by cluster, largest clusters first. */
export function assignColours(nodes: readonly MapNode[]): Map<number, string> {
  const clusters = [...Map.groupBy(nodes, ({ cluster_id }) => cluster_id)]
    .flatMap(([id, members]) => (id === null ? [] : [{ id, size: members.length }]))
    .toSorted((a, b) => b.size - a.size || a.id - b.id);
  return new Map(clusters.slice(0, MAX_COLOURS).map(({ id }, n) => [id, `c${n + 1}`]));
}

function measureNode(node: MapNode): Drawn {
  const radius = Math.min(MAX_RADIUS, MIN_RADIUS + 2.4 * Math.sqrt(node.inbound));
  const lines = wrapLines(node.title || node.url, LABEL_WIDTH, 2, FONT);
  const label = Math.max(...lines.map((line) => measureWidth(line, FONT)));
  const box = {
    id: node.id,
    width: Math.max(label, 2 * radius) + 2 * MARGIN,
    height: 2 * radius + 4 + lines.length * LINE + 2 * MARGIN,
    group: node.cluster_id,
  };
  return { node, radius, lines, box };
}

/** The pages and links as SVG, with the drawn pages. */
export function drawMap(nodes: readonly MapNode[], edges: readonly MapEdge[]) {
  const drawn = chooseNodes(nodes).map(measureNode);
  const ids = new Set(drawn.map(({ node }) => node.id));
  const shown = edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const { centres, height } = layOut(
    drawn.map(({ box }) => box),
    shown,
    WIDTH,
  );
  const colours = assignColours(nodes);
  const marks = new Map<number, Mark>();
  const pages = drawn.flatMap((each) => {
    const centre = centres.get(each.node.id);
    if (!centre) return [];
    const mark = toMark(each, centre);
    marks.set(each.node.id, mark);
    return drawPage(each, mark, colours);
  });
  const lines = shown.flatMap(({ source, target }) => {
    const [from, to] = [marks.get(source), marks.get(target)];
    return from && to ? drawEdge(from, to) : [];
  });
  const size = `width="${WIDTH}" height="${Math.ceil(height)}" viewBox="0 0 ${WIDTH} ${Math.ceil(height)}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="map-title map-desc">
<title id="map-title">Links among the pages</title>
<desc id="map-desc">${drawn.length} pages, ${shown.length} links among them. The table below contains the same data.</desc>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
<g class="edges">${lines.join("")}</g>
${pages.join("\n")}
</svg>`;
  return { svg, drawn: drawn.map(({ node }) => node.id), edges: shown.length };
}

/** The circle of a page. */
type Mark = Point & { radius: number };
const toMark = ({ radius, box }: Drawn, { x, y }: Point): Mark => ({
  x,
  y: y - box.height / 2 + MARGIN + radius,
  radius,
});

const round = (value: number) => Math.round(value * 10) / 10;

/** A slight curve, so that links in both directions are two lines. */
function drawEdge(from: Mark, to: Mark): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = { x: (from.x + to.x) / 2 - dy * 0.12, y: (from.y + to.y) / 2 + dx * 0.12 };
  const start = computeEdgeEnd(from, bend, 1);
  const end = computeEdgeEnd(to, bend, 3);
  return `<path d="M${start}Q${round(bend.x)} ${round(bend.y)} ${end}"/>`;
}

function computeEdgeEnd({ x, y, radius }: Mark, towards: Point, gap: number): string {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const share = (radius + gap) / (Math.hypot(dx, dy) || 1);
  return `${round(x + dx * share)} ${round(y + dy * share)}`;
}

function drawPage({ node, radius, lines }: Drawn, { x, y }: Mark, colours: Map<number, string>): string {
  const colour = colours.get(node.cluster_id ?? -1) ?? "c0";
  const isOrphan = !node.inbound;
  const rows = lines.map(
    (line, n) =>
      `<tspan x="${round(x)}" y="${round(y + radius + LINE * (n + 1))}">${escapeHtml(line)}</tspan>`,
  );
  const hint = `${node.title}: ${node.inbound} in, ${node.outbound} out${isOrphan ? ", an orphan" : ""}`;
  return `<a href="#page-${node.id}" class="page ${colour}${isOrphan ? " orphan" : ""}"><title>${escapeHtml(hint)}</title><circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"/><text>${rows.join("")}</text></a>`;
}
