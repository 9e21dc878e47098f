export const promptTypes = [
  "clustering",
  "ideas",
  "content_generation",
  "image_prompt_extraction",
  "image_prompt_template",
  "negative_prompt",
  "optimization",
] as const;
export type PromptType = (typeof promptTypes)[number];
