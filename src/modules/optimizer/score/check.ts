import type { ScoredPage } from "./page";

/** Raised whenever a check, a weight or a threshold changes: scores of two versions are not to be compared. */
export const SCORER_VERSION = "1.1.0";

/** What is known of a page besides its HTML. What is null is not known, and what needs it is not judged. */
export type Input = {
  html: string;
  title: string | null;
  slug: string | null;
  meta_title: string | null;
  meta_description: string | null;
  keyword: string | null;
  /** What the page's cluster is about: its keywords, the most searched first. */
  cluster_terms: string[];
  /** The words that the page's task asks for. */
  word_count: number | null;
  /** The site's host, by which a link is internal. */
  domain: string | null;
  /** Images that stand outside the HTML: the featured image and those that publishing puts in. */
  images: { alt: string }[];
  /** Other pages of the site, to tell what they share. */
  others: { content_id: number; title: string; html: string }[];
};

/** From 0 to 100; null where the check does not apply. */
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

export const quoted = (text: string, most = 90) =>
  `"${text.length > most ? `${text.slice(0, most).trimEnd()}…` : text}"`;
export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
export const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/**
 * A score tells good (90 and more), fair (50 and more) or poor. Where Yoast's published criteria have the same check, the
 * three are theirs; within each, a share from 0 to 1 tells how near the better one is.
 */
export const fair = (share: number) => 50 + Math.round(35 * clamp(share));
export const poor = (share: number) => Math.round(49 * clamp(share));
const clamp = (share: number) => Math.max(0, Math.min(1, share));

/** 100 inside the range; outside it falls to 0 at half of the least and at twice the most. */
export function within(value: number, least: number, most: number): number {
  if (value >= least && value <= most) return 100;
  const share = value < least ? (value - least / 2) / (least / 2) : (2 * most - value) / most;
  return Math.round(clamp(share) * 100);
}
