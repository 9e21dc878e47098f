import type { PromptType } from "../lib/prompt-types";

/** What a language model is asked, and whose words they are. */
type ChosenPrompt = { prompt: string; version: number; source: "task" | "account" | "default" };
export type Prompts = Record<PromptType, ChosenPrompt>;

/** How provenance names a prompt: `content_generation@2 account`. */
export const versionOf = (type: PromptType, prompts: Prompts) =>
  `${type}@${prompts[type].version} ${prompts[type].source}`;

/** A name in braces. Other braces, as in an example of JSON, are text. */
export const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

/** Fills the placeholders that have a value, each once; what a value holds is never filled in turn. */
export const fillPrompt = (template: string, values: Record<string, string | number>) =>
  template.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
