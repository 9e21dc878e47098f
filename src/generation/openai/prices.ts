import type { ImageQuality } from "../functions";

/** US dollars for a million tokens, in and out, by the name of the model, without its date. */
const tokens: Record<string, readonly [number, number]> = {
  "gpt-4o": [2.5, 10],
  "gpt-4o-mini": [0.15, 0.6],
  "gpt-4.1": [2, 8],
  "gpt-4.1-mini": [0.4, 1.6],
  "gpt-4.1-nano": [0.1, 0.4],
  "gpt-5": [1.25, 10],
  "gpt-5-mini": [0.25, 2],
  "gpt-5-nano": [0.05, 0.4],
};

/** US dollars an image in landscape format. */
const images: Record<string, Record<ImageQuality, number>> = {
  "gpt-image-1": { basic: 0.016, quality: 0.063, premium: 0.25 },
  "dall-e-3": { basic: 0.08, quality: 0.08, premium: 0.12 },
};

const MILLION = 1_000_000;

/** "gpt-4o-mini-2024-07-18" is priced as "gpt-4o-mini"; what nobody priced costs 0. */
function priceOf<T>(table: Record<string, T>, model: string): T | undefined {
  const name = model.replace(/^.*\//, "").replace(/-\d{4}-\d{2}-\d{2}$/, "");
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export function textCost(model: string, tokensIn: number, tokensOut: number): number {
  const [priceIn, priceOut] = priceOf(tokens, model) ?? [0, 0];
  return (tokensIn * priceIn + tokensOut * priceOut) / MILLION;
}

export const imageCost = (model: string, quality: ImageQuality) => priceOf(images, model)?.[quality] ?? 0;
