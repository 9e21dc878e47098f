import { eq } from "drizzle-orm";
import { modelCalls, providerSettings } from "../../db/schema";
import {
  type Call,
  GenerationError,
  illustratorFor,
  type Provider,
  type ProviderOptions,
  providerFor,
} from "../../generation/provider";
import {
  imageQualityFrom,
  type Opener,
  type ProviderSettings,
  settingsFrom,
} from "../../generation/settings";
import type { Ctx } from "../../lib/context";
import { open } from "../../lib/sealed";
import { log, reasonOf } from "../../lib/log";
import type { Item } from "./items.service";

const openSealed: Opener = (sealed, boundTo) =>
  open(sealed, boundTo).catch(() => {
    throw new GenerationError("The account's provider key cannot be opened: save it again", "wrong_key");
  });

const readRows = ({ actor, db }: Ctx) =>
  db.select().from(providerSettings).where(eq(providerSettings.account_id, actor.accountId));

/** The account's own provider; null where it has no key. */
export const readProviderSettings = async (
  ctx: Ctx,
  use: "text" | "images" = "text",
): Promise<ProviderSettings | null> => settingsFrom(await readRows(ctx), openSealed, use);

/** What writes for the item's account. Its calls are kept as they happen, whatever becomes of the item. */
export const writerOf = async (ctx: Ctx, item: Item): Promise<Provider> =>
  providerFor(await readProviderSettings(ctx), optionsOf(ctx, item));

/** What draws for the item's account. */
export const illustratorOf = async (ctx: Ctx, item: Item): Promise<Provider> =>
  illustratorFor(await readProviderSettings(ctx, "images"), optionsOf(ctx, item));

/** The quality in which the account's pictures are drawn, by which they are charged. */
export const imageQualityOf = async (ctx: Ctx) => imageQualityFrom(await readRows(ctx));

const optionsOf = (ctx: Ctx, item: Item): ProviderOptions => ({
  report: (call) => keepCall(ctx, item, call),
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
