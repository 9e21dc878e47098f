import { describe, expect, it } from "vitest";
import { waitOf } from "../../src/generation/openai/failures";
import { readImage } from "../../src/generation/openai/image-bytes";
import { costOf, priceOf } from "../../src/generation/prices";
import { fillPrompt } from "../../src/generation/prompts";
import { aPng } from "./answers";
import { defaultOptions } from "./provider";

const bytes = (...parts: (number[] | string)[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)),
  );

describe("an image's first bytes", () => {
  const webp = (format: string, body: number[]) =>
    bytes("RIFF", [0, 0, 0, 0], "WEBP", format, [0, 0, 0, 0], body);
  const jpeg = (...segments: number[][]) => bytes([0xff, 0xd8], ...segments);
  const app0 = [0xff, 0xe0, 0, 4, 1, 2];
  const frame = (marker: number) => [0xff, marker, 0, 11, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0];

  it.each([
    ["PNG", new Uint8Array(Buffer.from(aPng(800, 600), "base64")), "image/png"],
    ["JPEG", jpeg(app0, frame(0xc0)), "image/jpeg"],
    [
      "progressive JPEG, with a table before and padding",
      jpeg([0xff, 0xc4, 0, 3, 9], [0xff], frame(0xc2)),
      "image/jpeg",
    ],
    ["lossy WebP", webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 0x03, 0x58, 0x02]), "image/webp"],
    ["lossless WebP", webp("VP8L", [0x2f, 0x1f, 0xc3, 0x95, 0x00]), "image/webp"],
    ["extended WebP", webp("VP8X", [0, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0]), "image/webp"],
  ])("say that it is a %s of 800 by 600", (_what, data, mime_type) => {
    expect(readImage(data)).toEqual({ bytes: data, mime_type, width: 800, height: 600 });
  });

  it.each([
    ["nothing", bytes()],
    ["text", bytes("GIF89a, or so they say")],
    ["a PNG without a head", bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["a JPEG that ends before its frame", jpeg(app0)],
    ["a JPEG that begins its pictures without one", jpeg(app0, [0xff, 0xda, 0, 2])],
    ["a WebP of a kind nobody knows", webp("VP9 ", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ])("are refused where they are those of %s", (_what, data) => {
    expect(readImage(data)).toBeNull();
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-24T10:00:00Z");
  it.each([
    [{}, 0],
    [{ "retry-after": "40" }, 40],
    [{ "retry-after": "1.2" }, 2],
    [{ "retry-after": "Tue, 24 Nov 2026 10:01:30 GMT" }, 90],
    [{ "retry-after": "Tue, 24 Nov 2026 09:00:00 GMT" }, 0],
    [{ "retry-after": "soon" }, 0],
    [{ "retry-after": "-5" }, 0],
    [{ "retry-after-ms": "2500" }, 3],
    [{ "retry-after": "40", "retry-after-ms": "2500" }, 40],
  ])("of %j is that many seconds", (headers, seconds) => {
    expect(waitOf(new Headers(headers as Record<string, string>), now)).toBe(seconds);
  });
});

describe("a prompt", () => {
  it("has its placeholders filled, and what they hold is not filled again", () => {
    expect(fillPrompt("{a} {b} {c} {a}", { a: "{b}", b: 2 })).toBe("{b} 2 {c} {b}");
    expect(fillPrompt("{toString}", {})).toBe("{toString}");
  });
});

describe("a model's price", () => {
  const cost = (model: string, tokensIn: number, tokensOut: number, images = 0) =>
    costOf(priceOf(defaultOptions.prices, model), tokensIn, tokensOut, images);

  it("is found by its name, with a date or a maker's name too", () => {
    expect(cost("gpt-4o-mini-2024-07-18", 1e6, 1e6)).toBeCloseTo(0.75);
    expect(cost("openai/gpt-4o", 1e6, 0)).toBeCloseTo(2.5);
  });

  it("is nothing where nobody priced it", () => {
    expect(cost("llama3", 1e6, 1e6, 1)).toBe(0);
  });

  it("is that of the tokens of an image, or of the image where none are counted", () => {
    expect(cost("gpt-image-1", 60, 1568, 1)).toBeCloseTo(0.063, 3);
    expect(cost("gpt-image-1", 0, 0, 1)).toBeCloseTo(0.063);
    expect(cost("dall-e-3", 0, 0, 1)).toBeCloseTo(0.08);
  });
});
