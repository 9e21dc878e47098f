import type { Material } from "./material";

export const comparison: Material = {
  openers: [
    [
      "A comparison is only fair if both sides are asked the same questions.",
      "It is only useful if the answers could change your mind.",
      "Everything else is description.",
    ],
    [
      "Before looking at differences, note what the candidates have in common.",
      "Whatever they share cannot help you choose.",
      "In the case of {topic}, that alone shortens the list of points considerably.",
    ],
    [
      "Most comparisons are decided by two or three points.",
      "The trick is to find out which ones, before reading about twenty.",
      "They are the points at which one side would be a problem for you.",
    ],
  ],
  passages: [
    [
      "Weigh the points instead of counting them.",
      "One serious drawback can outweigh five pleasant extras.",
      "A simple “must”, “nice” and “does not matter” next to each line is enough.",
    ],
    [
      "Be wary of comparisons in which one side wins everywhere.",
      "Usually the author has a favorite, or the list was written by somebody who sells it.",
      "Look for the case in which the loser would be the better choice.",
    ],
    [
      "Differences in wording are not differences in substance.",
      "The same feature or the same symptom can have two names.",
      "Translate both sides into plain words before you set them against each other.",
    ],
    [
      "Consider what happens after the choice.",
      "How hard would it be to change sides later, and what would be lost?",
      "The easier the change, the less time the decision deserves.",
    ],
    [
      "If the candidates still look equal after an honest comparison, they probably are, for your purposes.",
      "In that case take the one that is simpler, closer or cheaper.",
      "More research will not make the difference larger.",
    ],
  ],
  parts: [
    {
      heading: "How to set up the comparison",
      text: [
        "Draw two columns and let the rows be your questions, not the features that somebody advertises.",
        "Fill in only what you have checked.",
        "Empty cells are useful, because they show what to find out next.",
      ],
    },
    {
      heading: "Where mix-ups happen",
      text: [
        "Two things are easily confused when they share a name, a moment or a typical user.",
        "Look for the one observation that fits the first and cannot fit the second.",
        "It settles more than a long list of similarities.",
      ],
    },
  ],
  lists: [
    {
      lead: "Points that deserve a row of their own:",
      items: [
        "the purpose each was made for, or the cause behind it",
        "who typically meets the one and who the other",
        "what each demands of you",
        "what can go wrong, and how easily it is put right",
        "how simple it is to change your mind later",
      ],
    },
    {
      lead: "A comparison is finished when you can say:",
      items: [
        "what both sides have in common",
        "which two points decide",
        "who would be better off with the other one",
        "what you have not been able to find out",
      ],
    },
  ],
  checks: [
    "Make sure that both sides of the comparison are described by sources of the same age.",
    "A table is only as good as its empty cells are honest: leave out what nobody has verified.",
  ],
  answers: [
    [
      "The main differences are those that would change what you do, and they fit into a short table.",
      "Fill it in for your own case before you read other people's verdicts.",
    ],
    [
      "They overlap more than their names suggest.",
      "Look for the single point that fits only one of them, and decide by that.",
    ],
    [
      "Neither is better in general.",
      "Name your two most important requirements, and see which of the candidates fails one of them.",
    ],
  ],
};
