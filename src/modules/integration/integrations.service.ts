import { findOwned } from "../../db/one";
import { and, eq, sql } from "drizzle-orm";
import {
  atomically,
  isViolation,
  missed,
  nextVersion,
  owned,
  pageOf,
  type Statement,
  unchanged,
} from "../../db/queries";
import { siteIntegrations } from "../../db/schema";
import { atLeast } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { prepareKeyRevocations, prepareIntegrationKey, toKeyError } from "../api-keys/api-keys.service";
import { auditStatement, auditIfChangedStatement, type AuditedEvent } from "../audit/audit.service";
import { requireSite } from "../sites/sites.service";
import type {
  IntegrationBody,
  IntegrationChange,
  IntegrationConfig,
  IntegrationQuery,
} from "./integrations.schema";
import { sealCredential, sealWebhookSecret } from "./secrets";
import { itemAt } from "../../lib/collections";

const t = siteIntegrations;

/** The columns that are returned; of secrets only whether they exist. */
const columns = {
  id: t.id,
  site_id: t.site_id,
  platform: t.platform,
  external_site_url: t.external_site_url,
  auth_type: t.auth_type,
  username: t.username,
  has_credential: sql`${t.sealed_credential} is not null`.mapWith(Boolean).as("has_credential"),
  has_webhook_secret: sql`${t.sealed_webhook_secret} is not null`.mapWith(Boolean).as("has_webhook_secret"),
  is_active: t.is_active,
  sync_enabled: t.sync_enabled,
  config: sql<IntegrationConfig>`${t.config}`.mapWith(t.config).as("config"),
  connection_status: t.connection_status,
  connection_detail: t.connection_detail,
  connection_checked_at: t.connection_checked_at,
  sync_status: t.sync_status,
  sync_error: t.sync_error,
  last_sync_at: t.last_sync_at,
  created_at: t.created_at,
  updated_at: t.updated_at,
};
type Shown = Awaited<ReturnType<typeof getIntegration>>;

export type IntegrationRow = typeof siteIntegrations.$inferSelect;

export const mine = ({ actor }: Ctx, id: number) => and(owned(actor, t), eq(t.id, id));

export function listIntegrations({ actor, db }: Ctx, q: IntegrationQuery) {
  const where = and(
    owned(actor, t),
    q.site_id === undefined ? undefined : eq(t.site_id, q.site_id),
    q.is_active === undefined ? undefined : eq(t.is_active, q.is_active),
  );
  return pageOf(db, { columns, table: t, where, order: { column: t.site_id, direction: "asc" } }, q);
}

export const getIntegration = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: t, name: "Integration" }, id);

/** The whole row with its sealed secrets: for services only. */
export async function getIntegrationRow(ctx: Ctx, id: number): Promise<IntegrationRow> {
  const [found] = await ctx.db.select().from(t).where(mine(ctx, id));
  if (!found) throw notFound("Integration");
  return found;
}

/** Creates the integration and, if requested, the site's API key: both or neither. */
export async function createIntegration(ctx: Ctx, input: IntegrationBody) {
  const { create_api_key, credential, webhook_secret, ...fields } = input;
  const { site_id, platform } = fields;
  if (create_api_key && !atLeast(ctx.actor.role, "admin"))
    throw new ApiError("FORBIDDEN", "Only owners and admins make API keys");
  await requireSite(ctx, site_id);
  const row = { ...fields, account_id: ctx.actor.accountId, username: resolveUsername(fields) };
  const key = create_api_key ? await prepareIntegrationKey(ctx, { site_id, name: "WordPress" }) : null;
  const object_id = sql`(select i.id from site_integrations i where i.site_id = ${site_id} and i.platform = ${platform})`;
  const statements: Statement[] = [
    ctx.db
      .insert(t)
      .values({
        ...row,
        sealed_credential: credential === undefined ? null : await sealCredential(row, credential),
        sealed_webhook_secret:
          webhook_secret === undefined ? null : await sealWebhookSecret(row, webhook_secret),
      })
      .returning(columns),
    ...(key?.statements ?? []),
    auditStatement(ctx, auditEvent("created", object_id, { site_id, platform })),
  ];
  try {
    const [created, keys] = await atomically(ctx.db, statements);
    return { ...(created![0] as Shown), api_key: key && key.toReply(keys![0]) };
  } catch (error) {
    throw isViolation(error, "site_integrations.site_id") ? taken() : (toKeyError(error) ?? error);
  }
}

const taken = () =>
  new ApiError("DUPLICATE", undefined, {
    errors: { platform: ["The site has an integration of this platform"] },
  });

/** Only passwords have a user name. */
const resolveUsername = ({ auth_type, username }: Pick<IntegrationBody, "auth_type" | "username">) =>
  auth_type === "api_key" ? null : (username ?? null);

/**
 * Changing the address or the authentication removes the stored credential unless a new one is given: it belonged to
 * the old site.
 */
export async function updateIntegration(ctx: Ctx, id: number, change: IntegrationChange) {
  const row = await getIntegrationRow(ctx, id);
  const { credential, webhook_secret, ...fields } = change;
  const next = { ...row, ...fields };
  next.username = resolveUsername(next);
  if (next.auth_type === "application_password" && !next.username)
    throw invalid("username", "Required with application_password");
  const isElsewhere = next.external_site_url !== row.external_site_url;
  const isMoved = isElsewhere || next.auth_type !== row.auth_type;
  const secrets = {
    ...((isMoved || credential !== undefined) && {
      sealed_credential: credential ? await sealCredential(next, credential) : null,
    }),
    ...(webhook_secret !== undefined && {
      sealed_webhook_secret: webhook_secret && (await sealWebhookSecret(row, webhook_secret)),
    }),
  };
  const isUntested = isMoved || credential !== undefined || next.username !== row.username;
  const [updated] = await atomically(ctx.db, [
    ctx.db
      .update(t)
      .set({
        ...fields,
        ...secrets,
        ...(isUntested && untested),
        ...(isElsewhere && { structure: null, sync_cursor: null }),
        username: next.username,
        updated_at: nextVersion(t),
      })
      .where(and(mine(ctx, id), unchanged(ctx, t)))
      .returning(columns),
    auditIfChangedStatement(ctx, auditEvent("updated", id, { fields: Object.keys(change) })),
  ]);
  if (!updated![0]) throw await missed(getIntegration(ctx, id));
  return updated![0] as Shown;
}

const untested = {
  connection_status: "unknown",
  connection_detail: null,
  connection_checked_at: null,
} as const;

/** Its API keys are revoked with it. */
export async function deleteIntegration(ctx: Ctx, id: number) {
  await getIntegration(ctx, id);
  const keys = await prepareKeyRevocations(ctx, id);
  const results = await atomically(ctx.db, [
    ...keys,
    ctx.db.delete(t).where(mine(ctx, id)).returning({ id: t.id }),
    auditIfChangedStatement(ctx, auditEvent("deleted", id, {})),
  ]);
  if (!itemAt(results, keys.length).length) throw notFound("Integration");
}

const auditEvent = (
  verb: "created" | "updated" | "deleted",
  object_id: AuditedEvent["object_id"],
  details: Record<string, unknown>,
) => ({ action: `integration.${verb}` as const, object_type: "integration", object_id, details });
