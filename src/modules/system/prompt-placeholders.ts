import { PLACEHOLDER } from "../../generation/prompts";
import type { PromptType } from "../../lib/prompt-types";
import { invalid } from "../../lib/errors";

type Placeholders = { required: string[]; optional: string[] };

/**
 * The placeholders `{name}` of each prompt type. A prompt contains all required ones and no unknown ones. The openai
 * provider fills exactly these: numbers directly, and untrusted text as a reference into the data section.
 */
export const promptPlaceholders: Record<PromptType, Placeholders> = {
  clustering: { required: ["clusters"], optional: ["existing_clusters"] },
  ideas: {
    required: ["cluster", "keywords", "count"],
    optional: ["cluster_description", "existing_titles", "existing_keywords", "site_name"],
  },
  content_generation: {
    required: ["title", "keywords", "headings", "word_count", "tone"],
    optional: [
      "description",
      "structure",
      "include_faq",
      "existing_titles",
      "existing_keywords",
      "site_name",
    ],
  },
  image_prompt_extraction: { required: ["title", "content", "count"], optional: ["keyword", "style"] },
  image_prompt_template: { required: ["prompt"], optional: ["style", "title"] },
  negative_prompt: { required: [], optional: [] },
  optimization: {
    required: ["content", "issues", "keyword"],
    optional: ["title", "score", "secondary_keywords", "meta_title", "meta_description"],
  },
};

const MAX_LISTED = 10;

/** Describes missing and unknown placeholders; null if there are none. */
export function describePlaceholderFaults(type: PromptType, prompt: string): string | null {
  const { required, optional } = promptPlaceholders[type];
  const used = new Set([...prompt.matchAll(PLACEHOLDER)].map(([, name = ""]) => name));
  const missing = required.filter((name) => !used.has(name));
  const unknown = [...used].filter((name) => !required.includes(name) && !optional.includes(name));
  const faults = [
    ...(missing.length ? [`Missing: ${formatNames(missing)}`] : []),
    ...(unknown.length ? [`Unknown: ${formatNames(unknown.slice(0, MAX_LISTED))}`] : []),
  ];
  return faults.length ? faults.join(". ") : null;
}

/** Throws a validation error on `prompt` for missing or unknown placeholders. */
export function requirePlaceholders(type: PromptType, prompt: string) {
  const faults = describePlaceholderFaults(type, prompt);
  if (faults) throw invalid("prompt", faults);
}

const formatNames = (names: string[]) => names.map((name) => `{${name.slice(0, 60)}}`).join(", ");
