import fc from "fast-check";
import { describe, expect, test } from "vitest";
import csv from "../../data/keywords.csv?raw";
import { writeArticle } from "../../../src/generation/embedded/article";
import { proposeIdeas } from "../../../src/generation/embedded/ideas";
import type { ArticleInput } from "../../../src/generation/functions";
import { contentStructures } from "../../../src/lib/content-structures";
import { countWords, listHeadings, parseHtml, sanitiseHtml, htmlToText } from "../../../src/text/html/html";

const sample = csv
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",")[0]!);
const hostile = [
  `<script>alert("1")</script>`,
  `a & b < c > "d" 'e'`,
  "{topic} and {kw}",
  "$& \\1",
  "日本語 キーワード",
  "\u0000\u202e",
];
const text = fc.oneof(fc.constantFrom(...sample), fc.constantFrom(...hostile), fc.string({ maxLength: 60 }));

const task: ArticleInput = {
  site_name: "Second Spring",
  title: "What Is a Hot Flash? A Plain-English Guide",
  description: "",
  headings: [],
  keywords: ["what is a hot flash", "hot flash symptoms", "hot flashes at night", "how to treat hot flashes"],
  word_count: 1200,
  content_structure: "guide",
  tone: "professional",
  include_faq: true,
  existing_titles: [],
  existing_keywords: [],
};
const tasks = fc
  .record({
    title: text,
    headings: fc.array(text, { maxLength: 8 }),
    keywords: fc.array(text, { maxLength: 10 }),
    word_count: fc.integer({ min: 300, max: 5000 }),
    content_structure: fc.constantFrom(...contentStructures),
    tone: fc.constantFrom("professional", "friendly", "", "authoritative"),
    include_faq: fc.boolean(),
  })
  .map((some) => ({ ...task, ...some }));

const articles = [
  "menopause symptoms",
  "hot flashes",
  "best",
  "age",
  "weight",
  "treatment",
  "near me",
  "test",
].flatMap((word) => {
  const keywords = sample.filter((keyword) => keyword.includes(word)).slice(0, 30);
  const cluster = {
    name: word,
    description: "",
    keywords: keywords.map((keyword) => ({ keyword, volume: 10, intent: null })),
  };
  const { ideas } = proposeIdeas({ site_name: "S", cluster, count: 3, taken_titles: [], taken_keywords: [] });
  return ideas.map((idea) => {
    const input = {
      ...task,
      ...idea,
      title: idea.idea_title,
      keywords: idea.target_keywords,
      word_count: idea.estimated_word_count,
    };
    return { input, article: writeArticle(input) };
  });
});
const sentencesOf = (html: string) =>
  htmlToText(html)
    .split(/(?<=[.?!])\s+|\n/)
    .filter((sentence) => countWords(sentence) > 4);

describe("writeArticle", () => {
  test("keeps within a tenth of the asked length, whatever it is given", () => {
    fc.assert(
      fc.property(tasks, (input) => {
        const words = countWords(htmlToText(writeArticle(input).content_html));
        expect(words).toBeGreaterThan(input.word_count * 0.9);
        expect(words).toBeLessThan(input.word_count * 1.1);
      }),
      { numRuns: 120 },
    );
  });

  test("writes balanced HTML of the allowed elements alone, with everything given escaped", () => {
    fc.assert(
      fc.property(tasks, (input) => {
        const { content_html } = writeArticle(input);
        const open: string[] = [];
        for (const [, closing, name] of content_html.matchAll(/<(\/?)([^>]*)>/g)) {
          expect(name).toMatch(/^(?:p|h2|h3|ul|ol|li|strong|em|blockquote|table|thead|tbody|tr|th|td)$/);
          if (closing === "") open.push(name!);
          else expect(open.pop()).toBe(name);
        }
        expect(open).toEqual([]);
        expect(content_html).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(content_html).not.toMatch(/<(\w+)><\/\1>/);
        expect(content_html.startsWith("<p>")).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test("writes what the sanitiser leaves as it is", () => {
    for (const { article } of articles) {
      const kept = sanitiseHtml(article.content_html);
      expect(htmlToText(kept)).toBe(htmlToText(article.content_html));
      expect(listHeadings(parseHtml(kept))).toEqual(listHeadings(parseHtml(article.content_html)));
    }
  });

  test("keeps given headings in their order and adds its own after them", () => {
    const headings = ["Which signs deserve attention", "A < B & C", "What do hot flashes feel like?"];
    const { content_html } = writeArticle({ ...task, headings });
    const shown = listHeadings(parseHtml(content_html)).filter(({ level }) => level === 2);
    expect(shown.slice(0, 3).map((heading) => heading.text)).toEqual(headings);
  });

  test("answers questions under one heading where a FAQ is asked for, and has none where it is not", () => {
    const withFaq = listHeadings(parseHtml(writeArticle(task).content_html));
    const at = withFaq.findIndex(({ text: heading }) => heading === "Frequently asked questions");
    expect(withFaq[at]?.level).toBe(2);
    const questions = withFaq.slice(at + 1).filter(({ level }) => level === 3);
    expect(questions.length).toBeGreaterThanOrEqual(2);
    for (const { text: question } of questions) expect(question).toMatch(/\?$/);
    expect(writeArticle({ ...task, include_faq: false }).content_html).not.toContain(
      "Frequently asked questions",
    );
  });

  test("says no sentence twice", () => {
    for (const { input, article } of articles) {
      const sentences = sentencesOf(article.content_html);
      const twice = sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i);
      expect(twice, input.title).toEqual([]);
    }
  });

  test("writes clearly different articles on different titles", () => {
    const shares = articles.flatMap(({ article: a }, i) =>
      articles.slice(i + 1).map(({ article: b }) => {
        const [left, right] = [new Set(sentencesOf(a.content_html)), new Set(sentencesOf(b.content_html))];
        return [...left].filter((sentence) => right.has(sentence)).length / Math.min(left.size, right.size);
      }),
    );
    shares.sort((a, b) => a - b);
    expect(shares[Math.floor(shares.length / 2)]).toBeLessThan(0.3);
    expect(shares.at(-1)).toBeLessThan(0.75);
  });

  test("names the primary keyword in the first paragraph and in a heading, at most in 2.5 % of the words", () => {
    for (const { article } of articles) {
      const keyword = article.primary_keyword.toLowerCase();
      const [first = ""] = article.content_html.split("</p>");
      const headings = listHeadings(parseHtml(article.content_html)).filter(({ level }) => level === 2);
      const plain = htmlToText(article.content_html).toLowerCase();
      expect(htmlToText(first).toLowerCase()).toContain(keyword);
      expect(
        headings.some(({ text: heading }) => heading.toLowerCase().includes(keyword)),
        keyword,
      ).toBe(true);
      expect((plain.split(keyword).length - 1) / countWords(plain)).toBeLessThan(0.025);
    }
  });

  test("leaves no frame unfilled and makes no slip of grammar that a frame could cause", () => {
    for (const { input, article } of articles) {
      const plain = htmlToText(article.content_html);
      expect(plain).not.toMatch(
        /[{}|]|undefined|null|\ba [aeiou](?!n?e\b|ne|nce|ni|se|su|uni)|\bthe the\b|how to how|\.\./,
      );
      expect(plain, input.title).not.toMatch(/\b(\w{3,}) \1\b(?<!that that)/i);
    }
  });

  test("keeps the limits of titles, descriptions, excerpts, slugs, tags and categories", () => {
    fc.assert(
      fc.property(tasks, (input) => {
        const made = writeArticle(input);
        expect(made.meta_title.length).toBeLessThanOrEqual(60);
        expect(made.meta_description.length).toBeLessThanOrEqual(160);
        expect(made.excerpt.length).toBeLessThanOrEqual(300);
        expect(made.slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(made.slug.length).toBeLessThanOrEqual(80);
        expect(made.tags.length).toBeGreaterThanOrEqual(2);
        expect(made.tags.length).toBeLessThanOrEqual(5);
        expect(new Set(made.tags).size).toBe(made.tags.length);
        expect(made.categories).toHaveLength(1);
        for (const filled of [
          made.title,
          made.meta_title,
          made.excerpt,
          made.primary_keyword,
          ...made.tags,
          ...made.categories,
        ])
          expect(filled.trim()).not.toBe("");
      }),
      { numRuns: 80 },
    );
  });

  test("gives the same article for the same task", () => {
    fc.assert(
      fc.property(tasks, (input) => {
        expect(writeArticle(input)).toEqual(writeArticle(input));
      }),
      { numRuns: 20 },
    );
  });

  test("contracts its verbs in a friendly tone and not in a professional one", () => {
    const friendly = htmlToText(writeArticle({ ...task, tone: "friendly" }).content_html);
    const professional = htmlToText(writeArticle(task).content_html);
    expect(friendly).toMatch(/n't\b/);
    expect(professional).not.toMatch(/n't\b/);
  });

  test("puts a table into a comparison and none into a plain article", () => {
    const comparison = {
      ...task,
      title: "CRM vs ERP",
      keywords: ["crm vs erp"],
      content_structure: "comparison" as const,
    };
    expect(writeArticle(comparison).content_html).toContain("<table>");
    expect(writeArticle({ ...task, content_structure: "article" }).content_html).not.toContain("<table>");
  });
});
