import type { OpenAI } from "openai";
import { GenerationError } from "../errors";
import type { Drawing, DrawInput } from "../functions";
import { fillPrompt } from "../prompts";
import type { ProviderSettings } from "../settings";
import { readImage } from "./image-bytes";
import { call, type Session } from "./session";
import { itemAt } from "../../lib/collections";

type Request = OpenAI.Images.ImageGenerateParamsNonStreaming;
type ImageModel = NonNullable<ProviderSettings["image"]>;

const PROMPT = 4000;
/** The sizes that the families of models draw, by their name. Any other model is asked for the size as it is. */
const families: { name: RegExp; sizes: string[] }[] = [
  { name: /gpt-image/, sizes: ["1024x1024", "1536x1024", "1024x1536"] },
  { name: /dall-e-3/, sizes: ["1024x1024", "1792x1024", "1024x1792"] },
  { name: /dall-e-2/, sizes: ["1024x1024", "512x512", "256x256"] },
];

/** The families take other words for quality, and say differently that bytes are wanted. */
function optionsFor({ model, quality, size }: ImageModel): Partial<Request> {
  const known = families.find(({ name }) => name.test(model))?.sizes;
  const asked = { size: (known ? nearest(size, known) : size) as Request["size"] };
  if (/gpt-image/.test(model)) {
    const words = { basic: "low", quality: "medium", premium: "high" } as const;
    return { ...asked, quality: words[quality] };
  }
  if (/dall-e-3/.test(model)) {
    const words = { basic: "standard", quality: "standard", premium: "hd" } as const;
    return { ...asked, quality: words[quality], response_format: "b64_json" };
  }
  return { ...asked, response_format: "b64_json" };
}

const sidesOf = (size: string) => size.split("x").map(Number) as [number, number];

/** The size of the most similar shape, and of those the one that is closest in its width. */
function nearest(size: string, known: readonly string[]): string {
  const [width, height] = sidesOf(size);
  const distance = (other: string) => {
    const [w, h] = sidesOf(other);
    return Math.abs(Math.log(w / h / (width / height))) + Math.abs(w - width) / 1e6;
  };
  return itemAt(
    known.toSorted((a, b) => distance(a) - distance(b)),
    0,
  );
}

function promptOf(session: Session, { prompt, style, title }: DrawInput): string {
  const filled = fillPrompt(session.promptOf("image_prompt_template"), { prompt, style, title });
  const negative = session.promptOf("negative_prompt").trim();
  return `${filled.slice(0, PROMPT)}${negative ? `\nAvoid: ${negative.slice(0, 500)}` : ""}`;
}

/** One picture. Its type and size are read from its bytes, whatever was asked for or is said about them. */
export function drawImage(session: Session, input: DrawInput): Promise<Drawing> {
  const { image } = session.settings;
  if (!image) throw new GenerationError("The provider has no image model", "unknown_model");
  const { model } = image;
  return call(session, "draw", model, async (signal, spend) => {
    const request = { model, prompt: promptOf(session, input), n: 1, ...optionsFor(image) };
    const { data, usage } = await session.client.images.generate(request, { signal });
    spend({ tokens_in: usage?.input_tokens ?? 0, tokens_out: usage?.output_tokens ?? 0, images: 1 });
    const encoded = data?.[0]?.b64_json;
    if (!encoded) throw new GenerationError("The provider sent no image", "empty");
    const drawing = readImage(new Uint8Array(Buffer.from(encoded, "base64")));
    if (!drawing)
      throw new GenerationError("The provider sent no valid PNG, JPEG or WebP image", "bad_answer");
    return drawing;
  });
}
