import { and, eq } from "drizzle-orm";
import { atomically, nextVersion } from "../../db/queries";
import { contentSettings } from "../../db/schema";
import { contentSettingsKeys } from "../../db/schema/settings";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { auditIfChangedStatement } from "../audit/audit.service";
import {
  type ContentSettingsChange,
  type ContentSettingsKey,
  contentDefaults,
} from "./content-settings.schema";
import { isExpectedVersion, retryUntilWritten } from "./optimistic-writes";

type Row = typeof contentSettings.$inferSelect;
type Saved = Pick<Row, "key" | "settings">;

/** Selects the rows for `toContentSettings`. */
export const selectContentSettingsStatement = ({ actor, db }: Ctx) =>
  db
    .select({ key: contentSettings.key, settings: contentSettings.settings })
    .from(contentSettings)
    .where(eq(contentSettings.account_id, actor.accountId));

/** The account's settings by key: the saved fields over the defaults. */
export const toContentSettings = (rows: Saved[]): typeof contentDefaults => ({
  content_generation: mergeKnown(contentDefaults.content_generation, pickSaved(rows, "content_generation")),
  publishing: mergeKnown(contentDefaults.publishing, pickSaved(rows, "publishing")),
});

const pickSaved = (rows: Saved[], key: ContentSettingsKey) =>
  rows.find((row) => row.key === key)?.settings ?? {};

/** Ignores saved fields that are no longer settings. */
const mergeKnown = <T extends object>(defaults: T, saved: Record<string, unknown>): T => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(saved).filter(([name]) => name in defaults)),
});

export async function getContentSettings(ctx: Ctx, name: string) {
  const key = parseKey(name);
  return toReply(key, await findSettings(ctx, key));
}

/** Updates the given fields. */
export async function saveContentSettings(ctx: Ctx, name: string, change: ContentSettingsChange) {
  const key = parseKey(name);
  requireKnownFields(key, change);
  return retryUntilWritten(ctx, async () => {
    const row = await findSettings(ctx, key);
    if (!isExpectedVersion(ctx, row?.updated_at)) return undefined;
    const settings = { ...row?.settings, ...change };
    const written = await writeSettings(ctx, row, { key, settings, fields: Object.keys(change) });
    return written && toReply(key, written);
  });
}

const toReply = (key: ContentSettingsKey, row: Row | undefined) => ({
  ...toContentSettings(row ? [row] : [])[key],
  updated_at: row?.updated_at ?? null,
});

function parseKey(name: string): ContentSettingsKey {
  const key = contentSettingsKeys.find((known) => known === name);
  if (!key) throw notFound("Settings key");
  return key;
}

/** Both keys share one body schema, so fields of the other key are refused here. */
function requireKnownFields(key: ContentSettingsKey, change: ContentSettingsChange) {
  const foreign = Object.keys(change).filter((name) => !(name in contentDefaults[key]));
  if (!foreign.length) return;
  const errors = Object.fromEntries(foreign.map((name) => [name, ["Unknown field"]]));
  throw new ApiError("VALIDATION_ERROR", undefined, { errors });
}

const isOwnKey = ({ actor }: Ctx, key: ContentSettingsKey) =>
  and(eq(contentSettings.account_id, actor.accountId), eq(contentSettings.key, key));

async function findSettings(ctx: Ctx, key: ContentSettingsKey): Promise<Row | undefined> {
  const [row] = await ctx.db.select().from(contentSettings).where(isOwnKey(ctx, key));
  return row;
}

/** Writes the row unless it was changed since it was read; undefined if it was. */
async function writeSettings(
  ctx: Ctx,
  row: Row | undefined,
  { key, settings, fields }: Saved & { fields: string[] },
): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [[written] = []] = await atomically(db, [
    row
      ? db
          .update(contentSettings)
          .set({ settings, updated_at: nextVersion(contentSettings) })
          .where(and(isOwnKey(ctx, key), eq(contentSettings.updated_at, row.updated_at)))
          .returning()
      : db
          .insert(contentSettings)
          .values({ account_id: actor.accountId, key, settings })
          .onConflictDoNothing()
          .returning(),
    auditIfChangedStatement(ctx, {
      action: "content_settings.saved",
      object_type: "content_settings",
      object_id: key,
      details: { fields },
    }),
  ]);
  return written as Row | undefined;
}
