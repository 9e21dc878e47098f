import { embedded } from "./embedded/provider";
import type { AnswerOf, Drawing, DrawInput, FunctionName, ImageQuality, InputOf, Usage } from "./functions";
import { openai } from "./openai/provider";
import type { ModelPrice } from "./prices";
import type { Prompts } from "./prompts";
import type { PromptType } from "../lib/prompt-types";
import type { ProviderSettings } from "./settings";

export { GenerationError, RetryLater } from "./errors";

/** Answers the generation functions: one file per provider. */
export interface Provider {
  readonly name: string;
  /** Note in the provenance of what it creates; null for a language model. */
  readonly note: string | null;
  /** The model's own rates in credits; null if those of the operation or quality apply. */
  readonly rates: Pick<ModelPrice, "tokens_per_credit" | "credits_per_image">;
  /** Name of its prompt or rules in provenance. */
  promptVersion(type: PromptType): string;
  answer<F extends FunctionName>(name: F, input: InputOf<F>): Promise<AnswerOf<F>>;
  draw(input: DrawInput): Promise<{ drawing: Drawing; usage: Usage; quality: ImageQuality }>;
}

/** A stored call of a model. */
export type Call = {
  function: string;
  provider: string;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number;
  latency_ms: number;
  /** `ok`, or an error code. */
  outcome: string;
};

/** Progress of a long piece of work, so that a retry continues where the previous attempt stopped. */
export type DraftStore = {
  /** What an earlier attempt stored under this key; null otherwise. */
  read(key: string): unknown;
  keep(key: string, value: unknown): Promise<void>;
};

export type ProviderOptions = {
  prompts: Prompts;
  prices: readonly ModelPrice[];
  /** Receives every call when it ends, including failed ones. */
  report?: (call: Call) => Promise<void>;
  draft?: DraftStore;
};

/** Null selects the embedded provider. */
export const writerFor = (settings: ProviderSettings | null, options: ProviderOptions): Provider =>
  settings ? openai(settings, options) : embedded;

/** Like `writerFor`, for images: without an image model, the embedded provider draws. */
export const illustratorFor = (settings: ProviderSettings | null, options: ProviderOptions): Provider =>
  settings?.image ? openai(settings, options) : embedded;
