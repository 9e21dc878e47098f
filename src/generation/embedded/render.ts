import type { Noun } from "./nouns";
import type { Seed } from "./seed";
import { capitalise, withArticle } from "./wording";

/** What stands in the braces of a sentence frame. */
export type Slots = Record<string, string>;

/** The topic and the verb forms that agree with it. */
export const topicSlots = ({ text, plural }: Noun): Slots => ({
  topic: text,
  s: plural ? "" : "s",
  is: plural ? "are" : "is",
  has: plural ? "have" : "has",
  does: plural ? "do" : "does",
  it: plural ? "they" : "it",
  them: plural ? "them" : "it",
  its: plural ? "their" : "its",
});

/**
 * Fills a frame: `{a|b}` is one of the two by the seed, `{topic}` a slot, `{a:expert}` a slot with its article.
 * Null where the frame names a slot that there is not.
 */
export function render(frame: string, slots: Slots, seed: Seed): string | null {
  let missing = false;
  const text = frame.replace(/\{([^{}]*)\}/g, (_, inside: string) => {
    if (inside.includes("|")) return seed.pick(inside.split("|"));
    const named = inside.startsWith("a:");
    const value = slots[named ? inside.slice(2) : inside];
    if (value === undefined) missing = true;
    return named ? withArticle(value ?? "") : (value ?? "");
  });
  return missing ? null : capitalise(text);
}
