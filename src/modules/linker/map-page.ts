import { escapeHtml } from "../../text/html/html";
import { assignColours, drawMap, type MapEdge, type MapNode } from "./map-drawing";

type SiteMap = {
  name: string;
  nodes: MapNode[];
  edges: MapEdge[];
  orphans: number[];
  clusters: { id: number; name: string }[];
};

/** Maximum number of links listed per row of the table; the others are counted. */
const MAX_LISTED_LINKS = 8;

/** The site's link graph as a page: a drawing, its legend, and a table of the same data. */
export function renderMapPage(map: SiteMap): string {
  const { name, nodes, edges, orphans } = map;
  const { svg, drawn } = drawMap(nodes, edges);
  const facts = [
    formatCount(nodes.length, "page"),
    formatCount(edges.length, "link"),
    formatCount(orphans.length, "orphan"),
  ];
  const isPartial = drawn.length < nodes.length;
  const note = isPartial
    ? `<p class="note">The drawing shows ${drawn.length} of ${nodes.length} pages: those with the most links, and orphans. The table lists all.</p>`
    : "";
  const title = `Link map of ${escapeHtml(name)}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1><p class="facts">${facts.join(" · ")}</p>
${nodes.length ? `${renderLegend(map)}${note}<div class="scroll" tabindex="0" role="group" aria-label="Link map">${svg}</div>${renderTable(map)}` : "<p>The site has no approved or published pages yet.</p>"}
</main></body></html>`;
}

const formatCount = (count: number, noun: string) =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function renderLegend({ nodes, clusters }: SiteMap): string {
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  const colours = assignColours(nodes);
  const hasOthers = nodes.some(({ cluster_id }) => cluster_id !== null && !colours.has(cluster_id));
  const hasNone = nodes.some(({ cluster_id }) => cluster_id === null);
  const rest = [hasOthers && "other clusters", hasNone && "no cluster"].filter(Boolean).join(", ");
  const entries = [
    `<li>${renderMark("", `<circle cx="8" cy="10" r="4"/><circle cx="24" cy="10" r="8"/>`)} larger: more pages link to it</li>`,
    `<li>${renderMark("orphan", `<circle cx="16" cy="10" r="7"/>`)} orphan: no page links to it</li>`,
    `<li><svg class="key" viewBox="0 0 32 20" aria-hidden="true"><path class="line" d="M2 10H24"/><path class="head" d="M22 6L31 10L22 14z"/></svg> links to</li>`,
    ...[...colours].map(([id, colour]) => renderClusterKey(colour, names.get(id) ?? "A cluster")),
    ...(rest && colours.size ? [renderClusterKey("c0", rest)] : []),
  ];
  return `<ul class="legend">${entries.join("")}</ul>`;
}

const renderMark = (names: string, inner: string) =>
  `<svg class="key" viewBox="0 0 32 20" aria-hidden="true"><g class="page c0 ${names}">${inner}</g></svg>`;
const renderClusterKey = (colour: string, name: string) =>
  `<li><svg class="key" viewBox="0 0 32 20" aria-hidden="true"><g class="page ${colour}"><circle cx="16" cy="10" r="7"/></g></svg> ${escapeHtml(name)}</li>`;

function renderTable({ nodes, edges, clusters }: SiteMap): string {
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  const targets = Map.groupBy(edges, ({ source }) => source);
  const rows = nodes.map((node) => {
    const links = (targets.get(node.id) ?? []).map(({ target }) => target);
    const listed = links
      .slice(0, MAX_LISTED_LINKS)
      .map((id) => `<a href="#page-${id}">${escapeHtml(titles.get(id) ?? "")}</a>`);
    const more = links.length > MAX_LISTED_LINKS ? [`${links.length - MAX_LISTED_LINKS} more`] : [];
    const cells = [
      `<th scope="row">${renderTitle(node)}${node.inbound ? "" : ' <span class="tag">orphan</span>'}</th>`,
      `<td>${escapeHtml(names.get(node.cluster_id ?? -1) ?? "–")}</td>`,
      `<td class="number">${node.inbound}</td><td class="number">${node.outbound}</td>`,
      `<td>${[...listed, ...more].join("; ") || "–"}</td>`,
    ];
    return `<tr id="page-${node.id}">${cells.join("")}</tr>`;
  });
  return `<h2>Pages and links</h2><div class="scroll" tabindex="0" role="group" aria-label="Pages and links"><table>
<thead><tr><th scope="col">Page</th><th scope="col">Cluster</th><th scope="col" class="number">Inbound links</th><th scope="col" class="number">Outbound links</th><th scope="col">Links to</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

/** Only published pages have an address. */
const renderTitle = ({ title, url }: MapNode) =>
  /^https?:\/\//.test(url)
    ? `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(title)}</a>`
    : escapeHtml(title);

const style = `
:root{color-scheme:light dark;--page:#fbfaf7;--ink:#20252f;--soft:#596273;--line:#d9dce3;--edge:#8c94a3;--link:#1d4fc4;--alarm:#b3261e;--c0:#6b7280;--c1:#1f6fb4;--c2:#b4540a;--c3:#1f7a4d;--c4:#7a3fb0;--c5:#a8326e;--c6:#5f6b12}
@media(prefers-color-scheme:dark){:root{--page:#14171d;--ink:#dfe3ea;--soft:#9aa5b8;--line:#343b48;--edge:#6b7588;--link:#8db4ff;--alarm:#ff9d94;--c0:#9aa3b2;--c1:#6db3f2;--c2:#f0a35e;--c3:#63c795;--c4:#c39bee;--c5:#ee8fbf;--c6:#c3cf63}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:76rem;margin:0 auto;padding:clamp(1rem,3vw,2.5rem) 1.25rem 5rem}
h1{margin:0;font-size:clamp(1.6rem,1.2rem + 2vw,2.2rem);line-height:1.2;letter-spacing:-.02em;text-wrap:balance}h2{margin:2.5rem 0 .8rem;font-size:1.3rem}
.facts,.note{margin:.4rem 0;color:var(--soft)}
a{color:var(--link);text-underline-offset:.15em}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:1rem 0;padding:0;list-style:none;font-size:.9rem}
.legend li{display:flex;align-items:center;gap:.4rem}.key{width:32px;height:20px;flex:none}
.scroll{overflow-x:auto}.scroll>svg{display:block}
.edges path,.key .line{fill:none;stroke:var(--edge);stroke-width:1.2;stroke-opacity:.75}.edges path{marker-end:url(#tip)}marker path,.key .head{fill:var(--edge)}
.page circle{fill:var(--own);stroke:var(--page);stroke-width:1.5}
.page text{fill:var(--ink);font:13px system-ui,sans-serif;text-anchor:middle;stroke:var(--page);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
a.page{text-decoration:none}a.page:hover text,a.page:focus text{text-decoration:underline}
.orphan circle{fill:var(--page);stroke:var(--alarm);stroke-width:2.5;stroke-dasharray:4 2.5}.orphan text{fill:var(--alarm)}
${[0, 1, 2, 3, 4, 5, 6].map((n) => `.c${n}{--own:var(--c${n})}`).join("")}
table{width:100%;border-collapse:collapse;font-size:.92rem}
th,td{min-width:6em;overflow-wrap:anywhere;padding:.5em .7em;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th[scope=row]{font-weight:600}.number{text-align:right}
tr:target{outline:2px solid var(--link);outline-offset:-2px}
.tag{padding:.05em .45em;border:1px solid var(--alarm);border-radius:4px;color:var(--alarm);font-size:.8em;font-weight:400;white-space:nowrap}
`;
