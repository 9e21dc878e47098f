import type { SectionKind } from "./headings";
import { material, type Material } from "./material";
import { anchors, mentions } from "./material/frame";
import type { Seed } from "./seed";

type Frames = Record<"topic" | "noun" | "question" | "searchNoun" | "searchQuestion", string[]>;

/** What is left to say in an article; everything is handed out once. */
export type Stock = {
  /** `keep` items are left for later sections of the kind. */
  take: <P extends keyof Material>(
    kind: SectionKind,
    part: P,
    keep?: number,
  ) => Material[P][number] | undefined;
  giveBack: (kind: SectionKind, passage: string[]) => void;
  takeFrame: (set: keyof Frames) => string | undefined;
};

export function openStock(seed: Seed): Stock {
  const left = new Map<SectionKind, Material>();
  const frames: Frames = {
    topic: seed.shuffle(anchors.topic),
    noun: seed.shuffle(anchors.noun),
    question: seed.shuffle(anchors.question),
    searchNoun: seed.shuffle(mentions.noun),
    searchQuestion: seed.shuffle(mentions.question),
  };
  const shelf = (kind: SectionKind): Material => {
    const { openers, passages, parts, lists, checks, answers } = material[kind];
    const made = left.get(kind) ?? {
      openers: seed.shuffle(openers),
      passages: seed.shuffle(passages),
      parts: seed.shuffle(parts),
      lists: seed.shuffle(lists),
      checks: seed.shuffle(checks),
      answers: seed.shuffle(answers),
    };
    left.set(kind, made);
    return made;
  };
  return {
    take: (kind, part, later = 0) => {
      const items = shelf(kind)[part] as Material[typeof part][number][];
      const kept = Math.floor((material[kind][part].length * later) / (later + 1));
      return items.length > kept ? items.shift() : undefined;
    },
    giveBack: (kind, passage) => void shelf(kind).passages.unshift(passage),
    takeFrame: (set) => frames[set].shift(),
  };
}
