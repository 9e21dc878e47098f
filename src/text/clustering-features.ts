import { canonicalStem, intents, weakStems } from "./clustering-lexicon";
import { topicsOfTerm } from "./clustering-topics";
import { normalise, type Vector } from "./clustering-graph";
import { learnVocabulary, normaliseTokens } from "./clustering-vocabulary";
import { detectLanguage, isStopWord, tokenize } from "./terms";

export type Analysis = { words: string[]; terms: string[]; intents: string[] };

export function analyse(texts: string[]): Analysis[] {
  const tokens = texts.map(tokenize);
  const vocabulary = learnVocabulary(tokens);
  return tokens.map((list) => {
    const language = detectLanguage(list);
    const words = normaliseTokens(list, vocabulary).filter((w) => !isStopWord(w, language));
    const terms = words.map((word) => canonicalStem(word, language));
    const line = list.join(" ");
    return {
      words,
      terms,
      intents: intents.filter((intent) => intent.pattern.test(line)).map((intent) => intent.name),
    };
  });
}

export const P = {
  k: 12,
  min: 0.18,
  res: 4,
  pair: 0.6,
  once: 0.3,
  weak: 0.35,
  intent: 0.5,
  topic: 0.35,
  rare: 2,
  keep: 0.3,
  merge: 0.5,
  coh: 0.65,
  max: 40,
  attach: 0.22,
  low: 0.12,
  margin: 1.6,
  cpm: 0.09,
  aud: 0.6,
  gap: 0.06,
  gain: 2,
  far: 0.4,
  sub: 1,
  small: 0.3,
};

export function vectorise(analyses: Analysis[]) {
  const df = new Map<string, number>();
  const lists = analyses.map((a) => {
    const set = new Set<string>(a.terms);
    for (let i = 0; i < a.terms.length; i++)
      for (let j = i + 1; j < a.terms.length && j <= i + 2; j++) {
        const [x, y] = [a.terms[i]!, a.terms[j]!].sort();
        if (x !== y) set.add(`${x}+${y}`);
      }
    a.intents.forEach((t) => set.add(`?${t}`));
    for (const t of a.terms) for (const topic of topicsOfTerm(t)) set.add(`#${topic}`);
    for (const f of set) df.set(f, (df.get(f) ?? 0) + 1);
    return set;
  });
  const N = analyses.length;
  const ids = new Map<string, number>();
  const names: string[] = [];
  const id = (f: string) => {
    let i = ids.get(f);
    if (i === undefined) {
      ids.set(f, (i = names.length));
      names.push(f);
    }
    return i;
  };
  const ubiq = (t: string) => df.get(t)! > 0.2 * N;
  const heads = [...df.keys()].filter((t) => !/[+?#]/.test(t) && ubiq(t));
  const isWeak = (t: string) => weakStems.has(t) || /^\d+$/.test(t);
  const vectors: Vector[] = lists.map((set, i) => {
    const v: Vector = new Map();
    const a = analyses[i]!;
    const rest = a.terms.filter((t) => !ubiq(t));
    const informative = rest.some((t) => !isWeak(t) && (df.get(t)! > 1 || topicsOfTerm(t).length > 0));
    if (!informative && heads.length > 0) {
      if (rest.length === a.terms.length) return v;
      if (a.intents.length === 0 && rest.every(isWeak)) {
        for (const t of a.terms) if (ubiq(t)) v.set(id(t), 1);
        return normalise(v);
      }
    }
    const rareTopics = new Set<string>();
    for (const f of set)
      if (!f.startsWith("#") && df.get(f)! < 3) for (const t of topicsOfTerm(f)) rareTopics.add(`#${t}`);
    for (const f of set) {
      const n = df.get(f)!;
      let w = Math.log((N + 1) / n);
      if (f.includes("+")) {
        const [x, y] = f.split("+") as [string, string];
        if (n < 2 || ubiq(x) || ubiq(y)) continue;
        w *= P.pair;
        if (weakStems.has(x) || weakStems.has(y)) w *= P.weak;
      } else if (f.startsWith("#")) w *= P.topic * (rareTopics.has(f) ? P.rare : 1);
      else if (f.startsWith("?")) w *= P.intent;
      else {
        w *= (n - 1 + P.once) / n;
        if (weakStems.has(f) || /^\d+$/.test(f)) w *= P.weak;
      }
      v.set(id(f), w);
    }
    return normalise(v);
  });
  return { vectors, names, df };
}
