import { splitWords } from "../../text/terms";
import { cleanKeyword } from "../../text/csv/cells";
import { inGeneral, type Noun } from "./nouns";
import { gerund, sentenceCase, sentenceWords } from "./wording";

/** What a reader who searches for it wants to know. */
export const kinds = [
  "definition",
  "signs",
  "timing",
  "causes",
  "relief",
  "comparison",
  "best",
  "cost",
  "how_to",
  "local",
  "yes_no",
  "test",
  "general",
] as const;
export type Kind = (typeof kinds)[number];

export type Phrase = {
  /** As it was given, cleaned. */
  keyword: string;
  kind: Kind;
  form: "question" | "how_to" | "noun";
  /** What a sentence can speak of: "hot flashes" of "what causes hot flashes"; null where none can be told. */
  noun: string | null;
  /** A keyword showed that the noun is counted: "a hot flash". */
  counted: boolean;
  /** It is complete enough to stand in a title. */
  sound: boolean;
};

const auxiliaries = splitWords("is are am was were can could does do did should will would has have may");
const auxiliary = new RegExp(`^(?:${auxiliaries.join("|")})$`);
const opener = /^(?:what(?:'s|s)?|when|where|why|who|which|how|at what|in what)\b/;
const actions = splitWords(
  "start begin last end finish stop take come go happen occur work cost affect cause change show appear feel look mean need get",
);
const stop = new RegExp(`^(?:${actions.flatMap((verb) => [verb, `${verb}s`]).join("|")}|goes)$`);
/** Looked up for a site, a puzzle or a file: no article answers them. */
const elsewhere =
  /pubmed|crossword|reddit|quora|quizlet|wikipedia|youtube|spotify|tiktok|amazon|walmart|\.(?:com|org|net)\b|mnemonic|in a sentence|\bin (?:hindi|spanish|french|urdu|tamil)\b|\bforum\b|\b(?:images?|pictures?|lyrics|login|musical|podcast|icd)\b/;
const strayAfterSigns =
  /^(?:symptoms?|signs?) (?!(?:of|in|that|for|to|and|like|after|before|during|with|you)\b)/;
/** "post menopausal": a word is missing. */
const adjectiveEnd = /(?:ausal|ormonal|ical|ious)$/;
/** Slips of grammar that a title would repeat in large letters. */
const slips =
  /^what is .* meaning$|\bloos(?:e|ing) (?:weight|fat|belly)|\bwhen your (?:in|going)\b|^(?:how|when|why) does \w+[^siu]s\b|\b(?:stopped|started|stops)$/;
const strayAge = /(?<!\b(?:at|of|by|from|the|what|which)) age \d+$|^(?:age|aged) \d+/;
const fragmentEnd = /\b(?:a|an|the|of|to|in|for|with|and|or|is|are|th|thr|re|at|on|my|your|following)$/;

const signWord = /\bsigns?\b|\bsymptoms?\b/;
const questionKinds: [RegExp, Kind][] = [
  [/\bdifferen(?:ce|t)\b|\bvs\b|\bversus\b|\bcompared? (?:to|with)\b/, "comparison"],
  [/^how much\b|\bcosts?\b|\bprices?\b|\bexpensive\b|\bcheap\b/, "cost"],
  [
    /^(?:when|how long|how old|how often|how soon|how many (?:years|days|weeks|months)|at what age|what age)\b|\bage\b/,
    "timing",
  ],
  [/^why\b|\bcauses?\b(?! of$)/, "causes"],
  [
    /\bsymptoms?\b|\bsigns?\b|\bfeel like\b|\blook like\b|\bhow (?:do|can) (?:i|you) (?:know|tell)\b|^how to (?:know|tell|recognize)\b/,
    "signs",
  ],
  [/\bbest\b/, "best"],
  [/^how to\b/, "how_to"],
  [
    /^(?:what|which)\b.*\b(?:helps?|foods?|vitamins?|remed(?:y|ies)|treats?|works)\b|^how (?:do|can|should) (?:you|i)\b|^what can (?:i|you)\b/,
    "relief",
  ],
  [/^what(?:'s|s)? (?:is|are)\b|^what's\b|\bmeans?\b|\bmeaning\b|\bdefin/, "definition"],
];
const nounKinds: [RegExp, Kind][] = [
  [/\bcalculators?$/, "general"],
  [/\b(?:tests?|quiz|checker)$/, "test"],
  [
    /\bvs\.?\b|\bversus\b|\bdifference between\b|\bcompared to\b|^(?!symptoms? |signs? )\S+(?: \S+)? or \S+(?: \S+)?$/,
    "comparison",
  ],
  [/\bcosts?\b|\bprices?\b|\bpricing\b|\bfees?\b|\brates\b|\bcheap(?:est)?\b|\bdiscount\b/, "cost"],
  [/\bbest\b|^top \b|\breviews?\b/, "best"],
  [/\bsigns?\b|\bsymptoms?\b/, "signs"],
  [/\bage\b|\bonset\b|\btimeline\b|\bhow long\b|\bduration\b/, "timing"],
  [/\bmeaning\b|\bdefinition\b|\bdefine\b|\bmean$/, "definition"],
  [/\btests?\b|\bquiz\b|\bchecker\b|\bscreening\b|\bscale\b/, "test"],
  [/\bcauses?\b|\breasons?\b/, "causes"],
  [
    /\btreatments?\b|\bremed(?:y|ies)\b|\brelief\b|\bmedications?\b|\bmedicines?\b|\bmeds\b|\bpills?\b|\btablets?\b|\btherap(?:y|ies)\b|\bsupplements?\b|\bvitamins?\b|\bdiets?\b|\bfoods\b|\bgummies\b|\bcream\b/,
    "relief",
  ],
  [/^(?:tips|ways|steps|ideas)\b|\btips$|\bweight loss\b/, "how_to"],
];

const isQuestion = (text: string) => opener.test(text) || auxiliary.test(text.split(" ")[0] ?? "");
const kindIn = (table: [RegExp, Kind][], text: string) => table.find(([pattern]) => pattern.test(text))?.[1];

function kindOf(text: string): Kind {
  if (/\bnear (?:me|you|us|by)\b|\bnearby\b/.test(text)) return "local";
  if (!isQuestion(text)) {
    const [thing = "", purpose] = text.split(" for ");
    const kind = kindIn(nounKinds, thing) ?? kindIn(nounKinds, text) ?? "general";
    return kind === "signs" && purpose !== undefined && !signWord.test(thing) ? "relief" : kind;
  }
  const asked = kindIn(questionKinds, text);
  if (auxiliary.test(text.split(" ")[0] ?? "")) return asked === "comparison" ? asked : "yes_no";
  return asked ?? "general";
}

/** Lower case unless capitals were typed, no end punctuation, no word twice in a row. */
function plainText(keyword: string): string {
  const text = cleanKeyword(keyword)
    .replace(/[?.!,;:"“”]+(?=\s|$)|["“”]/gu, "")
    .trim();
  const lower = /^[^\p{Ll}]*$/u.test(text) ? text.toLowerCase() : text;
  return lower.replace(/(?<!\S)(\S+)(?: \1)+(?!\S)/giu, "$1");
}

const nounPatterns: RegExp[] = [
  /^what(?:'s| is| are|s) (?:the )?(?:meaning|definition) of (.+)$/,
  /^what(?:'s| is| are|s) (.+?)(?: mean(?:ing|s)?)?$/,
  /^what does (.+) mean$/,
  /^what (?:causes|helps(?: with)?|happens to|triggers|affects) (.+)$/,
  /^why (?:do|does|is|are) (.+)$/,
  /^how much (?:is|are|do|does) (.+)$/,
  /^(?:how long|how often|when|at what age|what age) (?:do|does|is|are|will|can) (.+)$/,
];

function nounInQuestion(text: string): string | null {
  const match = nounPatterns.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
  if (!match) return null;
  const words = match.split(" ");
  const verb = words.findIndex((word, i) => i > 0 && stop.test(word));
  const noun = (verb === -1 ? words : words.slice(0, verb)).join(" ");
  const isPronoun = /^(?:i|you|my|your|it|we|they|women|men|people)\b/.test(noun);
  const runsOn =
    verb === -1 && /^(?:why|how|when|at|what age)\b/.test(text) && !/^how much\b|^when is\b/.test(text);
  return isPronoun || runsOn ? null : noun;
}

function nounIn(text: string, form: Phrase["form"], kind: Kind): string | null {
  if (form === "how_to") return gerund(text.replace(/^how to /, ""));
  if (form === "question") return nounInQuestion(text);
  const noun = text
    .replace(/\s*\b(?:near (?:me|you|us|by)|nearby)\b/, "")
    .replace(
      /^(?:the )?(?:top )?(?:\d+ (?!(?:and|or|years?|months?|weeks?|days?)\b))?(?:best )?(?=\p{L})/u,
      "",
    )
    .replace(/ that (?:really |actually )?works?$/, "")
    .replace(/(?<=\S \S+) (?:uk|usa?|canada|australia|ireland|india|20\d\d)$/, "");
  const bare = kind === "definition" ? noun.replace(/ (?:meaning|definition|mean|define)$/, "") : noun;
  return bare.length > 1 ? bare : null;
}

function isSound(text: string, form: Phrase["form"]): boolean {
  const words = text.split(" ");
  const letters = text.replace(/[^\p{L}]/gu, "").length;
  const noisy =
    letters < 4 || words.length > 11 || fragmentEnd.test(text) || /following|^\d+ (?:\w+)$/.test(text);
  if (
    noisy ||
    elsewhere.test(text) ||
    slips.test(text) ||
    words.some((word) => word.length > 24) ||
    /[<>{}[\]\\/|=@#]/.test(text)
  )
    return false;
  if (form === "how_to") return words.length >= 4 && !isQuestion(words.slice(2).join(" "));
  if (form === "noun" && words.length > 7) return false;
  if (strayAfterSigns.test(text) || strayAge.test(text) || (form === "noun" && adjectiveEnd.test(text)))
    return false;
  if (form !== "question")
    return !/^(?:and|or|of|for|in|with|to|on|at|by|my|your|her|his|identify|list|describe|name)\b/.test(text);
  const [first = "", second = "", third = ""] = words;
  if (/^(?:is|are|am|was|were)$/.test(first)) return words.length >= 3;
  if (auxiliary.test(first)) return words.length >= 4;
  if (/^(?:at|in)$/.test(first)) return second === "what" && words.length >= 5;
  if (first === "how")
    return auxiliary.test(second) || /^(?:long|many|much|often|old|soon|far|big)$/.test(second);
  const asks =
    auxiliary.test(second) ||
    auxiliary.test(third) ||
    /^(?:causes|helps|happens|triggers|signals|affects)$/.test(second);
  return words.length >= 3 && asks;
}

/** Reads a keyword as what somebody typed into a search box: a question, a task or a thing. */
export function readPhrase(keyword: string): Phrase {
  const text = plainText(keyword);
  const lower = text.toLowerCase();
  const form = lower.startsWith("how to ") ? "how_to" : isQuestion(lower) ? "question" : "noun";
  const kind = kindOf(lower);
  const sound = isSound(lower, form);
  const found = sound ? nounIn(form === "noun" ? text : lower, form, kind) : null;
  const noun = found?.replace(/^(?:an?|the|your|my) /i, "") ?? null;
  return {
    keyword: cleanKeyword(keyword),
    kind,
    form,
    noun: noun === null || noun === "" ? null : sentenceWords(noun),
    counted: kind === "definition" && /^an? /.test(found ?? ""),
    sound,
  };
}

/** The thing a phrase is about as one speaks of it in general. */
export function topicOf({ kind, form, counted }: Phrase, noun: string): Noun {
  const asItIs = form === "how_to" || kind === "comparison" || /\d/.test(noun);
  const general = asItIs ? { text: noun, plural: false } : inGeneral(noun, counted);
  const definite =
    /^(?:average|typical|onset|start|end|age|stages|phases|types|meaning|history|cost|price|role)\b.* of\b/;
  const takesThe = definite.test(noun) || (/^(?:average|typical) /.test(noun) && !general.plural);
  return takesThe ? { ...general, text: `the ${general.text}` } : general;
}

/** "What is a hot flash?", "How to treat hot flashes", "Menopause symptoms": the keyword as a heading. */
export function headingOf(phrase: Phrase): string {
  const text = sentenceCase(plainText(phrase.keyword));
  return phrase.form === "question" ? `${text}?` : text;
}

/** "treat hot flashes" of "how to treat hot flashes". */
export const taskOf = (phrase: Phrase) => sentenceWords(plainText(phrase.keyword)).replace(/^how to /i, "");
export const questionOf = (phrase: Phrase) => sentenceWords(plainText(phrase.keyword));
