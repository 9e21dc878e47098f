import { prefixes, synonyms } from "./lexicon";
import { topicWords } from "./topics";
import { isStopWord, stem } from "../terms";
import { itemAt, valueAt } from "../../lib/collections";

type Vocabulary = {
  /** Two words, separated by a space → the single word that most keywords use. */
  joined: Map<string, string>;
  /** One word → the two words that most keywords use. */
  split: Map<string, [string, string]>;
  /** Misspelling → correct word. */
  corrected: Map<string, string>;
  /** Acronym → its words. */
  acronyms: Map<string, string[]>;
};

/** A spelling with at least so many uses may be the correct one of others, */
const TRUSTED = 4;
/** if it is used so many times more often. */
const COMMONER = 5;
const SHORTEST = 6;
const LONG = 7;
const knownWords = new Set([...synonyms, ...topicWords]);
const prefixSet = new Set(prefixes);
const wordPrefix = (word: string) => {
  for (let length = Math.min(6, word.length - 3); length >= 2; length--) {
    if (prefixSet.has(word.slice(0, length))) return word.slice(0, length);
  }
  return "";
};

function addTo(index: Map<string, string[]>, key: string, word: string) {
  const list = index.get(key);
  if (list) list.push(word);
  else index.set(key, [word]);
}

function count(map: Map<string, number>, key: string) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

const pairKey = (a: string, b: string) => `${a} ${b}`;

/** Learns from the keywords which spellings are variants of one word. */
export function learnVocabulary(texts: string[][]): Vocabulary {
  const frequency = new Map<string, number>();
  const stems = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const tokens of texts) {
    for (const token of new Set(tokens)) {
      count(frequency, token);
      count(stems, stem(token));
    }
    for (let i = 0; i + 1 < tokens.length; i++)
      count(pairs, pairKey(itemAt(tokens, i), itemAt(tokens, i + 1)));
  }
  const { joined, split } = learnCompounds(pairs, frequency, stems);
  return { joined, split, corrected: learnCorrections(frequency), acronyms: learnAcronyms(texts, frequency) };
}

/** Acronyms of adjacent words: "hrt" if a keyword contains "hormone replacement therapy". */
function learnAcronyms(texts: string[][], frequency: Map<string, number>): Map<string, string[]> {
  const acronyms = new Map<string, string[]>();
  for (const tokens of texts) {
    for (let start = 0; start + 3 <= tokens.length; start++) {
      for (let length = 3; length <= 5 && start + length <= tokens.length; length++) {
        const phrase = tokens.slice(start, start + length);
        if (phrase.some((word) => word.length < 3 || isStopWord(word))) break;
        const initials = phrase.map((word) => word[0]).join("");
        const isWord = synonyms.includes(initials) || isStopWord(initials);
        if (frequency.has(initials) && !isWord && !acronyms.has(initials)) acronyms.set(initials, phrase);
      }
    }
  }
  return acronyms;
}

function learnCompounds(
  pairs: Map<string, number>,
  frequency: Map<string, number>,
  stems: Map<string, number>,
) {
  const joined = new Map<string, string>();
  const split = new Map<string, [string, string]>();
  for (const [pair, together] of pairs) {
    const [a, b] = pair.split(" ") as [string, string];
    if (a.length < 2 || b.length < 2 || (isStopWord(a) && isStopWord(b))) continue;
    const whole = a + b;
    const apart = stems.get(stem(whole)) ?? 0;
    if (apart === 0 || whole.length < 6) continue;
    if (prefixSet.has(a) || apart >= together) joined.set(pair, whole);
    else if (frequency.has(whole)) split.set(whole, [a, b]);
  }
  return { joined, split };
}

/** Rare words spelled almost like a frequent one. */
function learnCorrections(frequency: Map<string, number>): Map<string, string> {
  const index = new Map<string, string[]>();
  for (const [word, count] of frequency) {
    if (count < TRUSTED || !isCorrectable(word)) continue;
    for (const key of wordKeys(word)) addTo(index, key, word);
  }
  const corrected = new Map<string, string>();
  for (const [word, count] of frequency) {
    if (!isCorrectable(word) || knownWords.has(word)) continue;
    const candidates = new Set(wordKeys(word).flatMap((key) => index.get(key) ?? []));
    const [best] = [...candidates]
      .filter(
        (candidate) => valueAt(frequency, candidate) >= COMMONER * count && isMisspelling(word, candidate),
      )
      .sort((a, b) => valueAt(frequency, b) - valueAt(frequency, a) || (a < b ? -1 : 1));
    if (best !== undefined) corrected.set(word, best);
  }
  return corrected;
}

const isCorrectable = (word: string) => word.length >= SHORTEST && !/\P{L}/u.test(word) && !isStopWord(word);

const undoubled = (word: string) => word.replace(/(.)\1+/g, "$1");
/** Consonants of a word, doubled ones once. */
const skeleton = (word: string) => undoubled(word.replace(/[aeiouy]/g, ""));

/** Keys that a word shares with its misspellings: itself with one letter removed, and its consonants. */
function wordKeys(word: string): string[] {
  const keys = [word, `*${skeleton(word)}`];
  for (let i = 0; i < word.length; i++) keys.push(word.slice(0, i) + word.slice(i + 1));
  return keys;
}

/**
 * A doubled letter, two swapped neighbours, one letter more or less in a long word, or up to two other vowels. Another
 * consonant too often makes another word ("charge", "change"), and so does another prefix.
 */
function isMisspelling(word: string, correct: string): boolean {
  if (word[0] !== correct[0] && !/^[oa]e/.test(word)) return false;
  if (word === correct || stem(word) === stem(correct)) return false;
  const prefix = wordPrefix(word);
  if (prefix !== wordPrefix(correct) && !correct.startsWith(prefix)) return false;
  if (undoubled(word) === undoubled(correct)) return true;
  const distance = editDistance(word, correct);
  const shorter = Math.min(word.length, correct.length);
  if (distance === 1 && word.length !== correct.length) return shorter >= LONG;
  if (distance === 1 && sortedLetters(word) === sortedLetters(correct)) return true;
  return skeleton(word) === skeleton(correct) && distance <= (shorter >= LONG ? 2 : 1);
}

const sortedLetters = (word: string) => [...word].sort().join("");

/** Damerau–Levenshtein distance (adjacent transpositions count as one). */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(itemAt(next, j - 1) + 1, itemAt(current, j) + 1, itemAt(current, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, itemAt(previous, j - 2) + 1);
      next.push(best);
    }
    previous = current;
    current = next;
  }
  return itemAt(current, b.length);
}

/** The words of a keyword with uniform compounds and spelling. */
export function normaliseTokens(tokens: string[], vocabulary: Vocabulary): string[] {
  const result: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = itemAt(tokens, i);
    const whole =
      i + 1 < tokens.length ? vocabulary.joined.get(pairKey(token, itemAt(tokens, i + 1))) : undefined;
    if (whole !== undefined) i++;
    const word = whole ?? vocabulary.corrected.get(token) ?? token;
    result.push(
      ...(vocabulary.acronyms.get(word) ??
        vocabulary.split.get(word) ?? [vocabulary.corrected.get(word) ?? word]),
    );
  }
  return result;
}
