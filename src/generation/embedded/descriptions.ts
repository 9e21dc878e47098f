import type { Candidate } from "./candidates";
import { questionOf, type Kind } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";

const purposes: Record<Kind, string[]> = {
  definition: [
    "Explains {what} in plain language and clears up the terms that are often confused with {them}.",
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

const questions: Partial<Record<Kind, string[]>> = {
  timing: [
    "Puts the question “{ask}” into context: what the usual ranges describe, and what they leave out.",
    "Answers “{ask}” with ranges, caveats and the reasons why one number does not fit everybody.",
  ],
  causes: [
    "Walks through the explanations behind “{ask}” and how to tell them apart.",
    "Helps readers who ask “{ask}” to narrow the possible answers down.",
  ],
  relief: ["Sets out the options behind “{ask}” and a fair way to compare them."],
  comparison: ["Answers “{ask}” point by point, with the overlaps as well as the differences."],
};
const anyQuestion: string[] = [
  "Takes the question “{ask}” apart: what the answer depends on and how to find a reliable one.",
  "Looks at “{ask}” carefully, without a promise that one answer fits everybody.",
];
const covers: string[] = [
  "Also covers {list}.",
  "Answers related searches such as {list}.",
  "Takes in {list} along the way.",
];

/** One or two plain sentences for the person who decides whether to have the article written. */
export function describe({ phrase, noun }: Candidate, support: Candidate[], seed: Seed): string {
  const named = noun !== null && (phrase.form !== "question" || phrase.kind === "definition");
  const frames = named ? purposes[phrase.kind] : (questions[phrase.kind] ?? anyQuestion);
  const purpose = render(
    seed.pick(frames),
    { ...(noun && topicSlots(noun)), what: noun?.text ?? "", ask: questionOf(phrase) },
    seed,
  );
  const others = support
    .filter(({ leads }) => leads)
    .slice(0, 3)
    .map((other) => `“${questionOf(other.phrase)}”`);
  const list = others.length > 1 ? `${others.slice(0, -1).join(", ")} and ${others.at(-1)}` : others[0];
  const also = list === undefined ? null : render(seed.pick(covers), { list }, seed);
  return [purpose, also].filter((text) => text !== null).join(" ");
}
