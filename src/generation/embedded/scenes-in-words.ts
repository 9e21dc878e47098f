import type { SectionKind } from "./headings";

/** What a picture for a section of the kind can show, without people's faces and without words. */
export const pictured: Record<SectionKind, string[]> = {
  definition: [
    "an open reference book beside a magnifying glass",
    "a single object on a plain plinth, seen clearly",
  ],
  signs: [
    "a hand-drawn curve on squared paper beside a pencil",
    "a row of small colored markers on a light table",
  ],
  timing: ["a wall calendar and a round clock in soft focus", "an hourglass on a window sill"],
  causes: ["several threads that run together into one knot", "a branching path seen from above"],
  relief: [
    "a tidy shelf with a few simple everyday items",
    "an open window with a calm view and a glass of water",
  ],
  comparison: ["two similar objects side by side on a plain surface", "a balance with two different stones"],
  best: [
    "a short row of objects, one of them slightly set apart",
    "a small selection laid out neatly from above",
  ],
  cost: ["coins in small piles beside a folded paper", "a pocket calculator and a blank notebook"],
  how_to: ["a flight of low steps leading up to a bright door", "tools laid out in the order of their use"],
  local: ["a quiet street with small shop fronts", "a paper map with a pin on a wooden table"],
  yes_no: ["a fork in a garden path", "two doors, one open and one closed"],
  test: ["a measuring instrument on a clean bench", "a row of empty sample glasses in even light"],
  general: [
    "an uncluttered desk by a window",
    "a wide landscape with a path leading into it",
    "morning light on a plain wall with the shadow of a plant",
    "a cup and an open book on a small table",
    "a calm lake with a single boat",
    "a row of trees along a quiet lane",
    "a bowl of fruit on a linen cloth",
    "an armchair beside a reading lamp",
    "pebbles arranged in a loose circle",
    "a window with half-open blinds",
  ],
  sources: ["a stack of books with paper bookmarks", "the reading room of a library without people"],
  mistakes: ["a row of dominoes, the first one leaning", "a crumpled sheet of paper beside a fresh one"],
  decide: ["a signpost with blank arms", "a hand placing a pebble on one of two piles"],
  track: ["an open notebook and a pen on a wooden table", "a page of simple tally marks"],
  ask: ["two empty chairs at a small round table", "a notepad and two cups on a table"],
  plan: ["a blank weekly planner with a cup beside it", "stepping stones across a shallow stream"],
  myths: ["a curtain that is half drawn back", "a reflection that differs a little from its object"],
  context: ["a group of leaves, every one of a different shape", "several keys on a ring, no two alike"],
};

export const domainSettings = {
  health: "a calm, homely setting",
  money: "a sober office setting",
  software: "a modern workspace",
  shopping: "a bright, uncluttered room",
  any: "a simple, natural setting",
};
