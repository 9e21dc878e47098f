import { tokenize } from "../../text/terms";
import type { IdeasInput } from "../functions";
import { inGeneral, type Noun } from "./nouns";
import { readPhrase, type Phrase } from "./phrases";
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

/** The word that opens many of the keywords, as "menopause" in "menopause age": what the cluster is about. */
export function leadingWord(keywords: string[]): string | null {
  const counts = new Map<string, number>();
  for (const keyword of keywords) {
    const [first = "", second] = tokenize(keyword);
    if (second !== undefined && first.length > 3) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [word, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  return count >= 3 && count * 5 >= keywords.length ? word : null;
}

/** "frozen shoulder menopause" becomes "frozen shoulder and menopause". */
export function joinLeading(noun: string, leading: string | null): string {
  const words = noun.split(" ");
  const before = words.slice(0, -1);
  if (leading === null || words.at(-1)?.toLowerCase() !== leading || before.length === 0) return noun;
  const joined = before.some((word) =>
    /^(?:and|or|of|for|in|on|during|after|before|with|without|vs|the|to|at)$/.test(word),
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
  const leading = leadingWord(cluster.keywords.map(({ keyword }) => keyword));
  return fresh.map(({ keyword, volume, intent }) => {
    const phrase = readPhrase(keyword);
    const stems = stemsOf(keyword);
    const spelled = !tokenize(keyword).some((token) => slips.has(token));
    const onTopic = core.size === 0 || [...stems].some((stem) => core.has(stem));
    const leads = phrase.sound && spelled && onTopic && intent !== "navigational" && stems.size > 0;
    const noun = phrase.noun === null ? null : joinLeading(phrase.noun, leading);
    return { phrase, noun: noun === null ? null : inGeneral(noun, phrase.counted), volume, stems, leads };
  });
}
