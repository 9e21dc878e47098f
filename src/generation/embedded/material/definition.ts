import type { Material } from "./material";

export const definition: Material = {
  openers: [
    [
      "A good definition does two jobs: it says what belongs, and it says what does not.",
      "Most confusion about {topic} comes from skipping the second half.",
      "Start with the plainest sentence you can write, then test it against the cases at the edge.",
    ],
    [
      "The word is used in everyday speech, by professionals and in advertising, and not always for the same thing.",
      "Before you compare what two sources say, check that they mean the same thing by {topic}.",
      "If they do not, the disagreement is about words and can be settled quickly.",
    ],
    [
      "Many people know roughly what {topic} {is} and would struggle to put it into one sentence.",
      "That is normal, because a term is usually learned from examples first.",
      "Turning the examples back into a definition is the quickest way to see what is still unclear.",
    ],
  ],
  passages: [
    [
      "A useful test is to ask what would have to change for the word to stop applying.",
      "If nothing could, the definition is too wide.",
      "If a small detail is enough, it is probably too narrow for everyday use.",
    ],
    [
      "Look for the neighboring terms and put them side by side.",
      "Pairs that sound alike often describe a stage and the whole, or a cause and its effect.",
      "Once the pair is named, most sentences you read about either of them become easier to follow.",
    ],
    [
      "Technical definitions tend to include a threshold: a length of time, a number, a test that has to be passed.",
      "Everyday definitions leave the threshold out.",
      "Neither is wrong, but only the technical one lets two people check that they agree.",
    ],
    [
      "Definitions change as knowledge does.",
      "An older page may use the term in a way that has since been narrowed or split in two.",
      "The date on the page is therefore part of the definition.",
    ],
    [
      "If you have to explain the idea to somebody else, start from a single clear example.",
      "Then add one example that looks similar and does not count.",
      "The gap between the two usually says more than a paragraph of terms.",
    ],
  ],
  parts: [
    {
      heading: "Words that travel together",
      text: [
        "Some terms appear in the same sentence so often that they start to look like synonyms.",
        "Write each of them down with its own one-line meaning.",
        "Where you cannot tell two of them apart, you have found the question to look up next.",
      ],
    },
    {
      heading: "A one-sentence version",
      text: [
        "Try to finish the sentence “It is a kind of … that …”.",
        "The first gap names the family, the second what sets it apart.",
        "A definition that cannot be pressed into this form often mixes two ideas.",
      ],
    },
  ],
  lists: [
    {
      lead: "A definition that you can work with answers these points:",
      items: [
        "what family of things it belongs to",
        "what sets it apart from its closest neighbor",
        "where it begins and where it ends",
        "who uses the word in this sense",
        "one clear example, and one that only looks like it",
      ],
    },
    {
      lead: "When two sources seem to disagree, compare:",
      items: [
        "the date of each page",
        "the audience each was written for",
        "whether a threshold or a number is part of the wording",
        "whether the term covers the whole or only a stage of it",
      ],
    },
  ],
  checks: [
    "The exact wording of a formal definition belongs in quotation marks, with the body that published it and the year.",
    "If a threshold is part of the definition, look up the current one before you repeat it.",
  ],
  answers: [
    [
      "In plain words, it is the thing this article has described section by section, without the technical thresholds.",
      "For a formal wording, look at {source} and note the year.",
    ],
    [
      "The everyday meaning and the formal one overlap, but they are not identical.",
      "If a decision depends on the difference, use the formal one and say where it comes from.",
    ],
    [
      "It depends on who is speaking: a professional usually has a narrower meaning in mind than a headline does.",
      "Asking “what exactly do you count as that?” settles it faster than any dictionary.",
    ],
  ],
};
