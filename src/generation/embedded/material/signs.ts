import type { Material } from "./material";

export const signs: Material = {
  openers: [
    [
      "Lists of signs are easy to find and hard to use.",
      "They rarely say which entries matter most, for whom, and how often they turn out to mean something else.",
      "Sorting what you notice is more helpful than counting how many items you can tick.",
    ],
    [
      "What you notice first is not always what matters most.",
      "Read any list of {topic} with three questions in mind: what is new, what is getting stronger, and what gets in the way of an ordinary day.",
      "The answers make a far better description than a number of ticks.",
    ],
    [
      "Almost every sign has more than one possible explanation.",
      "That is why a single observation proves little, and why a pattern over time is so much more telling.",
      "The sections of a good description are simple: when, where, how often, how strong.",
    ],
    [
      "The body, a machine or a budget seldom announces a change with a single clear signal.",
      "More often there are several small ones, and none of them is conclusive.",
      "Put together, they may be.",
    ],
  ],
  passages: [
    [
      "Describe before you interpret.",
      "“Twice a week, for about ten minutes, mostly in the evening” is something that another person can work with.",
      "“It is getting bad” is not, even when it is true.",
    ],
    [
      "Pay attention to combinations.",
      "Two things that always appear together may belong together.",
      "Two that never do may have different explanations, even if a list names them side by side.",
    ],
    [
      "The absence of a sign is information as well.",
      "If something that every page mentions does not apply to you, write that down too.",
      "It can be the detail that points in another direction.",
    ],
    [
      "Compare with your own normal rather than with somebody else's.",
      "What is unremarkable for one person can be a clear change for another.",
      "A change is easier to judge when you know where it started from.",
    ],
    [
      "Anything that is sudden, severe or frightening does not belong on a watch list.",
      "In that case, contact {expert} now and read later.",
      "For everything else, a few weeks of notes are time well spent.",
    ],
    [
      "Say what you see and not what you conclude.",
      "Conclusions can be wrong, and then the observation is lost with them.",
      "Observations stay useful whatever the explanation turns out to be.",
    ],
    [
      "Give each observation a date.",
      "Without one, nobody can tell what came first.",
      "The order is often the most informative part.",
    ],
  ],
  parts: [
    {
      heading: "How to describe it to somebody else",
      text: [
        "Start with one sentence on what bothers you most, then add when it began.",
        "Say what makes it better and what makes it worse, even if the connection seems odd.",
        "End with what you would like to know, so that the answer can be aimed at it.",
      ],
    },
    {
      heading: "Easy to overlook",
      text: [
        "Gradual changes are harder to notice than sudden ones, because each day looks like the day before.",
        "Somebody who sees you rarely may notice them first.",
        "Old photographs, messages or calendars sometimes date a change better than memory does.",
      ],
    },
  ],
  lists: [
    {
      lead: "For each thing you notice, write down:",
      items: [
        "when it first appeared",
        "how often it happens, and for how long",
        "how strong it is on a scale of your own",
        "what you were doing at the time",
        "what helped, or did not",
      ],
    },
    {
      lead: "Ask for advice soon when something:",
      items: [
        "appears suddenly and without any explanation",
        "gets steadily stronger instead of coming and going",
        "keeps you from sleeping, working or leaving the house",
        "worries you, whatever a list says about it",
      ],
    },
  ],
  checks: [
    "A statement about how common a sign is should name the group that was asked and the year.",
    "If a list mixes frequent and rare signs, look for a source that separates them.",
  ],
  answers: [
    [
      "Lists differ, and none of them fits everybody.",
      "Note what is new for you, how often it happens and how much it disturbs you, and start from there.",
    ],
    [
      "A sign on its own seldom settles anything, because other explanations are possible.",
      "A few weeks of notes and a conversation with {expert} will tell you more than another list.",
    ],
    [
      "What counts is the change from your own normal.",
      "If it is marked, lasting or worrying, have it looked at rather than compared.",
    ],
  ],
};
