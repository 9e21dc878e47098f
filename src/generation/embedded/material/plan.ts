import type { Material } from "./material";

export const plan: Material = {
  openers: [
    [
      "The first weeks decide whether a good intention becomes a habit.",
      "Keep them deliberately modest.",
      "What is added later stays more easily than what was too much from the start.",
    ],
    [
      "It is easier to begin when the first day is already described.",
      "Say what, when and where, and leave the rest of the plan in outline.",
      "The second week can be planned on the last day of the first.",
    ],
    [
      "A plan is a guess about the future, and it may be wrong.",
      "That is no reason to do without one.",
      "It is a reason to write it in pencil and to look at it every Sunday.",
    ],
    [
      "Getting started is mostly a matter of removing reasons not to.",
      "Each reason that you can name can be made smaller.",
      "The rest is a date in the calendar.",
    ],
    [
      "A beginning should be so simple that it needs no motivation.",
      "Motivation comes and goes, while a simple step stays possible.",
      "This is why the first week of a plan ought to look almost too easy.",
    ],
  ],
  passages: [
    [
      "A week of observing, and nothing else, is a good beginning.",
      "A baseline makes every later change visible.",
      "It also protects you from changing something that was not the problem.",
    ],
    [
      "When you begin to change things, change one, and take the one that is easiest to keep up.",
      "Resist the urge to add a second one when it goes well.",
      "Success is a reason to continue, not to hurry.",
    ],
    [
      "After two or three weeks, look for obstacles, and remove one of them.",
      "A reminder in the right place often does more than a resolution.",
      "If an obstacle is another person, involve them instead of working around them.",
    ],
    [
      "After a month, decide: keep, adjust or drop.",
      "All three are good results, because all three are based on something you have seen.",
      "Only carrying on without looking is not.",
    ],
    [
      "Decide when you will do it, and not how often.",
      "“On Tuesday after breakfast” happens, while “twice a week” is postponed.",
      "Two fixed times are a good start.",
    ],
    [
      "Tell one person what you intend to do.",
      "Choose somebody who will ask about it and not somebody who will judge it.",
      "That small promise carries surprisingly far.",
    ],
    [
      "Prepare for the moment at which you will want to stop.",
      "Write down now what you would say to yourself then.",
      "It is easier to be wise in advance.",
    ],
  ],
  parts: [
    {
      heading: "Make it small enough",
      text: [
        "If you hesitate to start, the step is too large.",
        "Halve it until you would do it even on a bad day.",
        "That version is the one to put into the calendar.",
      ],
    },
  ],
  lists: [
    {
      lead: "A first month in four lines:",
      items: [
        "Week one: observe, and write down what is normal.",
        "Week two: change one thing.",
        "Week three: remove one obstacle.",
        "Week four: compare with week one, and decide.",
      ],
    },
    {
      lead: "Keep the first steps easy:",
      items: [
        "tie each of them to something you do anyway",
        "prepare the evening before",
        "count the minimum as a success",
        "review once a week, not every day",
      ],
    },
  ],
  checks: ["Before you begin, make sure that nothing in the plan conflicts with advice you have been given."],
  answers: [
    [
      "Begin with a week of observing, then change a single thing.",
      "A month is enough to see whether the direction is right.",
    ],
    [
      "Pick the step that you would do even on a bad day.",
      "Put it into the calendar with a time, and look back after four weeks.",
    ],
  ],
};
