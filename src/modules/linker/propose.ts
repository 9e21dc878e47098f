import { tokenize } from "../../text/terms";
import { type AnchorStrategy, type LinkCandidate, type Link, type LinkPage, toUrlKey } from "./links";
import { type Match, matchTarget, toStemPrefix, type LinkTarget, buildLinkTarget } from "./matching";
import { type LinkableArticle, parseArticle } from "./words";

/** Maximum number of links in a text, existing and new. */
export const MAX_LINKS_PER_1000_WORDS = 10;
/** Maximum use of the same anchor words for a target on the whole site. */
export const MAX_SAME_ANCHOR = 2;
/** A page with at most this many inbound links counts as weakly linked. */
const MAX_WEAK_INBOUND = 2;
const MIN_CONFIDENCE = 0.4;
const BASE_CONFIDENCE = { exact: 0.78, partial: 0.62, semantic: 0.5 } as const;

export type ProposalOptions = {
  max_links: number;
  anchor_strategy: AnchorStrategy;
  /** The site's host, which identifies internal links. */
  domain: string | null;
};

type AnchorOption = {
  target: LinkTarget;
  match: Match;
  anchor: string;
  confidence: number;
  /** Number of links to the target on these words. */
  used: number;
};

/** What the confidence in an anchor depends on besides the anchor and its target. */
type Scope = {
  page: LinkPage;
  article: LinkableArticle;
  /** Number of targets that have a stem. */
  frequency: Map<string, number>;
  /** Number of targets. */
  total: number;
};

/** Proposed links of the page in the order of its text, by the rules of the domain. Changes nothing. */
export function proposeLinks(
  page: LinkPage,
  candidates: readonly LinkCandidate[],
  options: ProposalOptions,
): Link[] {
  const article = parseArticle(page.html);
  const { hrefs } = article;
  const capacity = Math.floor((article.wordCount * MAX_LINKS_PER_1000_WORDS) / 1000) - hrefs.length;
  const limit = Math.min(options.max_links, capacity);
  if (limit <= 0 || !article.words.length) return [];
  const linked = new Set([...hrefs, page.url].map((url) => toUrlKey(url, options.domain)));
  const others = candidates.filter(
    ({ content_id, url }) => content_id !== page.content_id && !linked.has(toUrlKey(url, options.domain)),
  );
  const targets = buildTargets(others, article);
  const scope = { page, article, frequency: computeFrequency(targets), total: targets.length };
  const chosen: AnchorOption[] = [];
  for (const tier of [0, 1, 2]) {
    if (chosen.length >= limit) break;
    const ranked = targets
      .filter(({ candidate }) => computeTier(candidate) === tier)
      .flatMap((target) => {
        const [best, ...others] = rankOptions(target, scope, options.anchor_strategy);
        return best ? [{ best, all: [best, ...others] }] : [];
      })
      .toSorted((a, b) => compareOptions(a.best, b.best))
      .map(({ all }) => all);
    chooseAnchors(ranked, limit, chosen);
  }
  return chosen.map((option) => toLink(option, page)).toSorted((a, b) => a.position - b.position);
}

function buildTargets(candidates: readonly LinkCandidate[], article: LinkableArticle) {
  const prefixes = new Set([...article.byWord.keys()].map(toStemPrefix));
  return candidates.flatMap((candidate) => buildLinkTarget(candidate, article, prefixes) ?? []);
}

/** Number of targets that have each stem. */
function computeFrequency(targets: readonly LinkTarget[]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const { stems } of targets)
    for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  return frequency;
}

/** Possible anchors of the target, best first: words not yet used for it, then confidence, then position. */
function rankOptions(target: LinkTarget, scope: Scope, strategy: AnchorStrategy): AnchorOption[] {
  const { page, article } = scope;
  const own = toAnchorKey(page.keyword);
  const uses = new Map<string, number>();
  for (const anchor of target.candidate.anchors ?? []) {
    const key = toAnchorKey(anchor);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return matchTarget(target, article, strategy)
    .map((match) => {
      const anchor = match.words.map((word) => word.folded).join(" ");
      const confidence = computeConfidence(match, target, scope);
      return { target, match, anchor, confidence, used: uses.get(anchor) ?? 0 };
    })
    .filter(
      ({ anchor, confidence, used }) =>
        anchor !== own && used < MAX_SAME_ANCHOR && confidence >= MIN_CONFIDENCE,
    )
    .sort(
      (a, b) => a.used - b.used || b.confidence - a.confidence || a.match.first.start - b.match.first.start,
    );
}

export const toAnchorKey = (text: string) => tokenize(text).join(" ");

/** Confidence that readers who follow these words find what they expect: by match, rarity and cluster. */
function computeConfidence(
  { kind, cover, words }: Match,
  { candidate, stems, shared }: LinkTarget,
  { page, frequency, total }: Scope,
): number {
  const content = words.filter((word) => !word.isStop);
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
function chooseAnchors(ranked: readonly AnchorOption[][], limit: number, chosen: AnchorOption[]) {
  const blocks = new Set(chosen.map(({ match }) => match.first.block));
  const anchors = new Set(chosen.map(({ anchor }) => anchor));
  for (const options of ranked) {
    if (chosen.length === limit) break;
    const free = options.find(({ match, anchor }) => !blocks.has(match.first.block) && !anchors.has(anchor));
    if (!free) continue;
    chosen.push(free);
    blocks.add(free.match.first.block);
    anchors.add(free.anchor);
  }
}

function toLink({ target, match, confidence }: AnchorOption, page: LinkPage): Link {
  const { candidate } = target;
  return {
    anchor_text: page.html.slice(match.first.start, match.last.end),
    target_url: candidate.url,
    target_content_id: candidate.content_id,
    position: match.first.start,
    confidence,
    reason: describeReason(target, match, page),
  };
}

const kindReasons = {
  exact: "The anchor is its title or keyword",
  partial: "The anchor has most words of its title or keyword",
  semantic: "The anchor has words of its title and keywords",
};

function describeReason(
  { candidate, stems, shared }: LinkTarget,
  { kind, phrase }: Match,
  page: LinkPage,
): string {
  const inbound = candidate.inbound_links;
  const parts = [
    `${kindReasons[kind]}: "${phrase}"`,
    `the text contains ${shared} of its ${stems.size} terms`,
    isRelated(candidate, page) && "it is in the same cluster",
    inbound === 0
      ? "no page links to it yet"
      : `${inbound} ${inbound === 1 ? "link leads" : "links lead"} to it`,
  ];
  return parts.filter(Boolean).join("; ");
}
