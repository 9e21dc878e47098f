import fc from "fast-check";
import { describe, expect, it } from "vitest";
import csv from "../../data/keywords.csv?raw";
import { writeArticle } from "../../../src/generation/embedded/article";
import { proposeIdeas } from "../../../src/generation/embedded/ideas";
import { imagePrompts } from "../../../src/generation/embedded/image-prompts";
import { contentStructures, type ArticleInput, type IdeasInput } from "../../../src/generation/functions";
import { countWords, headingsOf, parseHtml, sanitiseHtml, textOf } from "../../../src/text/html";

const sample = csv
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",")[0]!);
const odd = ['<b>bold</b> & "brave"', "como bajar de peso", "near me", "?", "日本語", "a".repeat(60)];
const keyword = fc.constantFrom(...sample, ...odd);

const article = fc.record({
  site_name: fc.constant("Second Spring"),
  title: fc.oneof(keyword, fc.constant("7 Questions About Hot Flashes, Answered")),
  description: fc.constant(""),
  headings: fc.array(keyword, { maxLength: 8 }),
  keywords: fc.array(keyword, { maxLength: 8 }),
  word_count: fc.integer({ min: 300, max: 5000 }),
  content_structure: fc.constantFrom(...contentStructures),
  tone: fc.constantFrom("professional", "friendly"),
  include_faq: fc.boolean(),
  existing_titles: fc.constant([]),
}) as fc.Arbitrary<ArticleInput>;

describe("the embedded writer", () => {
  it("keeps to the asked length within a tenth, whatever it is given", () => {
    fc.assert(
      fc.property(article, (input) => {
        const words = countWords(textOf(writeArticle(input).content_html));
        expect(words).toBeGreaterThan(input.word_count * 0.9);
        expect(words).toBeLessThan(input.word_count * 1.1);
      }),
      { numRuns: 150 },
    );
  });

  it("writes HTML that the sanitiser leaves as it is, with the headings in it", () => {
    fc.assert(
      fc.property(article, (input) => {
        const { content_html } = writeArticle(input);
        const text = (html: string) => textOf(html).replace(/\s+/g, " ");
        expect(text(sanitiseHtml(content_html))).toBe(text(content_html));
        const shown = headingsOf(parseHtml(content_html)).filter(({ level }) => level === 2);
        expect(shown.length).toBeGreaterThan(1);
        if (input.headings[0]) expect(shown[0]!.text).toBe(input.headings[0].replace(/\s+/g, " ").trim());
      }),
      { numRuns: 100 },
    );
  });

  it("says no sentence twice in one article of the usual length", () => {
    for (const primary of sample.slice(0, 40)) {
      const { content_html } = writeArticle({
        site_name: "S",
        title: primary,
        description: "",
        headings: [],
        keywords: [primary, ...sample.slice(40, 44)],
        word_count: 1500,
        content_structure: "guide",
        tone: "professional",
        include_faq: false,
        existing_titles: [],
      });
      const sentences = textOf(content_html)
        .split(/(?<=[.?!])\s+/)
        .filter((text) => countWords(text) > 4);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });

  it("keeps the limits of what search engines show", () => {
    fc.assert(
      fc.property(article, (input) => {
        const { meta_title, meta_description, excerpt, slug, tags, categories } = writeArticle(input);
        expect(meta_title.length).toBeLessThanOrEqual(60);
        expect(meta_description.length).toBeLessThanOrEqual(160);
        expect(excerpt.length).toBeLessThanOrEqual(300);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(tags.length).toBeGreaterThan(0);
        expect(categories).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  it("writes the same article for the same input, and another for another title", () => {
    const input = fc.sample(article, { numRuns: 1, seed: 7 })[0]!;
    expect(writeArticle(input)).toEqual(writeArticle(input));
    expect(writeArticle({ ...input, title: "Quite Another Title" }).content_html).not.toBe(
      writeArticle(input).content_html,
    );
  });

  it("names the primary keyword in the first paragraph, and does not stuff the text with it", () => {
    for (const primary of sample.slice(0, 60)) {
      const { content_html } = writeArticle({
        site_name: "S",
        title: primary,
        description: "",
        headings: [],
        keywords: [primary],
        word_count: 1000,
        content_structure: "article",
        tone: "professional",
        include_faq: true,
        existing_titles: [],
      });
      const text = textOf(content_html).toLowerCase();
      const first = text.split("\n")[0]!;
      const words = primary.toLowerCase().replace(/[.?]/g, "").split(" ");
      expect(
        words.every((word) => first.includes(word)),
        `${primary}: ${first}`,
      ).toBe(true);
      const uses = text.split(primary.toLowerCase()).length - 1;
      expect((uses * words.length) / countWords(text)).toBeLessThan(0.06);
    }
  });
});

const ideas = fc.record({
  site_name: fc.constant("Second Spring"),
  cluster: fc.record({
    name: keyword,
    description: fc.constant(""),
    keywords: fc.array(fc.record({ keyword, volume: fc.nat(100_000), intent: fc.constant(null) }), {
      minLength: 1,
      maxLength: 25,
    }),
  }),
  count: fc.integer({ min: 1, max: 8 }),
  taken_titles: fc.constant([]),
  taken_keywords: fc.constant([]),
}) as fc.Arbitrary<IdeasInput>;

describe("the embedded ideas", () => {
  const folded = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  it("differ from each other in title and in primary keyword, and keep their limits", () => {
    fc.assert(
      fc.property(ideas, (input) => {
        const { ideas: made } = proposeIdeas(input);
        expect(made.length).toBeLessThanOrEqual(input.count);
        expect(new Set(made.map((idea) => folded(idea.idea_title))).size).toBe(made.length);
        expect(new Set(made.map((idea) => folded(idea.target_keywords[0]!))).size).toBe(made.length);
        for (const idea of made) {
          expect(idea.idea_title.length).toBeLessThanOrEqual(200);
          expect(new Set(idea.headings).size).toBe(idea.headings.length);
          expect(idea.headings.length).toBeGreaterThanOrEqual(4);
          expect(idea.estimated_word_count).toBeGreaterThanOrEqual(800);
          expect(idea.estimated_word_count).toBeLessThanOrEqual(2000);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("repeat no title and no target that the site has", () => {
    fc.assert(
      fc.property(ideas, (input) => {
        const first = proposeIdeas(input).ideas;
        const taken = {
          taken_titles: first.map((idea) => idea.idea_title),
          taken_keywords: first.map((idea) => idea.target_keywords[0]!),
        };
        const more = proposeIdeas({ ...input, ...taken }).ideas;
        const titles = new Set(taken.taken_titles.map(folded));
        const targets = new Set(taken.taken_keywords.map(folded));
        for (const idea of more) {
          expect(titles.has(folded(idea.idea_title))).toBe(false);
          expect(targets.has(folded(idea.target_keywords[0]!))).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("the embedded image prompts", () => {
  const input = {
    title: "Hot Flashes",
    primary_keyword: "hot flashes",
    style: "photorealistic",
    max_images: 2,
  };

  it("are one for the article and one for each of its first sections, but not for the FAQ", () => {
    const content_html =
      "<p>x</p><h2>Causes &amp; signs</h2><h2>Frequently asked questions</h2><h2>Relief</h2><h2>More</h2>";
    const { images } = imagePrompts({ ...input, content_html });
    expect(images.map(({ image_type, position, caption }) => [image_type, position, caption])).toEqual([
      ["featured", 0, "Hot Flashes"],
      ["in_article", 1, "Causes & signs"],
      ["in_article", 3, "Relief"],
    ]);
    expect(new Set(images.map((image) => image.alt_text)).size).toBe(3);
    for (const image of images) expect(image.alt_text.length).toBeLessThanOrEqual(125);
  });
});
