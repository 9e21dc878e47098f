import { estimateTokens } from "./tokens";

/**
 * Tokens of a piece of work, an upper bound in nearly all cases: the basis of reservations. `prompt` is the prompt of
 * a language model; null for the embedded provider, which counts its input and output once.
 */
type Prompt = string | null;

/** Text of every call besides prompt and data: the rule on data, the step, the schema. */
const TOKENS_A_CALL = 320;
const TOKENS_A_TITLE = 25;
const requestTokens = (prompt: string) => estimateTokens(prompt) + TOKENS_A_CALL;

/** Overhead of a keyword in the embedded provider's input and, with its evidence, in its output. */
const OVERHEAD_CHARACTERS = 140;
/** Keywords per call of the openai provider, and calls per item. */
const KEYWORDS_A_CALL = 300;
const CLUSTERING_CALLS = 8;
/** A keyword with its id in the request, its share of a cluster there, and its id and share in the answer. */
const TOKENS_A_KEYWORD = 30;
const TOKENS_A_CLUSTER_NAME = 15;

type Keywords = { count: number; characters: number; clusters: number };
export function clusteringTokens({ count, characters, clusters }: Keywords, prompt: Prompt) {
  if (prompt === null) return (2 * characters + OVERHEAD_CHARACTERS * count) / 4;
  const asked = Math.min(count, KEYWORDS_A_CALL * CLUSTERING_CALLS);
  const calls = Math.min(CLUSTERING_CALLS, Math.ceil((1.5 * asked) / KEYWORDS_A_CALL));
  const words = (asked * TOKENS_A_KEYWORD + (characters * asked) / count / 3) | 0;
  return calls * (requestTokens(prompt) + clusters * TOKENS_A_CLUSTER_NAME) + words;
}

const RULES_OF_IDEAS = { request: 600, idea: 220 };
const MODEL_OF_IDEAS = { cluster: 900, idea: 350 };
export const ideasTokens = ({ count, titles }: { count: number; titles: number }, prompt: Prompt) =>
  prompt === null
    ? RULES_OF_IDEAS.request + count * RULES_OF_IDEAS.idea
    : requestTokens(prompt) + MODEL_OF_IDEAS.cluster + titles * TOKENS_A_TITLE + count * MODEL_OF_IDEAS.idea;

const RULES_OF_ARTICLES = { request: 900, word: 2.1 };
const MODEL_OF_ARTICLES = {
  word: 1.8,
  /** A section in the outline, its heading in the requests of the others, and its summary in those after it. */
  plan: 90,
  heading: 12,
  summary: 70,
  meta: 350,
  /** Share of sections that are written a second time for their length. */
  again: 1 / 2,
};
const PARTS = { least: 4, most: 16, besides: 3, words: 40, usual: 150 };

type Article = { words: number; headings: number; brief: string; titles: number };
/** `brief`: what each step is given of the task. `titles`: number of the site's titles given. */
export function articleTokens({ words, headings, brief, titles }: Article, prompt: Prompt) {
  if (prompt === null) return RULES_OF_ARTICLES.request + words * RULES_OF_ARTICLES.word;
  const { word, plan, heading, summary, meta, again } = MODEL_OF_ARTICLES;
  const planned = (headings || Math.ceil(words / PARTS.usual)) + PARTS.besides;
  const room = Math.max(2, Math.floor(words / PARTS.words));
  const parts = Math.min(Math.max(planned, PARTS.least), PARTS.most, room);
  const call = requestTokens(prompt) + estimateTokens(brief);
  const outline = call + titles * TOKENS_A_TITLE + parts * plan;
  const said = (parts * (parts - 1) * summary) / 2;
  const written = parts * (call + parts * heading + summary) + said + words * word;
  const corrected = again * (written + words * word);
  return outline + written + corrected + call + parts * summary + meta;
}

const RULES_OF_PICTURES = { request: 200, picture: 160 };
const MODEL_OF_PICTURES = { picture: 200 };
/** `gist`: the part of the article that is read. */
export const picturesTokens = ({ count, gist }: { count: number; gist: string }, prompt: Prompt) =>
  prompt === null
    ? RULES_OF_PICTURES.request + gist.length / 4 + count * RULES_OF_PICTURES.picture
    : requestTokens(prompt) + estimateTokens(gist) + count * MODEL_OF_PICTURES.picture;

/** The meta fields besides the article, and the findings of the analysis. */
const RULES_OF_OPTIMIZING = { beside: 200 };
const MODEL_OF_OPTIMIZING = { beside: 1200, longer: 1.15 };
/** `article`: tokens of its HTML, which is read and written once. */
export const optimizationTokens = (article: number, prompt: Prompt) =>
  prompt === null
    ? RULES_OF_OPTIMIZING.beside + 2 * article
    : requestTokens(prompt) + MODEL_OF_OPTIMIZING.beside + (1 + MODEL_OF_OPTIMIZING.longer) * article;
