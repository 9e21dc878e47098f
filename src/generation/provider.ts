import type { AnswerOf, Drawing, DrawInput, FunctionName, InputOf, Usage } from "./functions";
import { embedded } from "./embedded/provider";

/** What answers the generation functions: one file each. */
export interface Provider {
  readonly name: string;
  /** Said in the provenance of what it makes; null where a language model wrote it. */
  readonly note: string | null;
  answer<F extends FunctionName>(name: F, input: InputOf<F>): Promise<AnswerOf<F>>;
  draw(
    input: DrawInput,
  ): Promise<{ drawing: Drawing; usage: Usage; quality: "basic" | "quality" | "premium" }>;
}

/** A failure that another try would repeat: the item fails at once, with this reason. */
export class GenerationError extends Error {}

export const currentProvider = (): Provider => embedded;
