import type { promptTypes } from "../db/schema/settings";

export type PromptType = (typeof promptTypes)[number];
export type Prompts = Partial<Record<PromptType, string>>;

/** What each type is asked where nobody said it otherwise. */
export const fallbackPrompts: Record<PromptType, string> = {
  clustering:
    "Improve a first clustering of search keywords. Merge clusters that one page would serve, split those that hold several subjects, and give each a short, clear name and a one-sentence description. The clusters are in {clusters}, those that the site has already in {existing}. Use every keyword id exactly once. Where keywords belong to an existing cluster, name its id.",
  ideas:
    "Propose {count} article ideas for the site {site_name} on the keyword cluster {cluster}. Each answers a different question that its searchers have. None may repeat, or compete with, what stands in {taken_titles} or {taken_keywords}. Take the target keywords from the cluster.",
  content_generation:
    "Write the article {title} for the site {site_name}, about {word_count} words, as {content_structure}, in the tone of {tone}. It serves the keywords in {keywords}, the first of which is the primary one, and follows {description} and {headings}. State no figure, study or quotation that you cannot be sure of. Do not compete with {existing_titles} and {existing_keywords}, which the site has already.",
  image_prompt_extraction:
    "Propose the pictures of the article {title}: one featured image, section 0, and at most {max_images} inside, each for one of {sections}, in the style {style}. Describe what is seen: subject, surroundings, light. No lettering, no brands, no real persons.",
  image_prompt_template: "{prompt}. Style: {style}.",
  negative_prompt: "text, letters, watermarks, logos, distorted faces or hands",
  optimization:
    "Improve the article {title} for the keywords {primary_keyword} and {secondary_keywords}. Mend what stands in {issues}; keep what is right, its facts, its links and its images. The article is {content_html}.",
};

/** The placeholders that a prompt of each type may use; those of `needed` it must. */
export const placeholders: Record<PromptType, { known: string[]; needed: string[] }> = {
  clustering: { known: ["clusters", "existing"], needed: ["clusters"] },
  ideas: {
    known: ["count", "site_name", "cluster", "taken_titles", "taken_keywords"],
    needed: ["count", "cluster"],
  },
  content_generation: {
    known: [
      "title",
      "site_name",
      "word_count",
      "content_structure",
      "tone",
      "keywords",
      "description",
      "headings",
      "existing_titles",
      "existing_keywords",
    ],
    needed: ["title", "keywords", "word_count"],
  },
  image_prompt_extraction: {
    known: ["title", "introduction", "sections", "primary_keyword", "style", "max_images"],
    needed: ["title", "max_images"],
  },
  image_prompt_template: { known: ["prompt", "style", "image_type"], needed: ["prompt"] },
  negative_prompt: { known: [], needed: [] },
  optimization: {
    known: [
      "title",
      "content_html",
      "primary_keyword",
      "secondary_keywords",
      "issues",
      "meta_title",
      "meta_description",
    ],
    needed: ["content_html"],
  },
};

/** Fills the placeholders that have a value, each once; what a value holds is never filled in turn. */
export const fillPrompt = (template: string, values: Record<string, string | number>) =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
