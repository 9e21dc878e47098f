import { and, eq, sql } from "drizzle-orm";
import { jobItems, modelCalls } from "../../db/schema";
import { type ModelPrice, priceOf } from "../../generation/prices";
import type { Prompts } from "../../generation/prompts";
import type { PromptType } from "../../lib/prompt-types";
import {
  type Call,
  type DraftStore,
  GenerationError,
  illustratorFor,
  type Provider,
  type ProviderOptions,
  writerFor,
} from "../../generation/provider";
import { type ProviderChoice, choiceFrom, type Opener, settingsFrom } from "../../generation/settings";
import type { Ctx } from "../../db/context";
import { unseal } from "../../lib/sealed";
import { log, errorMessage } from "../../lib/log";
import { creditsPerImage, computeTokenCredits, type TextOperation } from "../billing/pricing";
import { selectModelPricesStatement } from "../system/models.service";
import { selectPromptsStatements, toPrompts } from "../system/prompts.service";
import { selectProviderSettingsStatement } from "../system/providers.service";
import type { Item } from "./items.service";

/** An account's choice of provider, models, prompts and prices, without its API key. */
export type GenerationConfig = ProviderChoice & { prompts: Prompts; prices: PricedModel[] };
type PricedModel = ModelPrice & { id: number; provider: string };

/** Loads the configuration with the given text model, or else with the account's own. */
export async function loadGenerationConfig(ctx: Ctx, modelId?: number | null): Promise<GenerationConfig> {
  const [rows, defaults, own, prices] = await ctx.db.batch([
    selectProviderSettingsStatement(ctx),
    ...selectPromptsStatements(ctx),
    selectModelPricesStatement(ctx),
  ]);
  return withTextModel({ ...choiceFrom(rows), prompts: toPrompts(defaults, own), prices }, modelId);
}

/** Replaces the text model. Unchanged if the model is unknown or there is no endpoint. */
export function withTextModel(
  config: GenerationConfig,
  modelId: number | null | undefined,
): GenerationConfig {
  const model = config.prices.find(({ id }) => id === modelId);
  if (!model || !config.endpoint) return config;
  const endpoint = model.provider === "embedded" ? null : { ...config.endpoint, model: model.name };
  return { ...config, endpoint };
}

/** Replaces the image model. Unchanged if the model is unknown or there is no endpoint. */
export function withImageModel(
  config: GenerationConfig,
  modelId: number | null | undefined,
): GenerationConfig {
  const model = config.prices.find(({ id }) => id === modelId);
  if (!model || !config.endpoint) return config;
  return { ...config, image_model: model.provider === "embedded" ? null : model.name };
}

/** The prompt text for a language model; null for the embedded provider. */
export const resolvePrompt = (
  { endpoint, prompts }: GenerationConfig,
  type: PromptType,
  override?: string | null,
) => (endpoint ? (override ?? prompts[type].prompt) : null);

/** The credits for a number of tokens at the rate of the account's model. */
export const computeTextCredits = (
  { endpoint, prices }: GenerationConfig,
  operation: TextOperation,
  tokens: number,
) => computeTokenCredits(operation, tokens, endpoint && priceOf(prices, endpoint.model)?.tokens_per_credit);

/** The credits for one image by the configured model. */
export const computeImageCredits = ({ image_model, images, prices }: GenerationConfig) =>
  image_model === null
    ? creditsPerImage.basic
    : (priceOf(prices, image_model)?.credits_per_image ?? creditsPerImage[images.quality]);

const openProviderKey: Opener = (sealed, boundTo) =>
  unseal(sealed, boundTo).catch(() => {
    throw new GenerationError("The account's provider key cannot be decrypted. Save it again.", "wrong_key");
  });

/** The model that an automation run chose for the item, if any. */
const extractModelId = ({ input }: Item) => (input as { model_id?: number }).model_id;

/** The text provider for an item. Each of its calls is recorded, even if the item fails later. */
export async function loadTextProvider(
  ctx: Ctx,
  item: Item,
  override: Partial<Record<PromptType, string | null>> = {},
): Promise<Provider> {
  const config = await loadGenerationConfig(ctx, extractModelId(item));
  const own = Object.entries(override).flatMap(([type, prompt]) =>
    prompt ? [[type, { prompt, version: 1, source: "task" as const }]] : [],
  );
  const prompts = { ...config.prompts, ...Object.fromEntries(own) };
  return writerFor(
    await settingsFrom(config, openProviderKey),
    buildProviderOptions(ctx, item, { ...config, prompts }),
  );
}

/** The image provider for an item. */
export async function loadImageProvider(ctx: Ctx, item: Item): Promise<Provider> {
  const config = withImageModel(await loadGenerationConfig(ctx), extractModelId(item));
  const settings = config.image_model === null ? null : await settingsFrom(config, openProviderKey);
  return illustratorFor(settings, buildProviderOptions(ctx, item, config));
}

const buildProviderOptions = (
  ctx: Ctx,
  item: Item,
  { prompts, prices }: GenerationConfig,
): ProviderOptions => ({
  prompts,
  prices,
  report: (call) => recordModelCall(ctx, item, call),
  draft: buildDraftStore(ctx, item),
});

/** Stores the draft in the item's own row, from which a retry continues. */
const buildDraftStore = ({ db, requestId }: Ctx, item: Item): DraftStore => ({
  read(key) {
    const stored = item.input.draft as { key: string; value: unknown } | undefined;
    return stored?.key === key ? stored.value : null;
  },
  async keep(key, value) {
    const draft = JSON.stringify({ key, value });
    // Prevents a consumer with an expired lease from overwriting the draft of the next one.
    const isHeld = and(
      eq(jobItems.id, item.id),
      eq(jobItems.status, "running"),
      eq(jobItems.attempts, item.attempts),
    );
    const input = sql`json_set(${jobItems.input}, '$.draft', json(${draft}))`;
    await db
      .update(jobItems)
      .set({ input })
      .where(isHeld)
      .catch((error: unknown) =>
        log.error("draft not stored", {
          request_id: requestId,
          item_id: item.id,
          error: errorMessage(error),
        }),
      );
  },
});

/** Never throws: the provider has already been paid, so a failed insert must not fail the item. */
async function recordModelCall({ db, requestId }: Ctx, item: Item, call: Call) {
  const { account_id, site_id, job_id } = item;
  try {
    await db.insert(modelCalls).values({ account_id, site_id, job_id, item_id: item.id, ...call });
  } catch (error) {
    log.error("model call not recorded", {
      request_id: requestId,
      item_id: item.id,
      error: errorMessage(error),
    });
  }
}
