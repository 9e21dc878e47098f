import type { Material } from "./material";

export const track: Material = {
  openers: [
    [
      "Memory is generous with some days and silent about others.",
      "A few words a day, written down at the same time, give a truer picture than a month of impressions.",
      "The record does not have to be pretty; it has to be regular.",
    ],
    [
      "The simplest record is the one that you will still be keeping in three weeks.",
      "A line in a calendar is enough.",
      "More columns can follow once you know which of them you actually use.",
    ],
    [
      "Writing things down has two effects: you see patterns, and you stop having to carry them around.",
      "Both are useful before a decision or a conversation.",
      "Neither requires a special app.",
    ],
    [
      "What is written down can be compared, and what is only remembered cannot.",
      "That is the whole case for keeping notes on {topic}.",
      "Two lines a day are enough to make it.",
    ],
    [
      "Notes are for the person you will be in a few weeks.",
      "That person has forgotten today's details and will be grateful for three of them.",
      "Choose those three once, and keep to them.",
    ],
  ],
  passages: [
    [
      "Choose two or three things to note, and leave the rest out.",
      "One should be what bothers you, one what you suspect, and one a measure of how the day went as a whole.",
      "With that, even a short record can show a connection.",
    ],
    [
      "Use a scale that you understand without looking it up.",
      "Zero for none, one for noticeable, two for disturbing and three for hard to bear is plenty.",
      "Fine distinctions look precise and are seldom repeatable.",
    ],
    [
      "Note what you did not do as well as what you did.",
      "A skipped evening, a missed day or a postponed step explains many an odd entry.",
      "Without it, the same entry looks like a mystery.",
    ],
    [
      "Look back once a week, not every hour.",
      "Daily values jump around, and staring at them makes chance look like meaning.",
      "A week side by side with the one before it is a fair comparison.",
    ],
    [
      "Put the notebook where you will see it at the chosen time.",
      "Beside the toothbrush is a better place than in a drawer.",
      "A record that has to be looked for is not kept for long.",
    ],
    [
      "If you miss a day, leave it empty.",
      "Filling it in from memory makes the record look complete and less reliable.",
      "Gaps are honest, and they do no harm.",
    ],
    [
      "Mark anything unusual with a sign in the margin.",
      "Later you will want to find these days again without reading everything.",
      "A simple star is enough.",
    ],
  ],
  parts: [
    {
      heading: "How long to keep it up",
      text: [
        "Two weeks show habits, six weeks show trends.",
        "Set an end date at the start, so that the record stays a tool and does not become a duty.",
        "If nothing has emerged by then, change what you note rather than noting more.",
      ],
    },
    {
      heading: "What to bring along",
      text: [
        "Nobody reads thirty pages in ten minutes.",
        "Condense the record to half a page: the pattern, two typical days, and the exception.",
        "Keep the full version at hand for questions.",
      ],
    },
  ],
  lists: [
    {
      lead: "A record that stays useful has:",
      items: [
        "a fixed time of day",
        "no more than three things to fill in",
        "room for one free remark",
        "the same scale from start to finish",
        "a date on which you will look back",
      ],
    },
    {
      lead: "When you look back at your notes, ask:",
      items: [
        "What repeats, and at what intervals?",
        "What was different on the best day?",
        "Which entry do I not understand?",
        "What have I stopped noticing?",
      ],
    },
  ],
  checks: ["If you use an app for your notes, look up who can read them and how to get them out again."],
  answers: [
    [
      "Keep it short: what you noticed, how strong it was and what else was special about the day.",
      "After a few weeks, look for what repeats.",
    ],
    [
      "A paper calendar does the job as well as an app.",
      "What matters is that the notes are regular and in your own words.",
    ],
  ],
};
