import type { promptTypes } from "../../db/schema/settings";
import { invalid } from "../../lib/errors";

export type PromptType = (typeof promptTypes)[number];
type Placeholders = { required: string[]; optional: string[] };

/** What the product puts in the place of each `{name}`: a prompt must ask for the required, and for nothing else. */
export const placeholders: Record<PromptType, Placeholders> = {
  clustering: { required: ["keywords"], optional: ["existing_clusters", "site_name"] },
  ideas: {
    required: ["cluster", "keywords", "count"],
    optional: ["cluster_description", "existing_titles", "site_name"],
  },
  content_generation: {
    required: ["title", "keywords", "headings", "word_count", "tone"],
    optional: ["description", "structure", "include_faq", "existing_titles", "site_name"],
  },
  image_prompt_extraction: { required: ["title", "content", "count"], optional: ["keyword", "style"] },
  image_prompt_template: { required: ["prompt"], optional: ["style", "title"] },
  negative_prompt: { required: [], optional: [] },
  optimization: { required: ["content", "issues", "keyword"], optional: ["title", "score"] },
};

/** A name in braces. Other braces, as in an example of JSON, are text. */
export const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;
const MAX_NAMED = 10;

/** Throws a 400 on `prompt` that names what it lacks and what it asks for in vain. */
export function requirePlaceholders(type: PromptType, prompt: string) {
  const { required, optional } = placeholders[type];
  const used = new Set([...prompt.matchAll(PLACEHOLDER)].map((match) => match[1]!));
  const missing = required.filter((name) => !used.has(name));
  const unknown = [...used].filter((name) => !required.includes(name) && !optional.includes(name));
  const faults = [
    ...(missing.length ? [`Missing: ${listed(missing)}`] : []),
    ...(unknown.length ? [`Unknown: ${listed(unknown.slice(0, MAX_NAMED))}`] : []),
  ];
  if (faults.length) throw invalid("prompt", faults.join(". "));
}

const listed = (names: string[]) => names.map((name) => `{${name.slice(0, 60)}}`).join(", ");
