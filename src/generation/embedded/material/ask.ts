import type { Material } from "./material";

export const askMaterial: Material = {
  openers: [
    [
      "Good questions are short, and they can be answered.",
      "Write them down beforehand, the most important one first, because time tends to run out before the list does.",
      "Leave a line free under each of them for the answer.",
    ],
    [
      "Experts answer the question they are asked.",
      "If you ask for an opinion, you get an opinion; if you ask for options, you get options.",
      "It is worth thinking for a moment about which one you need.",
    ],
    [
      "Nobody minds a prepared conversation.",
      "Two sentences about the situation and three questions fit on a card.",
      "They also keep the talk from being led by whatever was said first.",
    ],
    [
      "The right question at the right moment saves a good deal of searching.",
      "What makes it right is seldom its subject, and more often its precision.",
      "A few minutes of preparation provide that.",
    ],
    [
      "Many people leave a conversation with the feeling of having forgotten the main thing.",
      "A list in the pocket prevents it.",
      "It may be short, and it may be handwritten.",
    ],
  ],
  passages: [
    [
      "Ask what else it could be, or what else could be done.",
      "The question is polite, and it opens the door to alternatives.",
      "A good adviser will have thought of them already.",
    ],
    [
      "Ask what happens if you do nothing for now.",
      "The answer tells you how urgent the matter is.",
      "It is sometimes more reassuring than any treatment, product or plan.",
    ],
    [
      "Repeat the answer in your own words before you leave.",
      "Misunderstandings show up at once, and they are easy to correct on the spot.",
      "A week later they are facts.",
    ],
    [
      "Ask how sure the other person is, and what would change their mind.",
      "Competent people are used to that question.",
      "An answer with limits is more valuable than one without.",
    ],
    [
      "Ask for an example.",
      "General statements become clear, or fall apart, when they have to be applied to a case.",
      "If possible, let the case be your own.",
    ],
    [
      "If a word is unfamiliar, ask at once what it means.",
      "Nobody expects you to know the terms of another trade.",
      "Nodding at them is what causes trouble later.",
    ],
    [
      "Ask what most people in your position decide, and why some decide otherwise.",
      "The second half of the question is the informative one.",
      "It shows what the choice really turns on.",
    ],
  ],
  parts: [
    {
      heading: "Whom to ask",
      text: [
        "The best person to ask has experience with many cases and no interest in your decision.",
        "In most fields that is {expert}, rather than somebody with something to sell.",
        "For the everyday side of things, people in the same situation are a good addition.",
      ],
    },
  ],
  lists: [
    {
      lead: "Questions that fit almost every conversation:",
      items: [
        "What do you think is going on, and how sure are you?",
        "Which options are there, including waiting?",
        "What speaks for and against each of them in my case?",
        "What should I look out for, and when should I come back?",
        "Where can I read about this at my own pace?",
      ],
    },
    {
      lead: "Before the conversation, prepare:",
      items: [
        "two sentences on what it is about",
        "the three most important questions, in order",
        "a list of what you already use or have tried",
        "somewhere to write down the answers",
      ],
    },
  ],
  checks: ["If an answer surprises you, ask for the reason and the source before you act on it."],
  answers: [
    [
      "Ask as soon as the answer would change what you do, or as soon as something worries you.",
      "Bring your notes, and put the most important question first.",
    ],
    [
      "Ask {expert} who sees such cases often and has nothing to gain from your choice.",
      "A second opinion is normal when the decision is a large one.",
    ],
  ],
};
