import { tokenize } from "../../text/terms";
import { type AnchorStrategy, type LinkCandidate, type Link, type LinkPage, toUrlKey } from "./links";
import { type Match, matchTarget, toStemPrefix, type LinkTarget, buildLinkTarget } from "./matching";
import { type LinkableArticle, parseArticle } from "./words";

/** Maximum number of links in a text, existing and new. */
export const MAX_LINKS_PER_1000_WORDS = 10;
/** Maximum use of the same anchor words for a target on the whole site. */
export const MAX_SAME_ANCHOR = 2;
/** Up to so many inbound links a page counts as weakly linked. */
const MAX_WEAK_INBOUND = 2;
const MIN_CONFIDENCE = 0.4;
const BASE_CONFIDENCE = { exact: 0.78, partial: 0.62, semantic: 0.5 } as const;

export type ProposalOptions = {
  max_links: number;
  anchor_strategy: AnchorStrategy;
  /** The site's host, which identifies internal links. */
  domain: string | null;
};

type AnchorOption = { target: LinkTarget; match: Match; anchor: string; confidence: number; used: number };

/** Proposed links of the page in the order of its text, by the rules of the domain. Changes nothing. */
export function proposeLinks(
  page: LinkPage,
  candidates: readonly LinkCandidate[],
  options: ProposalOptions,
): Link[] {
  const article = parseArticle(page.html);
  const { hrefs } = article;
  const room = Math.floor((article.wordCount * MAX_LINKS_PER_1000_WORDS) / 1000) - hrefs.length;
  const most = Math.min(options.max_links, room);
  if (most <= 0 || !article.words.length) return [];
  const targets = buildTargets(
    page,
    candidates,
    article,
    new Set(hrefs.map((href) => toUrlKey(href, options.domain))),
    options,
  );
  const frequency = computeDocumentFrequency(targets);
  const chosen: AnchorOption[] = [];
  for (const tier of [0, 1, 2]) {
    if (chosen.length >= most) break;
    const ranked = targets
      .filter(({ candidate }) => computeTier(candidate) === tier)
      .map((target) => rankOptions(target, page, article, frequency, targets.length, options.anchor_strategy))
      .filter((list) => list.length > 0)
      .toSorted((a, b) => compareOptions(a[0]!, b[0]!));
    chooseAnchors(ranked, article, most, chosen);
  }
  return chosen.map((option) => toLink(option, page, article)).toSorted((a, b) => a.position - b.position);
}

function buildTargets(
  page: LinkPage,
  candidates: readonly LinkCandidate[],
  article: LinkableArticle,
  linked: Set<string>,
  { domain }: ProposalOptions,
) {
  const prefixes = new Set([...article.byWord.keys()].map(toStemPrefix));
  const taken = new Set([...linked, toUrlKey(page.url, domain)]);
  return candidates.flatMap((candidate) => {
    if (candidate.content_id === page.content_id || taken.has(toUrlKey(candidate.url, domain))) return [];
    return buildLinkTarget(candidate, article, prefixes) ?? [];
  });
}

function computeDocumentFrequency(targets: readonly LinkTarget[]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const { stems } of targets)
    for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  return frequency;
}

/** Possible anchors of the target, best first: words not yet used for it, then confidence, then position. */
function rankOptions(
  target: LinkTarget,
  page: LinkPage,
  article: LinkableArticle,
  frequency: Map<string, number>,
  total: number,
  strategy: AnchorStrategy,
): AnchorOption[] {
  const own = toAnchorKey(page.keyword);
  const uses = new Map<string, number>();
  for (const anchor of target.candidate.anchors ?? []) {
    const key = toAnchorKey(anchor);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return matchTarget(target, article, strategy)
    .map((match) => {
      const anchor = sliceMatch(match, article)
        .map((word) => word.folded)
        .join(" ");
      const confidence = computeConfidence(match, target, page, article, frequency, total);
      return { target, match, anchor, confidence, used: uses.get(anchor) ?? 0 };
    })
    .filter(
      ({ anchor, confidence, used }) =>
        anchor !== own && used < MAX_SAME_ANCHOR && confidence >= MIN_CONFIDENCE,
    )
    .sort((a, b) => a.used - b.used || b.confidence - a.confidence || a.match.first - b.match.first);
}

export const toAnchorKey = (text: string) => tokenize(text).join(" ");

const sliceMatch = ({ first, last }: Match, { words }: LinkableArticle) => words.slice(first, last + 1);

const extractAnchor = ({ first, last }: Match, { words }: LinkableArticle, html: string) =>
  html.slice(words[first]!.start, words[last]!.end);

/** Confidence that readers who follow these words find what they expect: by match, rarity and cluster. */
function computeConfidence(
  match: Match,
  { candidate, stems, shared }: LinkTarget,
  page: LinkPage,
  article: LinkableArticle,
  frequency: Map<string, number>,
  total: number,
): number {
  const { kind, cover } = match;
  const content = sliceMatch(match, article).filter((word) => !word.isStop);
  const rarest = Math.min(...content.map((word) => frequency.get(word.stem) ?? 1));
  const rarity = total > 1 ? 1 - Math.log(rarest) / Math.log(total) : 1;
  const related = isRelated(candidate, page) ? 0.06 : 0;
  const lone = content.length === 1 ? 0.12 : 0;
  const sum =
    BASE_CONFIDENCE[kind] * (0.6 + 0.4 * cover) * (0.75 + 0.25 * rarity) +
    (0.12 * shared) / stems.size +
    related -
    lone;
  return Math.round(Math.max(0, Math.min(0.99, sum)) * 100) / 100;
}

const isRelated = (candidate: LinkCandidate, page: LinkPage) =>
  page.cluster_id !== null && candidate.cluster_id === page.cluster_id;

/** Pages without inbound links first, then weakly linked ones, then the others. */
const computeTier = ({ inbound_links }: LinkCandidate) =>
  inbound_links === 0 ? 0 : inbound_links <= MAX_WEAK_INBOUND ? 1 : 2;

const compareOptions = (a: AnchorOption, b: AnchorOption) =>
  b.confidence - a.confidence || a.target.candidate.content_id - b.target.candidate.content_id;

/** Adds to the selection: one link per target, one per block, and none on the same words. */
function chooseAnchors(
  ranked: readonly AnchorOption[][],
  { words }: LinkableArticle,
  most: number,
  chosen: AnchorOption[],
) {
  const blocks = new Set(chosen.map(({ match }) => words[match.first]!.block));
  const anchors = new Set(chosen.map(({ anchor }) => anchor));
  for (const options of ranked) {
    if (chosen.length === most) break;
    const free = options.find(
      ({ match, anchor }) => !blocks.has(words[match.first]!.block) && !anchors.has(anchor),
    );
    if (!free) continue;
    chosen.push(free);
    blocks.add(words[free.match.first]!.block);
    anchors.add(free.anchor);
  }
}

function toLink({ target, match, confidence }: AnchorOption, page: LinkPage, article: LinkableArticle): Link {
  const { candidate } = target;
  return {
    anchor_text: extractAnchor(match, article, page.html),
    target_url: candidate.url,
    target_content_id: candidate.content_id,
    position: article.words[match.first]!.start,
    confidence,
    reason: describeReason(target, match, page),
  };
}

const kindReasons = {
  exact: "These are its words",
  partial: "These are most of its words",
  semantic: "These are words of its title and keywords",
};

function describeReason(
  { candidate, stems, shared }: LinkTarget,
  { kind, phrase }: Match,
  page: LinkPage,
): string {
  const inbound = candidate.inbound_links;
  const parts = [
    `${kindReasons[kind]}: "${phrase}"`,
    `the text has ${shared} of its ${stems.size} terms`,
    isRelated(candidate, page) && "it is of the same cluster",
    inbound === 0
      ? "no page links to it yet"
      : `${inbound} ${inbound === 1 ? "link leads" : "links lead"} to it`,
  ];
  return parts.filter(Boolean).join("; ");
}
