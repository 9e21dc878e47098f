import fc from "fast-check";
import { describe, expect, test } from "vitest";
import csv from "../../data/keywords.csv?raw";
import { proposeIdeas } from "../../../src/generation/embedded/ideas";
import { kindOfHeading, outlineOf } from "../../../src/generation/embedded/outline";
import { kinds } from "../../../src/generation/embedded/phrases";
import { seedFrom } from "../../../src/generation/embedded/seed";
import { overlap, sameWords, stemsOf } from "../../../src/generation/embedded/wording";
import type { IdeasInput } from "../../../src/generation/functions";
import { contentStructures } from "../../../src/lib/content-structures";

const sample = csv
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",")[0]!);

const clusterOf = (name: string, ...keywords: string[]): IdeasInput => ({
  site_name: "Second Spring",
  cluster: {
    name,
    description: "",
    keywords: keywords.map((keyword, i) => ({ keyword, volume: 1000 - i, intent: null })),
  },
  count: 5,
  taken_titles: [],
  taken_keywords: [],
});
const titlesOf = (input: IdeasInput) => proposeIdeas(input).ideas.map(({ idea_title }) => idea_title);

const clusters = fc
  .record({
    keywords: fc.uniqueArray(fc.oneof(fc.constantFrom(...sample), fc.string({ maxLength: 90 })), {
      minLength: 1,
      maxLength: 40,
    }),
    count: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ keywords, count }) => ({ ...clusterOf("Menopause", ...keywords), count }));

describe("proposeIdeas", () => {
  test("keeps titles short and at most 60 % of their stems in common", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        const titles = titlesOf(input);
        for (const title of titles) expect(title.length).toBeLessThanOrEqual(70);
        titles.forEach((title, i) => {
          for (const other of titles.slice(i + 1))
            expect(overlap(stemsOf(title), stemsOf(other)), `${title} / ${other}`).toBeLessThanOrEqual(0.6);
        });
      }),
    );
  });

  test("targets the cluster's keywords, one to eight an idea, none in two ideas", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        const { ideas } = proposeIdeas(input);
        const known = new Set(input.cluster.keywords.map(({ keyword }) => sameWords(keyword)));
        const targets = ideas.flatMap(({ target_keywords }) => target_keywords);
        for (const { target_keywords, content_structure, headings, description } of ideas) {
          expect(target_keywords.length).toBeGreaterThanOrEqual(1);
          expect(target_keywords.length).toBeLessThanOrEqual(8);
          expect(contentStructures).toContain(content_structure);
          expect(headings.length).toBeLessThanOrEqual(8);
          expect(description).not.toMatch(/\{(?:what|ask|list|topic|them)\}|undefined|null/);
        }
        expect(new Set(targets.map(sameWords)).size).toBe(targets.length);
        for (const target of targets) expect(known).toContain(sameWords(target));
      }),
    );
  });

  test("has an idea for every cluster with a keyword that is not taken", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        const readable = input.cluster.keywords.some(({ keyword }) => stemsOf(keyword).size > 0);
        fc.pre(readable);
        expect(proposeIdeas(input).ideas.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test("gives the same ideas for the same cluster", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        expect(proposeIdeas(input)).toEqual(proposeIdeas(input));
      }),
    );
  });

  test("counts its headings in a title that promises a number, and asks in each of them", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        for (const { idea_title, headings } of proposeIdeas(input).ideas) {
          const promised = /\b(\d) Questions\b/.exec(idea_title)?.[1];
          if (
            promised === undefined ||
            /\d questions/i.test(input.cluster.keywords.map((k) => k.keyword).join())
          )
            continue;
          expect(headings).toHaveLength(Number(promised));
          for (const heading of headings) expect(heading).toMatch(/\?$/);
        }
      }),
    );
  });

  test("repeats no title and no target that the site has", () => {
    fc.assert(
      fc.property(clusters, (input) => {
        const before = proposeIdeas(input).ideas;
        const taken_titles = before.map(({ idea_title }) => idea_title.toUpperCase());
        const taken_keywords = before.map(({ target_keywords }) => `${target_keywords[0]}!`);
        for (const { idea_title, target_keywords } of proposeIdeas({ ...input, taken_titles, taken_keywords })
          .ideas) {
          expect(taken_titles.map(sameWords)).not.toContain(sameWords(idea_title));
          expect(taken_keywords.map(sameWords)).not.toContain(sameWords(target_keywords[0]!));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("takes word order, case and punctuation for the same target", () => {
    const input = clusterOf("Symptoms", "Symptoms, Menopause!", "early menopause symptoms");
    const { ideas } = proposeIdeas({ ...input, taken_keywords: ["menopause symptoms"] });
    expect(ideas.flatMap(({ target_keywords }) => target_keywords)).toEqual(["early menopause symptoms"]);
  });

  test("proposes nothing where every keyword is taken", () => {
    expect(proposeIdeas({ ...clusterOf("A", "hot flashes"), taken_keywords: ["Hot Flashes"] }).ideas).toEqual(
      [],
    );
  });

  test("builds an idea on a clean keyword rather than on a fragment or a slip of the pen", () => {
    const input = clusterOf(
      "Menopause",
      "menapause",
      "what are th",
      "7 years",
      "menopause age",
      "menopause diet",
      "early menopause",
    );
    const leads = proposeIdeas(input).ideas.map(({ target_keywords }) => target_keywords[0]);
    expect(leads).toEqual(expect.arrayContaining(["menopause age", "menopause diet", "early menopause"]));
    for (const unclean of ["menapause", "what are th", "7 years"]) expect(leads).not.toContain(unclean);
  });

  test.each([
    ["what is a hot flash", /^What Is a Hot Flash\?/],
    ["how to treat hot flashes", /^How to Treat Hot Flashes\b/],
    ["menopause specialist near me", /\bNear You\b|Menopause Specialist Before You Book/],
    ["best menopause supplements", /Best Menopause Supplements/],
    ["hrt for menopause", /\bHRT for Menopause\b/],
    ["menopause menopause age", /(?<!Menopause )Menopause Age/],
    ["how to how do i know", /^(?!.*How to How)/],
  ])("writes a natural title for “%s”", (keyword, pattern) => {
    expect(titlesOf(clusterOf("Menopause", keyword))[0]).toMatch(pattern);
  });

  test("joins a thing and the cluster's word with “and”", () => {
    const input = clusterOf(
      "Menopause",
      "frozen shoulder menopause",
      "menopause age",
      "menopause diet",
      "menopause belly",
      "early menopause",
    );
    expect(titlesOf(input).join("\n")).toMatch(/Frozen Shoulder and Menopause/);
  });
});

describe("kindOfHeading", () => {
  test("recognizes every heading that an outline makes", () => {
    for (const kind of kinds)
      for (const domain of ["health", "any"] as const)
        for (const asking of [true, false])
          for (const seed of ["a", "b", "c", "d"]) {
            const topic = { text: "hot flashes", plural: true };
            const outline = outlineOf(kind, topic, { asking, domain }, seedFrom(seed));
            for (const heading of outline)
              expect(kindOfHeading(heading.text), heading.text).toBe(heading.kind);
          }
  });
});
