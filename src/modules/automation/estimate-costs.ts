import { clusteringTokens, ideasTokens, picturesTokens } from "../../generation/estimates";
import type { Ctx } from "../../db/context";
import type { AutomationSettings } from "../sites/site-settings.service";
import {
  type GenerationConfig,
  computeImageCredits,
  withImageModel,
  withTextModel,
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
} from "../jobs/provider.service";
import { computeArticleCredits } from "../writer/article-generation.service";
import { resolveStageModel } from "./run-state";
import { toRunConfig } from "./runs.service";
import { IDEAS_PER_CLUSTER } from "./stages";

/**
 * Tokens that the embedded rules use, fitted by least squares over 37 articles with their prompts. A model may use the
 * whole reservation.
 */
const RULES = {
  keyword: 42,
  cluster: 90,
  idea: 150,
  article: { base: 260, word: 1.53, planned: 170 },
  pictures: { base: 50, word: 0.17, picture: 134 },
};
const TYPICAL = { characters: 20, clusters: 20, titles: 50, gist: "x".repeat(1_000) };
const TYPICAL_ARTICLE = {
  headings: Array.from({ length: 6 }, () => ""),
  prompt: null,
  brief: "x".repeat(600),
};

/** A future text: its length, and whether an idea provides a description and headings. */
export type TextCost = { words: number; planned: boolean };

/** Credits of a batch of keywords, a cluster, an article, its image prompts, an image. */
export type RunCosts = {
  keywords(count: number): number;
  cluster(ideas: number): number;
  article(text: TextCost): number;
  prompts(text: TextCost): number;
  image: number;
};

/** Loads the costs of each stage with its model. */
export async function loadCosts(ctx: Ctx, automation: AutomationSettings): Promise<RunCosts> {
  const account = await loadGenerationConfig(ctx);
  const config = toRunConfig(automation);
  const resolveEngine = (stage: number) => withTextModel(account, resolveStageModel({ config, stage }));
  const [clustering, ideas, articles, pictures] = [
    resolveEngine(1),
    resolveEngine(2),
    resolveEngine(4),
    resolveEngine(5),
  ];
  return {
    keywords: (count) => (count ? computeClusteringCredits(clustering, count) : 0),
    cluster: (count) => computeIdeasCredits(ideas, count),
    article: (text) => computeTaskCredits(articles, text),
    prompts: (text) => computePromptCredits(pictures, text, automation.max_images + 1),
    image: computeImageCredits(withImageModel(account, automation.image_model_id)),
  };
}

function computeClusteringCredits(engine: GenerationConfig, count: number) {
  const prompt = resolvePrompt(engine, "clustering");
  const size = { count, characters: count * TYPICAL.characters, clusters: TYPICAL.clusters };
  const tokens = prompt === null ? count * RULES.keyword : clusteringTokens(size, prompt);
  return computeTextCredits(engine, "clustering", tokens);
}

function computeIdeasCredits(engine: GenerationConfig, ideas: number) {
  const prompt = resolvePrompt(engine, "ideas");
  const size = { count: IDEAS_PER_CLUSTER, titles: TYPICAL.titles };
  const tokens = prompt === null ? RULES.cluster + ideas * RULES.idea : ideasTokens(size, prompt);
  return computeTextCredits(engine, "idea_generation", tokens);
}

function computeTaskCredits(engine: GenerationConfig, { words, planned }: TextCost) {
  if (engine.endpoint)
    return computeArticleCredits(engine, { ...TYPICAL_ARTICLE, word_count: words }, TYPICAL.titles);
  const { base, word, planned: plan } = RULES.article;
  return computeTextCredits(engine, "content_generation", base + words * word + (planned ? plan : 0));
}

function computePromptCredits(engine: GenerationConfig, { words }: TextCost, count: number) {
  const prompt = resolvePrompt(engine, "image_prompt_extraction");
  const { base, word, picture } = RULES.pictures;
  const rules = base + words * word + count * picture;
  const tokens = prompt === null ? rules : picturesTokens({ count, gist: TYPICAL.gist }, prompt);
  return computeTextCredits(engine, "image_prompt_extraction", tokens);
}
