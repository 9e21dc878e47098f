import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawableText, fitCaption, textWidth } from "../../../src/generation/embedded/caption";
import { readFont } from "../../../src/generation/embedded/font";
import { drawPicture } from "../../../src/generation/embedded/picture";
import ttf from "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf";

const font = readFont(ttf as unknown as ArrayBuffer);
const card = {
  caption: "What Is a Hot Flash?",
  prompt: "a card",
  style: "minimal",
  width: 1200,
  height: 630,
};
const hash = async (bytes: Uint8Array) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((b) => b.toString(16)).join("");

function pngSize(bytes: Uint8Array): { signature: string; width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const signature = String.fromCharCode(...bytes.slice(1, 4));
  return { signature, width: view.getUint32(16), height: view.getUint32(20) };
}

describe("drawPicture", () => {
  test.each([
    [1200, 630],
    [1024, 1024],
    [768, 512],
    [512, 1024],
    [2048, 2048],
  ])("makes a PNG of %d by %d pixels", async (width, height) => {
    const drawing = await drawPicture({ ...card, width, height });
    expect(pngSize(drawing.bytes)).toEqual({ signature: "PNG", width, height });
    expect(drawing).toMatchObject({ mime_type: "image/png", width, height });
  });

  test("keeps sides that no card can have within its limits", async () => {
    const drawing = await drawPicture({ ...card, width: 1, height: 99999 });
    expect(pngSize(drawing.bytes)).toMatchObject({ width: 64, height: 2048 });
    expect(await drawPicture({ ...card, width: Number.NaN })).toMatchObject({ width: 64 });
  });

  test("gives the same bytes for the same input, and others for another caption, prompt or style", async () => {
    const variants = [
      card,
      { ...card, caption: "Another" },
      { ...card, prompt: "b" },
      { ...card, style: "photo" },
    ];
    const once = await Promise.all(variants.map(async (input) => hash((await drawPicture(input)).bytes)));
    const again = await Promise.all(variants.map(async (input) => hash((await drawPicture(input)).bytes)));
    expect(again).toEqual(once);
    expect(new Set(once).size).toBe(variants.length);
  });

  test("stays under 300 KB in every style", async () => {
    for (const style of ["photorealistic", "minimal", "illustration", ""]) {
      for (const caption of [
        "Menopause Weight Gain",
        "How Long Does Menopause Last? What Shapes the Answer",
        "A",
      ]) {
        expect((await drawPicture({ ...card, caption, style })).bytes.length).toBeLessThan(300_000);
      }
    }
  });

  test.each([
    ["nothing", ""],
    ["only characters the font lacks", "热潮红是什么 😀"],
    ["right-to-left text", "ما هي الهبات الساخنة"],
    ["markup", `<script>alert("&amp;")</script> & ]]> <!--`],
    ["control characters and half a surrogate pair", "a\u0000b\u0007c\ud800 d\u202e"],
    ["a word of sixty letters", "x".repeat(60)],
    ["two hundred letters", "Wide words ".repeat(19)],
  ])("draws a caption of %s", async (_, caption) => {
    expect(pngSize((await drawPicture({ ...card, caption })).bytes).signature).toBe("PNG");
  });
});

describe("fitCaption", () => {
  const box = { x: 0, y: 0, width: 720, height: 428 };

  test("never lets a line out of its box, and never takes more than four lines", () => {
    const caption = fc.oneof(fc.string({ minLength: 1, maxLength: 200 }), fc.lorem({ maxCount: 30 }));
    fc.assert(
      fc.property(caption, fc.integer({ min: 60, max: 2000 }), (text, width) => {
        const drawable = drawableText(font, text);
        fc.pre(drawable !== "");
        const fitted = fitCaption(font, drawable, { ...box, width }, 90);
        expect(fitted.lines.length).toBeLessThanOrEqual(4);
        expect(fitted.lines.length * fitted.lineHeight).toBeLessThanOrEqual(box.height + 0.01);
        for (const line of fitted.lines)
          expect(textWidth(font, line) * fitted.size).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("starts a line with the part after a question mark or a colon", () => {
    expect(fitCaption(font, "What Is a Hot Flash? A Plain-English Guide", box, 90).lines).toEqual([
      "What Is a",
      "Hot Flash?",
      "A Plain-English",
      "Guide",
    ]);
  });

  test("keeps accents that the font has and drops what it lacks", () => {
    expect(drawableText(font, "¿Qué  es\n la menopausia? 😀 热")).toBe("¿Qué es la menopausia?");
    expect(drawableText(font, "…!?")).toBe("");
  });
});
