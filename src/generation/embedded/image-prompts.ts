import type { ImagePromptsInput, ImagePromptsOutput } from "../functions";
import { domainOf } from "./domains";
import { kindOfHeading } from "./outline";
import { readPhrase } from "./phrases";
import { domainSettings, pictured } from "./scenes-in-words";
import { seedFrom, type Seed } from "./seed";
import { clip } from "./wording";

type ImagePrompt = ImagePromptsOutput["images"][number];

const MAX_ALT = 125;
const MAX_CAPTION = 120;
const lights = ["soft morning light", "bright, even daylight", "warm evening light", "cool, clear light"];
const framings = [
  "a wide composition",
  "a close view",
  "a balanced, centered composition",
  "a view from above",
];
const moods = ["open and friendly", "quiet and reassuring", "fresh and clear", "confident and tidy"];
const LIMITS = "No text, no letters, no logos, no watermarks, no recognizable people.";

function promptFor(caption: string, input: ImagePromptsInput, taken: Set<string>, seed: Seed): string {
  const choices = seed.shuffle(pictured[kindOfHeading(caption)]);
  const fallback = seed.shuffle(pictured.general);
  const subject = [...choices, ...fallback].find((scene) => !taken.has(scene)) ?? seed.pick(choices);
  taken.add(subject);
  const style = input.style.trim() || "clean editorial";
  const setting = domainSettings[domainOf([input.title, input.primary_keyword, caption])];
  const about = readPhrase(input.primary_keyword).noun ?? input.title;
  return (
    `${style} image for “${caption}” in an article about ${about}: ${subject}, in ${setting}. ` +
    `${seed.pick(framings)}, ${seed.pick(lights)}, the mood ${seed.pick(moods)}, with free space around the subject. ${LIMITS}`
  ).replace(/(?<=^|\. )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** True of a card that carries the caption, and of a picture drawn after the prompt. */
const altFor = (caption: string, position: number) =>
  clip(position === 0 ? `Title picture: ${caption}` : `Illustration for the section “${caption}”`, MAX_ALT);

/** One prompt for the article, and one for each of its first h2 sections. */
export function imagePrompts(input: ImagePromptsInput): ImagePromptsOutput {
  const headings = [...input.content_html.matchAll(/<h2\b[^>]*>(.*?)<\/h2>/gis)].map(([, inner]) =>
    plainText(inner ?? ""),
  );
  const sections = headings
    .map((caption, i) => ({ image_type: "in_article" as const, position: i + 1, caption }))
    .filter(({ caption }) => caption !== "" && !/^frequently asked questions$/i.test(caption))
    .slice(0, Math.max(0, input.max_images));
  const seed = seedFrom(`${input.title}\n${input.style}\n${headings.join("\n")}`);
  const taken = new Set<string>();
  const alts = new Set<string>();
  const finish = (image: Pick<ImagePrompt, "image_type" | "position" | "caption">): ImagePrompt => {
    const alt = altFor(image.caption, image.position);
    const alt_text = alts.has(alt) ? clip(`Picture ${image.position}: ${image.caption}`, MAX_ALT) : alt;
    alts.add(alt_text);
    return {
      ...image,
      caption: clip(image.caption, MAX_CAPTION),
      prompt: promptFor(image.caption, input, taken, seed),
      alt_text,
    };
  };
  return {
    images: [{ image_type: "featured" as const, position: 0, caption: input.title }, ...sections].map(finish),
  };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The words of printed inline HTML. */
function plainText(html: string): string {
  const decode = (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  };
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, decode)
    .replace(/\s+/g, " ")
    .trim();
}
