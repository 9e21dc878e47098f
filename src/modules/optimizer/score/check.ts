import type { ScoredPage } from "./page";

/** Increased when a check, weight or threshold changes: scores of different versions are not comparable. */
export const SCORER_VERSION = "1.1.0";

/** What is known about a page besides its HTML. Null values are unknown; checks that need them are skipped. */
export type Input = {
  html: string;
  title: string | null;
  slug: string | null;
  meta_title: string | null;
  meta_description: string | null;
  keyword: string | null;
  /** Keywords of the page's cluster, highest volume first. */
  cluster_terms: string[];
  /** The word count of the page's task. */
  word_count: number | null;
  /** The site's host, which identifies internal links. */
  domain: string | null;
  /** Images outside the HTML: the featured image and those added by publishing. */
  images: { alt: string }[];
  /** Other pages of the site, to detect shared text. */
  others: { content_id: number; title: string; html: string }[];
};

/** 0 to 100; null if the check does not apply. */
export type Verdict = { score: number | null; got: string; evidence?: string[]; fix?: string };
export type CheckDefinition = {
  id: string;
  weight: number;
  want: string;
  judge: (page: ScoredPage, input: Input) => Verdict;
};
export type Check = {
  id: string;
  weight: number;
  got: string;
  want: string;
  evidence: string[];
  fix: string | null;
  score: number | null;
};

export const passed = (got: string, evidence?: string[]): Verdict => ({ score: 100, got, evidence });
export const inapplicable = (got: string): Verdict => ({ score: null, got });

export const quote = (text: string, most = 90) =>
  `"${text.length > most ? `${text.slice(0, most).trimEnd()}…` : text}"`;
export const formatCount = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
export const formatPercent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/**
 * A score is good (90 and more), fair (50 and more) or poor. Where Yoast's published criteria have the same check, the
 * levels are theirs; within a level, a share from 0 to 1 states how close the next one is.
 */
export const fairScore = (share: number) => 50 + Math.round(35 * clamp(share));
export const poorScore = (share: number) => Math.round(49 * clamp(share));
const clamp = (share: number) => Math.max(0, Math.min(1, share));

/** 100 within the range; outside, falling to 0 at half of the minimum and twice the maximum. */
export function rangeScore(value: number, least: number, most: number): number {
  if (value >= least && value <= most) return 100;
  const share = value < least ? (value - least / 2) / (least / 2) : (2 * most - value) / most;
  return Math.round(clamp(share) * 100);
}
