import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import { atomically, isViolation, owned, pageOf, type Statement } from "../../db/queries";
import { apiKeys } from "../../db/schema";
import { newApiKey, apiKeyPrefix } from "../../lib/api-keys";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { type AuditedEvent, auditIfChangedStatement, lastInsertedId } from "../audit/audit.service";
import { updateRateLimiter } from "../auth/session-revocation";
import { requireSite } from "../sites/sites.service";
import type { ApiKeyBody, ApiKeyQuery } from "./api-keys.schema";

const MAX_KEYS = 20;
/** How long the rate limiter blocks a revoked key: longer than isolates cache the key. */
const BLOCK_MS = 5 * MINUTE_MS;

const { account_id: _, hash: __, revoked_at: ___, ...columns } = getTableColumns(apiKeys);
type Row = Omit<typeof apiKeys.$inferSelect, "account_id" | "hash" | "revoked_at">;

const isActiveKey = ({ actor }: Ctx) => and(owned(actor, apiKeys), isNull(apiKeys.revoked_at));

/** The keys that are not revoked. */
export function listApiKeys(ctx: Ctx, q: ApiKeyQuery) {
  const where = and(isActiveKey(ctx), q.site_id === undefined ? undefined : eq(apiKeys.site_id, q.site_id));
  const order = { column: apiKeys.id, direction: "asc" } as const;
  return pageOf(ctx.db, { columns, table: apiKeys, where, order }, q);
}

async function getApiKey(ctx: Ctx, id: number) {
  const [found] = await ctx.db
    .select(columns)
    .from(apiKeys)
    .where(and(isActiveKey(ctx), eq(apiKeys.id, id)));
  if (!found) throw notFound("API key");
  return found;
}

/** Creates a key for a site. The key itself is returned only here. */
export async function createApiKey(ctx: Ctx, input: ApiKeyBody) {
  await requireSite(ctx, input.site_id);
  const { key, insert } = await prepareKey(
    ctx,
    { ...input, integration_id: null },
    hasKeyCapacity(ctx, input.site_id),
  );
  const [[created] = []] = await atomically(ctx.db, [
    insert,
    auditIfChangedStatement(ctx, buildKeyEvent("created", lastInsertedId, input.site_id)),
  ]);
  if (!created) throw buildTooManyKeysError();
  return { ...(created as Row), key };
}

const hasKeyCapacity = ({ actor }: Ctx, siteId: number) =>
  sql`(select count(*) from api_keys k where k.account_id = ${actor.accountId}
    and k.site_id = ${siteId} and k.revoked_at is null) < ${MAX_KEYS}`;

const buildTooManyKeysError = () =>
  new ApiError("PLAN_LIMIT_REACHED", `A site has at most ${MAX_KEYS} API keys`, {
    facts: { limit: MAX_KEYS, current: MAX_KEYS },
  });

/**
 * Prepares a key for a new integration. The statements directly follow the insert of the integration. If the site has
 * the maximum of keys, the batch fails with an error for `toKeyError`.
 */
export async function prepareIntegrationKey(ctx: Ctx, { site_id, name }: ApiKeyBody) {
  const nameOrNull = sql`case when ${hasKeyCapacity(ctx, site_id)} then ${name} end`;
  const { key, insert } = await prepareKey(
    ctx,
    { site_id, integration_id: lastInsertedId, name: nameOrNull },
    sql`changes() = 1`,
  );
  const statements = [
    insert,
    auditIfChangedStatement(ctx, buildKeyEvent("created", lastInsertedId, site_id)),
  ];
  return { statements, toReply: (row: unknown) => ({ ...(row as Row), key }) };
}

export const toKeyError = (error: unknown) =>
  isViolation(error, "api_keys.name") ? buildTooManyKeysError() : null;

/** Blocks the integration's keys at the rate limiter, and returns the statements that revoke them. */
export async function prepareKeyRevocations(ctx: Ctx, integrationId: number): Promise<Statement[]> {
  const keys = await ctx.db
    .select(columns)
    .from(apiKeys)
    .where(and(isActiveKey(ctx), eq(apiKeys.integration_id, integrationId)));
  for (const key of keys) await blockKey(ctx, key);
  return keys.flatMap((key) => [
    revokeKeyStatement(ctx, key),
    auditIfChangedStatement(ctx, buildKeyEvent("revoked", key.id, key.site_id)),
  ]);
}

/** Replaces a key with a new one, and revokes it. */
export async function rotateApiKey(ctx: Ctx, id: number) {
  const old = await getApiKey(ctx, id);
  const { key, insert } = await prepareKey(ctx, old, sql`changes() = 1`);
  const [, [created] = []] = await blockAndRevoke(ctx, old, [
    insert,
    auditIfChangedStatement(ctx, buildKeyEvent("rotated", lastInsertedId, old.site_id, { replaces: id })),
  ]);
  if (!created) throw notFound("API key");
  return { ...(created as Row), key };
}

export async function revokeApiKey(ctx: Ctx, id: number) {
  const key = await getApiKey(ctx, id);
  const [revoked = []] = await blockAndRevoke(ctx, key, [
    auditIfChangedStatement(ctx, buildKeyEvent("revoked", id, key.site_id)),
  ]);
  if (!revoked.length) throw notFound("API key");
}

/** The rate limiter first, because isolates cache keys for a minute. */
async function blockAndRevoke(ctx: Ctx, key: Row, next: Statement[]) {
  await blockKey(ctx, key);
  return atomically(ctx.db, [revokeKeyStatement(ctx, key), ...next]);
}

const blockKey = ({ actor }: Ctx, { id }: Row) =>
  updateRateLimiter(actor.accountId, (limiter) => limiter.revokeSession(`key:${id}`, Date.now() + BLOCK_MS));

const revokeKeyStatement = (ctx: Ctx, { id }: Row) =>
  ctx.db
    .update(apiKeys)
    .set({ revoked_at: isoIn() })
    .where(and(isActiveKey(ctx), eq(apiKeys.id, id)))
    .returning({ id: apiKeys.id });

type KeyFields = { site_id: number; integration_id: number | null | SQL; name: string | SQL };

async function prepareKey(
  { actor, db }: Ctx,
  { site_id, integration_id, name }: KeyFields,
  condition: ReturnType<typeof sql>,
) {
  const key = newApiKey();
  const insert = db
    .insert(apiKeys)
    .select(
      sql`select null, ${actor.accountId}, ${site_id}, ${integration_id}, ${name}, ${apiKeyPrefix(key)}, ${await sha256(key)},
        null, null, ${actor.userId}, ${isoIn()} where ${condition}`,
    )
    .returning(columns);
  return { key, insert };
}

const buildKeyEvent = (
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
