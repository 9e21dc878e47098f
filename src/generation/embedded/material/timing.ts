import type { Material } from "./material";

export const timing: Material = {
  openers: [
    [
      "Questions about timing sound as if a single number would answer them.",
      "The honest answer is usually a range, and the range only means something when you know who was counted.",
      "Treat any exact figure for {topic} as the start of a better question.",
    ],
    [
      "When, how long and at what age are three different questions.",
      "Pages about {topic} often answer one of them under the heading of another.",
      "Decide which one is yours before you compare numbers.",
    ],
    [
      "A date or an age is reassuring, because it can be written into a calendar.",
      "Real timelines are looser than that.",
      "They have an early end, a late end and a wide middle in which nothing unusual is going on.",
    ],
    [
      "Most people who ask about timing would like to plan something.",
      "For a plan, the earliest and the latest date matter more than the average.",
      "So look for the edges first.",
    ],
  ],
  passages: [
    [
      "Fix what is being timed.",
      "The first sign of something, the moment it is confirmed and the point at which it is over are three different marks.",
      "Two sources that use different marks will give different numbers and both be right.",
    ],
    [
      "Averages are useful for planning and poor at predicting.",
      "They describe a group, and nobody in the group has to be average.",
      "Being earlier or later is a reason to ask, not a verdict.",
    ],
    [
      "A range without its edges explained is only half a statement.",
      "Look for words such as “most”, “half” or “nearly all”, because they say how much of the group lies inside.",
      "Without such a word, the range may be no more than an impression.",
    ],
    [
      "Some timelines can be influenced, and others can only be observed.",
      "It saves a good deal of frustration to know early on which kind you are dealing with.",
      "If a page promises to speed things up, ask how anybody would be able to tell.",
    ],
    [
      "Plan for the wide version of the range rather than for its middle.",
      "If things go faster, nothing is lost.",
      "If they take longer, you have not been caught by surprise.",
    ],
    [
      "Time spans feel longer while one is waiting and shorter in memory.",
      "Written dates correct both.",
      "They are also the first thing that anybody who advises you will ask for.",
    ],
    [
      "A number that is true for today's sixty-year-olds need not be true for today's thirty-year-olds.",
      "Look at when the people in a statistic were born or observed.",
      "The older the data, the more caution it deserves.",
    ],
  ],
  parts: [
    {
      heading: "How to use an average",
      text: [
        "Take it as the middle of a map, not as a destination.",
        "Ask how far from it people commonly are, and in which direction.",
        "Then compare your own situation with the whole map.",
      ],
    },
    {
      heading: "If you are outside the range",
      text: [
        "A range describes what is common, and uncommon is not the same as wrong.",
        "It is, however, a good reason to have a closer look at your own case.",
        "Bring dates, because they turn a vague worry into a question that can be answered.",
      ],
    },
  ],
  lists: [
    {
      lead: "When you meet a number, ask:",
      items: [
        "What is the starting point of the count?",
        "Who was included, and who was left out?",
        "Is it an average, a middle value or a limit?",
        "How wide is the spread around it?",
        "How old is the source?",
      ],
    },
    {
      lead: "Dates that are worth keeping:",
      items: [
        "the first time you noticed a change",
        "anything that was confirmed, and by whom",
        "interruptions and fresh starts",
        "decisions you made along the way",
      ],
    },
  ],
  checks: [
    "Every age, duration or date in a text on this subject needs a named source and its year.",
    "Check whether a figure is a mean or a median before you compare it with another.",
  ],
  answers: [
    [
      "There is a usual range rather than one number, and people differ within it.",
      "Look the current range up in {source}, and note which starting point it counts from.",
    ],
    [
      "It varies from person to person, and the average does not tell where you will be.",
      "Your own dates, kept over some time, are the best basis for an estimate.",
    ],
    [
      "Sources give different figures because they count from different moments.",
      "Pick one definition and stay with it while you compare.",
    ],
    [
      "Nobody can name the day in advance.",
      "What can be said is what is common, what is less common and when it makes sense to ask {expert}.",
    ],
  ],
};
