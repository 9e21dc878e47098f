import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FixDraft } from "../../src/modules/optimizer/fixes/fix";
import { improve, type Surroundings } from "../../src/modules/optimizer/fixes/improve";
import { cutToLength } from "../../src/modules/optimizer/fixes/meta";
import { sanitiseHtml, htmlToText } from "../../src/text/html/html";

const around: Surroundings = { cluster_terms: [], word_count: null, domain: null, images: [], others: [] };
const text = `Night sweats wake many women up at night. Some of them ask what is to be done about it. ${"They say that it is warm in here again. ".repeat(12)}`;
const draft: FixDraft = {
  html: `<p>${text}</p><h4>What helps</h4><p>"It was 39.5 °C", she said in 2024.</p><img src="https://x.example/a.png">`,
  title: "What helps at home",
  slug: "what-helps",
  excerpt: "",
  meta_title: "",
  meta_description: "",
  keyword: "night sweats",
  site_name: "Sleep Well",
  is_slug_final: false,
};

describe("improve", () => {
  it("mends meta, slug, headings and alt texts, and says so", () => {
    const { before, after, draft: better, applied } = improve(draft, around);
    expect(after.score).toBeGreaterThan(before.score + 10);
    expect(better).toMatchObject({ slug: "night-sweats", meta_title: "Night Sweats: What helps at home" });
    expect(better.meta_description.length).toBeGreaterThanOrEqual(120);
    expect(better.meta_description.length).toBeLessThanOrEqual(156);
    expect(better.meta_description).toContain("Night sweats wake many women up at night.");
    expect(better.html).toContain("<h2>What helps</h2>");
    expect(better.html).toContain('alt="What helps"');
    expect(htmlToText(better.html)).toBe(htmlToText(draft.html));
    expect(applied.map(({ field }) => field).sort()).toEqual([
      "content_html",
      "content_html",
      "meta_description",
      "meta_title",
      "slug",
    ]);
  });

  it("leaves the address of a published page, and what is in order", () => {
    expect(improve({ ...draft, is_slug_final: true }, around).draft.slug).toBe("what-helps");
    const { draft: better } = improve(draft, around);
    const again = improve(better, around);
    expect(again).toMatchObject({ applied: [], draft: better, before: { score: again.after.score } });
  });

  it("never scores lower, and changes no word of the text, whatever it is given", () => {
    const words = fc.constantFrom(
      "night",
      "sweats",
      "and",
      "12.5 %",
      "“quoted”",
      "Dr. Who",
      "é",
      "&amp;",
      "x".repeat(80),
    );
    const line = fc.array(words, { maxLength: 30 }).map((list) => list.join(" "));
    const block = fc
      .tuple(fc.constantFrom("p", "h1", "h2", "h3", "h5", "li", "blockquote", "figcaption", "td"), line)
      .map(([name, inner]) => `<${name}>${inner}</${name}>`);
    const html = fc
      .array(fc.oneof(block, fc.constantFrom('<img src="/a.png">', "<h2></h2>", "<h3> </h3>")), {
        maxLength: 10,
      })
      .map((blocks) => sanitiseHtml(blocks.join("")));
    fc.assert(
      fc.property(
        fc.record({
          html,
          title: line,
          slug: fc.constantFrom("a", "night-sweats"),
          excerpt: line,
          meta_title: line,
          meta_description: line,
          keyword: fc.constantFrom("", "night sweats", "é", "12.5"),
          site_name: fc.constantFrom("Site", "x".repeat(70)),
          is_slug_final: fc.boolean(),
        }),
        (given) => {
          const { before, after, draft: better } = improve(given, around);
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(htmlToText(better.html).replace(/\s+/g, " ")).toBe(
            htmlToText(given.html).replace(/\s+/g, " "),
          );
          expect(sanitiseHtml(better.html)).toBe(better.html);
          expect(better.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          if (better.meta_title !== given.meta_title)
            expect([...better.meta_title].length).toBeLessThanOrEqual(60);
          if (better.meta_description !== given.meta_description)
            expect([...better.meta_description].length).toBeLessThanOrEqual(160);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("cutToLength", () => {
  it("cuts between words, and leaves nothing dangling", () => {
    expect(cutToLength("One two, three", 8)).toBe("One two");
    expect(cutToLength("One two", 7)).toBe("One two");
    expect(cutToLength("abcdefghij", 4)).toBe("abcd");
  });
});
