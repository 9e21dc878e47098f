import type { SectionKind } from "../headings";

type Table = { head: [string, string, string]; rows: [string, string, string][] };

const general: Table = {
  head: ["Point", "Why it matters", "How to check"],
  rows: [
    ["Purpose", "It decides what counts as a success", "Write it down in one sentence"],
    ["Evidence", "Enthusiasm is no proof", "Look for the original source and its date"],
    ["Effort", "Good intentions end where the day is full", "Count the minutes in an ordinary week"],
    ["Drawbacks", "Every option has some", "Ask who should not choose it"],
    ["Way back", "Plans change", "Find out how it can be stopped or undone"],
  ],
};

/** Tables by what the section is about; the general one suits any. */
export const tables: Partial<Record<SectionKind, Table>> & { general: Table } = {
  general,
  comparison: {
    head: ["Question", "What a clear answer looks like", "Warning sign"],
    rows: [
      ["What is each one for?", "One sentence a side, in plain words", "Both descriptions sound the same"],
      [
        "Where do they differ most?",
        "Two or three points, in order of weight",
        "One side wins on every point",
      ],
      ["Who is better off with which?", "A named situation for each", "“It suits everybody”"],
      ["What does each ask of you?", "Time, money and attention", "Only the price is mentioned"],
      ["How easy is it to change later?", "The steps and the cost", "The subject is avoided"],
    ],
  },
  best: {
    head: ["Criterion", "Ask", "Good sign"],
    rows: [
      ["Contents", "What exactly is in it?", "A complete list that is easy to find"],
      ["Maker", "Who stands behind it?", "An address and a person who replies"],
      ["Testing", "Who has tested it, and how?", "A report by somebody independent"],
      ["Price", "What does a year of use cost?", "All parts of the price in one place"],
      ["Terms", "What if it does not suit me?", "Clear rules for returning it"],
    ],
  },
  relief: {
    head: ["Kind of option", "Suits you if", "Clarify first"],
    rows: [
      ["A change of routine", "you want to begin today and at no cost", "what exactly you will do, and when"],
      ["A product to buy", "you can judge the result after a fixed time", "contents, interactions and terms"],
      [
        "Advice from a professional",
        "the matter is new, serious or unclear",
        "experience, waiting time and cost",
      ],
      ["Waiting and observing", "nothing is urgent and you keep notes", "which sign would end the waiting"],
    ],
  },
  cost: {
    head: ["Part of the price", "When it is due", "What to ask"],
    rows: [
      ["Entry", "Once, at the start", "What is included, and what is extra?"],
      ["Running costs", "Every month or year", "How often has the rate been raised?"],
      ["Extras", "When something is missing", "Which of them do most customers need?"],
      ["Repairs or changes", "Now and then", "Who pays, and how quickly is it done?"],
      ["Leaving", "Once, at the end", "What does it cost to stop?"],
    ],
  },
  local: {
    head: ["Before you book", "Where to look", "What to note"],
    rows: [
      ["Qualification", "A public register", "Who awarded it, and when"],
      ["Experience", "A short call", "How often they see your concern"],
      ["Availability", "The website or the phone", "The earliest date, and the usual wait"],
      ["Cost", "Written information", "The first visit and the follow-up"],
      ["Way of working", "The first visit", "Whether your questions were answered"],
    ],
  },
  signs: {
    head: ["What you notice", "What to write down", "What to do with it"],
    rows: [
      ["Something new", "The date and the circumstances", "Watch whether it returns"],
      ["Something stronger than before", "How strong, on your own scale", "Compare week by week"],
      ["Several things together", "Which come first, which follow", "Mention the combination when you ask"],
      ["Something sudden or frightening", "The time, if you can", "Get help now and take notes later"],
    ],
  },
  timing: {
    head: ["Kind of number", "What it tells you", "What it leaves out"],
    rows: [
      ["An average", "The middle of a group", "How far people are spread around it"],
      ["A range", "Where most of the group lies", "What happens outside it"],
      ["A minimum or maximum", "The edge of what was observed", "How rare the edge is"],
      ["A single report", "That it is possible", "How likely it is"],
    ],
  },
  test: {
    head: ["Question", "Before", "After"],
    rows: [
      ["What is measured?", "Compare it with your own question", "Read the result in those terms only"],
      ["How reliable is it?", "Look for false alarms and misses", "Repeat a surprising result"],
      ["What disturbs it?", "Follow the preparation", "Note anything that went differently"],
      ["What follows from it?", "Plan a step for each result", "Take that step, and not another"],
    ],
  },
};
