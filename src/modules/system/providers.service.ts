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
import { refusalOfModelUrl } from "../../lib/public-url";
import { open, seal } from "../../lib/sealed";
import { auditedIfChanged } from "../audit/audit.service";
import type { ImageChange, OpenAiChange } from "./providers.schema";
import { isMatched, untilWritten } from "./versions";

type Row = typeof providerSettings.$inferSelect;
type Kind = Row["kind"];
const TAIL = 4;
/** A shorter key would be told by its tail. */
const MIN_WITH_TAIL = 12;

const mine = ({ actor }: Ctx, kind: Kind) =>
  and(eq(providerSettings.account_id, actor.accountId), eq(providerSettings.kind, kind));

/** What the account has saved: a statement for the batch of who needs it. */
export const providerRows = ({ actor, db }: Ctx) =>
  db.select().from(providerSettings).where(eq(providerSettings.account_id, actor.accountId));

const pick = (rows: Row[], kind: Kind) => rows.find((row) => row.kind === kind);

function shownOpenAi(rows: Row[]) {
  const row = pick(rows, "openai");
  return {
    ...openAiChoiceOf(rows),
    has_api_key: !!row?.sealed_key,
    api_key_tail: row?.key_tail ?? null,
    updated_at: row?.updated_at ?? null,
  };
}

export const getOpenAi = async (ctx: Ctx) => shownOpenAi(await providerRows(ctx));

/** The account's endpoint with its key opened: for calling it, never for showing it. Throws SealedError. */
export async function openAiOf(ctx: Ctx) {
  const rows = await providerRows(ctx);
  const sealed = pick(rows, "openai")?.sealed_key;
  const api_key = sealed ? await open(sealed, keyBinding(ctx.actor.accountId)) : null;
  return { ...openAiChoiceOf(rows), api_key };
}

/** Changes what is given and keeps the rest. */
export async function saveOpenAi(ctx: Ctx, { api_key, ...given }: OpenAiChange) {
  const url = given.base_url === undefined ? {} : { base_url: endpointUrl(given.base_url) };
  const change = { ...given, ...url };
  const key = api_key === undefined ? {} : await sealedKey(ctx, api_key);
  const fields = Object.keys({ ...change, ...(api_key !== undefined && { api_key }) });
  return untilWritten(ctx, async () => {
    const rows = await providerRows(ctx);
    const row = pick(rows, "openai");
    if (!isMatched(ctx, row?.updated_at)) return undefined;
    requireKey(row, { ...openAiChoiceOf(rows), ...change }, api_key);
    const settings = { ...row?.settings, ...change };
    const written = await writeSettings(ctx, "openai", row, { settings, ...key }, fields);
    return written && shownOpenAi([written]);
  });
}

/** The address without the slash at its end, so that paths can be added. */
export function endpointUrl(text: string): string {
  const refusal = refusalOfModelUrl(text);
  if (refusal) throw invalid("base_url", refusal);
  const url = new URL(text);
  if (url.search || url.hash) throw invalid("base_url", "No query and no fragment in the URL");
  return url.href.replace(/\/+$/, "");
}

async function sealedKey(ctx: Ctx, api_key: string | null) {
  if (api_key === null) return { sealed_key: null, key_tail: null };
  const key_tail = api_key.length < MIN_WITH_TAIL ? null : api_key.slice(-TAIL);
  return { sealed_key: await seal(api_key, keyBinding(ctx.actor.accountId)), key_tail };
}

const originOf = (url: string) => new URL(url).origin;

/** A key that nobody may read goes to no host but the one that it was saved for. */
function requireKey(row: Row | undefined, next: OpenAiChoice, api_key: string | null | undefined) {
  const keeps = api_key === undefined && !!row?.sealed_key;
  const { base_url } = openAiChoiceOf(row ? [row] : []);
  const [from, to] = [originOf(base_url), originOf(next.base_url)];
  if (keeps && from !== to) throw invalid("api_key", `The saved key is for ${from}: give the key for ${to}`);
  if (next.enabled && !keeps && !api_key && to === originOf(OPENAI_URL))
    throw invalid("api_key", "OpenAI needs a key before it can be enabled");
}

const shownImage = (rows: Row[]) => ({
  ...imageChoiceOf(rows),
  updated_at: pick(rows, "image_generation")?.updated_at ?? null,
});

/** How the account wants its images. */
export const getImageSettings = async (ctx: Ctx) => shownImage(await providerRows(ctx));

/** Changes what is given; what was never given goes on following the deployment. */
export const saveImageSettings = (ctx: Ctx, change: ImageChange) =>
  untilWritten(ctx, async () => {
    const rows = await providerRows(ctx);
    const row = pick(rows, "image_generation");
    if (!isMatched(ctx, row?.updated_at)) return undefined;
    const settings = { ...row?.settings, ...change };
    const written = await writeSettings(ctx, "image_generation", row, { settings }, Object.keys(change));
    return written && shownImage([...rows.filter((other) => other !== row), written]);
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
