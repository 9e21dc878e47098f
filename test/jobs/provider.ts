import { vi } from "vitest";
import { embedded } from "../../src/generation/embedded/provider";
import type { IdeasInput } from "../../src/generation/functions";

const usage = { model: "fake", tokens_in: 100, tokens_out: 300, cost_usd: 0 };

export const anIdea = (title: string) => ({
  idea_title: title,
  description: "What it is about.",
  headings: ["First", "Second"],
  content_structure: "guide" as const,
  target_keywords: [title.toLowerCase()],
  estimated_word_count: 800,
});

/** Stands in for the model: one idea a cluster, or the given failure for the cluster of the given name. */
export function fakeIdeas(failing: Record<string, () => never> = {}) {
  return vi.spyOn(embedded, "answer").mockImplementation(async (_name: any, input: any) => {
    const { cluster } = input as IdeasInput;
    failing[cluster.name]?.();
    return { output: { ideas: [anIdea(`About ${cluster.name}`)] }, usage } as any;
  });
}
