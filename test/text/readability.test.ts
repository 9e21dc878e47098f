import fc from "fast-check";
import { flesch } from "flesch";
import { ParseEnglish } from "parse-english";
import { syllable } from "syllable";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { readingEase, splitSentences, countSyllables } from "../../src/text/readability";
import { detectProseLanguage, tokenize } from "../../src/text/terms";
import passages from "../data/public-domain.json";

/** The same formula, sentences and words by other people's code. */
function referenceOf(text: string): number {
  const counts = { sentence: 0, word: 0, syllable: 0 };
  visit(new ParseEnglish().parse(text) as any, (node: any) => {
    if (node.type === "SentenceNode") counts.sentence += 1;
    if (node.type !== "WordNode") return;
    counts.word += 1;
    counts.syllable += Math.max(1, syllable(node.children.map((part: any) => part.value ?? "").join("")));
  });
  return flesch(counts);
}

/** Short texts are at the mercy of a single word or stop: an article is as long as eight passages. */
const articles = passages.map(({ author, title }, n) => ({
  name: `passage ${n + 1} (${author}, ${title})`,
  text: Array.from({ length: 8 }, (_, at) => passages[(n + 7 * at) % passages.length]!.text).join("\n"),
}));

describe("readingEase", () => {
  it("has fifty passages of a hundred words or more to be measured on", () => {
    expect(passages).toHaveLength(50);
    for (const { text, year } of passages) {
      expect(text.split(/\s+/).length).toBeGreaterThanOrEqual(100);
      expect(text.split(/\s+/).length).toBeLessThanOrEqual(250);
      expect(year).toBeLessThan(1929);
    }
  });

  it.each(articles)("is within a point of the reference on an article that begins with $name", ({ text }) => {
    const ours = readingEase(text, "english")!;
    expect(Math.abs(ours.score - referenceOf(text))).toBeLessThan(1);
    const { sentences, words, syllables } = ours;
    expect(ours.score).toBeCloseTo(flesch({ sentence: sentences, word: words, syllable: syllables }), 9);
  });

  it("is within a point of the reference on the passages alone too", () => {
    const far = passages.filter(
      ({ text }) => Math.abs(readingEase(text, "english")!.score - referenceOf(text)) >= 1,
    );
    expect(far.map(({ title }) => title)).toEqual([]);
  });

  it("is null for other languages, and for what has no words", () => {
    expect(readingEase("Los sofocos son frecuentes.", "spanish")).toBeNull();
    expect(readingEase("Die Hitze kommt in der Nacht.", null)).toBeNull();
    expect(readingEase(" … — !", "english")).toBeNull();
  });

  it("gives a figure for any English text that has words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const ease = readingEase(text, "english");
        expect(ease === null || Number.isFinite(ease.score)).toBe(true);
      }),
    );
  });
});

describe("sentencesOf", () => {
  it("does not stop at abbreviations, initials, decimals and times", () => {
    expect(
      splitSentences("Dr. J. Smith met Mrs. Jones at 9 p.m. in the U.S. Army hall. It cost 3.5 dollars."),
    ).toEqual(["Dr. J. Smith met Mrs. Jones at 9 p.m. in the U.S. Army hall.", "It cost 3.5 dollars."]);
  });

  it("reads initials in a row and abbreviations behind a dash, and stops before a dash and a capital", () => {
    expect(splitSentences("On board H.M.S. Beagle I met my sister,—Mrs. Joe Gargery.—Is it so bad?")).toEqual(
      ["On board H.M.S. Beagle I met my sister,—Mrs. Joe Gargery.", "—Is it so bad?"],
    );
    expect(splitSentences("True!—nervous I am.")).toHaveLength(1);
  });

  it("stops behind closing quotes, at question marks, and at the end of a line", () => {
    expect(splitSentences('He said "No." She left! Why?\nA heading\nThe end')).toEqual([
      'He said "No."',
      "She left!",
      "Why?",
      "A heading",
      "The end",
    ]);
  });
});

describe("syllablesOf", () => {
  it("counts by sound, not by vowels", () => {
    const words = ["sleep", "remedy", "menopause", "queue", "created", "fire", "2024", "don't"];
    expect(words.map(countSyllables)).toEqual([1, 3, 3, 1, 3, 1, 1, 1]);
  });
});

describe("languageOf", () => {
  it("knows English and Spanish by their function words, and no other language", () => {
    const of = (text: string) => detectProseLanguage(tokenize(text));
    expect(of("What you can do about it when you are awake at night again")).toBe("english");
    expect(of("Cuales son los sintomas de la menopausia y que se puede hacer")).toBe("spanish");
    expect(of("Was man in der Nacht gegen die Hitze tun kann, wenn nichts mehr hilft")).toBeNull();
    expect(of("Que faire la nuit contre les bouffées de chaleur quand on ne dort plus")).toBeNull();
    expect(of("")).toBeNull();
  });
});
