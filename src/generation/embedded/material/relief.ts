import type { Material } from "./material";

export const relief: Material = {
  openers: [
    [
      "There is rarely one right option, and there are usually several reasonable ones.",
      "What separates them is how well they are supported, what they ask of you, what they cost and what can go wrong.",
      "Putting those four points next to each other takes much of the pressure out of the choice.",
    ],
    [
      "Offers of help are plentiful, and they do not all deserve the same attention.",
      "A fair look at {topic} starts with the options that are well described, easy to try and easy to stop.",
      "Everything that is expensive, permanent or vague comes later.",
    ],
    [
      "Before comparing options, it helps to say what better would look like.",
      "Fewer bad days, less effort, a good night or simply peace of mind are all legitimate goals.",
      "They point to different choices.",
    ],
    [
      "Not everything that can be done has to be done.",
      "A good overview includes the option of waiting, with a note on when waiting ends.",
      "It makes the other options easier to judge.",
    ],
  ],
  passages: [
    [
      "Ask of each option how anybody would know that it works.",
      "A measure, a time span and a comparison should be part of the answer.",
      "If the only evidence is a set of enthusiastic voices, treat it as an idea rather than as a finding.",
    ],
    [
      "Try one thing at a time, and give it the time that its own description asks for.",
      "Agree with yourself beforehand what would count as a success.",
      "Otherwise it is easy to stop too early on a bad day, or too late out of habit.",
    ],
    [
      "“Natural” describes where something comes from and not what it does.",
      "It can be gentle, it can be useless, and it can interfere with other things you take or use.",
      "The same questions apply as for everything else.",
    ],
    [
      "Combinations deserve particular care.",
      "Two things that are unproblematic on their own may not go together.",
      "Make a complete list of what you already use, and show it to {expert} before you add to it.",
    ],
    [
      "An option that fits into your day has a better chance than a superior one that does not.",
      "Be honest about mornings, budgets and patience.",
      "The best plan on paper is worth little if it ends after a week.",
    ],
    [
      "Look for the smallest amount of help that would make a difference.",
      "It is usually the cheapest, and it leaves something in reserve.",
      "More can be added when it is clear in which direction.",
    ],
    [
      "A result should be noticeable in daily life and not only on a scale.",
      "Name two everyday situations that would be easier if an option worked.",
      "Those are the ones to watch.",
    ],
  ],
  parts: [
    {
      heading: "Start with what is easy to undo",
      text: [
        "Order the options by how simple it would be to go back.",
        "Changes of routine come first, purchases second, anything lasting third.",
        "This order costs nothing and keeps every door open.",
      ],
    },
    {
      heading: "Know when to stop",
      text: [
        "Decide in advance which sign would make you stop at once.",
        "Decide as well on the date at which you will judge the result.",
        "Write both down where you will see them.",
      ],
    },
  ],
  lists: [
    {
      lead: "Put the same questions to every option:",
      items: [
        "What is it supposed to change, and by how much?",
        "How good is the evidence, and for whom?",
        "What does it cost in money, time and effort?",
        "What are the drawbacks, and how common are they?",
        "For whom is it not suitable?",
        "How and when would I stop?",
      ],
    },
    {
      lead: "Be careful with offers that:",
      items: [
        "work for everybody and against everything",
        "are available only today",
        "rely on a secret, a trick or a single enthusiastic story",
        "advise you not to talk to anybody else about them",
      ],
    },
  ],
  checks: [
    "Whether something helps is better looked up in {source} than on a product page.",
    "Check who paid for a study before you lean on its result.",
  ],
  answers: [
    [
      "Start with the option that is best described and easiest to stop, and change only one thing at a time.",
      "If you already use other products, ask {expert} about the combination first.",
    ],
    [
      "What helps one person may do nothing for another, so a fixed trial period is worth more than a recommendation.",
      "Decide beforehand how you will judge the result.",
    ],
    [
      "There are several kinds of options, and they differ in evidence, effort and cost.",
      "Compare two or three of them with the same questions instead of looking for the single best one.",
    ],
  ],
};
