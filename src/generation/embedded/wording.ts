import { fold, isStopWord, stem, tokenize, splitWords } from "../../text/terms";

const smallWords = new Set(
  splitWords("a an and as at but by de for from if in la nor of on or per than the to via vs with"),
);
const acronyms = new Set(
  splitWords(
    "adhd ai api b2b b2c bmi cbd cbt ceo cpa crm cv diy dna erp faq fda gdpr glp gps hiv hrt html hvac ibs icd iq ira it kpi led llc " +
      "mba nhs ocd pcos pdf php ppc roi rss seo sms sql ssl tsh tv ui uk url usa usb uti ux vip vpn xml",
  ),
);
const spelled: Record<string, string> = {
  saas: "SaaS",
  wordpress: "WordPress",
  iphone: "iPhone",
  ipad: "iPad",
  youtube: "YouTube",
  linkedin: "LinkedIn",
  javascript: "JavaScript",
  typescript: "TypeScript",
  woocommerce: "WooCommerce",
  i: "I",
  "i'm": "I'm",
  "i've": "I've",
  english: "English",
  american: "American",
  british: "British",
  dr: "Dr.",
};

export const capitalise = (text: string) =>
  text.replace(/^[^\p{L}\p{N}]*\p{L}/u, (start) => start.toLocaleUpperCase("en"));

/** A word as it stands inside a sentence: "hrt" becomes "HRT", "b12" "B12"; capitals that were typed are kept. */
function inSentence(word: string): string {
  if (/\p{Lu}/u.test(word)) return word;
  const [, before = "", body = "", after = ""] = /^(\P{L}*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word) ?? [];
  const known = spelled[fold(body)];
  if (known !== undefined) return before + known + after;
  const isCode = acronyms.has(body) || /^[a-z]{1,3}\d{1,2}$/.test(body);
  return isCode ? before + body.toUpperCase() + after : word;
}

/** "It" is a pronoun more often than an acronym. */
export const sentenceWords = (text: string) =>
  text
    .split(" ")
    .map((word) => (/^(?:it|us)\W*$/i.test(word) ? word.toLowerCase() : inSentence(word)))
    .join(" ");

export const sentenceCase = (text: string) => capitalise(sentenceWords(text));

/** "signs of menopause" becomes "Signs of Menopause"; a word after a colon or a question mark starts anew. */
export function toTitle(text: string): string {
  const words = text.split(" ").filter(Boolean);
  return words
    .map((word, i) => {
      const opens = i === 0 || i === words.length - 1 || /[:?!]$/.test(words[i - 1] ?? "");
      if (smallWords.has(fold(word)) && !opens) return word.toLowerCase();
      return inSentence(word)
        .split("-")
        .map((part, k) => (k > 0 && smallWords.has(part) ? part : capitalise(part)))
        .join("-");
    })
    .join(" ");
}

const silentH = /^(?:hour|honest|honou?r|heir)/i;
const vowelLikeConsonant = /^(?:uni|use|usu|uti|ur[aeiou]|eu|ewe|one\b|once)/i;

export function withArticle(noun: string): string {
  const first = noun.split(/[\s-]/)[0] ?? "";
  const spelledOut = /^[A-Z][A-Z0-9]*$/.test(first) && !/^(?:SaaS|LED)$/.test(first);
  const vowel = spelledOut
    ? /^[AEFHILMNORSX]/.test(first)
    : /^[aeiou]/i.test(noun)
      ? !vowelLikeConsonant.test(noun)
      : silentH.test(noun);
  return `${vowel ? "an" : "a"} ${noun}`;
}

const doubled =
  /^(?:get|stop|run|set|cut|put|sit|swim|plan|begin|let|win|spot|skip|shop|tip|map|rid|quit|ship|wrap|trim|control)$/;

/** "lose weight" becomes "losing weight". */
export function gerund(verbPhrase: string): string {
  const [verb = "", ...rest] = verbPhrase.split(" ");
  const stemmed = verb.endsWith("ie")
    ? verb.replace(/ie$/, "y")
    : /[^eoy]e$/.test(verb) && verb !== "be"
      ? verb.slice(0, -1)
      : doubled.test(verb)
        ? verb + verb.slice(-1)
        : verb;
  return [`${stemmed}ing`, ...rest].join(" ");
}

/** The whole words of a text that fit into `limit` characters, without a dangling small word or comma. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = text.slice(0, limit + 1);
  cut = /\s/.test(cut) ? cut.replace(/\s+\S*$/u, "") : Array.from(text.slice(0, limit)).slice(0, -1).join("");
  for (;;) {
    const trimmed = cut.replace(/[\s,;:–—-]+$/u, "");
    const last = /\s(\S+)$/u.exec(trimmed)?.[1];
    if (last === undefined || !smallWords.has(fold(last))) return trimmed;
    cut = trimmed.slice(0, -last.length);
  }
}

/** The distinct stems of the words that carry meaning. */
export function stemsOf(text: string): Set<string> {
  const tokens = tokenize(text).filter((token) => !isStopWord(token));
  return new Set(tokens.map((token) => stem(token)));
}

/** The share of the smaller set that the other has too. */
export function overlap(a: Set<string>, b: Set<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : [...a].filter((item) => b.has(item)).length / smaller;
}

export const sameStems = (a: Set<string>, b: Set<string>) => a.size === b.size && overlap(a, b) === 1;

/** The same for texts that differ in case, punctuation or the order of words alone. */
export const sameWords = (text: string) => tokenize(text).sort().join(" ") || fold(text).trim();
