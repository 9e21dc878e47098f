import type { Domain } from "../domains";
import type { Kind } from "../phrases";

/** First sentences, before the keyword is named. */
export const hooks: Record<Kind, string[]> = {
  definition: [
    "Some words are used every day and explained almost never.",
    "A clear meaning saves more time than a long explanation.",
  ],
  signs: [
    "Noticing something is easy; knowing what to make of it is not.",
    "A change that cannot be explained tends to take up a lot of room.",
  ],
  timing: [
    "Knowing when to expect something makes it easier to live with.",
    "Few questions sound as simple as when and how long.",
  ],
  causes: [
    "Behind most searches that begin with why there is a wish to do something about it.",
    "An explanation is worth having even before there is a solution.",
  ],
  relief: [
    "Whoever is looking for help wants options and not a lecture.",
    "The number of things one could try is rarely the problem; choosing among them is.",
  ],
  comparison: [
    "Two things that look alike from a distance can differ where it counts.",
    "Choosing between two candidates is easier once the right questions are on the table.",
  ],
  best: [
    "Everybody has a recommendation, and hardly anybody says what it is based on.",
    "A good choice starts with knowing what to ignore.",
  ],
  cost: [
    "A price is quickly found and slowly understood.",
    "Money questions deserve a plain answer, or at least a plain way to work it out.",
  ],
  how_to: [
    "Most things become simpler once the first step is small enough.",
    "Between wanting to do something and doing it lies an order of steps.",
  ],
  local: [
    "Finding a name is easy; finding the right person is the actual task.",
    "Some help has to be close by to be of any use.",
  ],
  yes_no: [
    "Some questions can be asked in one line and take a little longer to answer.",
    "A simple question deserves a careful answer.",
  ],
  test: [
    "A result is only as useful as the question behind it.",
    "Testing promises certainty, and sometimes it even delivers it.",
  ],
  general: [
    "There is more written about most subjects than anybody could read.",
    "A subject is easier to approach with a map than with a pile of pages.",
  ],
};

/** `{kw}` is part of the sentence. */
export const namings = [
  "This {structure} is about {kw}: what to know first, what varies from case to case, and how to find out the rest.",
  "If you would like to understand {kw} without wading through jargon, this is a place to begin.",
  "The following sections look at {kw} from the reader's side, with the questions first and the advice second.",
  "This {structure} takes {kw} one question at a time.",
  "Here is a calm way into {kw}, from the first questions to the next step.",
];

/** `{kw}` is quoted as a search. */
export const quotings = [
  "If you have searched for “{kw}”, you have probably met confident answers that do not quite agree.",
  "Behind a search for “{kw}” there is usually a practical concern, and that is where this {structure} starts.",
  "This {structure} takes the search “{kw}” apart and puts it back together in a useful order.",
  "Anybody who types “{kw}” into a search box wants something they can work with.",
  "The search “{kw}” is short, and a helpful response to it needs a few steps.",
];

export const roadmaps = [
  "It begins with the basics, goes on to what differs from case to case, and ends with questions worth taking further.",
  "Each section stands on its own, so you can start wherever your question is.",
  "You will find explanations, points to check and questions to ask, in an order that makes a decision easier.",
  "Read it from start to finish, or jump to the heading that matches your question.",
  "The aim is not to tell you what to think, but to show what to look at.",
  "Where the answer depends on your situation, the text says so and names what it depends on.",
];

export const frameLimits: Record<Domain, string[]> = {
  health: [
    "This page is meant for orientation and does not replace medical advice.",
    "For anything that concerns your own health, the last word belongs to a professional who knows you.",
  ],
  money: [
    "This page is meant for orientation and does not replace financial advice.",
    "Rules and rates differ from place to place, so check the ones that apply to you.",
  ],
  software: [
    "Products change quickly, so check anything specific against the current version.",
    "Details depend on your setup, and the text points out where.",
  ],
  shopping: [
    "Models and prices change, so check the details before you buy.",
    "No product was tested for this text; it is about how to choose.",
  ],
  any: [
    "No general text replaces advice for your particular case.",
    "Details change, so check anything that matters before you rely on it.",
  ],
};

export const closings = [
  [
    "A good next step is small: one question, one note, one call.",
    "The rest can follow at its own pace.",
    "What counts is that you know what you are looking for.",
  ],
  [
    "You do not have to settle everything today.",
    "Choose the part that would help most, and look into that one properly.",
    "When it is clear, the others are usually easier.",
  ],
  [
    "Take from this page what fits your situation, and leave the rest.",
    "If something remains open, it is probably the question that is worth putting to {expert}.",
    "Write it down while it is fresh.",
  ],
  [
    "Clear questions lead to clear answers, or at least to honest ones.",
    "With the points above, you can tell the two from the answers that are neither.",
    "That is a good position from which to go on.",
  ],
  [
    "Information is useful when it changes what you do.",
    "If only one thing from these sections stays with you, let it be the habit of asking where a statement comes from.",
    "It works far beyond this subject.",
  ],
  [
    "Come back to your notes in a few weeks and compare.",
    "What has changed, what has not, and what has turned out to be unimportant?",
    "The answers will tell you what to do next.",
  ],
];

export const nextSteps = [
  {
    lead: "Before you close this page:",
    items: [
      "write down the one question that is still open",
      "decide where you will look for the answer",
      "set a date by which you want to have it",
      "tell somebody, if it would help you to keep to it",
    ],
  },
  {
    lead: "Three things are worth doing while it is fresh:",
    items: [
      "note what you have learned in two sentences",
      "cross out what does not concern you",
      "mark the point that you would like to check",
    ],
  },
  {
    lead: "If you would like to go on from here:",
    items: [
      "begin with the section that matches your question best",
      "look up one statement that surprised you",
      "prepare two questions for somebody who knows more",
      "come back in a month and compare",
    ],
  },
];

/** `{search}` is another keyword of the article, in quotation marks. */
export const mentions = {
  question: [
    "The question {search} belongs here as well.",
    "Some readers put it this way: {search}.",
    "A related question is {search}, and it can be approached in the same manner.",
    "Another way to ask is {search}.",
    "Readers who have come this far often go on to ask {search}.",
  ],
  noun: [
    "Searches for {search} lead to the same considerations.",
    "Much of this also holds for those who look up {search}.",
    "Readers who search for {search} will find the same points useful.",
    "A closely related search is {search}.",
    "If you arrived here by way of {search}, the same approach applies.",
    "Those who typed {search} are usually after this part.",
  ],
};

export const closingHeadings = {
  plain: ["What to take away", "Where to go from here", "In short", "Putting it together"],
  noun: ["{kw}: what to take away", "{kw}: the short version", "Next steps: {kw}"],
  search: ["Back to the search: {kw}", "In short: {kw}"],
  question: ["Back to the question: {kw}?", "So, {kw}?"],
};

/** First sentences of a section about a keyword of its own. */
export const anchors = {
  topic: [
    "Pages about {topic} do not always cover this part.",
    "For {topic}, it is worth slowing down for a moment.",
    "It is easy to find opinions on {topic}, and harder to find reasons.",
    "What you read about {topic} depends a good deal on who wrote it.",
    "This applies to {topic} as much as to anything else.",
    "Whatever brought you to {topic}, this part is worth a few minutes.",
  ],
  noun: [
    "{topic} come{s} up often enough to deserve a section of {its} own.",
    "When it comes to {topic}, it pays to separate the question from the worry behind it.",
    "Readers who are interested in {topic} tend to want an orientation first and details second.",
    "The general points apply to {topic} as well, with one or two additions.",
    "A closer look at {topic} begins with what exactly is meant.",
    "Something can be said about {topic} without knowing your case, and something cannot.",
    "With {topic}, as so often, the first step is to describe and the second to judge.",
  ],
  question: [
    "This is a question that people type word for word.",
    "It is asked often, and usually in a hurry.",
    "It is a fair question, and the wording matters.",
    "Behind this question there is often another one.",
    "The question looks simple, and a responsible reply has to take one step back.",
    "Whoever asks this has usually noticed something already.",
  ],
};
