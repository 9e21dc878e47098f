import { and, eq, sql } from "drizzle-orm";
import type { Login } from "../../clients/wordpress";
import { nextVersion } from "../../db/queries";
import { siteIntegrations as t } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { type Collection, ContentTypes, SiteStructure } from "./connection.schema";
import { type ConnectionTarget, testCollectionAccess, testFullConnection } from "./connection-tests";
import { type Diagnosis, diagnose, Finding, isPartialFinding, isTransientFinding } from "./diagnosis";
import { getIntegrationRow, type IntegrationRow, isOwnIntegration } from "./integrations.service";
import { openCredential } from "./secrets";
import { signIn } from "./sign-in";
import { readBridgeStructure, readStructure } from "./structure";

/** Tests the whole connection and stores the finding. */
export async function testConnection(ctx: Ctx, id: number): Promise<Diagnosis> {
  const row = await getIntegrationRow(ctx, id);
  const diagnosis = await diagnoseTarget(row, testFullConnection);
  await storeDiagnosis(ctx, row, diagnosis);
  return diagnosis;
}

/** Tests one collection. The finding is only stored if the connection itself fails. */
export async function testCollection(ctx: Ctx, id: number, collection: Collection): Promise<Diagnosis> {
  const row = await getIntegrationRow(ctx, id);
  const diagnosis = await diagnoseTarget(row, (target) => testCollectionAccess(target, collection));
  if (!isPartialFinding(diagnosis)) await storeDiagnosis(ctx, row, diagnosis);
  return diagnosis;
}

/** Builds the connection to the integration's site. Throws a Finding if its credential cannot be decrypted. */
export async function buildConnectionTarget(row: IntegrationRow): Promise<ConnectionTarget> {
  if (row.sealed_credential === null) throw new Finding("no_credential");
  const secret = await openCredential(row, row.sealed_credential).catch(() => {
    throw new Finding("credential_unreadable");
  });
  const login: Login =
    row.auth_type === "api_key"
      ? { auth_type: "api_key", key: secret }
      : { auth_type: "application_password", username: row.username ?? "", password: secret };
  return { url: row.external_site_url, login, config: row.config };
}

async function diagnoseTarget(row: IntegrationRow, test: (target: ConnectionTarget) => Promise<Diagnosis>) {
  try {
    return await test(await buildConnectionTarget(row));
  } catch (error) {
    return diagnose(error);
  }
}

/** Matches only if the integration still has the same site and credential. */
const isUnchangedConnection = (ctx: Ctx, row: IntegrationRow) =>
  and(
    isOwnIntegration(ctx, row.id),
    eq(t.external_site_url, row.external_site_url),
    eq(t.auth_type, row.auth_type),
    sql`${t.username} is ${row.username}`,
    sql`${t.sealed_credential} is ${row.sealed_credential}`,
  );

async function storeDiagnosis(ctx: Ctx, row: IntegrationRow, { ok, code, message, fix }: Diagnosis) {
  await ctx.db
    .update(t)
    .set({
      connection_status: ok ? "connected" : "failed",
      connection_detail: { code, message, fix },
      connection_checked_at: isoIn(),
      updated_at: nextVersion(t),
    })
    .where(isUnchangedConnection(ctx, row));
}

/** Reads and stores the site's structure. On failure, the error's message contains the diagnosis. */
export async function updateStructure(ctx: Ctx, id: number): Promise<SiteStructure> {
  const row = await getIntegrationRow(ctx, id);
  try {
    const structure = await fetchSiteStructure(await buildConnectionTarget(row));
    await ctx.db
      .update(t)
      .set({ structure, updated_at: nextVersion(t) })
      .where(isUnchangedConnection(ctx, row));
    return structure;
  } catch (error) {
    const diagnosis = diagnose(error);
    await storeDiagnosis(ctx, row, diagnosis);
    const message = [diagnosis.message, diagnosis.fix].filter(Boolean).join(". ");
    throw new ApiError(isTransientFinding(diagnosis) ? "UNAVAILABLE" : "CONFLICT", message);
  }
}

async function fetchSiteStructure({ url, login, config }: ConnectionTarget): Promise<SiteStructure> {
  if (login.auth_type === "api_key") return readBridgeStructure(url, login);
  return readStructure((await signIn(url, login)).site, config);
}

/** The stored post types and taxonomies; empty before the first read. */
export async function getContentTypes(ctx: Ctx, id: number) {
  const { structure } = await getIntegrationRow(ctx, id);
  const parsed = SiteStructure.safeParse(structure);
  if (!parsed.success) return { post_types: [], taxonomies: [], read_at: null };
  const { post_types, taxonomies, read_at } = parsed.data;
  return ContentTypes.parse({ post_types, taxonomies, read_at });
}
