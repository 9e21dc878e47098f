import type { operationTypes } from "../../db/schema/billing";

export type Operation = (typeof operationTypes)[number];

/** Credits for text operations: ceil(tokens / tokensPerCredit), at least the minimum. */
const rates = {
  clustering: { tokensPerCredit: 150, minimum: 2 },
  idea_generation: { tokensPerCredit: 200, minimum: 1 },
  content_generation: { tokensPerCredit: 100, minimum: 3 },
  image_prompt_extraction: { tokensPerCredit: 100, minimum: 1 },
  linking: { tokensPerCredit: 300, minimum: 1 },
  optimization: { tokensPerCredit: 200, minimum: 1 },
} as const;
export type TextOperation = keyof typeof rates;

/** `modelRate` is the model's own rate in tokens per credit, which replaces the operation's rate. */
export function computeTokenCredits(
  operation: TextOperation,
  tokens: number,
  modelRate?: number | null,
): number {
  const { tokensPerCredit, minimum } = rates[operation];
  return Math.max(minimum, Math.ceil(tokens / (modelRate ?? tokensPerCredit)));
}

/** Credits for one image, by quality. */
export const creditsPerImage = { basic: 1, quality: 5, premium: 15 } as const;
