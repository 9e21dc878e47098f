import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imagePrompts } from "../../../src/generation/embedded/image-prompts";

const article = (...headings: string[]) =>
  `<p>Text.</p>${headings.map((heading) => `<h2>${heading}</h2><p>Text.</p>`).join("")}`;
const input = {
  title: "What Is a Hot Flash?",
  content_html: article(
    "Causes &amp; signs",
    "What to <em>write</em> down &#8211; daily",
    "Why experiences differ",
  ),
  primary_keyword: "what is a hot flash",
  max_images: 5,
  style: "photorealistic",
};

describe("imagePrompts", () => {
  test("captions the featured image with the title and the others with their headings, decoded", () => {
    expect(imagePrompts(input).images.map(({ caption }) => caption)).toEqual([
      "What Is a Hot Flash?",
      "Causes & signs",
      "What to write down – daily",
      "Why experiences differ",
    ]);
  });

  test("counts positions in h2 sections, and leaves the FAQ without a picture", () => {
    const content_html = article("Causes", "Frequently asked questions", "Relief");
    const { images } = imagePrompts({ ...input, content_html });
    expect(images.map(({ image_type, position }) => [image_type, position])).toEqual([
      ["featured", 0],
      ["in_article", 1],
      ["in_article", 3],
    ]);
  });

  test.each([
    [0, 1],
    [2, 3],
    [9, 4],
    [-1, 1],
  ])("makes no more than %d images in the article", (max_images, all) => {
    expect(imagePrompts({ ...input, max_images }).images).toHaveLength(all);
  });

  test("gives every image another scene, its style, and the ban on text and logos", () => {
    const { images } = imagePrompts(input);
    expect(new Set(images.map(({ prompt }) => prompt)).size).toBe(images.length);
    for (const { prompt } of images) {
      expect(prompt).toMatch(/^Photorealistic image for /);
      expect(prompt).toContain("No text, no letters, no logos");
    }
  });

  test("keeps alternative texts apart and within 125 characters, whatever the headings are", () => {
    const heading = fc.oneof(
      fc.lorem({ maxCount: 40 }),
      fc.constantFrom("The same heading ".repeat(12), "&#x110000;", "&bogus;", ""),
    );
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 8 }), (headings) => {
        const { images } = imagePrompts({ ...input, content_html: article(...headings), max_images: 8 });
        expect(new Set(images.map(({ alt_text }) => alt_text)).size).toBe(images.length);
        for (const { alt_text, caption } of images) {
          expect(alt_text.length).toBeLessThanOrEqual(125);
          expect(caption.length).toBeLessThanOrEqual(120);
        }
      }),
    );
  });

  test("gives the same prompts for the same article", () => {
    expect(imagePrompts(input)).toEqual(imagePrompts(input));
  });
});
