import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { atomically, owned, pageOf, type Statement } from "../../db/queries";
import { apiKeys } from "../../db/schema";
import { newApiKey, prefixOf } from "../../lib/api-keys";
import type { Ctx } from "../../lib/context";
import { sha256 } from "../../lib/digests";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { type AuditedEvent, auditedIfChanged, inserted } from "../audit/audit.service";
import { tellDoor } from "../auth/revocation";
import { requireSite } from "../auth/sites.service";
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
  const { key, insert } = await newKey(
    ctx,
    { ...input, integration_id: null },
    sql`(select count(*) from api_keys k where k.account_id = ${ctx.actor.accountId}
      and k.site_id = ${input.site_id} and k.revoked_at is null) < ${MAX_KEYS}`,
  );
  const [created] = await atomically(ctx.db, [
    insert,
    auditedIfChanged(ctx, eventOf("created", inserted, input.site_id)),
  ]);
  if (!created![0])
    throw new ApiError("PLAN_LIMIT_REACHED", `A site has at most ${MAX_KEYS} API keys`, {
      facts: { limit: MAX_KEYS, current: MAX_KEYS },
    });
  return { ...(created![0] as Row), key };
}

/** Puts a new key in the place of this one, which is refused from now on. */
export async function rotateApiKey(ctx: Ctx, id: number) {
  const old = await getApiKey(ctx, id);
  const { key, insert } = await newKey(ctx, old, sql`changes() = 1`);
  const [, created] = await revoke(ctx, old, [
    insert,
    auditedIfChanged(ctx, eventOf("rotated", inserted, old.site_id)),
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
async function revoke(ctx: Ctx, { id }: Row, next: Statement[]) {
  await tellDoor(ctx.actor.accountId, (door) => door.revokeSession(`key:${id}`, Date.now() + DOOR_MS));
  return atomically(ctx.db, [
    ctx.db
      .update(apiKeys)
      .set({ revoked_at: isoIn() })
      .where(and(live(ctx), eq(apiKeys.id, id)))
      .returning({ id: apiKeys.id }),
    ...next,
  ]);
}

type KeyFields = Pick<Row, "site_id" | "integration_id" | "name">;

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
) => ({
  action: `api_key.${verb}` as const,
  object_type: "api_key",
  object_id,
  details: { site_id },
});
