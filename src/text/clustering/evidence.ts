import type { Corpus } from "./features";
import type { Group } from "./groups";
import { intentLexicon } from "./lexicon";
import type { Member } from "./naming";
import { itemAt } from "../../lib/collections";

/** A pair of terms is named instead of one of them if its weight is at least this share. */
const PAIR_SHARE = 0.2;
const intentLabels = new Map(intentLexicon.map((intent) => [intent.name, intent.label]));

/** The reason why a keyword is in its cluster: the features that contribute most to it and its neighbours. */
export function explainMember(member: Member, company: Member[], group: Group, corpus: Corpus): string {
  if (company.length === 1) return "a topic of its own";
  const wording = findWording(member, corpus);
  const twin = company.find((other) => findWording(other, corpus) === wording);
  if (twin !== undefined && twin !== member) return `another wording of '${twin.keyword}'`;

  const shared = [...itemAt(corpus.vectors, member.text)]
    .filter(([id]) => company.some((other) => other !== member && itemAt(corpus.vectors, other.text).has(id)))
    .map(([id, weight]) => ({
      ...itemAt(corpus.features, id),
      worth: weight * (group.centroid.get(id) ?? 0),
    }))
    .sort((a, b) => b.worth - a.worth || (a.label < b.label ? -1 : 1));
  const best = shared[0];
  if (best === undefined) return "close to the cluster";
  if (best.kind === "topic") return `is about ${best.label.toLowerCase()}, like the cluster`;
  if (best.kind === "intent") return `${intentLabels.get(best.label)}, like the cluster`;
  const pair = shared.find(
    ({ kind, label, worth }) =>
      kind === "pair" && label.split(" ").includes(best.label) && worth > PAIR_SHARE * best.worth,
  );
  const { words, terms } = itemAt(corpus.readings, member.text);
  const wanted = (pair ?? best).label.split(" ");
  return `shares '${[...new Set(words.filter((_, i) => wanted.includes(itemAt(terms, i))))].join(" ")}' with the cluster`;
}

/** The meaning of a keyword, independent of word order. */
function findWording(member: Member, corpus: Corpus): string {
  const { terms, intents: asked } = itemAt(corpus.readings, member.text);
  return [...new Set(terms.filter(Boolean))].sort().join(" ") + asked.join();
}
