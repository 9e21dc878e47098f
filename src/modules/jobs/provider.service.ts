import { and, eq, sql } from "drizzle-orm";
import { jobItems, modelCalls } from "../../db/schema";
import { type ModelPrice, priceOf } from "../../generation/prices";
import type { Prompts } from "../../generation/prompts";
import type { PromptType } from "../../lib/prompt-types";
import {
  type Call,
  type Draft,
  GenerationError,
  illustratorFor,
  type Provider,
  type ProviderOptions,
  writerFor,
} from "../../generation/provider";
import { type Choice, choiceFrom, type Opener, settingsFrom } from "../../generation/settings";
import type { Ctx } from "../../db/context";
import { open } from "../../lib/sealed";
import { log, reasonOf } from "../../lib/log";
import { imageCredits, textCredits, type TextOperation } from "../billing/pricing";
import { modelPrices } from "../system/models.service";
import { promptRows, promptsFrom } from "../system/prompts.service";
import { providerRows } from "../system/providers.service";
import type { Item } from "./items.service";

/** What generates for an account as it has chosen, without its key: what an estimate needs. */
export type Engine = Choice & { prompts: Prompts; prices: KnownModel[] };
type KnownModel = ModelPrice & { id: number; provider: string };

/** On the account's own text model, or on the one named. */
export async function readEngine(ctx: Ctx, modelId?: number | null): Promise<Engine> {
  const [rows, defaults, own, prices] = await ctx.db.batch([
    providerRows(ctx),
    ...promptRows(ctx),
    modelPrices(ctx),
  ]);
  return onModel({ ...choiceFrom(rows), prompts: promptsFrom(defaults, own), prices }, modelId);
}

/** The same, but writing with this model; as it was where the model is not known, or no endpoint could be asked for it. */
export function onModel(engine: Engine, modelId: number | null | undefined): Engine {
  const model = engine.prices.find(({ id }) => id === modelId);
  if (!model || !engine.endpoint) return engine;
  const endpoint = model.provider === "embedded" ? null : { ...engine.endpoint, model: model.name };
  return { ...engine, endpoint };
}

/** The same, but drawing with this model; as it was where the model is not known, or no endpoint could be asked for it. */
export function onImageModel(engine: Engine, modelId: number | null | undefined): Engine {
  const model = engine.prices.find(({ id }) => id === modelId);
  if (!model || !engine.endpoint) return engine;
  return { ...engine, image_model: model.provider === "embedded" ? null : model.name };
}

/** What a language model would be asked; null where rules answer. */
export const promptFor = ({ endpoint, prompts }: Engine, type: PromptType, override?: string | null) =>
  endpoint ? (override ?? prompts[type].prompt) : null;

/** The credits of so many tokens at the account's model. */
export const textCreditsOf = ({ endpoint, prices }: Engine, operation: TextOperation, tokens: number) =>
  textCredits(operation, tokens, endpoint && priceOf(prices, endpoint.model)?.tokens_per_credit);

/** The credits of one image of the account's. */
export const imageCreditsOf = ({ image_model, images, prices }: Engine) =>
  image_model === null
    ? imageCredits.basic
    : (priceOf(prices, image_model)?.credits_per_image ?? imageCredits[images.quality]);

const openSealed: Opener = (sealed, boundTo) =>
  open(sealed, boundTo).catch(() => {
    throw new GenerationError("The account's provider key cannot be opened: save it again", "wrong_key");
  });

/** The model that the item was made for, where a run says it. */
const modelIdOf = ({ input }: Item) => (input as { model_id?: number }).model_id;

/** What writes for the item's account. Its calls are kept as they happen, whatever becomes of the item. */
export async function writerOf(
  ctx: Ctx,
  item: Item,
  override: Partial<Record<PromptType, string | null>> = {},
): Promise<Provider> {
  const engine = await readEngine(ctx, modelIdOf(item));
  const own = Object.entries(override).flatMap(([type, prompt]) =>
    prompt ? [[type, { prompt, version: 1, source: "task" as const }]] : [],
  );
  const prompts = { ...engine.prompts, ...Object.fromEntries(own) };
  return writerFor(await settingsFrom(engine, openSealed), optionsOf(ctx, item, { ...engine, prompts }));
}

/** What draws for the item's account. */
export async function illustratorOf(ctx: Ctx, item: Item): Promise<Provider> {
  const engine = onImageModel(await readEngine(ctx), modelIdOf(item));
  const settings = engine.image_model === null ? null : await settingsFrom(engine, openSealed);
  return illustratorFor(settings, optionsOf(ctx, item, engine));
}

const optionsOf = (ctx: Ctx, item: Item, { prompts, prices }: Engine): ProviderOptions => ({
  prompts,
  prices,
  report: (call) => keepCall(ctx, item, call),
  draft: draftOf(ctx, item),
});

/** Kept in the item's own row while its work goes on, and for a retry where it fails. */
const draftOf = ({ db, requestId }: Ctx, item: Item): Draft => ({
  read(key) {
    const kept = item.input.draft as { key: string; value: unknown } | undefined;
    return kept?.key === key ? kept.value : null;
  },
  async keep(key, value) {
    const draft = JSON.stringify({ key, value });
    // A consumer whose lease is over writes over nobody's progress.
    const mine = and(
      eq(jobItems.id, item.id),
      eq(jobItems.status, "running"),
      eq(jobItems.attempts, item.attempts),
    );
    const input = sql`json_set(${jobItems.input}, '$.draft', json(${draft}))`;
    await db
      .update(jobItems)
      .set({ input })
      .where(mine)
      .catch((error: unknown) =>
        log.error("draft not kept", { request_id: requestId, item_id: item.id, error: reasonOf(error) }),
      );
  },
});

/** A call that cannot be kept does not spoil the item: its work is paid for already. */
async function keepCall({ db, requestId }: Ctx, item: Item, call: Call) {
  const { account_id, site_id, job_id } = item;
  try {
    await db.insert(modelCalls).values({ account_id, site_id, job_id, item_id: item.id, ...call });
  } catch (error) {
    log.error("model call not kept", { request_id: requestId, item_id: item.id, error: reasonOf(error) });
  }
}
