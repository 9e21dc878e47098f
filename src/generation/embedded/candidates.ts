import { isStopWord, stem, tokenize } from "../../text/terms";
import type { IdeasInput } from "../functions";
import type { Noun } from "./nouns";
import { readPhrase, topicOf, type Phrase } from "./phrases";
import { sameWords, stemsOf } from "./wording";

export type Candidate = {
  phrase: Phrase;
  noun: Noun | null;
  volume: number;
  stems: Set<string>;
  /** May be what an article is about: complete, spelled like the rest, on the cluster's topic. */
  leads: boolean;
};

const qualifiers =
  /^(?:early|late|premature|male|female|new|mid|pre|peri|post|surgical|natural|medical|sudden|first|second|after|low|high|induced|going|holistic|and|or)$/;

/** One edit or one transposition apart. */
function oneEditApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** Words that look like a slip of one that the cluster writes often: "menapause" beside "menopause". */
function misspelledWords(texts: string[][]): Set<string> {
  const counts = new Map<string, number>();
  for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const common = [...counts].filter(([word, count]) => count >= 3 && word.length >= 6);
  const slips = [...counts].filter(([word, count]) => {
    if (word.length < 5) return false;
    return common.some(
      ([other, often]) =>
        often >= count * 3 &&
        !(word + other).endsWith("s") &&
        word[0] === other[0] &&
        oneEditApart(word, other),
    );
  });
  return new Set(slips.map(([word]) => word));
}

/** The stems that at least a third of the keywords share. */
function coreStems(all: Set<string>[]): Set<string> {
  const counts = new Map<string, number>();
  for (const stems of all) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Set(
    [...counts].filter(([, count]) => count >= 2 && count * 3 >= all.length).map(([stem]) => stem),
  );
}

/** What many of the keywords open with: "menopause" of "menopause age" and "menopause diet", or "standing desk". */
export function leadingWords(keywords: string[]): string | null {
  const opened = keywords
    .map((keyword) => tokenize(keyword))
    .filter(([first = "", second]) => second && !isStopWord(first) && first !== "best");
  const counts = new Map<string, number>();
  for (const [first = ""] of opened) counts.set(first, (counts.get(first) ?? 0) + 1);
  const [word, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  if (count < 3 || count * 5 < keywords.length) return null;
  const seconds = opened.filter(([first]) => first === word).map(([, second = ""]) => second);
  const same = (a: string, b: string) => stem(a) === stem(b);
  const usual = seconds.find(
    (second) => seconds.filter((other) => same(other, second)).length > seconds.length * 0.6,
  );
  return usual === undefined ? word : `${word} ${usual}`;
}

/** "frozen shoulder menopause" becomes "frozen shoulder and menopause" where "menopause" is the leading word. */
export function joinLeading({ form, kind, noun }: Phrase, leading: string | null): string | null {
  const words = noun?.split(" ") ?? [];
  const before = words.slice(0, -1);
  const ends = words.at(-1)?.toLowerCase() === leading && before.length > 0;
  if (noun === null || form !== "noun" || kind !== "general" || !ends) return noun;
  const joined = before.some((word) =>
    /^(?:an?|the|and|or|of|for|in|on|during|after|before|with|without|vs|to|at)$/.test(word),
  );
  return joined || qualifiers.test(before.at(-1) ?? "") ? noun : `${before.join(" ")} and ${words.at(-1)}`;
}

/** The cluster's keywords that the site has not targeted yet, each once, as the article ideas see them. */
export function candidatesOf({ cluster, taken_keywords }: IdeasInput): Candidate[] {
  const seen = new Set(taken_keywords.map(sameWords));
  const fresh = cluster.keywords.filter(({ keyword }) => {
    const key = sameWords(keyword);
    return key !== "" && !seen.has(key) && seen.add(key);
  });
  const texts = cluster.keywords.map(({ keyword }) => tokenize(keyword));
  const core = coreStems(cluster.keywords.map(({ keyword }) => stemsOf(keyword)));
  const slips = misspelledWords(texts);
  const leading = leadingWords(cluster.keywords.map(({ keyword }) => keyword));
  return fresh.map(({ keyword, volume, intent }) => {
    const phrase = readPhrase(keyword);
    const stems = stemsOf(keyword);
    const spelled = !tokenize(keyword).some((token) => slips.has(token));
    const onTopic = core.size === 0 || [...stems].some((each) => core.has(each));
    const leads = phrase.sound && spelled && onTopic && intent !== "navigational" && stems.size > 0;
    const noun = joinLeading(phrase, leading);
    return { phrase, noun: noun === null ? null : topicOf(phrase, noun), volume, stems, leads };
  });
}
