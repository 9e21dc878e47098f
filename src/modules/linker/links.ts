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
  /** Anchor texts of links from other pages. */
  anchors?: string[];
};

/** The page that receives links. */
export type LinkPage = {
  content_id: number;
  url: string;
  html: string;
  /** The page's own keyword: links to other pages are not anchored on it. */
  keyword: string;
  cluster_id: number | null;
};

export type Link = {
  /** Source text: contains neither markup nor character references. */
  anchor_text: string;
  target_url: string;
  target_content_id: number;
  /** Offset of the anchor in the HTML without the links, in UTF-16 units. */
  position: number;
  /** 0 to 1. */
  confidence: number;
  reason: string;
};
type PositionedLink = Pick<Link, "anchor_text" | "target_url" | "position">;
type AddedLink = Pick<Link, "anchor_text" | "target_url">;

export const toAnchorHtml = ({ anchor_text, target_url }: AddedLink) =>
  `<a href="${escapeHtml(target_url)}">${anchor_text}</a>`;

/** The HTML with the links; every other character is unchanged. Throws if an anchor is not at its position. */
export function applyLinks(html: string, links: readonly PositionedLink[]): string {
  let linked = html;
  for (const link of links.toSorted((a, b) => b.position - a.position)) {
    const end = link.position + link.anchor_text.length;
    if (linked.slice(link.position, end) !== link.anchor_text)
      throw new RangeError(`"${link.anchor_text}" is not at position ${link.position}`);
    linked = linked.slice(0, link.position) + toAnchorHtml(link) + linked.slice(end);
  }
  return linked;
}

/** The HTML without these links, with their anchors as text, and the links that were no longer as added. */
export function undoLinks<L extends AddedLink>(
  html: string,
  links: readonly L[],
): { html: string; missing: L[] } {
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

const PLACEHOLDER_ORIGIN = "https://nowhere.invalid";

/** Normalises addresses of the same page: without scheme, www, query and fragment; without host for the site itself. */
export function toUrlKey(url: string, domain: string | null): string {
  const parsed = URL.parse(url, PLACEHOLDER_ORIGIN);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return url;
  const path = parsed.pathname.replace(/\/+$/, "").toLowerCase() || "/";
  const host = stripWww(parsed.host);
  return parsed.origin === PLACEHOLDER_ORIGIN || host === (domain && stripWww(domain)) ? path : host + path;
}

const stripWww = (host: string) => host.toLowerCase().replace(/^www\./, "");
