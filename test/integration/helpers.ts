import { siteIntegrations } from "../../src/db/schema";
import { sealCredential } from "../../src/modules/integration/secrets";
import { aPerson, aSite, db, type Person } from "../factories";
import { BRIDGE_KEY, PASSWORD } from "./fake-rest";

export const SITE_URL = "https://blog.example.com";
type Site = { account_id: number; site_id: number };
type Fields = Partial<typeof siteIntegrations.$inferInsert>;

/** An integration with the credential that the fake WordPress knows. */
export const anIntegration = async (place: Site, fields: Fields = {}) =>
  (await (await integrationRow(place, fields)).insert)[0]!;

/** The statement, in an object: a promise of it would send it. */
export async function integrationRow(place: Site, fields: Fields = {}) {
  const auth_type = fields.auth_type ?? "application_password";
  const row = {
    account_id: place.account_id,
    site_id: place.site_id,
    platform: "wordpress" as const,
    external_site_url: SITE_URL,
    auth_type,
    username: auth_type === "api_key" ? null : "editor",
    ...fields,
  };
  const sealed_credential = await sealCredential(row, auth_type === "api_key" ? BRIDGE_KEY : PASSWORD);
  return {
    insert: db
      .insert(siteIntegrations)
      .values({ sealed_credential, ...row })
      .returning(),
  };
}

export async function aConnectedSite(fields: Fields = {}, person?: Person) {
  const editor = person ?? (await aPerson());
  const { site, place } = await aSite(editor);
  const integration = await anIntegration(place, fields);
  return { person: editor, site, place, integration, path: `/integration/${integration.id}/` };
}
