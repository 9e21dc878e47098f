import {
  type CheckDefinition,
  fair,
  inapplicable,
  passed,
  percent,
  plural,
  poor,
  quoted,
  within,
} from "./check";
import { proseWords } from "../../../text/readability";
import { countWords } from "../../../text/html/html";

/** The limits of good and of poor. */
const SECTION_WORDS = { good: 300, poor: 350 };
const PARAGRAPH_WORDS = { good: 150, poor: 200 };
const LONG_SENTENCES = { good: 0.25, poor: 0.3 };
const LONG_SENTENCE = 20;
const PLAIN_ENGLISH = 60;
const LEAST_WORDS = 300;
/** Share of the minimum length from which on it is fair. */
const FAIR_LENGTH = 250 / 300;
/** Tolerance of a task's word count. */
const LENGTH_SHARE = 0.2;

const headings: CheckDefinition = {
  id: "headings",
  weight: 6,
  want: "At least one h2, no h1 (the title is the page's), none empty, no level left out",
  judge: ({ headings: list }) => {
    const faults: string[] = [];
    if (!list.some(({ level }) => level === 2)) faults.push("No h2 divides the text");
    for (const [n, { level, text }] of list.entries()) {
      const before = n ? list[n - 1]!.level : 1;
      if (level === 1) faults.push(`${quoted(text)} is an h1`);
      if (!text) faults.push(`Heading ${n + 1} is empty`);
      if (level > Math.max(before, 1) + 1) faults.push(`${quoted(text)} is an h${level} under an h${before}`);
    }
    const got = plural(list.length, "heading");
    if (!faults.length) return passed(got);
    return {
      score: Math.max(0, 100 - 40 * faults.length),
      got: `${got}, ${plural(faults.length, "fault")}`,
      evidence: faults.slice(0, 5),
      fix: "Begin with h2, put h3 under h2, and leave no heading empty",
    };
  },
};

const sectionLength: CheckDefinition = {
  id: "section_length",
  weight: 4,
  want: `At most ${SECTION_WORDS.good} words from one heading to the next`,
  judge: ({ sections, wordCount }) => {
    if (wordCount <= SECTION_WORDS.good) return inapplicable("The text is short enough without headings");
    const long = sections.filter(({ words }) => words > SECTION_WORDS.good);
    const most = Math.max(...sections.map(({ words }) => words));
    if (!long.length) return passed(`At most ${plural(most, "word")}`);
    return {
      score:
        sections.length > 1 && most <= SECTION_WORDS.poor
          ? fair(1 - long.length / sections.length)
          : poor((1 - long.length / sections.length) * (SECTION_WORDS.poor / most)),
      got: `${plural(long.length, "section")} of ${sections.length} too long`,
      evidence: long
        .slice(0, 3)
        .map(
          ({ heading, words }) => `${heading ? quoted(heading) : "Before the first heading"}: ${words} words`,
        ),
      fix: "Divide these sections with headings of their own",
    };
  },
};

const paragraphLength: CheckDefinition = {
  id: "paragraph_length",
  weight: 3,
  want: `At most ${PARAGRAPH_WORDS.good} words a paragraph`,
  judge: ({ paragraphs }) => {
    if (!paragraphs.length) return inapplicable("No paragraph");
    const long = paragraphs
      .map((text) => ({ text, words: countWords(text) }))
      .filter(({ words }) => words > PARAGRAPH_WORDS.good);
    if (!long.length) return passed("None longer");
    const judged = long.some(({ words }) => words > PARAGRAPH_WORDS.poor) ? poor : fair;
    return {
      score: judged(1 - long.length / paragraphs.length),
      got: `${plural(long.length, "paragraph")} of ${paragraphs.length} longer`,
      evidence: long.slice(0, 3).map(({ text, words }) => `${words} words: ${quoted(text)}`),
      fix: "Divide these paragraphs where a new thought begins",
    };
  },
};

const sentenceLength: CheckDefinition = {
  id: "sentence_length",
  weight: 3,
  want: `At most ${percent(LONG_SENTENCES.good)} of sentences longer than ${LONG_SENTENCE} words`,
  judge: ({ sentences, language }) => {
    if (language === null) return inapplicable("The language is not known");
    if (!sentences.length) return inapplicable("No sentence");
    const long = sentences.filter((text) => proseWords(text).length > LONG_SENTENCE);
    const share = long.length / sentences.length;
    if (share <= LONG_SENTENCES.good) return passed(percent(share));
    return {
      score:
        share <= LONG_SENTENCES.poor
          ? fair((LONG_SENTENCES.poor - share) / (LONG_SENTENCES.poor - LONG_SENTENCES.good))
          : poor(1 - (share - LONG_SENTENCES.poor) / LONG_SENTENCES.poor),
      got: percent(share),
      evidence: long.slice(0, 3).map((text) => quoted(text, 160)),
      fix: "Make two sentences of one where it holds two thoughts",
    };
  },
};

const readability: CheckDefinition = {
  id: "readability",
  weight: 6,
  want: `Flesch reading ease of at least ${PLAIN_ENGLISH} (206.835 − 1.015 × words per sentence − 84.6 × syllables per word)`,
  judge: ({ ease, language }) => {
    if (!ease) return inapplicable(language === "english" ? "No sentence" : "Fitted to English alone");
    const { score, sentences, words, syllables } = ease;
    const got = score.toFixed(1);
    const evidence = [
      `${plural(sentences, "sentence")}, ${plural(words, "word")}, ${plural(syllables, "syllable")}`,
    ];
    if (score >= PLAIN_ENGLISH) return passed(got, evidence);
    return {
      score: Math.round(100 * Math.max(0, score / PLAIN_ENGLISH)),
      got,
      evidence,
      fix: "Use shorter sentences and shorter words",
    };
  },
};

const length: CheckDefinition = {
  id: "length",
  weight: 8,
  want: `Within ${percent(LENGTH_SHARE)} of the task's word count; ${LEAST_WORDS} words or more where there is no task`,
  judge: ({ wordCount }, { word_count: asked }) => {
    const least = asked === null ? LEAST_WORDS : Math.round(asked * (1 - LENGTH_SHARE));
    const most = asked === null ? Infinity : Math.round(asked * (1 + LENGTH_SHARE));
    const got = plural(wordCount, "word") + (asked === null ? "" : `, ${asked} asked for`);
    if (wordCount >= least && wordCount <= most) return passed(got);
    if (wordCount > most)
      return { score: within(wordCount, least, most), got, fix: `Cut ${wordCount - most} words` };
    const share = wordCount / least;
    const isFair = share >= FAIR_LENGTH;
    const score = isFair ? fair((share - FAIR_LENGTH) / (1 - FAIR_LENGTH)) : poor(share / FAIR_LENGTH);
    return { score, got, fix: `Write ${least - wordCount} words more` };
  },
};

export const structureChecks = [
  headings,
  sectionLength,
  paragraphLength,
  sentenceLength,
  readability,
  length,
];
