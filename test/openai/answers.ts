import type { Fixture } from "./mock";

/** A phrase of the system message by which the mock tells the functions apart. */
export const asks = {
  clustering: "first grouping",
  ideas: "You plan articles",
  outline: "This step plans",
  section: "This step writes one part",
  correction: "is a first version",
  meta: "article's meta fields",
  pictures: "You choose the pictures",
  optimization: "Improve an article",
};

export const usage = { prompt_tokens: 100, completion_tokens: 50 };

export const says = (phrase: string, content: unknown, more: Record<string, unknown> = {}): Fixture => ({
  match: { systemMessage: phrase },
  response: { content, usage, ...more },
});

export const words = (count: number) => `<p>${Array.from({ length: count }, () => "word").join(" ")}.</p>`;

export const anIdea = (title: string, keyword = title.toLowerCase()) => ({
  idea_title: title,
  description: "What it is about.",
  headings: ["First", "Second"],
  content_structure: "guide",
  target_keywords: [keyword],
  estimated_word_count: 800,
});

export const ideas = says(asks.ideas, { ideas: [anIdea("Sleeping well"), anIdea("Waking up early")] });

const part = (kind: string, heading: string, length: number) => ({
  kind,
  heading,
  points: ["A point"],
  words: length,
});

export const outline = says(asks.outline, {
  sections: [
    part("introduction", "Introduction", 100),
    part("section", "Causes", 150),
    part("section", "Remedies & habits", 150),
    part("faq", "Questions", 50),
    part("closing", "In short", 50),
  ],
});

/** The part of the given heading, so many words long. */
export const section = (heading: string, length: number, phrase = asks.section): Fixture => ({
  match: { systemMessage: phrase, userMessage: `"heading":${JSON.stringify(heading)},"points"` },
  response: { content: { html: words(length), summary: `On ${heading}.` }, usage },
});

export const meta = says(asks.meta, {
  meta_title: "Night sweats: causes and remedies that help, and what to ask your doctor next",
  meta_description: "What causes night sweats, what helps against them, and when to see a doctor.",
  excerpt: "Night sweats have many causes.",
  slug: "night-sweats",
  tags: ["Sleep", "Sleep", "Menopause"],
  categories: ["Health"],
});

export const article = [
  outline,
  section("", 98),
  section("Causes", 148),
  section("Remedies & habits", 150),
  section("Questions", 50),
  section("In short", 50),
  meta,
];

export const pictures = says(asks.pictures, {
  images: [
    { section: 1, prompt: "A bed by a window", alt_text: "A bed" },
    { section: 0, prompt: "A moonlit bedroom", alt_text: "A bedroom at night" },
    { section: 7, prompt: "Nothing", alt_text: "Nothing" },
  ],
});

/** The smallest PNG of the given size as far as its head goes. */
export function aPng(width: number, height: number): string {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const bytes = Buffer.alloc(33);
  bytes.set(head);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes.toString("base64");
}

export const picture = (b64Json: string): Fixture => ({
  match: { endpoint: "image" },
  response: { image: { b64Json } },
});
