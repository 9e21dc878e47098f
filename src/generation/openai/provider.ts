import type { Answer, AnswerOf, FunctionName, InputOf } from "../functions";
import { priceOf } from "../prices";
import { versionOf } from "../prompts";
import type { Provider, ProviderOptions } from "../provider";
import type { ProviderSettings } from "../settings";
import { writeLongArticle } from "./article";
import { refineClusters } from "./clustering";
import { drawImage } from "./draw";
import { requestIdeas } from "./ideas";
import { proposeImages } from "./image-prompts";
import { improveText } from "./optimization";
import { openSession, type Session } from "./session";

const answers: {
  [F in FunctionName]: (session: Session, input: InputOf<F>) => Promise<AnswerOf<F>["output"]>;
} = {
  clustering: refineClusters,
  ideas: requestIdeas,
  article: writeLongArticle,
  image_prompts: proposeImages,
  optimization: improveText,
};

/** Any endpoint that speaks OpenAI's API. Throws GenerationError or RetryLater. */
export const openai = (settings: ProviderSettings, options: ProviderOptions): Provider => ({
  name: "openai",
  note: null,
  rates: {
    tokens_per_credit: priceOf(options.prices, settings.model)?.tokens_per_credit ?? null,
    credits_per_image: priceOf(options.prices, settings.image?.model ?? "")?.credits_per_image ?? null,
  },
  promptVersion: (type) => versionOf(type, options.prompts),
  async answer(name, input) {
    const session = await openSession(settings, options);
    const output = await answers[name](session, input);
    return { output, usage: session.usage } as Answer<typeof output> as AnswerOf<typeof name>;
  },
  async draw(input) {
    const session = await openSession(settings, options);
    const drawing = await drawImage(session, input);
    return { drawing, usage: session.usage, quality: settings.image?.quality ?? "basic" };
  },
});
