import type { Material } from "./material";

export const sources: Material = {
  openers: [
    [
      "A reliable page makes it easy to find out who wrote it, when and on what basis.",
      "If these three take a search of their own, that is already a result.",
      "It does not make the content false, but it moves the burden of checking to you.",
    ],
    [
      "Not every source has to be scientific, but every source should be open about what it is.",
      "Experience, advice, advertising and research are all welcome under their own names.",
      "Problems begin when one of them dresses up as another.",
    ],
    [
      "It takes less time to judge a source than to read it.",
      "So the judging should come first.",
      "A look at the author, the date and the references is usually enough to decide whether to go on.",
    ],
    [
      "Good sources have a characteristic in common: they make themselves checkable.",
      "They say where things come from and where they are not sure.",
      "Everything else, from the design to the tone, can be imitated.",
    ],
    [
      "Before you believe a page, look at what it would like you to do.",
      "A page that wants to inform you reads differently from one that wants to sell you something about {topic}.",
      "Both can be accurate, but only one of them has a reason to leave things out.",
    ],
  ],
  passages: [
    [
      "Follow one claim back to where it comes from.",
      "If the trail ends at another page without a reference, treat the claim as unproven.",
      "If it ends at {source}, you have found something you can build on.",
    ],
    [
      "Numbers look trustworthy because they are precise.",
      "Precision is cheap; what matters is how the number was obtained, and from whom.",
      "A rounded figure with a source beats an exact one without.",
    ],
    [
      "A page that names its own limits deserves credit for it.",
      "It shows that somebody has thought about where the advice ends.",
      "The absence of any limit is the surest sign of a sales text.",
    ],
    [
      "Two independent sources are better than ten that copy each other.",
      "Identical phrases, identical mistakes and identical pictures give the copies away.",
      "Count origins and not pages.",
    ],
    [
      "Personal reports show what is possible and not what is likely.",
      "They are at their best when they describe how something felt or what it was like to live with.",
      "They are at their weakest as proof that something works.",
    ],
    [
      "Look at the oldest date on the page and at the newest.",
      "If the text has been revised, somebody cares about it.",
      "If nothing has changed for years, check the one statement that you need elsewhere.",
    ],
    [
      "Summaries lose detail, and summaries of summaries lose more.",
      "When something important hangs on a detail, go one level closer to the original.",
      "Usually one level is enough.",
    ],
    [
      "A large number of links does not make a page reliable.",
      "Open two of them at random, and see whether they say what the text claims.",
      "The result applies to the rest.",
    ],
  ],
  parts: [
    {
      heading: "A ten-minute check",
      text: [
        "Spend three minutes on who stands behind the page, three on its date and references, and the rest on a second source.",
        "If the second source contradicts the first, look at which of them explains the disagreement.",
        "The explanation is often better than either of the two.",
      ],
    },
    {
      heading: "When research is quoted",
      text: [
        "See whether the study was about people like you, and how many of them took part.",
        "A link to the study itself is worth more than its name.",
        "Be careful with the words “linked to”, which promise less than they seem to.",
      ],
    },
  ],
  lists: [
    {
      lead: "Signs that a page has been made with care:",
      items: [
        "a named author with a relevant background",
        "a date, and a note of what was changed since",
        "references that lead to the original",
        "advertising that is marked as such",
        "a clear statement of whom the advice is not for",
      ],
    },
    {
      lead: "Questions to put to any page:",
      items: [
        "Who wrote it, and for whom?",
        "What is it based on?",
        "When was it last checked?",
        "Who earns money if I believe it?",
      ],
    },
  ],
  checks: [
    "Behind every “studies show” there should be a study that you can open.",
    "See whether the page has been updated since its oldest reference.",
  ],
  answers: [
    [
      "Look at who wrote it, when, and what they base it on.",
      "If one of the three is missing, compare it with {source} before you rely on it.",
    ],
    [
      "Trust pages that state their limits and link to the original.",
      "Be careful with those that name no author and no date.",
    ],
  ],
};
