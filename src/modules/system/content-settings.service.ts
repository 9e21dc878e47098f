import { and, eq } from "drizzle-orm";
import { atomically, nextVersion } from "../../db/queries";
import { contentSettings } from "../../db/schema";
import { contentSettingsKeys } from "../../db/schema/settings";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { auditedIfChanged } from "../audit/audit.service";
import {
  type ContentSettingsChange,
  type ContentSettingsKey,
  contentDefaults,
} from "./content-settings.schema";
import { isMatched, untilWritten } from "./versions";

type Row = typeof contentSettings.$inferSelect;
type Saved = Pick<Row, "key" | "settings">;

/** The rows that `contentSettingsFrom` reads: a statement for the batch of who needs them. */
export const contentSettingsRows = ({ actor, db }: Ctx) =>
  db
    .select({ key: contentSettings.key, settings: contentSettings.settings })
    .from(contentSettings)
    .where(eq(contentSettings.account_id, actor.accountId));

/** The account's settings by key: what it saved, over the defaults. */
export const contentSettingsFrom = (rows: Saved[]): typeof contentDefaults => ({
  content_generation: over(contentDefaults.content_generation, savedIn(rows, "content_generation")),
  publishing: over(contentDefaults.publishing, savedIn(rows, "publishing")),
});

export const contentSettingsOf = async (ctx: Ctx) => contentSettingsFrom(await contentSettingsRows(ctx));

const savedIn = (rows: Saved[], key: ContentSettingsKey) =>
  rows.find((row) => row.key === key)?.settings ?? {};

/** Fields that are no longer settings are left behind. */
const over = <T extends object>(defaults: T, saved: Record<string, unknown>): T => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(saved).filter(([name]) => name in defaults)),
});

export async function getContentSettings(ctx: Ctx, name: string) {
  const key = keyNamed(name);
  return shown(key, await findRow(ctx, key));
}

/** Changes what is given and keeps the rest. */
export async function saveContentSettings(ctx: Ctx, name: string, change: ContentSettingsChange) {
  const key = keyNamed(name);
  requireFieldsOf(key, change);
  return untilWritten(ctx, async () => {
    const row = await findRow(ctx, key);
    if (!isMatched(ctx, row?.updated_at)) return undefined;
    const settings = { ...row?.settings, ...change };
    const written = await write(ctx, key, row, settings, Object.keys(change));
    return written && shown(key, written);
  });
}

const shown = (key: ContentSettingsKey, row: Row | undefined) => ({
  ...contentSettingsFrom(row ? [row] : [])[key],
  updated_at: row?.updated_at ?? null,
});

function keyNamed(name: string): ContentSettingsKey {
  const key = contentSettingsKeys.find((known) => known === name);
  if (!key) throw notFound("Settings key");
  return key;
}

/** One body serves both keys: the other's fields are as unknown as any. */
function requireFieldsOf(key: ContentSettingsKey, change: ContentSettingsChange) {
  const foreign = Object.keys(change).filter((name) => !(name in contentDefaults[key]));
  if (!foreign.length) return;
  const errors = Object.fromEntries(foreign.map((name) => [name, ["Unknown field"]]));
  throw new ApiError("VALIDATION_ERROR", undefined, { errors });
}

const mine = ({ actor }: Ctx, key: ContentSettingsKey) =>
  and(eq(contentSettings.account_id, actor.accountId), eq(contentSettings.key, key));

async function findRow(ctx: Ctx, key: ContentSettingsKey): Promise<Row | undefined> {
  const [row] = await ctx.db.select().from(contentSettings).where(mine(ctx, key));
  return row;
}

/** Writes over the row as it was read; undefined where it is no longer that. */
async function write(
  ctx: Ctx,
  key: ContentSettingsKey,
  row: Row | undefined,
  settings: Row["settings"],
  fields: string[],
): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [written] = await atomically(db, [
    row
      ? db
          .update(contentSettings)
          .set({ settings, updated_at: nextVersion(contentSettings) })
          .where(and(mine(ctx, key), eq(contentSettings.updated_at, row.updated_at)))
          .returning()
      : db
          .insert(contentSettings)
          .values({ account_id: actor.accountId, key, settings })
          .onConflictDoNothing()
          .returning(),
    auditedIfChanged(ctx, {
      action: "content_settings.saved",
      object_type: "content_settings",
      object_id: key,
      details: { fields },
    }),
  ]);
  return written![0] as Row | undefined;
}
