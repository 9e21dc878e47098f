import { isStopWord, stem, tokenize } from "../../text/terms";
import type { AnchorStrategy, LinkCandidate } from "./links";
import type { LinkableArticle, Word } from "./words";

/** Words of the article that match a candidate. */
export type Match = {
  first: Word;
  last: Word;
  /** All of them, with the small words between. */
  words: readonly Word[];
  kind: AnchorStrategy;
  /** Share of the target's words in the anchor, 0 to 1. */
  cover: number;
  /** The title or keyword that the anchor matches. */
  phrase: string;
};

type LinkPhrase = { text: string; words: string[]; stems: Set<string> };
export type LinkTarget = {
  candidate: LinkCandidate;
  phrases: LinkPhrase[];
  stems: Set<string>;
  /** Number of its stems in the article. */
  shared: number;
};

const MAX_ANCHOR_WORDS = 6;
const MAX_INNER_STOP_WORDS = 2;
const MAX_KEYWORDS = 10;
/** Letters that make a single word specific enough. */
const MIN_LONE_WORD_LENGTH = 5;
const MIN_PARTIAL_COVER = 0.6;
/** With this many matches, looser ones are not needed. */
const ENOUGH_MATCHES = 3;
/** This many of a target's words are as specific as all of them. */
const FULL_COVER_WORDS = 3;
/** Only the first occurrences of a repeated word are examined. */
const MAX_OCCURRENCES = 12;

/** The words of a candidate's title and keywords; null if the article contains none of them. */
export function buildLinkTarget(
  candidate: LinkCandidate,
  article: LinkableArticle,
  prefixes: Set<string>,
): LinkTarget | null {
  const [head = ""] = candidate.title.split(/[:|?!–—]/, 1);
  const texts = new Set([...candidate.keywords.slice(0, MAX_KEYWORDS), candidate.title, head]);
  const phrases = [...texts].flatMap((text) => toPhrase(text, article, prefixes) ?? []);
  const stems = new Set(phrases.flatMap((phrase) => [...phrase.stems]));
  if (!phrases.length) return null;
  const shared = [...stems].filter((each) => article.stems.has(each)).length;
  return { candidate, phrases, stems, shared };
}

/** Only words whose beginning occurs in the article are stemmed: others cannot match. */
function toPhrase(text: string, { language }: LinkableArticle, prefixes: Set<string>): LinkPhrase | null {
  const words = tokenize(text);
  const content = words.filter((word) => !isStopWord(word, language));
  if (!content.some((word) => prefixes.has(toStemPrefix(word)))) return null;
  const stems = content.map((word) => (prefixes.has(toStemPrefix(word)) ? stem(word, language) : word));
  return { text: text.trim(), words, stems: new Set(stems) };
}

/** Snowball removes endings and does not change the beginning of a word. */
export const toStemPrefix = (word: string) => word.slice(0, 3);

/** Matches of the target in the article, as exact as the strategy requires; looser ones only if there are few. */
export function matchTarget(target: LinkTarget, article: LinkableArticle, strategy: AnchorStrategy): Match[] {
  const found = target.phrases.flatMap((phrase) => matchExactly(phrase, article));
  if (strategy !== "exact" && found.length < ENOUGH_MATCHES)
    found.push(...target.phrases.flatMap((phrase) => matchPartly(phrase, article)));
  if (strategy === "semantic" && found.length < ENOUGH_MATCHES) found.push(...matchLoosely(target, article));
  return found;
}

function toMatch(
  words: readonly Word[],
  { kind, cover, phrase }: Pick<Match, "kind" | "cover" | "phrase">,
): Match[] {
  const first = words[0];
  const last = words.at(-1);
  return first && last ? [{ first, last, words, kind, cover, phrase }] : [];
}

/** Word by word, in the order of the phrase. */
function matchExactly({ text, words, stems }: LinkPhrase, article: LinkableArticle): Match[] {
  const [head] = words;
  if (head === undefined || stems.size === 0) return [];
  const isTooWeak = words.length === 1 && head.length < MIN_LONE_WORD_LENGTH;
  if (isTooWeak || words.length > MAX_ANCHOR_WORDS) return [];
  return (article.byWord.get(head) ?? []).slice(0, MAX_OCCURRENCES).flatMap((position) => {
    const found = article.words.slice(position, position + words.length);
    const isMatch = words.every((word, n) => found[n]?.folded === word && (n === 0 || found[n].isJoined));
    return isMatch ? toMatch(found, { kind: "exact", cover: 1, phrase: text }) : [];
  });
}

/** Most words of the phrase, in any form and order, with only small words between them. */
function matchPartly({ text, stems }: LinkPhrase, article: LinkableArticle): Match[] {
  const minimum = stems.size === 1 ? 1 : Math.max(2, Math.ceil(MIN_PARTIAL_COVER * stems.size));
  return collectWindows(stems, minimum, article).flatMap(({ first, last, matched }) => {
    const words = article.words.slice(first, last + 1);
    if (matched.size === 1 && (words[0]?.folded.length ?? 0) < MIN_LONE_WORD_LENGTH) return [];
    return toMatch(words, { kind: "partial", cover: matched.size / stems.size, phrase: text });
  });
}

/** At least two words of the target's title and keywords, anywhere in them. */
const matchLoosely = ({ candidate, stems }: LinkTarget, article: LinkableArticle): Match[] =>
  collectWindows(stems, 2, article).flatMap(({ first, last, matched }) =>
    toMatch(article.words.slice(first, last + 1), {
      kind: "semantic",
      cover: Math.min(1, matched.size / FULL_COVER_WORDS),
      phrase: candidate.title,
    }),
  );

/** Word indexes in the article, both inclusive, and the stems among those words. */
type WordWindow = { first: number; last: number; matched: Set<string> };

/**
 * Word sequences that begin and end with stems and, apart from small words, consist of at least `minimum` of them. Such
 * a sequence contains one of the `n - minimum + 1` rarest stems, so only those are examined.
 */
function collectWindows(
  stems: ReadonlySet<string>,
  minimum: number,
  { words, byStem }: LinkableArticle,
): WordWindow[] {
  const present = [...stems]
    .map((each) => ({ stem: each, positions: byStem.get(each) ?? [] }))
    .filter(({ positions }) => positions.length > 0)
    .sort((a, b) => a.positions.length - b.positions.length);
  if (present.length < minimum) return [];
  const windows = new Map<number, WordWindow>();
  for (const { stem: start, positions } of present.slice(0, present.length - minimum + 1)) {
    for (const position of positions.slice(0, MAX_OCCURRENCES)) {
      const window = { first: position, last: position, matched: new Set([start]) };
      expandWindow(window, stems, words);
      if (window.matched.size >= minimum && !windows.has(window.first)) windows.set(window.first, window);
    }
  }
  return [...windows.values()];
}

/** Extends the window to the right, then to the left. */
function expandWindow(window: WordWindow, stems: ReadonlySet<string>, words: readonly Word[]) {
  const start = window.first;
  for (const step of [1, -1]) {
    for (let at = start + step, stops = 0; isInReach(at, window); at += step) {
      const word = words[at];
      if (!word || !words[Math.max(at, at - step)]?.isJoined) break;
      if (word.isStop && ++stops > MAX_INNER_STOP_WORDS) break;
      if (word.isStop) continue;
      if (!stems.has(word.stem)) break;
      window.matched.add(word.stem);
      if (step > 0) window.last = at;
      else window.first = at;
      stops = 0;
    }
  }
}

const isInReach = (at: number, { first, last }: WordWindow) =>
  Math.max(last, at) - Math.min(first, at) < MAX_ANCHOR_WORDS;
