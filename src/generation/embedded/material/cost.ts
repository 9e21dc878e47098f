import type { Material } from "./material";

export const cost: Material = {
  openers: [
    [
      "The price on the label is seldom the whole price.",
      "What counts is the sum over the time you will use it, including what you pay for leaving.",
      "That sum can be estimated with a pencil.",
    ],
    [
      "Two offers can be compared only when they describe the same thing.",
      "With {topic}, most of the work is to make the descriptions match.",
      "The comparison itself is then simple.",
    ],
    [
      "Prices differ for good reasons, for bad reasons and for no reason at all.",
      "Knowing what goes into them is the best protection against the last two.",
      "It also shows where saving would be a false economy.",
    ],
    [
      "There are three prices: the one that is advertised, the one that is paid, and the one that was worth paying.",
      "Only the first is printed anywhere.",
      "The other two take a little arithmetic.",
    ],
    [
      "A fair price for {topic} cannot be named without saying what it includes.",
      "So begin with the list of what you need.",
      "The amount comes second.",
    ],
  ],
  passages: [
    [
      "Split the amount into what is paid once, what is paid regularly and what is paid only if something goes wrong.",
      "Advertising likes to show the smallest of the three.",
      "Your budget has to carry all of them.",
    ],
    [
      "Ask what would make it cheaper, and what you would lose.",
      "A seller who can answer both questions is usually worth listening to.",
      "One who answers only the first is selling the discount.",
    ],
    [
      "The cheapest option is not cheap if it has to be replaced.",
      "The most expensive one is not safe because it is expensive.",
      "Look at what changes between the price levels, line by line.",
    ],
    [
      "Include your own time.",
      "Hours spent on setting up, chasing or repairing are part of the cost, even though nobody sends a bill for them.",
      "For small amounts they are often the larger part.",
    ],
    [
      "Compare the price per use and not just the price.",
      "Something that is used daily may be cheap at a high price, and something that stays in a cupboard is never cheap.",
      "Be honest about which one it will be.",
    ],
    [
      "Find out when prices are usually reviewed or reduced.",
      "If nothing presses you, waiting for that moment costs only patience.",
      "If something does, the saving is rarely worth the delay.",
    ],
    [
      "A deposit, a trial period or a short contract limits the damage of a wrong choice.",
      "It may be slightly dearer, and it is often worth the difference.",
      "Think of it as the price of being allowed to change your mind.",
    ],
  ],
  parts: [
    {
      heading: "How to compare two quotes",
      text: [
        "Put the items of both into one list, and mark what only one of them includes.",
        "Ask for the missing prices in writing.",
        "Compare the totals only after that.",
      ],
    },
    {
      heading: "Where it pays to ask",
      text: [
        "Prices are often more flexible at certain times, in certain amounts or for certain customers.",
        "A polite question costs nothing.",
        "The answer also tells you something about how you will be treated later.",
      ],
    },
  ],
  lists: [
    {
      lead: "Items that are easily forgotten:",
      items: [
        "delivery, installation or a first consultation",
        "taxes and fees that are added at the end",
        "accessories or refills without which it does not work",
        "maintenance, renewal and price increases",
        "the cost of cancelling, returning or disposing of it",
      ],
    },
    {
      lead: "Ask for every quote:",
      items: [
        "What exactly is included?",
        "How long does the price hold?",
        "What happens if something is missing or broken?",
        "What does it cost to leave?",
      ],
    },
  ],
  checks: [
    "A price needs a currency, a place and a date, and the full name of what it buys.",
    "See whether a subsidy, an insurance or a rebate applies before you compare totals.",
  ],
  answers: [
    [
      "It depends on what is included, which is why a bare figure would mislead.",
      "Ask for the total over a year, and compare offers by that.",
    ],
    [
      "The price is made up of several parts, and only some of them are visible at first.",
      "Use the list of forgotten items above to complete a quote.",
    ],
    [
      "Whether it is worth the money depends on how often you will use it and on what it replaces.",
      "Divide the full cost by the number of uses, and the answer is often plain.",
    ],
  ],
};
