import { isWeak, type Corpus } from "./features";
import { cosine } from "./graph";
import type { Group } from "./groups";
import { titleCase, tokenize } from "../terms";
import { itemAt } from "../../lib/collections";

/** A keyword of a cluster: `text` is its index in the corpus. */
export type Member = { id: number; text: number; keyword: string; volume: number };

const MAX_NAME = 80;
const MAX_PHRASE_WORDS = 5;
/** Number of keywords of a cluster, highest volume first, that are searched for name phrases. */
const NAMING_KEYWORDS = 15;
const SHARED_BY_MOST = 0.5;
/** Weight of a phrase that is not a keyword itself, relative to a keyword. */
const PHRASE_WORTH = 0.9;

type Candidate = { phrase: string; score: number };

/** The title of a cluster: its most representative unused phrase. Used names are case-folded. */
export function nameCluster(members: Member[], group: Group, corpus: Corpus, taken: Set<string>): string {
  const candidates = [...wholeKeywords(members, group, corpus), ...sharedPhrases(members, group, corpus)];
  candidates.sort(
    (a, b) => b.score - a.score || a.phrase.length - b.phrase.length || (a.phrase < b.phrase ? -1 : 1),
  );
  const names = candidates.map((candidate) => titleCase(candidate.phrase));
  const topic = topicName(members, group, corpus);
  if (topic !== undefined) names.unshift(topic);
  const fitting = names.filter((name) => name.length <= MAX_NAME);
  const free = fitting.find((name) => !taken.has(name.toLowerCase()));
  return free ?? numbered(fitting[0] ?? shorten(names[0] ?? "Keywords"), taken);
}

function numbered(name: string, taken: Set<string>): string {
  for (let number = 2; ; number++) {
    const candidate = `${shorten(name, MAX_NAME - 5)} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** Cuts at a space if there is one, and never inside a character. */
function shorten(name: string, length = MAX_NAME): string {
  if (name.length <= length) return name;
  const atSpace = name.slice(0, length + 1).replace(/\s+\S*$/, "");
  return atSpace.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** Between 0.7 and 1, increasing with the phrase's share of the cluster's volume. */
function demand(volume: number, members: Member[]): number {
  const total = members.reduce((sum, member) => sum + member.volume, 0);
  return total === 0 ? 1 : 0.7 + (0.3 * Math.log1p(volume)) / Math.log1p(total);
}

const wordiness = (words: number) => 0.03 * Math.max(0, words - 3);

function wholeKeywords(members: Member[], group: Group, corpus: Corpus): Candidate[] {
  return members.slice(0, NAMING_KEYWORDS).map(({ text, keyword, volume }) => {
    const { words, terms } = itemAt(corpus.readings, text);
    const telling = [...new Set(terms)].filter((term) => term !== "" && !corpus.isHead(term));
    const shared = telling.filter((term) =>
      members.some(
        (other) => other.text !== text && itemAt(corpus.readings, other.text).terms.includes(term),
      ),
    );
    const typical = telling.length === 0 ? 1 : 0.6 + (0.4 * shared.length) / telling.length;
    const coverage = cosine(itemAt(corpus.vectors, text), group.centroid);
    return {
      phrase: wellSpelled(keyword, words),
      score: coverage * typical * demand(volume, members) - wordiness(words.length),
    };
  });
}

/** The keyword as typed, or with uniform spelling if that differs. */
function wellSpelled(keyword: string, words: string[]): string {
  const typed = keyword
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[.!?,;:]+$/, "");
  const uniform = words.join(" ");
  return tokenize(typed).join(" ") === uniform ? typed : uniform;
}

const isTelling = (term: string) => term !== "" && !isWeak(term);

/** Word sequences that several keywords contain, such as "weight gain". */
function sharedPhrases(members: Member[], group: Group, corpus: Corpus): Candidate[] {
  const phrases = new Map<string, { terms: string[]; volumes: Map<number, number> }>();
  for (const { text, volume } of members.slice(0, NAMING_KEYWORDS)) {
    const { words, terms } = itemAt(corpus.readings, text);
    for (let start = 0; start < words.length - 1; start++) {
      for (let end = start + 2; end <= Math.min(words.length, start + MAX_PHRASE_WORDS); end++) {
        if (!isTelling(itemAt(terms, start)) || !isTelling(itemAt(terms, end - 1))) continue;
        const phrase = words.slice(start, end).join(" ");
        const entry = phrases.get(phrase) ?? {
          terms: terms.slice(start, end).filter(Boolean),
          volumes: new Map(),
        };
        phrases.set(phrase, entry);
        entry.volumes.set(text, volume);
      }
    }
  }
  return [...phrases]
    .filter(([, { volumes }]) => volumes.size >= 2)
    .map(([phrase, { terms, volumes }]) => {
      const volume = [...volumes.values()].reduce((sum, value) => sum + value, 0);
      const coverage = cosine(corpus.vectorOf(terms), group.centroid);
      return { phrase, score: PHRASE_WORTH * coverage * demand(volume, members) - wordiness(terms.length) };
    });
}

/** "Menopause: Food and Drink", if a topic is all that most keywords of a cluster share. */
function topicName(members: Member[], group: Group, corpus: Corpus): string | undefined {
  const isShared = (feature: number) =>
    members.filter((member) => itemAt(corpus.vectors, member.text).has(feature)).length >=
    SHARED_BY_MOST * members.length;
  const shared = [...group.centroid.keys()]
    .filter(isShared)
    .map((feature) => itemAt(corpus.features, feature));
  const topic = shared.find((feature) => feature.kind === "topic");
  const terms = shared.filter((feature) => feature.kind === "term" && !corpus.isHead(feature.label));
  if (topic === undefined || terms.length > 0) return undefined;
  const head = commonHead(members, corpus);
  return head === undefined ? topic.label : `${titleCase(head)}: ${topic.label}`;
}

/** The most used word of these keywords for the subject of the corpus. */
function commonHead(members: Member[], corpus: Corpus): string | undefined {
  const counts = new Map<string, number>();
  for (const { text } of members) {
    const { words, terms } = itemAt(corpus.readings, text);
    words.forEach((word, i) => {
      if (corpus.isHead(itemAt(terms, i))) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

/** One sentence on the contents of a cluster. */
export function describeCluster(members: Member[], name: string): string {
  const volume = members.reduce((sum, member) => sum + member.volume, 0).toLocaleString("en-US");
  const quoted = members.slice(0, 3).map((member) => `"${member.keyword}"`);
  if (quoted.length === 1) return `The keyword of ${name}, ${quoted[0]}, has a search volume of ${volume}.`;
  const examples = `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
  return `The ${members.length} keywords of ${name}, such as ${examples}, have a total search volume of ${volume}.`;
}
