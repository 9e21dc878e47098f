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
import { stageModel } from "./run-state";
import { toRunConfig } from "./runs.service";
import { IDEAS_A_CLUSTER } from "./stages";

/**
 * Tokens used by the embedded rules, by least squares over 37 articles with their prompts; a model may use the whole
 * reservation.
 */
const RULES = {
  keyword: 42,
  cluster: 90,
  idea: 150,
  article: { least: 260, word: 1.53, planned: 170 },
  pictures: { least: 50, word: 0.17, picture: 134 },
};
const USUAL = { characters: 20, clusters: 20, titles: 50, gist: "x".repeat(1_000) };
const USUAL_ARTICLE = {
  headings: Array.from({ length: 6 }, () => ""),
  prompt: null,
  brief: "x".repeat(600),
};

/** A future text: its length, and whether an idea provides a description and headings. */
export type TextCost = { words: number; planned: boolean };

/** Credits of a batch of keywords, a cluster, an article, its image prompts, an image. */
export type Costs = {
  keywords(count: number): number;
  cluster(ideas: number): number;
  article(text: TextCost): number;
  prompts(text: TextCost): number;
  image: number;
};

/** By the models of each stage. */
export async function loadCosts(ctx: Ctx, automation: AutomationSettings): Promise<Costs> {
  const account = await loadGenerationConfig(ctx);
  const config = toRunConfig(automation);
  const engineOf = (stage: number) => withTextModel(account, stageModel({ config, stage }));
  const [clustering, ideas, articles, pictures] = [engineOf(1), engineOf(2), engineOf(4), engineOf(5)];
  return {
    keywords: (count) => (count ? clusteringCredits(clustering, count) : 0),
    cluster: (count) => ideasCredits(ideas, count),
    article: (text) => writtenCredits(articles, text),
    prompts: (text) => promptsCredits(pictures, text, automation.max_images + 1),
    image: computeImageCredits(withImageModel(account, automation.image_model_id)),
  };
}

function clusteringCredits(engine: GenerationConfig, count: number) {
  const prompt = resolvePrompt(engine, "clustering");
  const size = { count, characters: count * USUAL.characters, clusters: USUAL.clusters };
  const tokens = prompt === null ? count * RULES.keyword : clusteringTokens(size, prompt);
  return computeTextCredits(engine, "clustering", tokens);
}

function ideasCredits(engine: GenerationConfig, ideas: number) {
  const prompt = resolvePrompt(engine, "ideas");
  const size = { count: IDEAS_A_CLUSTER, titles: USUAL.titles };
  const tokens = prompt === null ? RULES.cluster + ideas * RULES.idea : ideasTokens(size, prompt);
  return computeTextCredits(engine, "idea_generation", tokens);
}

function writtenCredits(engine: GenerationConfig, { words, planned }: TextCost) {
  if (engine.endpoint)
    return computeArticleCredits(engine, { ...USUAL_ARTICLE, word_count: words }, USUAL.titles);
  const { least, word, planned: plan } = RULES.article;
  return computeTextCredits(engine, "content_generation", least + words * word + (planned ? plan : 0));
}

function promptsCredits(engine: GenerationConfig, { words }: TextCost, count: number) {
  const prompt = resolvePrompt(engine, "image_prompt_extraction");
  const { least, word, picture } = RULES.pictures;
  const rules = least + words * word + count * picture;
  const tokens = prompt === null ? rules : picturesTokens({ count, gist: USUAL.gist }, prompt);
  return computeTextCredits(engine, "image_prompt_extraction", tokens);
}
