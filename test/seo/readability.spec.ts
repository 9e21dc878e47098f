import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dictionary } from "cmu-pronouncing-dictionary";
import { bundled } from "../../scripts/bundle.ts";
import type * as Readability from "../../src/text/readability.ts";
import { passages } from "./articles.ts";
import { readingEaseOf } from "./yoast.ts";

const {
  proseWords,
  readingEase,
  countSyllables: syllablesOf,
} = await bundled<typeof Readability>('export * from "./src/text/readability"');

/** As long as articles are: eight passages each. */
const articles = passages.map((_, n) =>
  Array.from({ length: 8 }, (_, at) => passages[(n + 7 * at) % passages.length]!.text).join("\n"),
);
const easeOf = (text: string) => readingEase(text, "english")!;

/** Syllables as people say them: the stressed and unstressed vowels of each pronunciation that the dictionary has. */
function spokenSyllables(word: string): number[] {
  const key = word.toLowerCase().replaceAll("’", "'");
  return [key, `${key}(1)`, `${key}(2)`].flatMap((entry) => {
    const sounds = (dictionary as Record<string, string>)[entry];
    return sounds ? [sounds.split(" ").filter((sound) => /\d/.test(sound)).length] : [];
  });
}

/** The same formula on our words and sentences, with the dictionary's syllables where it has the word. */
function spokenEase(text: string): number {
  const { words, sentences } = easeOf(text);
  const syllables = proseWords(text).reduce(
    (sum, word) => sum + (spokenSyllables(word)[0] ?? syllablesOf(word)),
    0,
  );
  return 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words);
}

function told(differences: number[]): string {
  const sizes = differences.map(Math.abs).sort((a, b) => a - b);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const bias = differences.reduce((sum, size) => sum + size, 0) / differences.length;
  const within = (most: number) => `${sizes.filter((size) => size < most).length} within ${most}`;
  return `${within(1)}, ${within(2)}; mean ${mean.toFixed(2)}, most ${sizes.at(-1)!.toFixed(2)}, bias ${bias.toFixed(2)}`;
}

describe("reading ease beside other people's counts", () => {
  it("counts syllables as the pronouncing dictionary does, for nearly all words", (t) => {
    const words = passages
      .flatMap(({ text }) => proseWords(text))
      .map((word) => [word, spokenSyllables(word)] as const);
    const known = words.filter(([, spoken]) => spoken.length);
    const wrong = known.filter(([word, spoken]) => !spoken.includes(syllablesOf(word)));
    t.diagnostic(
      `${wrong.length} of ${known.length} words differ (${((100 * wrong.length) / known.length).toFixed(1)} %), ` +
        `by ${wrong.filter(([word, spoken]) => Math.abs(syllablesOf(word) - spoken[0]!) > 1).length} more than one syllable`,
    );
    assert.ok(wrong.length / known.length < 0.03);
  });

  it("is within a point of the dictionary's on each of 50 articles", (t) => {
    const alone = passages.map(({ text }) => easeOf(text).score - spokenEase(text));
    t.diagnostic(`on passages of 100 to 250 words: ${told(alone)}`);
    const differences = articles.map((text) => easeOf(text).score - spokenEase(text));
    t.diagnostic(`on articles: ${told(differences)}`);
    assert.ok(differences.every((difference) => Math.abs(difference) < 1));
  });

  it("is near Yoast's, which counts sentences and syllables in its own way", (t) => {
    const inHtml = (text: string) =>
      text
        .split("\n")
        .map((line) => `<p>${line}</p>`)
        .join("\n");
    const measured = (texts: string[]) =>
      texts.map((text) => easeOf(text).score - readingEaseOf(inHtml(text)));
    t.diagnostic(`on passages of 100 to 250 words: ${told(measured(passages.map(({ text }) => text)))}`);
    const differences = measured(articles);
    t.diagnostic(`on articles: ${told(differences)}`);
    assert.ok(differences.filter((difference) => Math.abs(difference) < 2).length >= 45);
  });
});
