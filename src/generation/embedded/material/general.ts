import type { Material } from "./material";

export const general: Material = {
  openers: [
    [
      "It helps to start with the few things that most readers come for.",
      "The details about {topic} can wait until the outline is clear.",
      "Once you can say in two sentences what the subject is about, the rest falls into place more easily.",
    ],
    [
      "There is no shortage of text on this subject, and much of it answers a slightly different question from yours.",
      "Decide first what you want to know about {topic}: what it means, what to do, or what to expect.",
      "Each of the three leads to a different kind of page.",
    ],
    [
      "People arrive here from different directions: some are curious, some are worried, some have a decision to make.",
      "The sensible order is the same for all of them.",
      "First the basics, then what varies from case to case, and only then the advice.",
    ],
    [
      "A first overview has done its job when you know what to look at next.",
      "It does not have to be complete, and it should not try to be.",
      "With {topic}, completeness is something for later.",
    ],
    [
      "Some subjects are complicated, and some are only described in a complicated way.",
      "It is worth finding out early which of the two you have in front of you.",
      "A plain summary in your own words is a good test.",
    ],
  ],
  passages: [
    [
      "Separate what is known from what is merely repeated.",
      "A statement that turns up on twenty pages may still go back to a single source.",
      "Following it to its origin takes a few minutes and is often the most useful thing you can do.",
    ],
    [
      "Notice which part of the subject actually concerns you.",
      "A general overview has to cover everybody, and so most of it will not be about your case.",
      "Reading with one specific question in mind keeps the rest from getting in the way.",
    ],
    [
      "It is worth knowing what a good answer would look like before you go looking for one.",
      "Would it be a number, a name, a yes or no, or a plan?",
      "If you cannot say, the question is probably still two questions.",
    ],
    [
      "Details matter most at the point where you have to act on them.",
      "Until then, a rough picture is enough, and it is easier to correct.",
      "Leave room for the possibility that the first explanation you met is not the best one.",
    ],
    [
      "A subject becomes manageable when it is cut into pieces that can be looked up one at a time.",
      "Good pieces have an end: you can tell when you have understood them.",
      "“Everything about {topic}” is not such a piece, and “what the term covers” is.",
    ],
    [
      "Good explanations move from the familiar to the new.",
      "If a page starts with a term that you do not know, look for another page first.",
      "You can always come back to the demanding one.",
    ],
    [
      "Keep two lists, one for facts and one for opinions.",
      "Whatever you cannot place goes on a third.",
      "The third list is where the interesting questions are.",
    ],
    [
      "It is fine to stop reading when you have what you came for.",
      "An answer that is good enough for today can be improved tomorrow.",
      "A perfect one that arrives too late cannot.",
    ],
    [
      "Pay attention to what a text takes for granted.",
      "Assumptions are rarely stated, and they decide whether the advice fits you.",
      "Words such as “simply” and “of course” mark the places where they hide.",
    ],
  ],
  parts: [
    {
      heading: "What to settle first",
      text: [
        "Begin with the point that everything else depends on.",
        "For most readers that is not a detail but the question of whether the subject concerns them at all.",
        "If it does, the next step is to find out how soon a decision is needed.",
      ],
    },
    {
      heading: "What can wait",
      text: [
        "Rare cases, edge cases and historical background are interesting, and seldom urgent.",
        "Put them on a list for later.",
        "Nothing is lost by reading them after the main question has an answer.",
      ],
    },
  ],
  lists: [
    {
      lead: "Readers tend to want the same few things from a page like this:",
      items: [
        "a short explanation without jargon",
        "a way to tell whether it applies to them",
        "the choices they have, with their drawbacks",
        "a sign of when to ask somebody qualified",
        "a next step small enough to take today",
      ],
    },
    {
      lead: "Before you go deeper, write down:",
      items: [
        "what you already know for certain",
        "what you believe but have not checked",
        "the one question whose answer would help most",
        "the date by which you need it",
      ],
    },
  ],
  checks: [
    "Any figure about {topic} needs a source, a year and the group of people it describes.",
    "If a statement here would change what you do, confirm it in {source} first.",
  ],
  answers: [
    [
      "Start with the basics above, then look for the part that matches your own situation.",
      "What remains open after that is a good question for {expert}.",
    ],
    [
      "Most of what matters can be said briefly: what it is, whether it concerns you, and what your choices are.",
      "The rest is detail that you can look up when you need it.",
    ],
    [
      "It is easiest to answer for a particular case.",
      "Write yours down in two sentences and compare it with what a reliable source describes.",
    ],
    [
      "The common mistake is to read advice before reading the explanation.",
      "Turn the order around, and half of the advice will sort itself out.",
    ],
  ],
};
