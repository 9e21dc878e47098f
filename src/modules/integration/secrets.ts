import type { siteIntegrations } from "../../db/schema";
import { unseal, seal } from "../../lib/sealed";

type Row = typeof siteIntegrations.$inferSelect;
type IntegrationRef = Pick<Row, "account_id" | "site_id" | "platform">;
type CredentialOwner = IntegrationRef & Pick<Row, "auth_type" | "external_site_url">;

const bindingPrefix = ({ account_id, site_id, platform }: IntegrationRef) =>
  `integration/${account_id}/${site_id}/${platform}`;

/** Includes the URL, so that the credential can only be opened for the site it was entered for, whatever changes in the row. */
const credentialBinding = (row: CredentialOwner) =>
  `${bindingPrefix(row)}/${row.auth_type}/${row.external_site_url}`;
const webhookSecretBinding = (row: IntegrationRef) => `${bindingPrefix(row)}/webhook_secret`;

export const sealCredential = (row: CredentialOwner, credential: string) =>
  seal(credential, credentialBinding(row));
export const sealWebhookSecret = (row: IntegrationRef, secret: string) =>
  seal(secret, webhookSecretBinding(row));

/** Throws if none of the deployment's keys can decrypt it. */
export const openCredential = (row: CredentialOwner, sealed: string) =>
  unseal(sealed, credentialBinding(row));
export const openWebhookSecret = (row: IntegrationRef, sealed: string) =>
  unseal(sealed, webhookSecretBinding(row));
