import { readTexts, type TextRun } from "../../text/html/runs";
import { detectLanguage, fold, isStopWord, type Language, stem, tokenize } from "../../text/terms";

/** A word that may be linked. */
export type Word = {
  text: string;
  folded: string;
  stem: string;
  isStop: boolean;
  start: number;
  end: number;
  block: number;
  /** Whether exactly one space or hyphen separates it from the previous word. */
  isJoined: boolean;
};

export type LinkableArticle = {
  language: Language;
  /** In document order, all words that may be linked. */
  words: Word[];
  /** Positions of each folded word and each stem in `words`. */
  byWord: Map<string, number[]>;
  byStem: Map<string, number[]>;
  /** Stems of the whole text. */
  stems: Set<string>;
  wordCount: number;
  /** Targets of its links, one per link. */
  hrefs: string[];
};

const unlinkableElements = new Set(
  (
    "a h1 h2 h3 h4 h5 h6 code pre kbd blockquote q cite figure figcaption caption table th dt summary button script style " +
    "textarea title noscript"
  ).split(" "),
);
const linkableElements = new Set(["p", "li", "td", "dd", "div"]);
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;
const CHARACTER_REFERENCE = /&(?:#\w+|\w+);?/g;

/** Parses the article once for all candidates. Nothing up to the end of the first paragraph is linked. */
export function parseArticle(html: string): LinkableArticle {
  const { runs, hrefs } = readTexts(html);
  const first = runs.find(
    (run) => run.within.includes("p") && isLinkableRun(run) && /[\p{L}\p{N}]/u.test(run.source),
  )?.block;
  const lastOfFirst = first === undefined ? -1 : runs.findLastIndex((run) => run.block === first);
  const masked = runs.map((run) => ({ run, text: maskReferences(run.source) }));
  const language = detectLanguage(tokenize(masked.map(({ text }) => text).join(" ")));
  const read = createWordReader(language);
  const article: LinkableArticle = {
    language,
    words: [],
    byWord: new Map(),
    byStem: new Map(),
    stems: new Set(),
    wordCount: 0,
    hrefs,
  };
  masked.forEach(({ run, text }, n) => {
    const words = extractWords(run, text, read);
    article.wordCount += words.length;
    for (const each of words) if (!each.isStop) article.stems.add(each.stem);
    if (first !== undefined && n > lastOfFirst && isLinkableRun(run)) addWords(article, words);
  });
  return article;
}

const isLinkableRun = ({ within }: TextRun) =>
  within.some((name) => linkableElements.has(name)) && !within.some((name) => unlinkableElements.has(name));

/** Character references contain letters, which are not words. */
const maskReferences = (source: string) =>
  source.replace(CHARACTER_REFERENCE, (found) => "\0".repeat(found.length));

type WordReader = (text: string) => Pick<Word, "folded" | "stem" | "isStop">;

function createWordReader(language: Language): WordReader {
  const known = new Map<string, ReturnType<WordReader>>();
  return (text) => {
    let seen = known.get(text);
    if (!seen) {
      const folded = tokenize(text).join("") || fold(text);
      seen = { folded, stem: stem(folded, language), isStop: isStopWord(folded, language) };
      known.set(text, seen);
    }
    return seen;
  };
}

function extractWords(run: TextRun, text: string, read: WordReader): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const isJoined = words.length > 0 && /^[ -]$/.test(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [start, end] = [run.start + match.index, run.start + last];
    words.push({ text: match[0], ...read(match[0]), start, end, block: run.block, isJoined });
  }
  return words;
}

function addWords(article: LinkableArticle, words: Word[]) {
  for (const each of words) {
    const at = article.words.push(each) - 1;
    pushPosition(article.byWord, each.folded, at);
    if (!each.isStop) pushPosition(article.byStem, each.stem, at);
  }
}

function pushPosition(index: Map<string, number[]>, key: string, at: number) {
  const positions = index.get(key);
  if (positions) positions.push(at);
  else index.set(key, [at]);
}
