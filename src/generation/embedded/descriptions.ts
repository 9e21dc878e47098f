import type { Candidate } from "./candidates";
import { questionOf, type Kind } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";

const purposes: Record<Kind, [string, ...string[]]> = {
  definition: [
    "Explains {what} in plain language and clears up the terms that are often confused with it.",
    "A clear introduction to {what} for readers who meet the term for the first time.",
  ],
  signs: [
    "Helps readers recognize {what}, note what they see and decide what to ask about.",
    "Sorts {what} into what is new, what is persistent and what deserves a second opinion.",
  ],
  timing: [
    "Puts {what} into context: what the usual ranges describe, and what they leave out.",
    "Shows readers how to read the numbers about {what} without taking an average for a prediction.",
  ],
  causes: [
    "Walks through the explanations that come up for {what} and how to tell them apart.",
    "Helps readers work out which explanation of {what} fits their own situation.",
  ],
  relief: [
    "Gives readers a fair way to compare options for {what}: evidence, effort, cost and fit.",
    "Helps readers weigh {what} against the alternatives before they spend time or money.",
  ],
  comparison: [
    "Sets the two sides of {what} next to each other, point by point, with a way to decide.",
    "Shows where the candidates in {what} differ, where they overlap and what tips the balance.",
  ],
  best: [
    "Turns a search for {what} into a shortlist, with criteria a reader can check for themselves.",
    "Explains what separates good from merely popular in {what}, and how to compare them.",
  ],
  cost: [
    "Breaks {what} down into the parts that a reader can check, compare and negotiate.",
    "Shows what goes into {what} and which questions keep a quote honest.",
  ],
  how_to: [
    "A step-by-step approach to {what} that starts small and shows how to tell whether it works.",
    "Gives readers a realistic order of steps for {what}, with the decisions to make before the first.",
  ],
  local: [
    "Helps readers find and vet {what} nearby, with the questions to ask before they book.",
    "A checklist for choosing {what} close to home, from the first search to the first appointment.",
  ],
  yes_no: [
    "Takes the question {what} apart: what the answer depends on and how to find a reliable one.",
    "Looks at {what} carefully, without a promise that one answer fits everybody.",
  ],
  test: [
    "Explains what to expect of {what}, what a result does and does not say, and what to do next.",
    "Helps readers decide whether {what} would answer their question at all.",
  ],
  general: [
    "An orientation to {what}: the basics, the questions readers ask and the points to check.",
    "Brings together what readers want to know about {what}, and where to look further.",
  ],
};

const covers = [
  "Also covers {list}.",
  "Answers related searches such as {list}.",
  "Takes in {list} along the way.",
] as const;

/** One to three plain sentences for the person who decides whether to have the article written. */
export function describe(lead: Candidate, support: Candidate[], headings: string[], seed: Seed): string {
  const named = lead.noun !== null && lead.phrase.form !== "question" && lead.phrase.kind !== "yes_no";
  const what = named && lead.noun !== null ? lead.noun.text : `“${questionOf(lead.phrase)}”`;
  const slots = lead.noun === null ? { what } : { ...topicSlots(lead.noun), what };
  const purpose = render(seed.pick(purposes[lead.phrase.kind]), slots, seed) ?? "";
  const others = support
    .filter(({ leads }) => leads)
    .slice(0, 3)
    .map(({ phrase }) => `“${phrase.keyword}”`);
  const list = others.length > 1 ? `${others.slice(0, -1).join(", ")} and ${others.at(-1)}` : others[0];
  const also = list === undefined ? null : render(seed.pick(covers), { list }, seed);
  return [purpose, also, `Planned as ${headings.length} sections.`].filter((text) => text !== null).join(" ");
}
