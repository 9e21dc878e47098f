// @ts-expect-error the package ships no types
import snowball from "snowball-stemmers";

export type Language = "english" | "spanish";

const { newStemmer } = snowball as { newStemmer(language: Language): { stem(word: string): string } };

export const splitWords = (list: string) => list.split(/\s+/).filter(Boolean);

const stopWords: Record<Language, Set<string>> = {
  english: new Set(
    splitWords(`
      a about again ago all almost along already also although always am among amongst an and another any anybody anymore anyone anything
      are around as at be became because become becomes been being both but by came can cannot come comes coming could did do
      does doing don done down during each either else enough etc even ever every everybody everyone everything few for from
      further get gets getting give gives go goes going gone gonna got gotta had happen happens has have having he hello
      hence her here hers herself hey hi him himself his how however i if in into is it its itself just kind know known
      kinda let lets like likely ll lot lots made make makes making many may maybe me might mine more most much must my
      myself need needed needs neither never no nobody none nor not nothing now of off ok okay on once one ones only onto or
      other others otherwise ought our ours ourselves out over own per perhaps please put puts quite rather really regarding
      said same saw say says see seem seems seen shall she should since so some somebody someone something sometimes
      somewhere soon still such sure take takes taking tell than that the their theirs them themselves then there these
      they thing things think this those though through thru thus to together too toward towards tried try trying unless
      until up upon us use used uses using usually ve very via want wanted wanna wants was way ways we well went were what
      whatever whats when whenever where wherever whether which while who whom whose why will with within without would yes yet you
      your yours yourself yourselves re isn aren wasn weren doesn didn hasn haven hadn won wouldn couldn shouldn ain im ive
      id youre dont doesnt cant couldnt wouldnt whos hows following
    `),
  ),
  spanish: new Set(
    splitWords(`
      a al algo algun alguna algunas alguno algunos ante antes aqui asi aunque bajo cada casi como con contra cual cuales
      cualquier cuando cuanta cuanto cuantos de del desde despues donde dos durante e el ella ellas ellos en entre era eran
      es esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha hace hacen hacer hacia han hasta
      hay la las le les lo los mas me mi mis mismo mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra otras
      otro otros para pero poco por porque pueda puede pueden puedo pues que quien se sea segun ser si sin sobre solo son
      su sus tambien tan tanto te tener tengo ti tiene tienen todo todos tu tus un una unas uno unos usted va y ya yo
    `),
  ),
};

/** Lower case, without accents and with plain apostrophes: "Síntomas" becomes "sintomas". */
export function fold(text: string): string {
  if (/^[\x20-\x5f\x61-\x7e\n]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[’‘`´]/g, "'")
    .toLowerCase();
}

/** The folded words of a text, in order. Possessives and contracted endings ("men's", "I'm") are dropped. */
export function tokenize(text: string): string[] {
  return (
    fold(text)
      .replace(/(\p{L})'(?:s|re|m|ll|ve|d|t)(?!\p{L})/gu, "$1")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The language favoured by at least two more function words; otherwise the given one. */
export function detectLanguage(tokens: string[], otherwise: Language = "english"): Language {
  let balance = 0;
  for (const token of tokens) {
    if (stopWords.spanish.has(token)) balance++;
    if (stopWords.english.has(token)) balance--;
  }
  if (Math.abs(balance) < 2) return otherwise;
  return balance > 0 ? "spanish" : "english";
}

/** Minimum share of function words in running text of a known language. */
const FUNCTION_WORDS = 0.25;
/** French, Italian and Portuguese share most Spanish function words, but rarely these. */
const onlySpanish = new Set(splitWords("el los las y por"));
const ONLY_SPANISH = 0.05;

/** The language of running text; null if it is neither, or the text is too short. */
export function detectProseLanguage(tokens: readonly string[]): Language | null {
  const share = (words: Set<string>) => tokens.filter((token) => words.has(token)).length / tokens.length;
  const [english, spanish] = [share(stopWords.english), share(stopWords.spanish)];
  if (english >= FUNCTION_WORDS && english > spanish) return "english";
  return spanish >= FUNCTION_WORDS && spanish > english && share(onlySpanish) >= ONLY_SPANISH
    ? "spanish"
    : null;
}

export function isStopWord(token: string, language: Language = "english"): boolean {
  return stopWords[language].has(token);
}

const stemmers: Partial<Record<Language, { stem(word: string): string }>> = {};
/** Stemming takes about ten microseconds per word, and words of a site recur. */
const stems: Record<Language, Map<string, string>> = { english: new Map(), spanish: new Map() };
const MAX_STEMS = 20_000;

/** The Snowball stem of a folded word; words with digits and words of three letters or fewer stay as they are. */
export function stem(token: string, language: Language = "english"): string {
  if (token.length <= 3 || /\P{L}/u.test(token)) return token;
  const known = stems[language].get(token);
  if (known !== undefined) return known;
  if (stems[language].size >= MAX_STEMS) stems[language].clear();
  const found = (stemmers[language] ??= newStemmer(language)).stem(token);
  stems[language].set(token, found);
  return found;
}

const smallWords = new Set(
  splitWords(`
    a an and as at but by for from if in nor of on or per than the to up via vs with de del el en la las los o para por y
  `),
);
const acronyms = new Set(
  splitWords("adhd ai api cpc cv diy faq gps hiv hr icd iq ira nhs pc pdf seo suv tv ui uk url usa usb vip"),
);

/** "signs of menopause" becomes "Signs of Menopause"; words without a vowel, such as HRT, become upper case. */
export function titleCase(phrase: string): string {
  const parts = phrase.trim().split(/\s+/);
  return parts
    .map((part, index) => {
      const folded = fold(part);
      if (acronyms.has(folded) || (/^[bcdfghjklmnpqrstvwxz]{2,5}$/.test(folded) && !smallWords.has(folded)))
        return part.toUpperCase();
      if (smallWords.has(folded) && index > 0 && index < parts.length - 1) return part.toLowerCase();
      return part.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase());
    })
    .join(" ");
}
