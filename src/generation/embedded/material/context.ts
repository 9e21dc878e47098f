import type { Material } from "./material";

export const context: Material = {
  openers: [
    [
      "Two people can follow the same advice and get different results, without either of them doing anything wrong.",
      "Starting points differ, and so do circumstances, habits and goals.",
      "The question is which of these differences matter here.",
    ],
    [
      "General statements describe groups.",
      "You are not a group, and so there will be points at which {topic} {does} not look the way a page describes.",
      "Knowing where those points usually lie makes them less irritating.",
    ],
    [
      "Advice is written for a typical reader.",
      "The further your own case is from that reader, the more of the advice you will have to translate.",
      "A few questions show how far that is.",
    ],
    [
      "The same words can describe quite different situations.",
      "Before you compare yourself with anybody, find out what they mean by them.",
      "Half of the differences in what is said about {topic} disappear at that point.",
    ],
    [
      "“It depends” is an unpopular reply and often the correct one.",
      "It becomes useful as soon as it is followed by a list of what it depends on.",
      "That list is shorter than one might think.",
    ],
  ],
  passages: [
    [
      "Begin with the fixed points: what you cannot change and would have to mention to anybody who advises you.",
      "They narrow the field more than preferences do.",
      "Put them at the top of your notes.",
    ],
    [
      "Circumstances change, and an answer that was right last year may not be right now.",
      "If something important in your life has shifted, look at the question afresh.",
      "There is no need to defend the earlier answer.",
    ],
    [
      "Other people's experience is most useful when you know how their situation resembled yours.",
      "Ask about the circumstances before you ask about the outcome.",
      "Otherwise you are comparing endings of different stories.",
    ],
    [
      "Resources matter as well: time, money, support and energy.",
      "A recommendation that quietly assumes plenty of all four is not meant for everybody.",
      "Adapt it without a bad conscience.",
    ],
    [
      "Small groups are often missing from general advice.",
      "If you belong to one, look for a page that speaks to it directly.",
      "An organization that represents the group is a good place to start.",
    ],
    [
      "Think of the last decision in which somebody else's advice did not suit you.",
      "What had they overlooked?",
      "The same detail is worth mentioning this time.",
    ],
    [
      "Habits are part of the situation, even though they do not feel like it.",
      "A suggestion that works against all of them will need more than good will.",
      "One that uses an existing habit may need hardly any.",
    ],
    [
      "Expectations shape what people report.",
      "Somebody who hoped for a miracle and somebody who hoped for nothing will describe the same result differently.",
      "Read reports with that in mind.",
    ],
  ],
  parts: [
    {
      heading: "Find your starting point",
      text: [
        "Describe your situation in three sentences, as you would to a stranger.",
        "Underline whatever is unusual about it.",
        "These are the words to add when you search or ask.",
      ],
    },
  ],
  lists: [
    {
      lead: "Circumstances that often change the answer:",
      items: [
        "where you start from",
        "what you have already tried",
        "other commitments, conditions or constraints",
        "how soon a result is needed",
        "who else has a say",
      ],
    },
    {
      lead: "Mention these whenever you ask for advice:",
      items: [
        "what is unusual about your situation",
        "what you cannot or do not want to change",
        "what you have heard or been told before",
        "what a good result would look like for you",
      ],
    },
  ],
  checks: ["See whom a recommendation is meant for, and for whom it has not been examined."],
  answers: [
    [
      "It differs from person to person, and the circumstances explain most of the difference.",
      "Describe yours in three sentences before you look for advice.",
    ],
    [
      "General answers fit the typical case.",
      "If yours is unusual in some respect, say so when you ask, because that detail may decide.",
    ],
  ],
};
