import { and, eq } from "drizzle-orm";
import { atomically, nextVersion } from "../../db/queries";
import { providerSettings } from "../../db/schema";
import {
  imageChoiceOf,
  keyBinding,
  OPENAI_URL,
  type OpenAiChoice,
  openAiChoiceOf,
} from "../../generation/settings";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { refuseModelUrl } from "../../lib/public-url";
import { unseal, seal } from "../../lib/sealed";
import { auditIfChangedStatement } from "../audit/audit.service";
import type { ImageSettingsChange, OpenAiSettingsChange } from "./providers.schema";
import { isExpectedVersion, retryUntilWritten } from "./optimistic-writes";

type Row = typeof providerSettings.$inferSelect;
type Kind = Row["kind"];
const TAIL_LENGTH = 4;
/** Of a shorter key, the tail would reveal too much. */
const MIN_WITH_TAIL = 12;

const isOwnKind = ({ actor }: Ctx, kind: Kind) =>
  and(eq(providerSettings.account_id, actor.accountId), eq(providerSettings.kind, kind));

/** Selects the account's saved provider settings. */
export const selectProviderSettingsStatement = ({ actor, db }: Ctx) =>
  db.select().from(providerSettings).where(eq(providerSettings.account_id, actor.accountId));

const pickKind = (rows: Row[], kind: Kind) => rows.find((row) => row.kind === kind);

function toOpenAiSettings(rows: Row[]) {
  const row = pickKind(rows, "openai");
  return {
    ...openAiChoiceOf(rows),
    has_api_key: !!row?.sealed_key,
    api_key_tail: row?.key_tail ?? null,
    updated_at: row?.updated_at ?? null,
  };
}

export const getOpenAiSettings = async (ctx: Ctx) =>
  toOpenAiSettings(await selectProviderSettingsStatement(ctx));

/** The account's endpoint with its decrypted key, for calls only: never return it. Throws SealedError. */
export async function loadOpenAiEndpoint(ctx: Ctx) {
  const rows = await selectProviderSettingsStatement(ctx);
  const sealed = pickKind(rows, "openai")?.sealed_key;
  const api_key = sealed ? await unseal(sealed, keyBinding(ctx.actor.accountId)) : null;
  return { ...openAiChoiceOf(rows), api_key };
}

/** Updates the given fields. */
export async function saveOpenAiSettings(ctx: Ctx, { api_key, ...given }: OpenAiSettingsChange) {
  const url = given.base_url === undefined ? {} : { base_url: parseEndpointUrl(given.base_url) };
  const change = { ...given, ...url };
  const key = api_key === undefined ? {} : await sealKey(ctx, api_key);
  const fields = Object.keys({ ...change, ...(api_key !== undefined && { api_key }) });
  return retryUntilWritten(ctx, async () => {
    const rows = await selectProviderSettingsStatement(ctx);
    const row = pickKind(rows, "openai");
    if (!isExpectedVersion(ctx, row?.updated_at)) return undefined;
    requireUsableKey(row, { ...openAiChoiceOf(rows), ...change }, api_key);
    const settings = { ...row?.settings, ...change };
    const written = await writeSettings(ctx, row, { kind: "openai", settings, ...key }, fields);
    return written && toOpenAiSettings([written]);
  });
}

/** Validates the URL, and removes trailing slashes so that paths can be appended. */
export function parseEndpointUrl(text: string): string {
  const refusal = refuseModelUrl(text);
  if (refusal) throw invalid("base_url", refusal);
  const url = new URL(text);
  if (url.search || url.hash) throw invalid("base_url", "The URL must not have a query or a fragment");
  return url.href.replace(/\/+$/, "");
}

async function sealKey(ctx: Ctx, api_key: string | null) {
  if (api_key === null) return { sealed_key: null, key_tail: null };
  const key_tail = api_key.length < MIN_WITH_TAIL ? null : api_key.slice(-TAIL_LENGTH);
  return { sealed_key: await seal(api_key, keyBinding(ctx.actor.accountId)), key_tail };
}

const parseOrigin = (url: string) => new URL(url).origin;

/** Refuses to send a saved key to another origin than the one that it was saved for. */
function requireUsableKey(row: Row | undefined, next: OpenAiChoice, api_key: string | null | undefined) {
  const keepsKey = api_key === undefined && !!row?.sealed_key;
  const { base_url } = openAiChoiceOf(row ? [row] : []);
  const [from, to] = [parseOrigin(base_url), parseOrigin(next.base_url)];
  if (keepsKey && from !== to)
    throw invalid("api_key", `The saved key is bound to ${from}. Send the key for ${to}.`);
  if (next.enabled && !keepsKey && !api_key && to === parseOrigin(OPENAI_URL))
    throw invalid("api_key", "OpenAI needs a key before it can be enabled");
}

const toImageSettings = (rows: Row[]) => ({
  ...imageChoiceOf(rows),
  updated_at: pickKind(rows, "image_generation")?.updated_at ?? null,
});

export const getImageSettings = async (ctx: Ctx) =>
  toImageSettings(await selectProviderSettingsStatement(ctx));

/** Updates the given fields. Fields that were never saved keep following the deployment. */
export const saveImageSettings = (ctx: Ctx, change: ImageSettingsChange) =>
  retryUntilWritten(ctx, async () => {
    const rows = await selectProviderSettingsStatement(ctx);
    const row = pickKind(rows, "image_generation");
    if (!isExpectedVersion(ctx, row?.updated_at)) return undefined;
    const settings = { ...row?.settings, ...change };
    const written = await writeSettings(
      ctx,
      row,
      { kind: "image_generation", settings },
      Object.keys(change),
    );
    return written && toImageSettings([...rows.filter((other) => other !== row), written]);
  });

type Values = Pick<Row, "kind" | "settings"> & Partial<Pick<Row, "sealed_key" | "key_tail">>;

/** Writes the row unless it was changed since it was read; undefined if it was. */
async function writeSettings(
  ctx: Ctx,
  row: Row | undefined,
  { kind, ...values }: Values,
  fields: string[],
): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [[written] = []] = await atomically(db, [
    row
      ? db
          .update(providerSettings)
          .set({ ...values, updated_at: nextVersion(providerSettings) })
          .where(and(isOwnKind(ctx, kind), eq(providerSettings.updated_at, row.updated_at)))
          .returning()
      : db
          .insert(providerSettings)
          .values({ account_id: actor.accountId, kind, ...values })
          .onConflictDoNothing()
          .returning(),
    auditIfChangedStatement(ctx, {
      action: "provider_settings.saved",
      object_type: "provider_settings",
      object_id: kind,
      details: { fields },
    }),
  ]);
  return written as Row | undefined;
}
