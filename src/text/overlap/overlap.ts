import { weakStems } from "../clustering/lexicon";
import { type Subject, type Topic, resolveTopic } from "./topics";
import { detectLanguage, tokenize } from "../terms";
import { itemAt } from "../../lib/collections";

/** What to do about competing pages, most serious first. */
export const overlapVerdicts = ["refresh", "merge", "narrow", "proceed"] as const;
export type OverlapVerdict = (typeof overlapVerdicts)[number];

/** An existing or planned page of the site: a content item, an idea or a task, with its id. */
export type SitePageSubject = Subject & {
  content_id?: number | null;
  idea_id?: number | null;
  task_id?: number | null;
};

export type Overlap = {
  verdict: OverlapVerdict;
  evidence: {
    content_id: number | null;
    idea_id: number | null;
    task_id: number | null;
    title: string;
    verdict: OverlapVerdict;
    shared_keywords: string[];
    /** 0 to 1. */
    similarity: number;
    reason: string;
  }[];
};

const MAX_EVIDENCE = 5;
/** Weighted share of common words from which two topics are the same. */
const SAME_TOPIC = 0.78;
/** One topic is the other with additional words, which are at most this share of it. */
const PART_OF_TOPIC = 0.4;
/** Pages about nearly the same subject, whatever their titles. */
const SAME_SUBJECT = 0.72;
/** Two pages are one if they share at least this part of the shorter keyword list, and at least so many keywords. */
const SHARED_KEYWORDS = { share: 0.6, least: 3 };
/** Remaining weight of a word that says little about a subject. */
const WEAK = 0.5;
/** Reported although nothing needs to be done. */
const NEAR = 0.35;

/** The verdict on a candidate given the pages of the site, with the pages that justify it. */
export const judgeOverlap = (candidate: Subject, pages: readonly SitePageSubject[]): Overlap =>
  overlapGate(pages)(candidate);

type Gate = (candidate: Subject, except?: (page: SitePageSubject) => boolean) => Overlap;

/** Indexes the site's pages once, for any number of candidates; excepted pages are ignored. */
export function overlapGate(pages: readonly SitePageSubject[]): Gate {
  const language = detectLanguage(
    pages.flatMap(({ title, keywords }) => tokenize(`${title} ${keywords[0] ?? ""}`)),
  );
  const topics = pages.map((page) => resolveTopic(page, language));
  const weightOf = buildWeigher(topics);
  const read = topics.map((topic, n) => ({
    page: itemAt(pages, n),
    topic,
    length: vectorLength(topic.bag, weightOf),
  }));
  return (candidate, except = () => false) => {
    const topic = resolveTopic(candidate, language);
    const length = vectorLength(topic.bag, weightOf);
    const found = read
      .filter(({ page }) => !except(page))
      .map((other) => {
        const cosine = dotProduct(topic.bag, other.topic.bag, weightOf) / (length * other.length || 1);
        return {
          page: other.page,
          ...judge([topic, other.topic], { cosine, isPlanned: !other.page.content_id }, weightOf),
        };
      })
      .filter(({ verdict, similarity }) => verdict !== "proceed" || similarity >= NEAR)
      .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict) || b.similarity - a.similarity);
    return { verdict: found[0]?.verdict ?? "proceed", evidence: found.slice(0, MAX_EVIDENCE).map(told) };
  };
}

type Weigher = (stem: string) => number;

/** Words on half of a site's pages say little about any of them; on a small site all words count alike. */
function buildWeigher(topics: readonly Topic[]): Weigher {
  const frequency = new Map<string, number>();
  for (const { bag } of topics)
    for (const each of bag.keys()) frequency.set(each, (frequency.get(each) ?? 0) + 1);
  const weights = new Map<string, number>();
  return (stem) => {
    let weight = weights.get(stem);
    if (weight === undefined) {
      weight = Math.log(1 + (topics.length + 10) / ((frequency.get(stem) ?? 0) + 1));
      if (weakStems.has(stem)) weight *= WEAK;
      weights.set(stem, weight);
    }
    return weight;
  };
}

type Judged = { page: SitePageSubject } & Pick<
  Overlap["evidence"][number],
  "verdict" | "shared_keywords" | "similarity" | "reason"
>;

const told = ({ page, ...judged }: Judged) => ({
  content_id: page.content_id ?? null,
  idea_id: page.idea_id ?? null,
  task_id: page.task_id ?? null,
  title: page.title,
  ...judged,
});

const verdictRank = (verdict: OverlapVerdict) => overlapVerdicts.indexOf(verdict);

/** The similarity of their vectors, and whether the page is only planned. */
type Likeness = { cosine: number; isPlanned: boolean };

function judge([candidate, page]: [Topic, Topic], { cosine, isPlanned }: Likeness, weightOf: Weigher) {
  const shared_keywords = [...candidate.searches].flatMap(([search, keyword]) =>
    page.searches.has(search) ? [keyword] : [],
  );
  const keys = compared(candidate.key, page.key, weightOf);
  const alike = Math.max(
    keys.jaccard,
    compared(candidate.key, page.title, weightOf).jaccard,
    compared(candidate.title, page.key, weightOf).jaccard,
    compared(candidate.title, page.title, weightOf).jaccard,
  );
  const similarity = Math.round(100 * Math.max(alike, cosine)) / 100;
  const judged =
    asOnePage([candidate, page], { alike, shared: shared_keywords.length, isPlanned }) ??
    asParts(candidate, page, keys, similarity) ??
    ({ verdict: "proceed", reason: "It is close, but another subject" } as const);
  return { shared_keywords, similarity, ...judged };
}

type Verdict = { verdict: OverlapVerdict; reason: string };

function asOnePage(
  [candidate, page]: [Topic, Topic],
  { alike, shared, isPlanned }: { alike: number; shared: number; isPlanned: boolean },
): Verdict | null {
  // A page that is not written yet cannot be refreshed: the two plans are merged.
  if (candidate.search && candidate.search === page.search)
    return isPlanned
      ? { verdict: "merge", reason: "It is planned for the same primary keyword" }
      : { verdict: "refresh", reason: "It has the same primary keyword" };
  if (alike >= SAME_TOPIC) return { verdict: "merge", reason: "It covers the same subject in other words" };
  const shorter = Math.min(candidate.searches.size, page.searches.size);
  return shared >= Math.max(SHARED_KEYWORDS.least, SHARED_KEYWORDS.share * shorter)
    ? { verdict: "merge", reason: "Most of the keywords are the same" }
    : null;
}

function asParts(candidate: Topic, page: Topic, keys: Comparison, similarity: number): Verdict | null {
  if (page.searches.has(candidate.search))
    return { verdict: "narrow", reason: "It targets this primary keyword too" };
  if (candidate.searches.has(page.search))
    return { verdict: "narrow", reason: "Its primary keyword is among these keywords" };
  if (keys.isPart && keys.jaccard >= PART_OF_TOPIC)
    return candidate.key.size > page.key.size
      ? { verdict: "narrow", reason: "This is part of its subject" }
      : { verdict: "narrow", reason: "It is part of this subject" };
  return similarity >= SAME_SUBJECT
    ? { verdict: "narrow", reason: "It covers nearly the same subject" }
    : null;
}

type Comparison = ReturnType<typeof compared>;

/** Weighted share of common words of two topics, and whether one contains all words of the other. */
function compared(a: ReadonlySet<string>, b: ReadonlySet<string>, weightOf: Weigher) {
  let [common, all, shared] = [0, 0, 0];
  for (const each of a) {
    const weight = weightOf(each);
    all += weight;
    if (!b.has(each)) continue;
    common += weight;
    shared += 1;
  }
  for (const each of b) if (!a.has(each)) all += weightOf(each);
  return { jaccard: all ? common / all : 0, isPart: shared > 0 && shared === Math.min(a.size, b.size) };
}

function dotProduct(a: Topic["bag"], b: Topic["bag"], weightOf: Weigher): number {
  let product = 0;
  for (const [stem, said] of a) {
    const theirs = b.get(stem);
    if (theirs !== undefined) product += said * theirs * weightOf(stem) ** 2;
  }
  return product;
}

const vectorLength = (bag: Topic["bag"], weightOf: Weigher) => Math.sqrt(dotProduct(bag, bag, weightOf));
