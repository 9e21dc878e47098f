import type { Material } from "./material";

export const test: Material = {
  openers: [
    [
      "A test answers one question, and it is worth knowing which.",
      "Before you think about where to get it, think about what you would do with each possible result.",
      "If every result would lead to the same next step, the test can probably wait.",
    ],
    [
      "Results look more certain than they are, because they arrive as a number or a word.",
      "What they mean depends on when and why the measurement was taken.",
      "That is true of {topic} as of anything else that is measured once.",
    ],
    [
      "There are tests that confirm, tests that rule out and tests that merely track.",
      "Trouble starts when one kind is read as if it were another.",
      "The description should say which kind it is, and a missing description is itself a warning.",
    ],
  ],
  passages: [
    [
      "A single measurement is a snapshot.",
      "If the thing measured goes up and down, two snapshots can differ without anything having changed for good.",
      "Ask whether it makes sense to repeat it, and after how long.",
    ],
    [
      "Every test is wrong some of the time, in one direction or the other.",
      "What matters is how often it raises a false alarm and how often it misses something.",
      "Both figures should be available; if only one is advertised, look for the other.",
    ],
    [
      "Preparation can change a result.",
      "Time of day, recent meals, other products in use or a wrong setting may all play a part.",
      "The instructions are not small print here but part of the test.",
    ],
    [
      "Think about who will read the result with you.",
      "A number without an explanation tends to cause either too much worry or too little.",
      "If you can, arrange the conversation before you arrange the test.",
    ],
  ],
  parts: [
    {
      heading: "Before you order one",
      text: [
        "Write down the question in your own words, and check that the test claims to answer exactly that.",
        "Look up what is included in the price and what a follow-up would cost.",
        "Make sure you know who will have access to the result.",
      ],
    },
    {
      heading: "After the result",
      text: [
        "Keep the report, with its date and the name of the method.",
        "Compare it only with results from the same method.",
        "Let a surprising result rest until it has been confirmed.",
      ],
    },
  ],
  lists: [
    {
      lead: "A description that deserves trust tells you:",
      items: [
        "what exactly is measured",
        "for whom the test is meant, and for whom it is not",
        "how often it is wrong, in both directions",
        "how to prepare, and what can disturb it",
        "what to do with each possible result",
      ],
    },
    {
      lead: "Note these with every result:",
      items: [
        "the date and the time of day",
        "the name of the method",
        "anything that may have disturbed it",
        "the question you wanted to have answered",
      ],
    },
  ],
  checks: [
    "Accuracy claims need the study behind them: how many were tested, and against which reference.",
    "Check whether the maker or somebody independent measured how reliable the test is.",
  ],
  answers: [
    [
      "It can tell you one thing at one moment, and no more than that.",
      "Whether it is the right test for your question is best settled with {expert} beforehand.",
    ],
    [
      "Only if the result would change what you do.",
      "If it would not, the time and the money are better spent on good notes.",
    ],
    [
      "No test is right every time, so look for the share of false alarms and of misses.",
      "A surprising result should be repeated before anybody acts on it.",
    ],
  ],
};
