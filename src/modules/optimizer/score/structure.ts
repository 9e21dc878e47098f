import {
  type CheckDefinition,
  fairScore,
  inapplicable,
  passed,
  formatPercent,
  formatCount,
  poorScore,
  quote,
  rangeScore,
} from "./check";
import { proseWords } from "../../../text/readability";
import { countWords } from "../../../text/html/html";

/** Up to `good` a value is good, from `poor` on it is poor, between them it is fair. */
const SECTION_WORDS = { good: 300, poor: 350 };
const PARAGRAPH_WORDS = { good: 150, poor: 200 };
const LONG_SENTENCES = { good: 0.25, poor: 0.3 };
const LONG_SENTENCE = 20;
const MIN_READING_EASE = 60;
const MIN_WORDS = 300;
/** From this share of the minimum length on, the length is fair. */
const MIN_FAIR_SHARE = 250 / 300;
/** Tolerance of a task's word count. */
const LENGTH_TOLERANCE = 0.2;

const headings: CheckDefinition = {
  id: "headings",
  weight: 6,
  want: "At least one h2, no h1 (the title is the h1 of the page), no empty headings, no skipped levels",
  judge: ({ headings: list }) => {
    const faults: string[] = [];
    if (!list.some(({ level }) => level === 2)) faults.push("The text has no h2 headings");
    let before = 1;
    for (const [n, { level, text }] of list.entries()) {
      if (level === 1) faults.push(`${quote(text)} is an h1`);
      if (!text) faults.push(`Heading ${n + 1} is empty`);
      if (level > before + 1) faults.push(`${quote(text)} is an h${level} under an h${before}`);
      before = level;
    }
    const got = formatCount(list.length, "heading");
    if (!faults.length) return passed(got);
    return {
      score: Math.max(0, 100 - 40 * faults.length),
      got: `${got}, ${formatCount(faults.length, "fault")}`,
      evidence: faults.slice(0, 5),
      fix: "Begin with h2, put h3 under h2, and remove empty headings",
    };
  },
};

const sectionLength: CheckDefinition = {
  id: "section_length",
  weight: 4,
  want: `At most ${SECTION_WORDS.good} words between headings`,
  judge: ({ sections, wordCount }) => {
    if (wordCount <= SECTION_WORDS.good) return inapplicable("The text is short enough without headings");
    const long = sections.filter(({ words }) => words > SECTION_WORDS.good);
    const most = Math.max(...sections.map(({ words }) => words));
    if (!long.length) return passed(`At most ${formatCount(most, "word")}`);
    return {
      score:
        sections.length > 1 && most <= SECTION_WORDS.poor
          ? fairScore(1 - long.length / sections.length)
          : poorScore((1 - long.length / sections.length) * (SECTION_WORDS.poor / most)),
      got: `${long.length} of ${formatCount(sections.length, "section")} too long`,
      evidence: long
        .slice(0, 3)
        .map(
          ({ heading, words }) => `${heading ? quote(heading) : "Before the first heading"}: ${words} words`,
        ),
      fix: "Divide these sections with subheadings",
    };
  },
};

const paragraphLength: CheckDefinition = {
  id: "paragraph_length",
  weight: 3,
  want: `At most ${PARAGRAPH_WORDS.good} words per paragraph`,
  judge: ({ paragraphs }) => {
    if (!paragraphs.length) return inapplicable("There are no paragraphs");
    const long = paragraphs
      .map((text) => ({ text, words: countWords(text) }))
      .filter(({ words }) => words > PARAGRAPH_WORDS.good);
    if (!long.length) return passed("None is longer");
    const judged = long.some(({ words }) => words > PARAGRAPH_WORDS.poor) ? poorScore : fairScore;
    return {
      score: judged(1 - long.length / paragraphs.length),
      got: `${long.length} of ${formatCount(paragraphs.length, "paragraph")} longer`,
      evidence: long.slice(0, 3).map(({ text, words }) => `${words} words: ${quote(text)}`),
      fix: "Divide these paragraphs where a new idea begins",
    };
  },
};

const sentenceLength: CheckDefinition = {
  id: "sentence_length",
  weight: 3,
  want: `At most ${formatPercent(LONG_SENTENCES.good)} of sentences longer than ${LONG_SENTENCE} words`,
  judge: ({ sentences, language }) => {
    if (language === null) return inapplicable("The language is unknown");
    if (!sentences.length) return inapplicable("There are no sentences");
    const long = sentences.filter((text) => proseWords(text).length > LONG_SENTENCE);
    const share = long.length / sentences.length;
    if (share <= LONG_SENTENCES.good) return passed(formatPercent(share));
    return {
      score:
        share <= LONG_SENTENCES.poor
          ? fairScore((LONG_SENTENCES.poor - share) / (LONG_SENTENCES.poor - LONG_SENTENCES.good))
          : poorScore(1 - (share - LONG_SENTENCES.poor) / LONG_SENTENCES.poor),
      got: formatPercent(share),
      evidence: long.slice(0, 3).map((text) => quote(text, 160)),
      fix: "Split sentences that express two ideas",
    };
  },
};

const readability: CheckDefinition = {
  id: "readability",
  weight: 6,
  want: `Flesch reading ease of at least ${MIN_READING_EASE} (206.835 − 1.015 × words per sentence − 84.6 × syllables per word)`,
  judge: ({ ease, language }) => {
    if (!ease)
      return inapplicable(
        language === "english" ? "There are no sentences" : "The formula is for English only",
      );
    const { score, sentences, words, syllables } = ease;
    const got = score.toFixed(1);
    const evidence = [
      `${formatCount(sentences, "sentence")}, ${formatCount(words, "word")}, ${formatCount(syllables, "syllable")}`,
    ];
    if (score >= MIN_READING_EASE) return passed(got, evidence);
    return {
      score: Math.round(100 * Math.max(0, score / MIN_READING_EASE)),
      got,
      evidence,
      fix: "Use shorter sentences and shorter words",
    };
  },
};

const length: CheckDefinition = {
  id: "length",
  weight: 8,
  want: `Within ${formatPercent(LENGTH_TOLERANCE)} of the task's word count; at least ${MIN_WORDS} words if there is no task`,
  judge: ({ wordCount }, { word_count: target }) => {
    const min = target === null ? MIN_WORDS : Math.round(target * (1 - LENGTH_TOLERANCE));
    const max = target === null ? Infinity : Math.round(target * (1 + LENGTH_TOLERANCE));
    const got = formatCount(wordCount, "word") + (target === null ? "" : ` of ${target}`);
    if (wordCount >= min && wordCount <= max) return passed(got);
    if (wordCount > max)
      return { score: rangeScore(wordCount, { min, max }), got, fix: `Remove ${wordCount - max} words` };
    const share = wordCount / min;
    const isFair = share >= MIN_FAIR_SHARE;
    const score = isFair
      ? fairScore((share - MIN_FAIR_SHARE) / (1 - MIN_FAIR_SHARE))
      : poorScore(share / MIN_FAIR_SHARE);
    return { score, got, fix: `Write ${min - wordCount} more words` };
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
