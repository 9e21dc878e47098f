import { isStopWord, tokenize } from "../../../text/terms";
import {
  type CheckDefinition,
  fairScore,
  inapplicable,
  type Input,
  passed,
  formatPercent,
  formatCount,
  poorScore,
  quote,
  type Verdict,
} from "./check";
import { containsPhrase, containsExactly, type ScoredPage, stemPhrase } from "./page";

const DENSITY = { min: 0.005, max: 0.03 };
const MIN_DENSITY_WORDS = 100;
const HEADINGS = { min: 0.3, max: 0.75 };

type Phrase = { keyword: string; stems: string[] };
type Judge = (page: ScoredPage, input: Input, phrase: Phrase) => Verdict;

const keywordCheck = (id: string, weight: number, want: string, judge: Judge): CheckDefinition => ({
  id,
  weight,
  want,
  judge: (page, input) => {
    const keyword = input.keyword ?? "";
    const stems = stemPhrase(keyword, page.language);
    return stems.length ? judge(page, input, { keyword, stems }) : inapplicable("There is no keyword");
  },
});

const inTitle = keywordCheck(
  "keyword_in_title",
  9,
  "The exact keyword in the title, and at the beginning of the meta title",
  (page, { title, meta_title }, { keyword, stems }) => {
    const rate = (name: string, text: string): number => {
      if (!containsExactly(text, keyword)) return containsPhrase(text, stems, page.language) ? 60 : 0;
      return name === "title" || beginsWith(text, keyword, page.language) ? 100 : 75;
    };
    const fields = Object.entries({ title, "meta title": meta_title }).flatMap(([name, text]) =>
      text ? [{ name, text, score: rate(name, text) }] : [],
    );
    if (!fields.length) return inapplicable("There is no title");
    const score = Math.round(fields.reduce((sum, field) => sum + field.score, 0) / fields.length);
    const lacking = fields.filter((field) => field.score < 100);
    if (!lacking.length) return passed("As wanted");
    return {
      score,
      got: `Not as wanted in the ${lacking.map(({ name }) => name).join(" and the ")}`,
      evidence: lacking.map(({ text }) => quote(text, 120)),
      fix:
        score < 80
          ? `Use ${quote(keyword)} in the title and the meta title`
          : `Begin the meta title with ${quote(keyword)}`,
    };
  },
);

/** Whether the text begins with the phrase, ignoring small words before it. */
function beginsWith(text: string, phrase: string, language: ScoredPage["language"]): boolean {
  const skipStopWords = (words: string[]) => {
    const first = words.findIndex((word) => !isStopWord(word, language ?? "english"));
    return words.slice(Math.max(0, first)).join(" ");
  };
  return `${skipStopWords(tokenize(text))} `.startsWith(`${skipStopWords(tokenize(phrase))} `);
}

const inFirstParagraph = keywordCheck(
  "keyword_in_first_paragraph",
  6,
  "All words of the keyword in the first paragraph",
  ({ paragraphs, language }, _input, { keyword, stems }) => {
    const first = paragraphs[0];
    if (!first) return inapplicable("There are no paragraphs");
    if (containsPhrase(first, stems, language)) return passed("All of them");
    return {
      score: 0,
      got: "Not all of them",
      evidence: [quote(first)],
      fix: `Use ${quote(keyword)} in the first paragraph`,
    };
  },
);

const inHeadings = keywordCheck(
  "keyword_in_headings",
  5,
  `The keyword in ${formatPercent(HEADINGS.min)} to ${formatPercent(HEADINGS.max)} of the h2 and h3 headings; if there is only one, in that one`,
  ({ headings, language }, _input, { keyword, stems }) => {
    const list = headings.filter(({ level }) => level === 2 || level === 3);
    if (!list.length) return inapplicable("There are no h2 or h3 headings");
    const minimum = Math.max(2, Math.ceil(stems.length / 2));
    const matching = list.filter(({ text }) => {
      const found = stems.filter((stem) => containsPhrase(text, [stem], language)).length;
      return found >= Math.min(stems.length, minimum);
    });
    const share = matching.length / list.length;
    const got = `${matching.length} of ${list.length}`;
    if (share >= HEADINGS.min && (share <= HEADINGS.max || list.length === 1)) return passed(got);
    if (share > HEADINGS.max)
      return {
        score: poorScore(1 - (share - HEADINGS.max)),
        got,
        evidence: matching.slice(0, 3).map(({ text }) => quote(text)),
        fix: "Use the keyword in fewer headings",
      };
    return {
      score: poorScore(share / HEADINGS.min),
      got,
      fix: `Use ${quote(keyword)}, or most of it, in another heading`,
    };
  },
);

const inSlug = keywordCheck(
  "keyword_in_slug",
  4,
  "The words of the keyword in the slug; most of them if it has three or more",
  ({ language }, { slug }, { keyword, stems }) => {
    if (!slug) return inapplicable("There is no slug");
    if (containsPhrase(slug.replaceAll("-", " "), stems, language)) return passed(slug);
    const found = stems.filter((stem) => containsPhrase(slug.replaceAll("-", " "), [stem], language)).length;
    if (stems.length > 2 && found > stems.length / 2) return passed(slug);
    return {
      score: fairScore(found / stems.length),
      got: slug,
      fix: `Use the words of ${quote(keyword)} in the slug before publishing`,
    };
  },
);

const inMetaDescription = keywordCheck(
  "keyword_in_meta_description",
  5,
  "The keyword in the meta description, once or twice",
  ({ language }, { meta_description: text }, { keyword, stems }) => {
    if (!text) return inapplicable("There is no meta description");
    const times = countOccurrences(tokenize(text), tokenize(keyword));
    if (times > 2)
      return {
        score: 40,
        got: `${times} times`,
        evidence: [quote(text, 200)],
        fix: "Use the keyword once or twice",
      };
    if (times > 0) return passed(times === 1 ? "Once" : "Twice");
    if (containsPhrase(text, stems, language)) return passed("In other forms");
    return {
      score: 0,
      got: "Missing",
      evidence: [quote(text, 200)],
      fix: `Use ${quote(keyword)} in the meta description`,
    };
  },
);

/** Counts positions where all stems of the keyword are close to each other, in any order. */
const density = keywordCheck(
  "keyword_density",
  7,
  `The keyword is ${formatPercent(DENSITY.min)} to ${formatPercent(DENSITY.max)} of the text, and occurs at least twice`,
  ({ stems: all, wordCount }, _input, { keyword, stems }) => {
    if (wordCount < MIN_DENSITY_WORDS) return inapplicable("The text is too short");
    const times = countStemOccurrences(all, stems);
    const share = times / wordCount;
    const got = `${formatPercent(share)}: ${times} times in ${wordCount} words`;
    if (times > 1 && share >= DENSITY.min && share <= DENSITY.max) return passed(got);
    if (share > DENSITY.max)
      return {
        score: poorScore(1 - (share - DENSITY.max) / DENSITY.max),
        got,
        fix: `Use ${quote(keyword)} ${Math.ceil(times - DENSITY.max * wordCount)} times less: search engines consider this keyword stuffing`,
      };
    const more = Math.max(2, Math.ceil(DENSITY.min * wordCount)) - times;
    return {
      score: poorScore(share / DENSITY.min),
      got,
      fix: `Use ${quote(keyword)} ${more === 1 ? "once" : `${more} times`} more, where it fits`,
    };
  },
);

function countStemOccurrences(all: readonly string[], stems: readonly string[]): number {
  const reach = stems.length + 2;
  let times = 0;
  let next = 0;
  for (const [at, stem] of all.entries()) {
    if (at < next || !stems.includes(stem)) continue;
    const length = measurePhrase(all.slice(at, at + reach), stems);
    if (length === null) continue;
    times += 1;
    next = at + length;
  }
  return times;
}

/** The number of words up to the last of the stems; null if one of them is missing. */
function measurePhrase(words: readonly string[], stems: readonly string[]): number | null {
  const missing = new Set(stems);
  for (const [n, word] of words.entries()) {
    missing.delete(word);
    if (!missing.size) return n + 1;
  }
  return null;
}

function countOccurrences(tokens: readonly string[], phrase: readonly string[]): number {
  let times = 0;
  for (let at = 0; at + phrase.length <= tokens.length; at += 1)
    if (phrase.every((word, n) => tokens[at + n] === word)) times += 1;
  return times;
}

const MAX_TERMS = 30;
const MIN_COVERAGE = 0.6;

const coverage: CheckDefinition = {
  id: "term_coverage",
  weight: 9,
  want: `At least ${formatPercent(MIN_COVERAGE)} of the cluster's terms in the text`,
  judge: ({ stems, language }, { cluster_terms }) => {
    const text = new Set(stems);
    const terms = cluster_terms
      .slice(0, MAX_TERMS)
      .map((term) => [term, stemPhrase(term, language)] as const);
    if (!terms.length) return inapplicable("There is no cluster, or it has no keywords");
    const lacking = terms.filter(([, words]) => !words.every((word) => text.has(word)));
    const share = 1 - lacking.length / terms.length;
    const got = `${terms.length - lacking.length} of ${formatCount(terms.length, "term")}`;
    if (share >= MIN_COVERAGE) return passed(got);
    return {
      score: Math.round((100 * share) / MIN_COVERAGE),
      got,
      evidence: lacking.slice(0, 8).map(([term]) => term),
      fix: "Cover these terms where they belong to the subject",
    };
  },
};

export const keywordChecks = [
  inTitle,
  inFirstParagraph,
  inHeadings,
  inSlug,
  inMetaDescription,
  density,
  coverage,
];
