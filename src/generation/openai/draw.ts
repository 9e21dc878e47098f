import type { OpenAI } from "openai";
import { GenerationError } from "../errors";
import type { Drawing, DrawInput, ImageQuality } from "../functions";
import { fillPrompt } from "../prompts";
import { readImage } from "./image-bytes";
import { imageCost } from "./prices";
import { call, type Session } from "./session";

type Request = OpenAI.Images.ImageGenerateParamsNonStreaming;

const PROMPT = 4000;
const landscape = 1.2;

/** The three families of models take other sizes, other words for quality, and say differently that bytes are wanted. */
function optionsFor(model: string, quality: ImageQuality, { width, height }: DrawInput): Partial<Request> {
  const wide = width / height > landscape;
  if (/gpt-image|chatgpt-image/.test(model)) {
    const words = { basic: "low", quality: "medium", premium: "high" } as const;
    return { size: wide ? "1536x1024" : "1024x1024", quality: words[quality] };
  }
  if (model.includes("dall-e-3")) {
    const words = { basic: "standard", quality: "standard", premium: "hd" } as const;
    const size = wide ? "1792x1024" : "1024x1024";
    return { size, quality: words[quality], response_format: "b64_json" };
  }
  return { size: "1024x1024", response_format: "b64_json" };
}

function promptOf(session: Session, { prompt, style }: DrawInput): string {
  const filled = fillPrompt(session.promptOf("image_prompt_template"), { prompt, style });
  const negative = session.promptOf("negative_prompt").trim();
  return `${filled.slice(0, PROMPT)}${negative ? `\nAvoid: ${negative.slice(0, 500)}` : ""}`;
}

/** One picture. Its type and size are read from its bytes, whatever was asked for or is said about them. */
export function drawImage(session: Session, input: DrawInput): Promise<Drawing> {
  const { image_model: model, image_quality: quality } = session.settings;
  if (!model) throw new GenerationError("The provider has no image model", "unknown_model");
  return call(session, "draw", model, async (signal, spend) => {
    const request = { model, prompt: promptOf(session, input), n: 1, ...optionsFor(model, quality, input) };
    const { data, usage } = await session.client.images.generate(request, { signal });
    spend({
      tokens_in: usage?.input_tokens ?? 0,
      tokens_out: usage?.output_tokens ?? 0,
      cost_usd: imageCost(model, quality),
    });
    const encoded = data?.[0]?.b64_json;
    if (!encoded) throw new GenerationError("The provider sent no image", "empty");
    const drawing = readImage(new Uint8Array(Buffer.from(encoded, "base64")));
    if (!drawing)
      throw new GenerationError("What the provider sent is no PNG, JPEG or WebP image", "bad_answer");
    return drawing;
  });
}
