import { and, eq } from "drizzle-orm";
import { atomically, nextVersion } from "../../db/queries";
import { providerSettings } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { invalid } from "../../lib/errors";
import { open, seal } from "../../lib/sealed";
import { auditedIfChanged } from "../audit/audit.service";
import {
  type ImageChange,
  type ImageChoice,
  imageDefaults,
  OPENAI_URL,
  type OpenAiChange,
  openAiDefaults,
} from "./providers.schema";
import { requirePublicUrl } from "./public-url";
import { isMatched, untilWritten } from "./versions";

type Row = typeof providerSettings.$inferSelect;
type Kind = Row["kind"];
const TAIL = 4;
/** A shorter key would be told by its tail. */
const MIN_WITH_TAIL = 12;

const mine = ({ actor }: Ctx, kind: Kind) =>
  and(eq(providerSettings.account_id, actor.accountId), eq(providerSettings.kind, kind));
const boundTo = ({ actor }: Ctx) => `provider_settings:${actor.accountId}:openai`;

async function findSettings(ctx: Ctx, kind: Kind): Promise<Row | undefined> {
  const [row] = await ctx.db.select().from(providerSettings).where(mine(ctx, kind));
  return row;
}

const choiceOf = (row: Row | undefined): typeof openAiDefaults => ({ ...openAiDefaults, ...row?.settings });

const shownOpenAi = (row: Row | undefined) => ({
  ...choiceOf(row),
  has_api_key: !!row?.sealed_key,
  api_key_tail: row?.key_tail ?? null,
  updated_at: row?.updated_at ?? null,
});

export const getOpenAi = async (ctx: Ctx) => shownOpenAi(await findSettings(ctx, "openai"));

/** The account's endpoint with its key opened: for calling it, never for showing it. Throws SealedError. */
export async function openAiOf(ctx: Ctx) {
  const row = await findSettings(ctx, "openai");
  const api_key = row?.sealed_key ? await open(row.sealed_key, boundTo(ctx)) : null;
  return { ...choiceOf(row), api_key };
}

/** Changes what is given and keeps the rest. */
export async function saveOpenAi(ctx: Ctx, { api_key, ...given }: OpenAiChange) {
  const url = given.base_url === undefined ? {} : { base_url: endpointUrl(given.base_url) };
  const change = { ...given, ...url };
  const key = api_key === undefined ? {} : await sealedKey(ctx, api_key);
  const fields = Object.keys({ ...change, ...(api_key !== undefined && { api_key }) });
  return untilWritten(ctx, async () => {
    const row = await findSettings(ctx, "openai");
    if (!isMatched(ctx, row?.updated_at)) return undefined;
    const settings = { ...choiceOf(row), ...change };
    requireKey(row, settings, api_key);
    const written = await writeSettings(ctx, "openai", row, { settings, ...key }, fields);
    return written && shownOpenAi(written);
  });
}

/** The address without the slash at its end, so that paths can be added. */
export function endpointUrl(text: string): string {
  const url = requirePublicUrl(text, { field: "base_url" });
  if (url.search || url.hash) throw invalid("base_url", "No query and no fragment in the URL");
  return url.href.replace(/\/+$/, "");
}

async function sealedKey(ctx: Ctx, api_key: string | null) {
  if (api_key === null) return { sealed_key: null, key_tail: null };
  const key_tail = api_key.length < MIN_WITH_TAIL ? null : api_key.slice(-TAIL);
  return { sealed_key: await seal(api_key, boundTo(ctx)), key_tail };
}

const originOf = (url: string) => new URL(url).origin;

/** A key that nobody may read goes to no host but the one that it was saved for. */
function requireKey(row: Row | undefined, next: typeof openAiDefaults, api_key: string | null | undefined) {
  const keeps = api_key === undefined && !!row?.sealed_key;
  const [from, to] = [originOf(choiceOf(row).base_url), originOf(next.base_url)];
  if (keeps && from !== to) throw invalid("api_key", `The saved key is for ${from}: give the key for ${to}`);
  if (next.enabled && !keeps && !api_key && to === originOf(OPENAI_URL))
    throw invalid("api_key", "OpenAI needs a key before it can be enabled");
}

const imageOf = (row: Row | undefined): ImageChoice => ({ ...imageDefaults, ...row?.settings });
const shownImage = (row: Row | undefined) => ({ ...imageOf(row), updated_at: row?.updated_at ?? null });

/** How the account wants its images. */
export const getImageSettings = async (ctx: Ctx) => shownImage(await findSettings(ctx, "image_generation"));

/** Changes what is given and keeps the rest. */
export const saveImageSettings = (ctx: Ctx, change: ImageChange) =>
  untilWritten(ctx, async () => {
    const row = await findSettings(ctx, "image_generation");
    if (!isMatched(ctx, row?.updated_at)) return undefined;
    const settings = { ...imageOf(row), ...change };
    const written = await writeSettings(ctx, "image_generation", row, { settings }, Object.keys(change));
    return written && shownImage(written);
  });

type Values = Pick<Row, "settings"> & Partial<Pick<Row, "sealed_key" | "key_tail">>;

/** Writes over the row as it was read; undefined where it is no longer that. */
async function writeSettings(
  ctx: Ctx,
  kind: Kind,
  row: Row | undefined,
  values: Values,
  fields: string[],
): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [written] = await atomically(db, [
    row
      ? db
          .update(providerSettings)
          .set({ ...values, updated_at: nextVersion(providerSettings) })
          .where(and(mine(ctx, kind), eq(providerSettings.updated_at, row.updated_at)))
          .returning()
      : db
          .insert(providerSettings)
          .values({ account_id: actor.accountId, kind, ...values })
          .onConflictDoNothing()
          .returning(),
    auditedIfChanged(ctx, {
      action: "provider_settings.saved",
      object_type: "provider_settings",
      object_id: kind,
      details: { fields },
    }),
  ]);
  return written![0] as Row | undefined;
}
