import { siteIntegrations } from "../../src/db/schema";
import { sealCredential } from "../../src/modules/integration/secrets";
import { aPerson, aSite, db, type Person } from "../factories";
import { BRIDGE_KEY, PASSWORD } from "./fake-rest";

export const SITE_URL = "https://blog.example.com";
type Fields = Partial<typeof siteIntegrations.$inferInsert>;

/** An integration with the credential that the fake WordPress knows. */
export async function anIntegration(place: { account_id: number; site_id: number }, fields: Fields = {}) {
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
  const [made] = await db
    .insert(siteIntegrations)
    .values({ sealed_credential, ...row })
    .returning();
  return made!;
}

export async function aConnectedSite(fields: Fields = {}, person?: Person) {
  const editor = person ?? (await aPerson());
  const { site, place } = await aSite(editor);
  const integration = await anIntegration(place, fields);
  return { person: editor, site, place, integration, path: `/integration/${integration.id}/` };
}
