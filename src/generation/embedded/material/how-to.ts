import type { Material } from "./material";

export const howTo: Material = {
  openers: [
    [
      "A good plan begins with the smallest step that makes a visible difference.",
      "It ends with a way to tell that the goal has been reached.",
      "What lies between is easier once both ends are fixed.",
    ],
    [
      "Instructions fail for two reasons: a step is missing, or the reader starts from a different place.",
      "So before the first step, check where you stand.",
      "What you already have and already know may save you half of the list.",
    ],
    [
      "There is usually more than one way to do it.",
      "The one to begin with is not the fastest but the one that you can stop, correct and resume.",
      "Speed comes with the second attempt.",
    ],
  ],
  passages: [
    [
      "Give each step a result that you can see.",
      "“Prepare” is not a step, and “put these three things on the table” is.",
      "When the result is missing, you know exactly where to look.",
    ],
    [
      "Allow for the day on which nothing works.",
      "A plan that survives one bad day is better than a perfect one that does not.",
      "Decide in advance what the minimum is, and count it as a success.",
    ],
    [
      "If you get stuck, go back one step and not to the beginning.",
      "Check the last result, then the one before it.",
      "Most problems sit closer than they seem.",
    ],
    [
      "Do the part that is hardest to undo last.",
      "Until then, everything is a rehearsal.",
      "If somebody with experience is available, this is the moment to ask them to have a look.",
    ],
    [
      "Change one thing per round.",
      "You will be slower on paper and faster in practice, because each round teaches you something definite.",
      "Keep a note of what you changed.",
    ],
  ],
  parts: [
    {
      heading: "Set a realistic goal",
      text: [
        "Describe the goal in terms of what you will do, not of what should happen to you.",
        "The first is in your hands, the second is not.",
        "Add a date for looking back, and keep it.",
      ],
    },
    {
      heading: "If progress stops",
      text: [
        "First check whether it has really stopped, or whether you have merely got used to it.",
        "Then look at what has changed in the meantime.",
        "Only after that is it time to change the plan.",
      ],
    },
  ],
  lists: [
    {
      lead: "A workable order looks like this:",
      items: [
        "Say in one sentence what you want to reach.",
        "Note where you stand today.",
        "Choose the smallest step that would be visible.",
        "Set a time for it, and tell somebody.",
        "Look at the result, and adjust one thing.",
        "Repeat until the goal or the plan has changed.",
      ],
    },
    {
      lead: "Have these ready before you begin:",
      items: [
        "everything you need for the first step",
        "an undisturbed stretch of time",
        "a place to write down what happens",
        "the name of somebody to ask",
      ],
    },
  ],
  checks: [
    "Follow the steps once yourself, or with somebody who has never done it, before you pass them on.",
    "If a step can do harm when done wrong, confirm it in {source}.",
  ],
  answers: [
    [
      "Begin with one small step whose result you can see, and change one thing at a time from there.",
      "The order of steps above works for most situations.",
    ],
    [
      "It takes as long as the slowest step, so find out early which one that is.",
      "Plan for more time than you think you need, and for at least one interruption.",
    ],
    [
      "If the usual way does not work, go back one step and check its result.",
      "After the second failed attempt, asking {expert} is quicker than a third one.",
    ],
  ],
};
