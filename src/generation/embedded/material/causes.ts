import type { Material } from "./material";

export const causes: Material = {
  openers: [
    [
      "The question why is seldom answered by a single word.",
      "Several explanations can fit the same observation, and more than one of them can be true at once.",
      "The aim is not to guess right at the first try but to rule things out in a sensible order.",
    ],
    [
      "It is tempting to look for the one cause and stop at the first that sounds plausible.",
      "A better approach to {topic} is to collect the candidates first and judge them afterwards.",
      "That way a familiar explanation does not crowd out a correct one.",
    ],
    [
      "Explanations come in three layers: what set it off, what keeps it going, and what makes it worse.",
      "Mixing the layers up is the main reason why discussions about causes go in circles.",
      "Sorting them apart takes a sheet of paper and ten minutes.",
    ],
  ],
  passages: [
    [
      "Begin with what changed.",
      "A new habit, a new product, a different schedule or a different season leaves traces that are easy to check.",
      "If nothing changed, look at what has slowly added up.",
    ],
    [
      "Timing is a clue and not a proof.",
      "Something that happened shortly before may be the cause, or it may share a cause with what followed.",
      "To tell the two apart, ask whether it also happened at times when nothing followed.",
    ],
    [
      "Test one explanation at a time.",
      "When three things are changed on the same day, an improvement says nothing about which of them mattered.",
      "Patience is cheaper than starting over.",
    ],
    [
      "Common explanations are common for a reason and deserve the first look.",
      "Rare ones should still be on the list if missing them would be serious.",
      "This is the point where {expert} can shorten the search considerably.",
    ],
    [
      "Ask what would speak against an explanation, not only what speaks for it.",
      "An idea that nothing could contradict cannot be tested, however convincing it sounds.",
      "Good explanations forbid something.",
    ],
  ],
  parts: [
    {
      heading: "From a list to a shortlist",
      text: [
        "Write every candidate on a line of its own and add one observation for it and one against it.",
        "Cross out nothing yet.",
        "After a week of notes, the lines without any support are usually easy to recognize.",
      ],
    },
    {
      heading: "When the cause stays open",
      text: [
        "Sometimes the honest result is that the cause is not known.",
        "That is not the same as nothing being wrong, nor does it mean that nothing can be done.",
        "Many problems can be handled well while the explanation is still being looked for.",
      ],
    },
  ],
  lists: [
    {
      lead: "For each possible explanation, note:",
      items: [
        "when it would have had to begin",
        "what else you would expect to see if it were true",
        "what you have seen that does not fit",
        "how it could be checked, and by whom",
        "how serious it would be to overlook it",
      ],
    },
    {
      lead: "Questions that narrow things down quickly:",
      items: [
        "What was different just before it began?",
        "Does it come and go, and with what?",
        "Who or what else is affected in the same way?",
        "What has already been tried, and what happened?",
      ],
    },
  ],
  checks: [
    "A claim that one thing causes another needs more than a study in which the two occurred together.",
    "Check whether a list of causes is ordered by how common they are or simply by the alphabet.",
  ],
  answers: [
    [
      "There is usually more than one possible reason, and the list above helps to sort them.",
      "If the usual explanations do not fit, take your notes to {expert}.",
    ],
    [
      "It cannot be answered from the outside with certainty.",
      "What you can do is note when it happens and what came before, because that is the first thing anybody who helps you will ask.",
    ],
    [
      "Often several things act together, which is why removing just one of them may seem to change little.",
      "Try them one after another, and give each enough time.",
    ],
  ],
};
