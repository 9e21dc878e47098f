/** Price of a model: credits to the account, US dollars to whoever pays the provider. */
export type ModelPrice = {
  name: string;
  /** Null if the rate of the operation applies. */
  tokens_per_credit: number | null;
  /** Null if the price depends on the quality. */
  credits_per_image: number | null;
  usd_per_million_tokens_in: number | null;
  usd_per_million_tokens_out: number | null;
  usd_per_image: number | null;
};

const MILLION = 1_000_000;

/** "openai/gpt-4o-mini-2024-07-18" is priced as "gpt-4o-mini". */
export function priceOf(prices: readonly ModelPrice[], model: string): ModelPrice | undefined {
  const name = model.replace(/^.*\//, "").replace(/-\d{4}-\d{2}-\d{2}$/, "");
  return prices.find((price) => price.name === model) ?? prices.find((price) => price.name === name);
}

/** US dollars of what a call used: by its tokens, or by the image where none were counted; 0 where nobody priced the model. */
export function costOf(price: ModelPrice | undefined, tokensIn: number, tokensOut: number, images = 0) {
  const { usd_per_million_tokens_in: usdIn, usd_per_million_tokens_out: usdOut } = price ?? {};
  const byTokens = (tokensIn * (usdIn ?? 0) + tokensOut * (usdOut ?? 0)) / MILLION;
  return byTokens || images * (price?.usd_per_image ?? 0);
}
