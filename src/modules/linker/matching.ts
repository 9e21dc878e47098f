import { isStopWord, stem, tokenize } from "../../text/terms";
import type { AnchorStrategy, LinkCandidate } from "./links";
import type { LinkableArticle, Word } from "./words";

/** A place whose words speak of a candidate. */
export type Match = {
  /** Indexes of the article's words, both included. */
  first: number;
  last: number;
  kind: AnchorStrategy;
  /** How much of the target's words the anchor says, from 0 to 1. */
  cover: number;
  /** The title or keyword that the anchor says. */
  phrase: string;
};

type LinkPhrase = { text: string; words: string[]; stems: Set<string> };
export type LinkTarget = {
  candidate: LinkCandidate;
  phrases: LinkPhrase[];
  stems: Set<string>;
  /** How many of its stems the article has. */
  shared: number;
};

const MAX_ANCHOR_WORDS = 6;
const MAX_STOPS_INSIDE = 2;
const MAX_KEYWORDS = 10;
/** A single word says enough where it has this many letters. */
const LONE_WORD = 5;
const PARTIAL_COVER = 0.6;
const ENOUGH_MATCHES = 3;
/** So many of a target's words say as much of it as any. */
const SEMANTIC_WORDS = 3;
/** A word that an article repeats is looked at in its first places alone. */
const MAX_PLACES = 12;

/** The words of a candidate's title and keywords; null where the article holds none of them. */
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

/** Only words whose beginning stands in the article are stemmed: the others cannot match. */
function toPhrase(text: string, { language }: LinkableArticle, prefixes: Set<string>): LinkPhrase | null {
  const words = tokenize(text);
  const content = words.filter((word) => !isStopWord(word, language));
  if (!content.some((word) => prefixes.has(stemPrefix(word)))) return null;
  const stems = content.map((word) => (prefixes.has(stemPrefix(word)) ? stem(word, language) : word));
  return { text: text.trim(), words, stems: new Set(stems) };
}

/** Snowball takes endings off and leaves the beginning of a word alone. */
export const stemPrefix = (word: string) => word.slice(0, 3);

/** Where the article speaks of the target, as closely as the strategy asks; more loosely only where that finds little. */
export function findMatches(target: LinkTarget, article: LinkableArticle, strategy: AnchorStrategy): Match[] {
  const found = target.phrases.flatMap((phrase) => exactly(phrase, article));
  if (strategy !== "exact" && found.length < ENOUGH_MATCHES)
    found.push(...target.phrases.flatMap((phrase) => partly(phrase, article)));
  if (strategy === "semantic" && found.length < ENOUGH_MATCHES)
    found.push(...findLooseMatches(target, article));
  return found;
}

/** Word by word, in the phrase's order. */
function exactly({ text, words, stems }: LinkPhrase, { words: all, byWord }: LinkableArticle): Match[] {
  const tooWeak = stems.size === 0 || (words.length === 1 && words[0]!.length < LONE_WORD);
  if (tooWeak || words.length > MAX_ANCHOR_WORDS) return [];
  return (byWord.get(words[0]!) ?? []).slice(0, MAX_PLACES).flatMap((first) => {
    const last = first + words.length - 1;
    const stands = words.every(
      (word, n) => all[first + n]?.folded === word && (n === 0 || all[first + n]!.joined),
    );
    return stands ? [{ first, last, kind: "exact" as const, cover: 1, phrase: text }] : [];
  });
}

/** Most of the phrase's words, in any form and order, with nothing between them but small words. */
function partly({ text, stems }: LinkPhrase, article: LinkableArticle): Match[] {
  const least = stems.size === 1 ? 1 : Math.max(2, Math.ceil(PARTIAL_COVER * stems.size));
  return findWindows(stems, least, article).flatMap(({ first, last, said }) => {
    if (said.size === 1 && article.words[first]!.folded.length < LONE_WORD) return [];
    return [{ first, last, kind: "partial" as const, cover: said.size / stems.size, phrase: text }];
  });
}

/** At least two words of the target's title and keywords, wherever in them they stand. */
function findLooseMatches({ candidate, stems }: LinkTarget, article: LinkableArticle): Match[] {
  return findWindows(stems, 2, article).map(({ first, last, said }) => ({
    first,
    last,
    kind: "semantic" as const,
    cover: Math.min(1, said.size / SEMANTIC_WORDS),
    phrase: candidate.title,
  }));
}

type Window = { first: number; last: number; said: Set<string> };

/**
 * Stretches of words that begin, end and, but for small words, consist of the stems, and say `least` of them. Such a
 * stretch holds one of the rarest `n - least + 1` stems, so that only those are looked at; often repeated words a few times.
 */
function findWindows(
  stems: ReadonlySet<string>,
  least: number,
  { words, byStem }: LinkableArticle,
): Window[] {
  const present = [...stems]
    .flatMap((each) => (byStem.has(each) ? [byStem.get(each)!] : []))
    .sort((a, b) => a.length - b.length);
  if (present.length < least) return [];
  const windows = new Map<number, Window>();
  for (const places of present.slice(0, present.length - least + 1)) {
    for (const place of places.slice(0, MAX_PLACES)) {
      const window = around(place, stems, words);
      if (window.said.size >= least && !windows.has(window.first)) windows.set(window.first, window);
    }
  }
  return [...windows.values()];
}

/** As far as it goes to the right, then to the left. */
function around(place: number, stems: ReadonlySet<string>, words: readonly Word[]): Window {
  const window = { first: place, last: place, said: new Set([words[place]!.stem]) };
  for (const step of [1, -1]) {
    for (let at = place + step, stops = 0; isInReach(at, window); at += step) {
      const inner = words[at];
      if (!inner || !words[Math.max(at, at - step)]!.joined) break;
      if (inner.isStop && ++stops > MAX_STOPS_INSIDE) break;
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

const isInReach = (at: number, { first, last }: Window) =>
  Math.max(last, at) - Math.min(first, at) < MAX_ANCHOR_WORDS;
