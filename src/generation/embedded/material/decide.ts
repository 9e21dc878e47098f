import type { Material } from "./material";

export const decideMaterial: Material = {
  openers: [
    [
      "A decision is ready when you know what would make you change it.",
      "Until then, you are still collecting.",
      "That is fine, as long as collecting has an end date.",
    ],
    [
      "People with the same facts decide differently, because they want different things.",
      "So the first step is not to gather more facts but to rank your own wishes.",
      "The ranking takes minutes, and it shortens everything that follows.",
    ],
    [
      "There are decisions that can be revised and decisions that cannot.",
      "The first kind deserves speed, the second deserves care.",
      "Much worry comes from treating one kind like the other.",
    ],
    [
      "Choosing is easier when the number of options is small.",
      "So begin by taking options away, and not by adding more.",
      "Anything that fails one firm requirement can go.",
    ],
    [
      "A good decision is one that you could explain to yourself in a year.",
      "That does not require a perfect outcome, only sensible reasons.",
      "The reasons are the part that you control.",
    ],
  ],
  passages: [
    [
      "Name the two points that matter most to you, and look at the options through them alone.",
      "If one option is ahead on both, you are done.",
      "If not, you have found the real conflict, and it is usually an old acquaintance.",
    ],
    [
      "Imagine having chosen one option, and notice whether you feel relief or regret.",
      "The feeling is not an argument, but it tells you which argument you have left out.",
      "Put that one into words, and weigh it with the rest.",
    ],
    [
      "Set a limit for the effort.",
      "A small choice deserves an evening, a large one a few weeks.",
      "Beyond that, new information mostly repeats what you have.",
    ],
    [
      "Think about the person you will be in a year.",
      "Some drawbacks fade with habit, and others grow.",
      "It is the second kind that should count.",
    ],
    [
      "Write the decision down with its two main reasons.",
      "If doubts return, you can check whether the reasons still hold.",
      "Most of the time they do.",
    ],
    [
      "Ask somebody who knows you, and not somebody who knows the subject, which choice sounds like you.",
      "They will not have the facts, and that is the point.",
      "Their answer shows how your reasons sound from outside.",
    ],
    [
      "Beware of the option that was mentioned first.",
      "It becomes the yardstick for all the others, without having earned it.",
      "Shuffle the list once, and look again.",
    ],
    [
      "Not deciding is an option as well, and it has a price like any other.",
      "Put it on the list with its advantages and drawbacks.",
      "Sometimes it wins, and then it is a decision.",
    ],
    [
      "If one piece of information would settle the matter, get that one.",
      "If no piece of information would, stop collecting.",
      "What is left is a question of taste or courage.",
    ],
  ],
  parts: [
    {
      heading: "A simple test",
      text: [
        "Explain your choice to somebody in three sentences.",
        "If you need more, something is not settled yet.",
        "The sentence that is hardest to say points to it.",
      ],
    },
    {
      heading: "When options look equal",
      text: [
        "Equal options are a comfortable problem.",
        "Choose the one that leaves more possibilities open, or the one that costs less.",
        "A coin is also a respectable method here.",
      ],
    },
  ],
  lists: [
    {
      lead: "Go through these points in order:",
      items: [
        "What happens if I do nothing?",
        "Which requirement is not negotiable?",
        "What is the worst realistic outcome of each option?",
        "How easily could I change course later?",
        "Who else is affected, and have I asked them?",
      ],
    },
    {
      lead: "A decision is in good shape when you can name:",
      items: [
        "the two reasons for it",
        "the strongest reason against it",
        "the point at which you would change it",
        "the first step",
      ],
    },
  ],
  checks: ["Before a decision that cannot be undone, confirm the two facts it rests on in {source}."],
  answers: [
    [
      "Rank what matters to you first, and compare the options on the top two points only.",
      "If the choice can be revised later, do not spend too long on it.",
    ],
    [
      "The right choice depends on your priorities more than on the facts.",
      "Write down the two reasons that decide it, and see whether they convince somebody else.",
    ],
  ],
};
