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

const DENSITY = { least: 0.005, most: 0.03 };
const MIN_DENSITY_WORDS = 100;
const HEADINGS = { least: 0.3, most: 0.75 };

type Judge = (page: ScoredPage, input: Input, keyword: string, stems: string[]) => Verdict;

const keywordCheck = (id: string, weight: number, want: string, judge: Judge): CheckDefinition => ({
  id,
  weight,
  want,
  judge: (page, input) => {
    const stems = input.keyword ? stemPhrase(input.keyword, page.language) : [];
    if (!stems.length) return inapplicable("No keyword is given");
    return judge(page, input, input.keyword!, stems);
  },
});

const inTitle = keywordCheck(
  "keyword_in_title",
  9,
  "The keyword in the title, word by word, and at the beginning of the meta title",
  (page, { title, meta_title }, keyword, stems) => {
    const fields = [["title", title] as const, ["meta title", meta_title] as const].filter(
      ([, text]) => text,
    );
    if (!fields.length) return inapplicable("No title is given");
    const scores = fields.map(([name, text]): number => {
      if (!containsExactly(text!, keyword)) return containsPhrase(text!, stems, page.language) ? 60 : 0;
      return name === "title" || beginsWith(text!, keyword, page.language) ? 100 : 75;
    });
    const score = Math.round(scores.reduce((sum, each) => sum + each, 0) / scores.length);
    const lacking = fields.filter((_, n) => scores[n]! < 100);
    if (!lacking.length) return passed("It stands there");
    return {
      score,
      got: `Not as it is wanted in the ${lacking.map(([name]) => name).join(" and the ")}`,
      evidence: lacking.map(([, text]) => quote(text!, 120)),
      fix: score < 80 ? `Put ${quote(keyword)} there` : `Let the meta title begin with ${quote(keyword)}`,
    };
  },
);

/** Whether the text begins with the phrase, ignoring small words before it. */
function beginsWith(text: string, phrase: string, language: ScoredPage["language"]): boolean {
  const contentOf = (words: string[]) => {
    const first = words.findIndex((word) => !isStopWord(word, language ?? "english"));
    return words.slice(Math.max(0, first)).join(" ");
  };
  return `${contentOf(tokenize(text))} `.startsWith(`${contentOf(tokenize(phrase))} `);
}

const inFirstParagraph = keywordCheck(
  "keyword_in_first_paragraph",
  6,
  "All words of the keyword in the first paragraph",
  ({ paragraphs, language }, _input, keyword, stems) => {
    const first = paragraphs[0];
    if (!first) return inapplicable("No paragraph");
    if (containsPhrase(first, stems, language)) return passed("They stand there");
    return {
      score: 0,
      got: "Not all of them",
      evidence: [quote(first)],
      fix: `Say ${quote(keyword)} there`,
    };
  },
);

const inHeadings = keywordCheck(
  "keyword_in_headings",
  5,
  `The keyword in ${formatPercent(HEADINGS.least)} to ${formatPercent(HEADINGS.most)} of h2 and h3; in the one where there is one`,
  ({ headings, language }, _input, keyword, stems) => {
    const list = headings.filter(({ level }) => level === 2 || level === 3);
    if (!list.length) return inapplicable("No h2 or h3");
    const least = Math.max(2, Math.ceil(stems.length / 2));
    const about = list.filter(({ text }) => {
      const said = stems.filter((stem) => containsPhrase(text, [stem], language)).length;
      return said >= Math.min(stems.length, least);
    });
    const share = about.length / list.length;
    const got = `${about.length} of ${list.length}`;
    if (share >= HEADINGS.least && (share <= HEADINGS.most || list.length === 1)) return passed(got);
    if (share > HEADINGS.most)
      return {
        score: poorScore(1 - (share - HEADINGS.most)),
        got,
        evidence: about.slice(0, 3).map(({ text }) => quote(text)),
        fix: "Say it in fewer headings",
      };
    return {
      score: poorScore(share / HEADINGS.least),
      got,
      fix: `Say ${quote(keyword)}, or most of it, in a heading more`,
    };
  },
);

const inSlug = keywordCheck(
  "keyword_in_slug",
  4,
  "The words of the keyword in the slug; of a keyword of three words or more most of them",
  ({ language }, { slug }, keyword, stems) => {
    if (!slug) return inapplicable("No slug is given");
    if (containsPhrase(slug.replaceAll("-", " "), stems, language)) return passed(slug);
    const said = stems.filter((stem) => containsPhrase(slug.replaceAll("-", " "), [stem], language)).length;
    if (stems.length > 2 && said > stems.length / 2) return passed(slug);
    return {
      score: fairScore(said / stems.length),
      got: slug,
      fix: `Put the words of ${quote(keyword)} there, before it is published`,
    };
  },
);

const inMetaDescription = keywordCheck(
  "keyword_in_meta_description",
  5,
  "The keyword in the meta description, once or twice",
  ({ language }, { meta_description: text }, keyword, stems) => {
    if (!text) return inapplicable("No meta description is given");
    const times = countOccurrences(tokenize(text), tokenize(keyword));
    if (times > 2)
      return { score: 40, got: `${times} times`, evidence: [quote(text, 200)], fix: "Say it once or twice" };
    if (times > 0) return passed(times === 1 ? "Once" : "Twice");
    if (containsPhrase(text, stems, language)) return passed("In other forms");
    return { score: 0, got: "Not there", evidence: [quote(text, 200)], fix: `Say ${quote(keyword)} there` };
  },
);

/** Positions where all stems of the keyword follow each other, with only small words between. */
const density = keywordCheck(
  "keyword_density",
  7,
  `The keyword is ${formatPercent(DENSITY.least)} to ${formatPercent(DENSITY.most)} of the text, and stands there twice or more`,
  ({ stems: all, wordCount }, _input, keyword, stems) => {
    if (wordCount < MIN_DENSITY_WORDS) return inapplicable("The text is too short");
    const times = countStemOccurrences(all, stems);
    const share = times / wordCount;
    const got = `${formatPercent(share)}: ${times} times in ${wordCount} words`;
    if (times > 1 && share >= DENSITY.least && share <= DENSITY.most) return passed(got);
    if (share > DENSITY.most)
      return {
        score: poorScore(1 - (share - DENSITY.most) / DENSITY.most),
        got,
        fix: `Say ${quote(keyword)} ${Math.ceil(times - DENSITY.most * wordCount)} times less: it reads as stuffed`,
      };
    const more = Math.max(2, Math.ceil(DENSITY.least * wordCount)) - times;
    return {
      score: poorScore(share / DENSITY.least),
      got,
      fix: `Say ${quote(keyword)} ${more === 1 ? "once" : `${more} times`} more, where it fits`,
    };
  },
);

function countStemOccurrences(all: readonly string[], stems: readonly string[]): number {
  const reach = stems.length + 2;
  let times = 0;
  for (let at = 0; at < all.length; at += 1) {
    if (!stems.includes(all[at]!)) continue;
    const end = findPhraseEnd(all, at, Math.min(all.length, at + reach), stems);
    if (end < 0) continue;
    times += 1;
    at = end;
  }
  return times;
}

function findPhraseEnd(all: readonly string[], from: number, to: number, stems: readonly string[]): number {
  const left = new Set(stems);
  for (let at = from; at < to; at += 1) {
    left.delete(all[at]!);
    if (!left.size) return at;
  }
  return -1;
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
    if (!terms.length) return inapplicable("No cluster, or one without keywords");
    const lacking = terms.filter(([, words]) => !words.every((word) => text.has(word)));
    const share = 1 - lacking.length / terms.length;
    const got = `${terms.length - lacking.length} of ${formatCount(terms.length, "term")}`;
    if (share >= MIN_COVERAGE) return passed(got);
    return {
      score: Math.round((100 * share) / MIN_COVERAGE),
      got,
      evidence: lacking.slice(0, 8).map(([term]) => term),
      fix: "Cover what these terms ask, where it belongs to the subject",
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
