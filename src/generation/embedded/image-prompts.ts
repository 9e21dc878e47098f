import type { ImagePromptsInput, ImagePromptsOutput } from "../functions";
import { seedFrom } from "./seed";
import { clip } from "./wording";

const MAX_ALT = 125;
const MAX_CAPTION = 120;
const light = [
  "soft morning light",
  "bright, even daylight",
  "warm evening light",
  "cool, clear light",
] as const;
const framing = [
  "a wide composition",
  "a close view",
  "a calm, balanced composition",
  "a view from slightly above",
] as const;
const mood = ["open and friendly", "quiet and reassuring", "fresh and clear", "confident and tidy"] as const;

/** One prompt for the article, and one for each of its first h2 sections. */
export function imagePrompts(input: ImagePromptsInput): ImagePromptsOutput {
  const headings = [...input.content_html.matchAll(/<h2\b[^>]*>(.*?)<\/h2>/gs)].map(([, inner]) =>
    plain(inner!),
  );
  const sections = headings
    .map((caption, n) => ({ image_type: "in_article" as const, position: n + 1, caption }))
    .filter(({ caption }) => caption && !/^frequently asked questions$/i.test(caption))
    .slice(0, input.max_images);
  const featured = { image_type: "featured" as const, position: 0, caption: input.title };
  return {
    images: [featured, ...sections].map((image) => ({
      ...image,
      caption: clip(image.caption, MAX_CAPTION),
      prompt: promptFor(image.caption, input),
      alt_text: clip(altFor(image.caption, image.position, input.title), MAX_ALT),
    })),
  };
}

function promptFor(subject: string, { title, primary_keyword, style }: ImagePromptsInput): string {
  const seed = seedFrom(`${title}\n${subject}`);
  const about =
    primary_keyword && !subject.toLowerCase().includes(primary_keyword.toLowerCase())
      ? ` (${primary_keyword})`
      : "";
  return (
    `A ${style} image for “${subject}”${about}: ${seed.pick(framing)}, ${seed.pick(light)}, ` +
    `${seed.pick(mood)}. No text, no logos, no recognisable people.`
  );
}

const altFor = (caption: string, position: number, title: string) =>
  position === 0
    ? `Title picture with the words “${caption}”`
    : `Illustration for the section “${caption}” of “${clip(title, 50)}”`;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The words of printed inline HTML. */
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
      name
        ? (entities[name.toLowerCase()] ?? whole)
        : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/\s+/g, " ")
    .trim();
