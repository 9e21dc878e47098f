import { embedded } from "./embedded/provider";
import type { AnswerOf, Drawing, DrawInput, FunctionName, ImageQuality, InputOf, Usage } from "./functions";
import { openai } from "./openai/provider";
import type { ModelPrice } from "./prices";
import type { Prompts } from "./prompts";
import type { PromptType } from "../lib/prompt-types";
import type { ProviderSettings } from "./settings";

export { GenerationError, RetryLater } from "./errors";

/** What answers the generation functions: one file each. */
export interface Provider {
  readonly name: string;
  /** Said in the provenance of what it makes; null where a language model wrote it. */
  readonly note: string | null;
  /** The model's own rates in credits; null where the operation's or the quality's hold. */
  readonly rates: Pick<ModelPrice, "tokens_per_credit" | "credits_per_image">;
  /** What provenance says of the words or rules that it works by. */
  promptVersion(type: PromptType): string;
  answer<F extends FunctionName>(name: F, input: InputOf<F>): Promise<AnswerOf<F>>;
  draw(input: DrawInput): Promise<{ drawing: Drawing; usage: Usage; quality: ImageQuality }>;
}

/** One call of a model, as it is kept. */
export type Call = {
  function: string;
  provider: string;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number;
  latency_ms: number;
  /** `ok`, or the code of the failure. */
  outcome: string;
};

/** What a long piece of work keeps of itself, so that the next try goes on where this one broke off. */
export type DraftStore = {
  /** What an earlier try kept under this key; null where it kept nothing, or under another. */
  read(key: string): unknown;
  keep(key: string, value: unknown): Promise<void>;
};

export type ProviderOptions = {
  prompts: Prompts;
  prices: readonly ModelPrice[];
  /** Told of every call as it ends, failed ones too. */
  report?: (call: Call) => Promise<void>;
  draft?: DraftStore;
};

/** Null stands for the embedded one. */
export const writerFor = (settings: ProviderSettings | null, options: ProviderOptions): Provider =>
  settings ? openai(settings, options) : embedded;

/** As `writerFor`, for pictures: what has no image model leaves them to the embedded one. */
export const illustratorFor = (settings: ProviderSettings | null, options: ProviderOptions): Provider =>
  settings?.image ? openai(settings, options) : embedded;
