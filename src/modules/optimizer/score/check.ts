import type { ScoredPage } from "./page";

/** Increased when a check, weight or threshold changes: scores of different versions are not comparable. */
export const SCORER_VERSION = "1.1.0";

/** A page to score. Null values are unknown; checks that need them do not apply. */
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

export const quote = (text: string, maxLength = 90) =>
  `"${text.length > maxLength ? `${text.slice(0, maxLength).trimEnd()}…` : text}"`;
export const formatCount = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
export const formatPercent = (share: number) => `${Math.round(share * 1000) / 10}%`;

/**
 * A score is good (at least 90), fair (at least 50) or poor. The levels follow Yoast's published criteria where they
 * have the same check; within a level, a share from 0 to 1 states how close the next one is.
 */
export const fairScore = (share: number) => 50 + Math.round(35 * clamp(share));
export const poorScore = (share: number) => Math.round(49 * clamp(share));
const clamp = (share: number) => Math.max(0, Math.min(1, share));

export type Range = { min: number; max: number };

/** 100 within the range; outside, falling to 0 at half of the minimum and twice the maximum. */
export function rangeScore(value: number, { min, max }: Range): number {
  if (value >= min && value <= max) return 100;
  const share = value < min ? (value - min / 2) / (min / 2) : (2 * max - value) / max;
  return Math.round(clamp(share) * 100);
}
