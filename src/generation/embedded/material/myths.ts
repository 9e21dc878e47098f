import type { Material } from "./material";

export const myths: Material = {
  openers: [
    [
      "Half-truths live longer than plain errors, because part of them can be confirmed.",
      "The useful question is therefore not whether a claim is true or false.",
      "It is where the true part ends.",
    ],
    [
      "Some claims survive because they are comforting, others because they sell something.",
      "Both kinds are easy to recognize once you look at who benefits.",
      "What is said about {topic} is no exception.",
    ],
    [
      "A claim that everybody repeats is not necessarily wrong.",
      "It simply has not been tested by being repeated.",
      "Treat it like any other statement, and ask where it comes from.",
    ],
    [
      "Wherever people look for certainty, somebody offers it.",
      "The offer is usually made in short sentences.",
      "Reality needs slightly longer ones.",
    ],
    [
      "A popular saying about {topic} may contain an observation, an explanation and a piece of advice.",
      "The observation can be right while the explanation is wrong.",
      "Take the three apart before you accept or reject them.",
    ],
  ],
  passages: [
    [
      "“Always” and “never” are rare in real life and frequent in headlines.",
      "Replace them with “often” and “seldom”, and see whether the sentence still says something.",
      "If it does, that was probably the original statement.",
    ],
    [
      "A story about one person is not evidence about another.",
      "It may still be worth listening to, because it shows which questions to ask.",
      "Just do not let it answer them.",
    ],
    [
      "Before-and-after accounts leave out what else happened in between.",
      "Time alone changes a good deal.",
      "Without a comparison, nobody can say what the remedy, the product or the method contributed.",
    ],
    [
      "Be careful with explanations that fit everything.",
      "If every outcome confirms a theory, the theory has not risked anything.",
      "Useful claims can fail.",
    ],
    [
      "Old advice is not bad because it is old, and new advice is not good because it is new.",
      "See whether the reason that was given for it still holds.",
      "Reasons age more visibly than rules.",
    ],
    [
      "Extraordinary promises are easy to recognize once you know the pattern.",
      "They are quick, they are easy, and they apply to everybody.",
      "Real solutions tend to lack at least one of these.",
    ],
    [
      "A scientific word in a sentence does not make the sentence scientific.",
      "Ask what it means in this place, and whether anything would change without it.",
      "If nothing would, it is decoration.",
    ],
    [
      "What is left out is often more important than what is said.",
      "A success rate without the number of attempts, a discount without the original price: both are half a sentence.",
      "Ask for the other half.",
    ],
  ],
  parts: [
    {
      heading: "How to test a claim",
      text: [
        "Turn it into a question, and look for the strongest argument against it.",
        "If you cannot find any, you have been reading only one side.",
        "If you can, see how the supporters reply.",
      ],
    },
  ],
  lists: [
    {
      lead: "Phrases that call for a second look:",
      items: [
        "“Everybody knows that …”",
        "“What nobody tells you about …”",
        "“Works in just a few days”",
        "“Completely without side effects or drawbacks”",
        "“Experts are amazed”",
      ],
    },
    {
      lead: "A claim becomes more credible when:",
      items: [
        "it names the people it is about",
        "it says how large the effect is",
        "it mentions what speaks against it",
        "somebody without an interest has examined it",
      ],
    },
  ],
  checks: ["Before you repeat a popular claim, find the place where it was examined."],
  answers: [
    [
      "Parts of it may be true, and the rest is often exaggeration.",
      "Look for a source that says where the true part ends.",
    ],
    ["Popularity is not evidence.", "Ask where the claim was first made, and whether anybody has tested it."],
  ],
};
