import type { Material } from "./material";

export const best: Material = {
  openers: [
    [
      "Best is an abbreviation: best for whom, for what, and at what price?",
      "A ranking that does not say so has answered the questions for you, and perhaps not the way you would have.",
      "Criteria come first, names second.",
    ],
    [
      "The most popular choice is popular for a reason, but the reason may be advertising.",
      "A better start for {topic} is a list of what you need and a list of what you can do without.",
      "With these at hand, most candidates drop out quickly.",
    ],
    [
      "A shortlist of three can be compared properly; a list of twenty can only be scrolled through.",
      "The work lies in getting from the one to the other.",
      "A few firm requirements do most of it.",
    ],
    [
      "A recommendation is only as good as its reasons.",
      "If you know the reasons, you can check whether they apply to you.",
      "If you do not, you are borrowing somebody else's taste.",
    ],
  ],
  passages: [
    [
      "Separate requirements from wishes.",
      "A requirement rules a candidate out, however attractive the rest may be.",
      "If nothing on your list would rule anything out, it is a list of wishes.",
    ],
    [
      "Read the critical reviews first, and look for complaints that repeat.",
      "One angry voice is an accident, ten with the same detail are a property.",
      "Then check whether that property would bother you at all.",
    ],
    [
      "Find out how a ranking makes its living.",
      "A commission on each sale does not make it wrong, but it explains why some names are missing.",
      "Independent tests say how they tested, and what they did not test.",
    ],
    [
      "Look at the whole time you will spend with the choice and not just at the first day.",
      "Upkeep, refills, support and disposal are part of the quality.",
      "They are also what a short review cannot see.",
    ],
    [
      "Beware of features that sound good and answer no need of yours.",
      "They cost money, and they cost attention.",
      "It is a strength of a candidate to lack what you would never use.",
    ],
    [
      "Try to find the weakness of your favorite before you choose it.",
      "Everything has one.",
      "If you can live with it, the choice is sound.",
    ],
    [
      "New is not a criterion, and neither is famous.",
      "Both may come along with quality, and neither guarantees it.",
      "Strike them from your list, and see what remains.",
    ],
  ],
  parts: [
    {
      heading: "From many to three",
      text: [
        "Apply your requirements one after another, the strictest first.",
        "Note why each candidate was dropped, so that you need not look at it again.",
        "Stop when three are left.",
      ],
    },
    {
      heading: "From three to one",
      text: [
        "Now wishes may count.",
        "Imagine the typical day with each candidate, including the annoying part.",
        "If two are still level, the better terms for returning it decide.",
      ],
    },
  ],
  lists: [
    {
      lead: "Criteria that you can check yourself:",
      items: [
        "what it contains or what it is made of, in full",
        "who makes it, and how to reach them",
        "what it costs over a year of normal use",
        "whether an independent body has tested it",
        "how returns and complaints are handled",
        "for whom the maker advises against it",
      ],
    },
    {
      lead: "Good reasons to drop a candidate:",
      items: [
        "the essential details are hard to find",
        "praise is everywhere, and no drawback is named",
        "the price depends on deciding today",
        "the description promises a result for everybody",
      ],
    },
  ],
  checks: [
    "Prices, contents and test results change: give the date on which each was last checked.",
    "Before you name a product, confirm the details on the maker's own pages.",
  ],
  answers: [
    [
      "Look for the one that meets your requirements with the fewest drawbacks; it is a different one for different people.",
      "Write the requirements down first, and let them do the sorting.",
    ],
    [
      "Rankings can supply candidates, but not the decision.",
      "Compare three of them by the same criteria, and check when each detail was last updated.",
    ],
    [
      "Look for complete information, independent tests and fair terms for returning it.",
      "A candidate that offers all three is seldom a bad choice.",
    ],
  ],
};
