import { escapeHtml } from "../../text/html/html";

export const anchorStrategies = ["exact", "partial", "semantic"] as const;
export type AnchorStrategy = (typeof anchorStrategies)[number];

/** A page of the site that may be linked to. */
export type LinkCandidate = {
  content_id: number;
  url: string;
  title: string;
  keywords: string[];
  cluster_id: number | null;
  inbound_links: number;
  /** The texts of the links that lead to it already, from other pages. */
  anchors?: string[];
};

/** The page that is to get links. */
export type LinkPage = {
  content_id: number;
  url: string;
  html: string;
  /** The page's own target: no link to another page is anchored on it. */
  keyword: string;
  cluster_id: number | null;
};

export type Link = {
  /** As it stands in the HTML: it holds no markup and no character reference. */
  anchor_text: string;
  target_url: string;
  target_content_id: number;
  /** Where the anchor begins in the HTML without the links, in UTF-16 units. */
  position: number;
  /** From 0 to 1. */
  confidence: number;
  reason: string;
};
type Placed = Pick<Link, "anchor_text" | "target_url" | "position">;
type Set_ = Pick<Link, "anchor_text" | "target_url">;

export const toAnchorHtml = ({ anchor_text, target_url }: Set_) =>
  `<a href="${escapeHtml(target_url)}">${anchor_text}</a>`;

/** The HTML with the links; every other character stays as and where it is. Throws where an anchor is not at its place. */
export function applyLinks(html: string, links: readonly Placed[]): string {
  let linked = html;
  for (const link of links.toSorted((a, b) => b.position - a.position)) {
    const end = link.position + link.anchor_text.length;
    if (linked.slice(link.position, end) !== link.anchor_text)
      throw new RangeError(`"${link.anchor_text}" does not stand at ${link.position}`);
    linked = linked.slice(0, link.position) + toAnchorHtml(link) + linked.slice(end);
  }
  return linked;
}

/** The HTML without these links, their anchors left as text, and those that were not there as they were set. */
export function undoLinks<L extends Set_>(html: string, links: readonly L[]): { html: string; missing: L[] } {
  const missing: L[] = [];
  let plain = html;
  for (const link of links) {
    const markup = toAnchorHtml(link);
    const at = plain.indexOf(markup);
    if (at < 0) missing.push(link);
    else plain = plain.slice(0, at) + link.anchor_text + plain.slice(at + markup.length);
  }
  return { html: plain, missing };
}

const NOWHERE = "https://nowhere.invalid";

/** What two addresses of one page have in common: without scheme, www, query and fragment, and for the site's own without its host. */
export function urlKey(url: string, domain: string | null): string {
  const parsed = URL.parse(url, NOWHERE);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return url;
  const path = parsed.pathname.replace(/\/+$/, "").toLowerCase() || "/";
  const host = bareHost(parsed.host);
  return parsed.origin === NOWHERE || host === (domain && bareHost(domain)) ? path : host + path;
}

const bareHost = (host: string) => host.toLowerCase().replace(/^www\./, "");
