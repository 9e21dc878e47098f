import type { Material } from "./material";

export const yesNo: Material = {
  openers: [
    [
      "A question that can be answered with yes or no still deserves a second sentence.",
      "The short answer depends on who is asking, and on what exactly the words are meant to cover.",
      "So the useful thing is to know which conditions tip it one way or the other.",
    ],
    [
      "Search results for questions like this one often open with a confident yes or no.",
      "Read on to the second paragraph, where the conditions stand.",
      "They are the actual answer.",
    ],
    [
      "It is fair to want a clear answer, and sometimes there is one.",
      "More often there is a clear answer for one group and a different one for another.",
      "Finding out which group you belong to is the part that no general page can do for you.",
    ],
    [
      "Sometimes the best answer to a question is a better question.",
      "Here it would be: under which conditions?",
      "With those in view, a yes or a no means something.",
    ],
  ],
  passages: [
    [
      "Look at how the question is worded.",
      "“Can it happen” and “does it usually happen” have different answers, and headlines mix them freely.",
      "Something that can happen may still be rare.",
    ],
    [
      "When two reliable sources disagree, they are often talking about different people or a different moment.",
      "Compare whom each of them studied or had in mind.",
      "The contradiction tends to shrink once that is clear.",
    ],
    [
      "Ask what would follow from a yes, and what from a no.",
      "If you would do the same thing in both cases, the answer matters less than it seemed.",
      "If not, it is worth the effort of asking somebody who can look at your particular case.",
    ],
    [
      "An answer can be correct and still mislead, because it leaves out how sure anybody can be.",
      "Words such as “may”, “rarely” and “in some cases” are not evasions.",
      "They carry the part of the message that a bare yes would drop.",
    ],
    [
      "Imagine the answer were the opposite of what you expect.",
      "What would you have overlooked?",
      "The exercise takes a minute, and it protects against hearing only what one would like to hear.",
    ],
    [
      "Rare exceptions make good stories and therefore travel far.",
      "That makes them seem more common than they are.",
      "Ask for a share, and not for an example.",
    ],
  ],
  parts: [
    {
      heading: "What would make it a yes",
      text: [
        "List the conditions that would have to hold at the same time.",
        "For each of them, note whether you know it, assume it, or have no idea.",
        "The last group is your reading list.",
      ],
    },
    {
      heading: "What would make it a no",
      text: [
        "One firm counterexample weighs more than many vague reassurances.",
        "Look for the situation in which the usual answer fails.",
        "If it resembles yours, the usual answer is not meant for you.",
      ],
    },
  ],
  lists: [
    {
      lead: "Before you accept a short answer, check:",
      items: [
        "whom it is about",
        "what exactly counts as a yes",
        "how long the answer holds",
        "whether exceptions are named",
        "who says so, and on what basis",
      ],
    },
    {
      lead: "Signs that a short answer is too short:",
      items: [
        "it leaves out who was asked or studied",
        "it gives no reason",
        "it has not been updated for years",
        "it comes with an offer",
      ],
    },
  ],
  checks: [
    "A yes-or-no answer that names no exception should be compared with {source} before you rely on it.",
    "See whether the page answers the question in its title or a narrower one.",
  ],
  answers: [
    [
      "The careful answer is that it depends on the person and the circumstances.",
      "Check whom a source has in mind before you take its yes or no for your own.",
    ],
    [
      "A single word would not do justice to the exceptions.",
      "If the answer would change what you do next, ask {expert} who can look at your case.",
    ],
    [
      "Some sources say so without conditions, and that is a reason to look twice.",
      "Find one that names the exceptions, and see whether you are among them.",
    ],
    [
      "It is possible to find both answers, because the question is asked about different situations.",
      "Describe yours as exactly as you can and put the question again.",
    ],
  ],
};
