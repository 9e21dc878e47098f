import type { Material } from "./material";

export const local: Material = {
  openers: [
    [
      "A search nearby produces names, and names are only the beginning.",
      "What you want to know is who has experience with your concern, when they have time and how they work.",
      "A short call answers more of that than an hour of reading.",
    ],
    [
      "The nearest option is convenient and not necessarily suitable.",
      "Decide how far you would travel for a better one before you look at the map.",
      "That keeps the distance from making the decision for you.",
    ],
    [
      "Good local help is often found through people and not through search engines.",
      "Somebody who works in a neighboring field usually knows whom they would go to themselves.",
      "Ask for two names, so that you have a choice.",
    ],
  ],
  passages: [
    [
      "Titles and certificates are a useful filter when you know who awards them.",
      "Look the awarding body up, and see whether it keeps a public register.",
      "A name in the register is worth more than a badge on a website.",
    ],
    [
      "Read local reviews for facts rather than for stars.",
      "Waiting times, punctuality and the handling of mistakes are things that strangers can report reliably.",
      "Whether you will get along is not.",
    ],
    [
      "Ask how a first visit works: how long it takes, what to bring and what it will cost.",
      "The way the question is answered is part of the information.",
      "If nobody has time for it, keep looking.",
    ],
    [
      "Have a second name in reserve.",
      "It makes it easier to leave if the first visit is disappointing.",
      "And it makes it easier to stay for the right reason.",
    ],
  ],
  parts: [
    {
      heading: "What to say on the phone",
      text: [
        "Describe your concern in one sentence, and ask whether they see it often.",
        "Ask who would be looking after you, and how soon.",
        "Close with the price of a first appointment and the terms for cancelling it.",
      ],
    },
    {
      heading: "After the first visit",
      text: [
        "Note what was explained, what was agreed and what remained open.",
        "Ask yourself whether you could repeat the plan in your own words.",
        "If not, call and ask again; the reaction will be instructive.",
      ],
    },
  ],
  lists: [
    {
      lead: "Check before you book:",
      items: [
        "training and current registration",
        "experience with your particular concern",
        "opening hours that fit your week",
        "what is covered, and what you pay yourself",
        "how to get there, and whether a remote appointment is possible",
        "the rules for moving or cancelling",
      ],
    },
    {
      lead: "Good signs at a first visit:",
      items: [
        "you can finish your sentences",
        "costs and alternatives come up without your asking",
        "the next step is clear when you leave",
        "nobody presses you to decide today",
      ],
    },
  ],
  checks: [
    "Confirm addresses, opening hours and registrations on the day of use, because they change without notice.",
  ],
  answers: [
    [
      "Start with a public register or a recommendation from somebody in a related field, then make two short calls.",
      "Experience with your concern matters more than the distance.",
    ],
    [
      "Ask how often they deal with your concern, what a first visit includes and what it costs.",
      "Clear answers to these three are a good sign.",
    ],
    [
      "Reviews are helpful for practical matters such as waiting times.",
      "For competence, look at training and registration instead.",
    ],
  ],
};
