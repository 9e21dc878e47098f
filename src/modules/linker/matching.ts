import { isStopWord, stem, tokenize } from "../../text/terms";
import type { AnchorStrategy, LinkCandidate } from "./links";
import type { LinkableArticle, Word } from "./words";

/** Words of the article that match a candidate. */
export type Match = {
  /** Word indexes in the article, both inclusive. */
  first: number;
  last: number;
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
/** A single word is specific enough with this many letters. */
const MIN_LONE_WORD_LENGTH = 5;
const MIN_PARTIAL_COVER = 0.6;
const ENOUGH_MATCHES = 3;
/** So many of a target's words are as specific as all of them. */
const FULL_COVER_WORDS = 3;
/** Only the first occurrences of a repeated word are examined. */
const MAX_OCCURRENCES = 12;

/** The words of a candidate's title and keywords; null if the article contains none of them. */
export function buildLinkTarget(
  candidate: LinkCandidate,
  article: LinkableArticle,
  prefixes: Set<string>,
): LinkTarget | null {
  const head = candidate.title.split(/[:|?!–—]/, 1)[0]!;
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

/** Word by word, in the order of the phrase. */
function matchExactly({ text, words, stems }: LinkPhrase, { words: all, byWord }: LinkableArticle): Match[] {
  const tooWeak = stems.size === 0 || (words.length === 1 && words[0]!.length < MIN_LONE_WORD_LENGTH);
  if (tooWeak || words.length > MAX_ANCHOR_WORDS) return [];
  return (byWord.get(words[0]!) ?? []).slice(0, MAX_OCCURRENCES).flatMap((first) => {
    const last = first + words.length - 1;
    const stands = words.every(
      (word, n) => all[first + n]?.folded === word && (n === 0 || all[first + n]!.joined),
    );
    return stands ? [{ first, last, kind: "exact" as const, cover: 1, phrase: text }] : [];
  });
}

/** Most words of the phrase, in any form and order, with only small words between them. */
function matchPartly({ text, stems }: LinkPhrase, article: LinkableArticle): Match[] {
  const least = stems.size === 1 ? 1 : Math.max(2, Math.ceil(MIN_PARTIAL_COVER * stems.size));
  return collectWindows(stems, least, article).flatMap(({ first, last, said }) => {
    if (said.size === 1 && article.words[first]!.folded.length < MIN_LONE_WORD_LENGTH) return [];
    return [{ first, last, kind: "partial" as const, cover: said.size / stems.size, phrase: text }];
  });
}

/** At least two words of the target's title and keywords, anywhere in them. */
function matchLoosely({ candidate, stems }: LinkTarget, article: LinkableArticle): Match[] {
  return collectWindows(stems, 2, article).map(({ first, last, said }) => ({
    first,
    last,
    kind: "semantic" as const,
    cover: Math.min(1, said.size / FULL_COVER_WORDS),
    phrase: candidate.title,
  }));
}

type WordWindow = { first: number; last: number; said: Set<string> };

/**
 * Word sequences that begin and end with stems and, apart from small words, consist of at least `least` of them. Such
 * a sequence contains one of the `n - least + 1` rarest stems, so only those are examined.
 */
function collectWindows(
  stems: ReadonlySet<string>,
  least: number,
  { words, byStem }: LinkableArticle,
): WordWindow[] {
  const present = [...stems]
    .flatMap((each) => (byStem.has(each) ? [byStem.get(each)!] : []))
    .sort((a, b) => a.length - b.length);
  if (present.length < least) return [];
  const windows = new Map<number, WordWindow>();
  for (const places of present.slice(0, present.length - least + 1)) {
    for (const place of places.slice(0, MAX_OCCURRENCES)) {
      const window = expandWindow(place, stems, words);
      if (window.said.size >= least && !windows.has(window.first)) windows.set(window.first, window);
    }
  }
  return [...windows.values()];
}

/** Extended to the right, then to the left. */
function expandWindow(place: number, stems: ReadonlySet<string>, words: readonly Word[]): WordWindow {
  const window = { first: place, last: place, said: new Set([words[place]!.stem]) };
  for (const step of [1, -1]) {
    for (let at = place + step, stops = 0; isInReach(at, window); at += step) {
      const inner = words[at];
      if (!inner || !words[Math.max(at, at - step)]!.joined) break;
      if (inner.isStop && ++stops > MAX_INNER_STOP_WORDS) break;
      if (inner.isStop) continue;
      if (!stems.has(inner.stem)) break;
      window.said.add(inner.stem);
      if (step > 0) window.last = at;
      else window.first = at;
      stops = 0;
    }
  }
  return window;
}

const isInReach = (at: number, { first, last }: WordWindow) =>
  Math.max(last, at) - Math.min(first, at) < MAX_ANCHOR_WORDS;
