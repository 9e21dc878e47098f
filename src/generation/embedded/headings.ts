import type { Kind } from "./phrases";

/** Angles that suit any topic. */
export const aspects = ["sources", "mistakes", "decide", "track", "ask", "plan", "myths", "context"] as const;
export type Aspect = (typeof aspects)[number];
export type SectionKind = Kind | Aspect;
type Frames = [string, string, ...string[]];

export const ownHeadings: Record<Kind, Frames> = {
  definition: [
    "What {topic} mean{s} in plain terms",
    "Where the definition gets blurry",
    "A working definition of {topic}",
    "Terms that are easy to mix up",
  ],
  signs: [
    "Which signs deserve attention",
    "Telling one sign from another",
    "How to describe what you notice",
    "What is common and what is not",
  ],
  timing: [
    "What a typical range can tell you",
    "Why timing varies so much",
    "How to read an average",
    "What the numbers leave out",
  ],
  causes: [
    "Possible explanations and how to sort them",
    "How to narrow down the cause",
    "Common explanations first",
    "When more than one cause is at work",
  ],
  relief: [
    "The main kinds of options",
    "How to weigh one option against another",
    "What to try first, and why",
    "How to tell whether it helps",
  ],
  comparison: [
    "The differences that matter",
    "Where the two overlap",
    "A side-by-side look",
    "What tips the balance",
  ],
  best: [
    "Criteria that separate good from popular",
    "How to build a shortlist",
    "What to look for beyond the reviews",
    "Features you can safely ignore",
  ],
  cost: [
    "What goes into the price",
    "Costs that are easy to miss",
    "How to compare two quotes",
    "Where paying more makes sense",
  ],
  how_to: [
    "Before you start",
    "The steps in order",
    "What you need to have ready",
    "How to tell that it worked",
  ],
  local: [
    "Where to look nearby",
    "What to check before you book",
    "How to read local reviews",
    "What a first visit should settle",
  ],
  yes_no: [
    "The short answer and its limits",
    "What the answer depends on",
    "Why sources disagree",
    "What would change the answer",
  ],
  test: [
    "What a result can and can't tell you",
    "How to prepare for a test",
    "What to do with the result",
    "When a test is not the right tool",
  ],
  general: [
    "The basics, without the jargon",
    "Why this topic matters",
    "What people usually want to know",
    "What to know first",
  ],
};

export const sharedHeadings: Record<Aspect, Frames> = {
  sources: [
    "How to judge what you read",
    "Which sources to trust",
    "How to check a claim in ten minutes",
    "Where to find reliable information",
  ],
  mistakes: [
    "Common mistakes to avoid",
    "Where people go wrong",
    "Mistakes that cost time",
    "What tends to go wrong first",
  ],
  decide: [
    "How to decide what fits you",
    "A simple way to decide",
    "Making a choice you can stand by",
    "How to narrow the choice down",
  ],
  track: [
    "What to write down and track",
    "Keeping a simple record",
    "Notes that make the next step easier",
    "What to record, and for how long",
  ],
  ask: [
    "What to ask before you commit",
    "Questions that get useful answers",
    "Whom to ask, and what",
    "Questions worth asking early",
  ],
  plan: [
    "A plan for the first few weeks",
    "How to get started",
    "First steps that are easy to keep up",
    "What to do this week",
  ],
  myths: [
    "Claims to treat with care",
    "Myths and half-truths",
    "Popular advice that needs a second look",
    "What gets exaggerated",
  ],
  context: [
    "Why experiences differ",
    "How your situation changes the answer",
    "Who this applies to",
    "What makes one case different from another",
  ],
};

export const healthAsk: Frames = [
  "Questions to ask a professional",
  "When to talk to a professional",
  "How to prepare for an appointment",
];

/** The same as questions, for titles that promise a number of them. */
export const asked: Record<SectionKind, string> = {
  definition: "What {does} {topic} mean?",
  signs: "Which signs deserve attention?",
  timing: "What can a typical range tell you?",
  causes: "Which explanations are worth considering?",
  relief: "What kinds of options are there?",
  comparison: "Which differences matter?",
  best: "What separates good from popular?",
  cost: "What goes into the price?",
  how_to: "What should you settle before you start?",
  local: "Where should you look first?",
  yes_no: "What does the answer depend on?",
  test: "What can a result tell you?",
  general: "Why does this topic matter?",
  sources: "Which sources can you trust?",
  mistakes: "Which mistakes come up most often?",
  decide: "How do you decide what fits you?",
  track: "What is worth writing down?",
  ask: "What should you ask before you commit?",
  plan: "How do you get started?",
  myths: "Which claims deserve a second look?",
  context: "How does your situation change the answer?",
};

/** Which aspects follow the kind's own headings, in order. */
export const aspectOrder: Record<Kind, Aspect[]> = {
  definition: ["context", "myths", "sources", "ask", "track", "mistakes", "plan", "decide"],
  signs: ["track", "context", "ask", "myths", "sources", "plan", "mistakes", "decide"],
  timing: ["context", "track", "myths", "ask", "sources", "plan", "mistakes", "decide"],
  causes: ["track", "ask", "context", "mistakes", "sources", "myths", "plan", "decide"],
  relief: ["decide", "sources", "ask", "track", "mistakes", "context", "plan", "myths"],
  comparison: ["decide", "context", "mistakes", "ask", "sources", "track", "myths", "plan"],
  best: ["decide", "mistakes", "sources", "ask", "myths", "context", "track", "plan"],
  cost: ["decide", "ask", "mistakes", "plan", "context", "sources", "track", "myths"],
  how_to: ["plan", "mistakes", "track", "context", "decide", "sources", "ask", "myths"],
  local: ["ask", "decide", "mistakes", "plan", "sources", "context", "track", "myths"],
  yes_no: ["context", "sources", "myths", "ask", "track", "decide", "mistakes", "plan"],
  test: ["decide", "ask", "context", "track", "mistakes", "sources", "myths", "plan"],
  general: ["context", "decide", "mistakes", "sources", "track", "ask", "plan", "myths"],
};

/** Headings around a keyword that names a thing; `{one}` one of them. */
export const phraseHeadings: Record<Kind, string[]> = {
  definition: ["What {topic} mean{s}", "{topic}, explained simply"],
  signs: ["{topic}: what to look for", "How to recognize {topic}", "{topic}"],
  timing: ["{topic}: how to read the numbers", "{topic} in context"],
  causes: ["{topic}: how to sort them", "{topic}"],
  relief: ["{topic}: what to compare", "Where {topic} fit{s} in", "{topic}"],
  comparison: ["{topic}: what really differs"],
  best: ["How to compare {topic}", "{topic} worth comparing"],
  cost: ["What drives {topic}", "{topic} in context"],
  how_to: ["A realistic approach to {topic}", "{topic}"],
  local: ["How to find {a:one}", "{topic}: where to look"],
  yes_no: ["{topic}"],
  test: ["What {a:one} can tell you", "{topic}: what to expect"],
  general: ["{topic}", "{topic}: what to know", "Making sense of {topic}"],
};

export const phraseQuestions: Partial<Record<Kind, string[]>> = {
  signs: ["How do you recognize {topic}?", "What should you know about {topic}?"],
  relief: ["How do you compare {topic}?", "Where {does} {topic} fit in?"],
  best: ["How do you compare {topic}?"],
  local: ["How do you find {a:one}?"],
  test: ["What can {a:one} tell you?"],
  cost: ["What drives {topic}?"],
};
