import { isKnownWord, prefixes } from "./clustering-lexicon";
import { isStopWord, stem } from "./terms";

export type Vocabulary = {
  acronyms: Map<string, string[]>;
  /** Written in one word where most keywords write it so, and in two where most write two. */
  joined: Map<string, string>;
  split: Map<string, [string, string]>;
  /** Misspelling → the word it stands for. */
  corrected: Map<string, string>;
};

const prefixSet = new Set(prefixes);
const prefixOf = (word: string) => {
  for (let length = Math.min(6, word.length - 3); length >= 2; length--) {
    if (prefixSet.has(word.slice(0, length))) return word.slice(0, length);
  }
  return "";
};

function count(map: Map<string, number>, key: string) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

const pairKey = (a: string, b: string) => `${a} ${b}`;

/** Learns from the keywords themselves which spellings are variants of one word. */
export function learnVocabulary(texts: string[][]): Vocabulary {
  const frequency = new Map<string, number>();
  const stems = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const tokens of texts) {
    for (const token of new Set(tokens)) {
      count(frequency, token);
      count(stems, stem(token));
    }
    for (let i = 0; i + 1 < tokens.length; i++) count(pairs, pairKey(tokens[i]!, tokens[i + 1]!));
  }
  const { joined, split } = learnCompounds(pairs, frequency, stems);
  return { joined, split, corrected: learnCorrections(frequency), acronyms: learnAcronyms(texts, frequency) };
}

function learnAcronyms(texts: string[][], frequency: Map<string, number>) {
  const acronyms = new Map<string, string[]>();
  for (const tokens of texts) {
    for (let length = 3; length <= 5; length++) {
      for (let i = 0; i + length <= tokens.length; i++) {
        const phrase = tokens.slice(i, i + length);
        const initials = phrase.map((w) => w[0]).join("");
        if (
          !frequency.has(initials) ||
          acronyms.has(initials) ||
          isKnownWord(initials) ||
          isStopWord(initials)
        )
          continue;
        if (phrase.some((w) => isStopWord(w) || w.length < 3)) continue;
        acronyms.set(initials, phrase);
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

function learnCorrections(frequency: Map<string, number>): Map<string, string> {
  const correct = [...frequency].filter(([word, n]) => n >= 4 && word.length >= 5 && !/\P{L}/u.test(word));
  const index = new Map<string, string[]>();
  for (const [word] of correct) {
    for (const key of keysOf(word)) {
      const entry = index.get(key);
      if (entry) entry.push(word);
      else index.set(key, [word]);
    }
  }
  const corrected = new Map<string, string>();
  for (const [word, n] of frequency) {
    if (word.length < 5 || /\P{L}/u.test(word) || isKnownWord(word) || isStopWord(word)) continue;
    let best = "";
    let bestCount = 0;
    for (const key of keysOf(word)) {
      for (const candidate of index.get(key) ?? []) {
        const m = frequency.get(candidate)!;
        if (m < 5 * n || m < bestCount || (m === bestCount && candidate >= best)) continue;
        if (candidate !== word && isMisspelling(word, candidate)) [best, bestCount] = [candidate, m];
      }
    }
    if (best) corrected.set(word, best);
  }
  return corrected;
}

const skeleton = (word: string) => word.replace(/[aeiouy]/g, "").replace(/(.)\1+/g, "$1");

/** Keys under which a word meets its misspellings: itself with one letter left out, and its consonants. */
function keysOf(word: string): string[] {
  const keys = [word];
  for (let i = 0; i < word.length; i++) keys.push(word.slice(0, i) + word.slice(i + 1));
  const consonants = skeleton(word);
  if (consonants.length >= 3) keys.push(`*${consonants}`);
  return keys;
}

function isMisspelling(word: string, correct: string): boolean {
  if (word[0] !== correct[0] && !/^[oa]e/.test(word)) return false;
  if (stem(word) === stem(correct)) return false;
  const prefix = prefixOf(word);
  if (prefix !== "" && prefix !== prefixOf(correct) && !correct.startsWith(prefix)) return false;
  const distance = editDistance(word, correct);
  const shorter = Math.min(word.length, correct.length);
  if (distance === 1)
    return shorter >= 7 || word.length === correct.length
      ? shorter >= 6 || isTransposition(word, correct)
      : false;
  const sameConsonants = skeleton(word) === skeleton(correct);
  return distance === 2 && sameConsonants && (shorter >= 7 || sortedLetters(word) === sortedLetters(correct));
}

const sortedLetters = (word: string) => [...word].sort().join("");
const isTransposition = (a: string, b: string) => sortedLetters(a) === sortedLetters(b);

/** Damerau–Levenshtein distance (adjacent transpositions count as one). */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(next[j - 1]! + 1, current[j]! + 1, current[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, previous[j - 2]! + 1);
      next.push(best);
    }
    previous = current;
    current = next;
  }
  return current[b.length]!;
}

/** The words of a keyword with compounds and misspellings made uniform. */
export function normaliseTokens(tokens: string[], vocabulary: Vocabulary): string[] {
  const result: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const whole = i + 1 < tokens.length ? vocabulary.joined.get(pairKey(token, tokens[i + 1]!)) : undefined;
    if (whole !== undefined) i++;
    const word = whole ?? vocabulary.corrected.get(token) ?? token;
    const parts = vocabulary.split.get(word);
    const full = vocabulary.acronyms.get(word);
    if (full) result.push(...full);
    else if (parts) result.push(...parts);
    else result.push(vocabulary.corrected.get(word) ?? word);
  }
  return result;
}
