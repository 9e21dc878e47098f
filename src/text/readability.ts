import { syllable } from "syllable";
import type { Language } from "./terms";

export type Readability = { score: number; sentences: number; words: number; syllables: number };

const word = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}|[\p{L}\p{N}]+(?:['’‐-][\p{L}\p{N}]+|(?<=\p{N})[.,:]\p{N}+)*/gu;
const abbreviations =
  /(?:^|[^\p{L}\p{N}])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Sen|Gov|Capt|Col|Lt|Sgt|St|Mt|Jr|Sr|vs|etc|approx|est|cf|al|Inc|Ltd|Co|Corp|No|Fig|Vol|pp?|[Ee]\.g|[Ii]\.e|[ap]\.m|U\.[SK]|Ph\.D)\.$/u;
/** White space followed by a capital or digit; or, in older texts, a dash followed by a capital. */
const boundary = /[.!?…]+["'”’)\]]*(?:\s+(?=["'“‘([]*[\p{Lu}\p{N}])|(?=(?:—|--)["'“‘]?\p{Lu}))/gu;

/** Words of English prose; "don't", "state-of-the-art", "U.S." and "1,000.5" are one word each. */
export const proseWords = (text: string): string[] => text.match(word) ?? [];

/** Sentences of English prose. A line break ends a sentence, because each block of a page is on its own line. */
export function splitSentences(text: string): string[] {
  return text.split(/\n+/).flatMap(sentencesOfLine);
}

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of line.matchAll(boundary)) {
    const end = match.index + match[0].length;
    const upTo = line.slice(start, end).trimEnd();
    if (abbreviations.test(upTo)) continue;
    sentences.push(upTo);
    start = end;
  }
  sentences.push(line.slice(start).trim());
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const counted = new Map<string, number>();
const MAX_COUNTED = 20_000;

/** Syllables of one English word, at least 1, by the rules and exceptions of the package `syllable`. */
export function countSyllables(text: string): number {
  const key = text.toLowerCase();
  const known = counted.get(key);
  if (known !== undefined) return known;
  if (counted.size >= MAX_COUNTED) counted.clear();
  const count = Math.max(1, syllable(key));
  counted.set(key, count);
  return count;
}

/**
 * Flesch reading ease: 206.835 − 1.015 × words per sentence − 84.6 × syllables per word (R. Flesch, "A new readability
 * yardstick", Journal of Applied Psychology 32, 1948). Higher is easier: 60 to 70 is plain English, under 30 is hard.
 * The weights were fitted to English, so that any other language, and a text without words, has null.
 */
export function readingEase(text: string, language: Language | null): Readability | null {
  if (language !== "english") return null;
  const sentences = splitSentences(text).length;
  const words = proseWords(text);
  if (!sentences || !words.length) return null;
  const syllables = words.reduce((sum, each) => sum + countSyllables(each), 0);
  const score = 206.835 - 1.015 * (words.length / sentences) - 84.6 * (syllables / words.length);
  return { score, sentences, words: words.length, syllables };
}
