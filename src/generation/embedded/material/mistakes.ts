import type { Material } from "./material";

export const mistakes: Material = {
  openers: [
    [
      "Most mistakes are not foolish; they are shortcuts that work in other situations.",
      "That is why they are so persistent, and why it helps to know them by name.",
      "None of those below takes special knowledge to avoid.",
    ],
    [
      "Looking at what tends to go wrong is a quick way to learn what matters.",
      "The list is short, because the same few patterns return again and again.",
      "You may recognize one or two of them.",
    ],
    [
      "It is easier to avoid a mistake than to repair it, and easiest when somebody has described it.",
      "The following ones are common in connection with {topic}.",
      "Each comes with a simple precaution.",
    ],
    [
      "Almost everybody who looks into {topic} takes a wrong turn at some point.",
      "The turns resemble each other, which is good news.",
      "They can be marked on a map.",
    ],
    [
      "Some errors are expensive, and most are merely annoying.",
      "A little attention to the first kind leaves room to be relaxed about the second.",
      "So it helps to tell them apart in advance.",
    ],
  ],
  passages: [
    [
      "A frequent mistake is to decide before the question is clear.",
      "A quick decision feels like progress, and it often answers something nobody asked.",
      "One written sentence with a question mark at the end prevents it.",
    ],
    [
      "Changing several things at once is a classic among mistakes.",
      "If it gets better, you do not know why; if it gets worse, you do not know what to undo.",
      "The remedy is dull and effective: one change, one waiting period, one look back.",
    ],
    [
      "It is tempting to trust the first explanation because it came first.",
      "The mind tends to collect support for what it already believes.",
      "Asking “what would I expect to see if this were wrong?” restores the balance.",
    ],
    [
      "Some people give up shortly before a result could have shown itself.",
      "Patience is easier when the date of judgment has been fixed in advance.",
      "Until then, a bad day is only a bad day.",
    ],
    [
      "Many people keep their questions to themselves for too long.",
      "A short conversation with {expert} may replace weeks of reading.",
      "There is no prize for having worked it out alone.",
    ],
    [
      "A plan that depends on a perfect week is a mistake waiting for its turn.",
      "Real weeks have interruptions in them.",
      "Plan for an ordinary one, and enjoy it if things go better.",
    ],
    [
      "Asking the wrong question politely and getting a correct answer to it is surprisingly common.",
      "Read your question aloud before you send it.",
      "If it can be misunderstood, it will be.",
    ],
    [
      "Comparing your beginning with somebody else's middle leads to wrong conclusions.",
      "You see their result and not the attempts before it.",
      "Compare with your own last month instead.",
    ],
  ],
  parts: [
    {
      heading: "The costly ones",
      text: [
        "Costly mistakes have one thing in common: they cannot be undone by the next morning.",
        "Contracts, large purchases and permanent changes belong in this group.",
        "Sleep on them, and let somebody else read what you are about to agree to.",
      ],
    },
    {
      heading: "The harmless ones",
      text: [
        "Some mistakes only cost a little time, and they teach something on the way.",
        "Trying a method that turns out not to suit you is one of them.",
        "Allow yourself a few of these.",
      ],
    },
  ],
  lists: [
    {
      lead: "Avoid these, and most of the rest takes care of itself:",
      items: [
        "starting without knowing what you want to find out",
        "changing several things on the same day",
        "comparing yourself with an average",
        "relying on a single enthusiastic source",
        "waiting too long before asking for help",
      ],
    },
    {
      lead: "Simple precautions:",
      items: [
        "write the question down before you search",
        "change one thing at a time",
        "fix the day on which you will judge",
        "let somebody else read large decisions",
      ],
    },
  ],
  checks: ["If you have acted on a page's advice before, see whether the page has changed since."],
  answers: [
    [
      "The most common one is to act before the question is clear.",
      "The second is to change several things at once, so that no result can be explained.",
    ],
    [
      "Trusting the first explanation is the mistake that leads to most of the others.",
      "Look for one observation that would contradict it.",
    ],
  ],
};
