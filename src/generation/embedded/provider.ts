import { clusterKeywords } from "../../text/clustering/clustering";
import { GenerationError } from "../errors";
import type { Answer, AnswerOf, FunctionName, InputOf } from "../functions";
import type { Provider } from "../provider";
import { estimateTokens } from "../tokens";
import { writeArticle } from "./article";
import { proposeIdeas } from "./ideas";
import { imagePrompts } from "./image-prompts";
import { drawPicture } from "./picture";

const MODEL = "igny8-embedded-1";
/** Raised when the rules change what they write. */
const RULES = "rules@1";
const NOTE = "Written by rules, without a language model: a draft to be checked and completed by a person.";

const answers: { [F in FunctionName]: (input: InputOf<F>) => AnswerOf<F>["output"] } = {
  clustering: clusterKeywords,
  ideas: proposeIdeas,
  article: writeArticle,
  image_prompts: imagePrompts,
  optimization() {
    throw new GenerationError("Rewriting a text needs a language model, and none is configured");
  },
};

/** Deterministic, offline and free to run: what serves where no model is configured. */
export const embedded: Provider = {
  name: "embedded",
  note: NOTE,
  rates: { tokens_per_credit: null, credits_per_image: null },
  promptVersion: () => RULES,
  async answer(name, input) {
    const output = answers[name](input);
    return { output, usage: usageOf(input, output) } as Answer<typeof output> as AnswerOf<typeof name>;
  },
  async draw(input) {
    const drawing = await drawPicture(input);
    return { drawing, usage: usageOf("", ""), quality: "basic" };
  },
};

/** Counts the subject, not the context of the site that only keeps answers from repeating it. */
const subjectOf = (key: string, value: unknown) => (/^(taken_|existing)/.test(key) ? undefined : value);

const usageOf = (input: unknown, output: unknown) => ({
  model: MODEL,
  tokens_in: estimateTokens(JSON.stringify(input, subjectOf)),
  tokens_out: estimateTokens(JSON.stringify(output)),
  cost_usd: 0,
});
