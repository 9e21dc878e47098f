import type { ContentStructure } from "../../lib/content-structures";
import { oneOf, type Noun } from "./nouns";
import { questionOf, taskOf, type Kind, type Phrase } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";
import { clip, toTitle } from "./wording";

const MAX_TITLE = 70;

type Frame = [frame: string, structure: ContentStructure];
type Form = Phrase["form"];

/** `{ask}` the question, `{task}` what one wants to do, `{topic}` the thing, `{one}` one of them, `{n}` a number of headings. */
const frames: Partial<Record<Kind, Partial<Record<Form, Frame[]>>>> = {
  definition: {
    question: [
      ["{ask}? A Plain-English Guide", "guide"],
      ["{ask}? The Basics Explained", "article"],
      ["{ask}? Meaning, Context and Common Mix-Ups", "article"],
    ],
    noun: [
      ["What {topic} Mean{s}: A Plain-English Guide", "guide"],
      ["{topic}: Meaning, Context and Common Mix-Ups", "article"],
    ],
  },
  signs: {
    question: [
      ["{ask}? What to Look For", "article"],
      ["{ask}? A Practical Checklist", "listicle"],
      ["{ask}? What to Notice and Note Down", "guide"],
    ],
    noun: [
      ["{topic}: What to Look For and What to Ask", "article"],
      ["A Practical Guide to {topic}", "guide"],
      ["{n} Questions to Ask About {topic}", "listicle"],
      ["How to Recognize {topic}", "guide"],
      ["{topic}: A Checklist Worth Keeping", "listicle"],
    ],
  },
  timing: {
    question: [
      ["{ask}? What Shapes the Answer", "article"],
      ["{ask}? How to Read the Averages", "article"],
      ["{ask}? A Guide to the Timeline", "guide"],
    ],
    noun: [
      ["{topic}: What the Averages Can and Can't Say", "article"],
      ["Understanding {topic}: A Simple Guide", "guide"],
      ["{topic} Explained: How to Read the Numbers", "article"],
    ],
  },
  causes: {
    question: [
      ["{ask}? Explanations Worth Exploring", "article"],
      ["{ask}? How to Narrow It Down", "guide"],
      ["{ask}? {n} Questions to Work Through", "listicle"],
    ],
    noun: [
      ["{topic}: How to Narrow Them Down", "guide"],
      ["Understanding {topic}: Where to Start", "article"],
    ],
  },
  relief: {
    question: [
      ["{ask}? How to Weigh Your Options", "guide"],
      ["{ask}? Options to Compare", "comparison"],
      ["{ask}? {n} Questions to Settle First", "listicle"],
    ],
    noun: [
      ["{topic}: How to Compare Your Options", "comparison"],
      ["{n} Questions to Ask Before Trying {topic}", "listicle"],
      ["{topic}: A Careful Guide to Choosing", "guide"],
      ["Thinking About {topic}? Start Here", "article"],
    ],
  },
  comparison: {
    question: [["{ask}?", "comparison"]],
    noun: [
      ["{topic}: What Really Differs", "comparison"],
      ["{topic}: How to Compare Them", "comparison"],
      ["{topic}: A Side-by-Side Guide", "comparison"],
    ],
  },
  best: {
    question: [["{ask}? How to Compare and Choose", "comparison"]],
    noun: [
      ["Best {topic}: How to Compare and Choose", "comparison"],
      ["Best {topic}: {n} Questions Before You Buy", "listicle"],
      ["Choosing the Best {topic}: A Buyer's Checklist", "review"],
    ],
  },
  cost: {
    question: [
      ["{ask}? What Drives the Price", "article"],
      ["{ask}? A Budgeting Guide", "guide"],
    ],
    noun: [
      ["{topic}: What Drives the Price", "article"],
      ["{topic}: A Budgeting Guide", "guide"],
      ["{n} Questions to Ask About {topic}", "listicle"],
    ],
  },
  how_to: {
    how_to: [
      ["How to {task}: A Step-by-Step Guide", "guide"],
      ["How to {task}: {n} Questions to Settle First", "listicle"],
      ["How to {task} Without the Guesswork", "guide"],
      ["How to {task}: Where to Begin", "article"],
    ],
    noun: [
      ["{topic}: A Realistic Plan to Start With", "guide"],
      ["{topic}: {n} Questions to Settle First", "listicle"],
      ["A Practical Guide to {topic}", "guide"],
    ],
  },
  local: {
    noun: [
      ["How to Choose {a:one} Near You", "guide"],
      ["{n} Questions to Ask {a:one} Before You Book", "listicle"],
      ["Finding {a:one} Near You: A Checklist", "article"],
      ["{topic} Near You: How to Compare and Choose", "comparison"],
    ],
  },
  yes_no: {
    question: [
      ["{ask}? What to Know First", "article"],
      ["{ask}? A Careful Look at the Question", "article"],
      ["{ask}? What the Answer Depends On", "guide"],
    ],
  },
  test: {
    noun: [
      ["{topic}: What the Results Can and Can't Tell You", "review"],
      ["How to Choose {a:one}", "guide"],
      ["{topic}: {n} Questions to Ask First", "listicle"],
      ["{topic} Explained: How to Read the Results", "guide"],
    ],
  },
};

const anyFrames: Record<Form, Frame[]> = {
  question: [
    ["{ask}? A Practical Guide", "guide"],
    ["{ask}? Where to Start", "article"],
    ["{ask}?", "article"],
  ],
  how_to: [
    ["How to {task}: A Practical Guide", "guide"],
    ["How to {task}", "guide"],
  ],
  noun: [
    ["{topic}: A Plain-English Guide", "guide"],
    ["{topic}: What to Know and What to Check", "article"],
    ["{n} Questions About {topic}, Answered", "listicle"],
    ["Understanding {topic}: Where to Start", "guide"],
    ["{topic} Explained: The Questions That Matter", "article"],
    ["{topic}: A Guide", "guide"],
    ["{topic}", "article"],
  ],
};

export type Title = { text: string; structure: ContentStructure; numbered: boolean };

/** Titles for a keyword, the kind's own first; `{n}` stands in them until the headings are counted. */
export function titlesFor(phrase: Phrase, topic: Noun, seed: Seed): Title[] {
  const form = phrase.sound ? phrase.form : "noun";
  const one = phrase.noun === null ? null : oneOf(phrase.noun);
  const slots = {
    ...topicSlots({ ...topic, text: clip(topic.text, 60) }),
    ...(one === null ? {} : { one }),
    ask: questionOf(phrase),
    task: taskOf(phrase),
    n: "%n%",
  };
  const candidates = [
    ...seed.shuffle(frames[phrase.kind]?.[form] ?? []),
    ...seed.shuffle(anyFrames[form].slice(0, -2)),
    ...anyFrames[form].slice(-2),
    ...anyFrames.noun.slice(-2),
  ];
  return candidates.flatMap(([frame, structure]) => {
    const text = render(frame, slots, seed);
    if (text === null) return [];
    const titled = toTitle(text).replace(/%n%/gi, "%n%");
    return titled.replace("%n%", "8").length <= MAX_TITLE
      ? [{ text: titled, structure, numbered: titled.includes("%n%") }]
      : [];
  });
}
