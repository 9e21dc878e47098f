import type { AnswerOf, Drawing, DrawInput, FunctionName, ImageQuality, InputOf, Usage } from "./functions";
import { embedded } from "./embedded/provider";
import { openai } from "./openai/provider";
import type { Prompts } from "./prompts";
import { deploymentSettings, type ProviderSettings } from "./settings";

export { GenerationError, RetryLater } from "./errors";

/** What answers the generation functions: one file each. */
export interface Provider {
  readonly name: string;
  /** Said in the provenance of what it makes; null where a language model wrote it. */
  readonly note: string | null;
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

export type ProviderOptions = {
  /** What is asked instead of the built-in prompts. */
  prompts?: Prompts;
  /** Told of every call as it ends, failed ones too. */
  report?: (call: Call) => Promise<void>;
};

/** The account's provider, else the deployment's, else the embedded one. */
export function providerFor(settings: ProviderSettings | null, options: ProviderOptions = {}): Provider {
  const chosen = settings ?? deploymentSettings();
  return chosen ? openai(chosen, options) : embedded;
}

/** As `providerFor`, for pictures: a provider that has no image model leaves them to the embedded one. */
export function illustratorFor(settings: ProviderSettings | null, options: ProviderOptions = {}): Provider {
  const chosen = settings ?? deploymentSettings();
  return chosen?.image_model ? openai(chosen, options) : embedded;
}
