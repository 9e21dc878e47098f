import { canonicalStem } from "../clustering/lexicon";
import { isStopWord, type Language, stem, tokenize, splitWords } from "../terms";

/** The subject of an existing or planned page. */
export type Subject = {
  title: string;
  /** The first is the primary keyword. */
  keywords: readonly string[];
  headings?: readonly string[];
};

/** A subject as stems. Synonyms count as one; words that any title may contain do not count. */
export type Topic = {
  /** The primary keyword as a search: its stems in order. */
  search: string;
  /** Stems of the primary keyword, or of the title without one. */
  key: ReadonlySet<string>;
  title: ReadonlySet<string>;
  /** All stems with their frequency. */
  bag: ReadonlyMap<string, number>;
  /** Each keyword as a search, with its original spelling. */
  searches: ReadonlyMap<string, string>;
};

const fillers = new Set(
  splitWords(`
    actually basics best common complete comprehensive definitive easy effective essential everything expert explained facts
    faq faqs full guide handbook help helped helpful helping helps important introduction know learn list need new overview
    proven questions simple step steps things tip tips today top ultimate understand understanding ways
    mejor mejores guia consejos todo completa saber
  `),
);
const YEAR = /^(?:19|20)\d\d$/;
const SAID = { key: 3, title: 2, keyword: 1, heading: 0.5 };
const MAX_KEYWORDS = 30;
const MAX_HEADINGS = 30;

export function resolveTopic({ title, keywords, headings = [] }: Subject, language: Language): Topic {
  const titled = extractMeaning(title.replace(/^\d{1,2}\s+/, ""), language);
  const [primary] = keywords;
  const key = primary ? extractMeaning(primary, language) : titled;
  const bag = new Map<string, number>();
  const say = (stems: ReadonlySet<string>, weight: number) => {
    for (const each of stems) bag.set(each, (bag.get(each) ?? 0) + weight);
  };
  say(key, SAID.key);
  say(titled, SAID.title);
  for (const keyword of keywords.slice(1, MAX_KEYWORDS)) say(extractMeaning(keyword, language), SAID.keyword);
  for (const heading of headings.slice(0, MAX_HEADINGS)) say(extractMeaning(heading, language), SAID.heading);
  const searches = new Map(
    keywords.slice(0, MAX_KEYWORDS).map((keyword) => [toSearchKey(keyword, language), keyword]),
  );
  return { search: primary ? toSearchKey(primary, language) : "", key, title: titled, bag, searches };
}

/** The meaning of words independent of order and form; if all are unspecific, the words themselves. */
function extractMeaning(text: string, language: Language): ReadonlySet<string> {
  const tokens = tokenize(text);
  const content = tokens.filter(
    (token) => !isStopWord(token, language) && !fillers.has(token) && !YEAR.test(token),
  );
  return new Set((content.length ? content : tokens).map((token) => canonicalStem(token, language)));
}

/** Two keywords are the same search if they only differ in small words, case, accents and endings. */
function toSearchKey(keyword: string, language: Language): string {
  const tokens = tokenize(keyword);
  const content = tokens.filter((token) => !isStopWord(token, language));
  return (content.length ? content : tokens).map((token) => stem(token, language)).join(" ");
}
