import type { PromptType } from "../lib/prompt-types";

/** A prompt and its origin. */
type ChosenPrompt = { prompt: string; version: number; source: "task" | "account" | "default" };
export type Prompts = Record<PromptType, ChosenPrompt>;

/** Name of a prompt in provenance: `content_generation@2 account`. */
export const versionOf = (type: PromptType, prompts: Prompts) =>
  `${type}@${prompts[type].version} ${prompts[type].source}`;

/** A name in braces. Other braces, as in a JSON example, are text. */
export const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

/** Replaces placeholders that have a value, once: placeholders inside values are not replaced. */
export const fillPrompt = (template: string, values: Record<string, string | number>) =>
  template.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
