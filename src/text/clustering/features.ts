import { normalise, type Vector } from "./graph";
import { canonicalStem, intentLexicon, weakStems } from "./lexicon";
import { topicsOfTerm } from "./topics";
import { learnVocabulary, normaliseTokens } from "./vocabulary";
import { detectLanguage, isStopWord, tokenize } from "../terms";
import { itemAt, valueAt } from "../../lib/collections";

/** A feature that keywords can share: a term, two adjacent terms, an intent, or a topic. */
type Feature = {
  kind: "term" | "pair" | "intent" | "topic";
  /** The stem, two stems separated by a space, the name of the intent, or the topic. */
  label: string;
  /** Too unspecific to group two keywords by itself. */
  isWeak: boolean;
  /** A term of the subject of the whole corpus. */
  isHead: boolean;
};

type Reading = {
  /** The words, with uniform spelling. */
  words: string[];
  /** The stem of each word; empty for stop words. */
  terms: string[];
  intents: string[];
};

export type Corpus = {
  readings: Reading[];
  /** A unit vector per text; empty if a text contains nothing relevant to the corpus. */
  vectors: Vector[];
  features: Feature[];
  /** The vector of some terms with the weights of this corpus. */
  vectorOf(terms: string[]): Vector;
  /** A term in so many texts that it names the subject of the corpus. */
  isHead(term: string): boolean;
};

const HEAD_SHARE = 0.2;
const LEAST_TEXTS_FOR_HEAD = 10;
const PAIR_REACH = 2;
const PAIR_WEIGHT = 0.6;
const TOPIC_WEIGHT = 0.35;
const INTENT_WEIGHT = 0.5;
const WEAK_WEIGHT = 0.35;
/** Remaining weight of a term that only one text has. */
const LONELY = 0.3;
/** A topic has more weight if its term is too rare to connect texts by itself. */
const RARE = 3;
const RARE_TOPIC_FACTOR = 2;

export function buildCorpus(texts: string[]): Corpus {
  const readings = readTexts(texts);
  const keysOfTexts = readings.map((reading) => featureKeys(presentTerms(reading), reading.intents));
  const weigher = buildFeatureWeigher(countKeys(keysOfTexts), texts.length);
  const { features, vectorOfKeys } = featureSpace(weigher);
  const vectorOf = (terms: string[]) => vectorOfKeys(featureKeys(terms, []), terms);
  const hasHead = features.some((feature) => feature.isHead);

  const vectors = readings.map((reading, i): Vector => {
    const terms = presentTerms(reading);
    const heads = terms.filter(weigher.isHead);
    const others = terms.filter((term) => !weigher.isHead(term));
    if (hasHead && !others.some(weigher.isInformative)) {
      if (heads.length === 0) return new Map();
      if (!reading.intents.some(weigher.isShared) && others.every(isWeak)) return vectorOf(heads);
    }
    return vectorOfKeys(itemAt(keysOfTexts, i), terms);
  });
  return { readings, vectors, features, vectorOf, isHead: weigher.isHead };
}

const presentTerms = (reading: Reading) => reading.terms.filter((term) => term !== "");

/** Features of a vector that justify grouping it with another vector that has them. */
export function selectEvidence(vector: Vector, features: Feature[]): number[] {
  const ids = [...vector.keys()];
  const telling = ids.filter((id) => !itemAt(features, id).isWeak && !itemAt(features, id).isHead);
  return telling.length > 0 ? telling : ids.filter((id) => itemAt(features, id).isHead);
}

export const isWeak = (term: string) => weakStems.has(term) || /^\d+$/.test(term);

function readTexts(texts: string[]): Reading[] {
  const tokens = texts.map(tokenize);
  const vocabulary = learnVocabulary(tokens);
  const mainLanguage = detectLanguage(tokens.flat());
  const stems = new Map<string, string>();
  return tokens.map((list) => {
    const language = detectLanguage(list, mainLanguage);
    const words = normaliseTokens(list, vocabulary);
    const terms = words.map((word) => {
      const key = `${language} ${word}`;
      if (!stems.has(key)) stems.set(key, isStopWord(word, language) ? "" : canonicalStem(word, language));
      return valueAt(stems, key);
    });
    const asked = intentLexicon.filter((intent) => intent.pattern.test(list.join(" ")));
    return { words, terms, intents: asked.map((intent) => intent.name) };
  });
}

/** Feature names: a letter for the kind, then the label. */
const kinds = new Map<string, Feature["kind"]>([
  ["t", "term"],
  ["p", "pair"],
  ["i", "intent"],
  ["c", "topic"],
]);
const featureKind = (key: string) => valueAt(kinds, key.charAt(0));
const featureLabel = (key: string) => key.slice(1);

function featureKeys(terms: string[], asked: string[]): Set<string> {
  const keys = new Set<string>();
  terms.forEach((term, i) => {
    keys.add(`t${term}`);
    for (const topic of topicsOfTerm(term)) keys.add(`c${topic}`);
    for (const other of terms.slice(i + 1, i + 1 + PAIR_REACH)) {
      if (term !== other) keys.add(term < other ? `p${term} ${other}` : `p${other} ${term}`);
    }
  });
  for (const intent of asked) keys.add(`i${intent}`);
  return keys;
}

function countKeys(keysOfTexts: Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const keys of keysOfTexts) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

type Weigher = ReturnType<typeof buildFeatureWeigher>;

/** Weights by inverse document frequency, lower for unspecific words and for terms of a single text. */
function buildFeatureWeigher(counts: Map<string, number>, total: number) {
  const countOf = (term: string) => counts.get(`t${term}`) ?? 0;
  const isHead = (term: string) => countOf(term) > HEAD_SHARE * total && total >= LEAST_TEXTS_FOR_HEAD;
  const factorOf = (key: string, count: number): number => {
    const terms = featureLabel(key).split(" ");
    switch (featureKind(key)) {
      case "term":
        return ((count - 1 + LONELY) / count) * (terms.some(isWeak) ? WEAK_WEIGHT : 1);
      case "pair":
        return count < 2 || terms.some(isHead) ? 0 : PAIR_WEIGHT * (terms.some(isWeak) ? WEAK_WEIGHT : 1);
      case "topic":
        return count > HEAD_SHARE * total ? 0 : TOPIC_WEIGHT;
      case "intent":
        return count < 2 ? 0 : INTENT_WEIGHT;
    }
  };
  const weights = new Map<string, number>();
  for (const [key, count] of counts) weights.set(key, Math.log((total + 1) / count) * factorOf(key, count));
  return {
    weights,
    isHead,
    isShared: (intent: string) => (counts.get(`i${intent}`) ?? 0) > 1,
    isRare: (term: string) => countOf(term) < RARE,
    isInformative: (term: string) => !isWeak(term) && (countOf(term) > 1 || topicsOfTerm(term).length > 0),
  };
}

/** Numbers features with a weight and builds vectors of them. */
function featureSpace(weigher: Weigher) {
  const ids = new Map<string, number>();
  const features: Feature[] = [];
  for (const [key, weight] of weigher.weights) {
    if (weight <= 0) continue;
    const [kind, label] = [featureKind(key), featureLabel(key)];
    const isSpoken = kind === "term" || kind === "pair";
    ids.set(key, features.length);
    features.push({
      kind,
      label,
      isWeak: isSpoken && label.split(" ").some(isWeak),
      isHead: kind === "term" && weigher.isHead(label),
    });
  }
  const vectorOfKeys = (keys: Iterable<string>, terms: string[]): Vector => {
    const rare = new Set(
      terms.filter(weigher.isRare).flatMap((term) => topicsOfTerm(term).map((topic) => `c${topic}`)),
    );
    const vector: Vector = new Map();
    for (const key of keys) {
      const id = ids.get(key);
      if (id !== undefined)
        vector.set(id, valueAt(weigher.weights, key) * (rare.has(key) ? RARE_TOPIC_FACTOR : 1));
    }
    return normalise(vector);
  };
  return { features, vectorOfKeys };
}
