import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import { atomically, isViolation, owned, pageOf, type Statement } from "../../db/queries";
import { apiKeys } from "../../db/schema";
import { newApiKey, prefixOf } from "../../lib/api-keys";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { type AuditedEvent, auditedIfChanged, inserted } from "../audit/audit.service";
import { tellDoor } from "../auth/revocation";
import { requireSite } from "../sites/sites.service";
import type { ApiKeyBody, ApiKeyQuery } from "./api-keys.schema";

const MAX_KEYS = 20;
/** How long the door refuses a revoked key: longer than any isolate remembers what D1 said of it before. */
const DOOR_MS = 5 * MINUTE_MS;

const { account_id: _, hash: __, revoked_at: ___, ...columns } = getTableColumns(apiKeys);
type Row = Omit<typeof apiKeys.$inferSelect, "account_id" | "hash" | "revoked_at">;

const live = ({ actor }: Ctx) => and(owned(actor, apiKeys), isNull(apiKeys.revoked_at));

/** The keys that are in force. */
export function listApiKeys(ctx: Ctx, q: ApiKeyQuery) {
  const where = and(live(ctx), q.site_id === undefined ? undefined : eq(apiKeys.site_id, q.site_id));
  const order = { column: apiKeys.id, direction: "asc" } as const;
  return pageOf(ctx.db, { columns, table: apiKeys, where, order }, q);
}

async function getApiKey(ctx: Ctx, id: number) {
  const [found] = await ctx.db
    .select(columns)
    .from(apiKeys)
    .where(and(live(ctx), eq(apiKeys.id, id)));
  if (!found) throw notFound("API key");
  return found;
}

/** Makes a key of a site. The key itself is told here and never again. */
export async function createApiKey(ctx: Ctx, input: ApiKeyBody) {
  await requireSite(ctx, input.site_id);
  const { key, insert } = await newKey(ctx, { ...input, integration_id: null }, hasRoom(ctx, input.site_id));
  const [created] = await atomically(ctx.db, [
    insert,
    auditedIfChanged(ctx, eventOf("created", inserted, input.site_id)),
  ]);
  if (!created![0]) throw tooMany();
  return { ...(created![0] as Row), key };
}

const hasRoom = ({ actor }: Ctx, siteId: number) =>
  sql`(select count(*) from api_keys k where k.account_id = ${actor.accountId}
    and k.site_id = ${siteId} and k.revoked_at is null) < ${MAX_KEYS}`;

const tooMany = () =>
  new ApiError("PLAN_LIMIT_REACHED", `A site has at most ${MAX_KEYS} API keys`, {
    facts: { limit: MAX_KEYS, current: MAX_KEYS },
  });

/**
 * For the batch that makes an integration, right after its insert: a key of its own, told here and never again. Where
 * the site has no room for a key the batch fails, and `keyRefusal` says why.
 */
export async function keyOfIntegration(ctx: Ctx, { site_id, name }: ApiKeyBody) {
  const named = sql`case when ${hasRoom(ctx, site_id)} then ${name} end`;
  const { key, insert } = await newKey(
    ctx,
    { site_id, integration_id: inserted, name: named },
    sql`changes() = 1`,
  );
  const statements = [insert, auditedIfChanged(ctx, eventOf("created", inserted, site_id))];
  return { statements, told: (row: unknown) => ({ ...(row as Row), key }) };
}

export const keyRefusal = (error: unknown) => (isViolation(error, "api_keys.name") ? tooMany() : null);

/** For the batch that ends an integration: its keys are refused from now on. */
export async function endKeysOf(ctx: Ctx, integrationId: number): Promise<Statement[]> {
  const keys = await ctx.db
    .select(columns)
    .from(apiKeys)
    .where(and(live(ctx), eq(apiKeys.integration_id, integrationId)));
  for (const key of keys) await closeDoor(ctx, key);
  return keys.flatMap((key) => [
    ended(ctx, key),
    auditedIfChanged(ctx, eventOf("revoked", key.id, key.site_id)),
  ]);
}

/** Puts a new key in the place of this one, which is refused from now on. */
export async function rotateApiKey(ctx: Ctx, id: number) {
  const old = await getApiKey(ctx, id);
  const { key, insert } = await newKey(ctx, old, sql`changes() = 1`);
  const [, created] = await revoke(ctx, old, [
    insert,
    auditedIfChanged(ctx, eventOf("rotated", inserted, old.site_id, { replaces: id })),
  ]);
  if (!created![0]) throw notFound("API key");
  return { ...(created![0] as Row), key };
}

export async function revokeApiKey(ctx: Ctx, id: number) {
  const key = await getApiKey(ctx, id);
  const [revoked] = await revoke(ctx, key, [auditedIfChanged(ctx, eventOf("revoked", id, key.site_id))]);
  if (!revoked![0]) throw notFound("API key");
}

/** The door first: isolates remember for a minute what D1 said of a key. */
async function revoke(ctx: Ctx, key: Row, next: Statement[]) {
  await closeDoor(ctx, key);
  return atomically(ctx.db, [ended(ctx, key), ...next]);
}

const closeDoor = ({ actor }: Ctx, { id }: Row) =>
  tellDoor(actor.accountId, (door) => door.revokeSession(`key:${id}`, Date.now() + DOOR_MS));

const ended = (ctx: Ctx, { id }: Row) =>
  ctx.db
    .update(apiKeys)
    .set({ revoked_at: isoIn() })
    .where(and(live(ctx), eq(apiKeys.id, id)))
    .returning({ id: apiKeys.id });

type KeyFields = { site_id: number; integration_id: number | null | SQL; name: string | SQL };

async function newKey(
  { actor, db }: Ctx,
  { site_id, integration_id, name }: KeyFields,
  condition: ReturnType<typeof sql>,
) {
  const key = newApiKey();
  const insert = db
    .insert(apiKeys)
    .select(
      sql`select null, ${actor.accountId}, ${site_id}, ${integration_id}, ${name}, ${prefixOf(key)}, ${await sha256(key)},
        null, null, ${actor.userId}, ${isoIn()} where ${condition}`,
    )
    .returning(columns);
  return { key, insert };
}

const eventOf = (
  verb: "created" | "rotated" | "revoked",
  object_id: AuditedEvent["object_id"],
  site_id: number,
  details: { replaces?: number } = {},
) => ({
  action: `api_key.${verb}` as const,
  object_type: "api_key",
  object_id,
  details: { site_id, ...details },
});
