import type { siteIntegrations } from "../../db/schema";
import { unseal, seal } from "../../lib/sealed";

type Row = typeof siteIntegrations.$inferSelect;
type Place = Pick<Row, "account_id" | "site_id" | "platform">;
type Target = Place & Pick<Row, "auth_type" | "external_site_url">;

const place = ({ account_id, site_id, platform }: Place) =>
  `integration/${account_id}/${site_id}/${platform}`;

/** Bound to the address too: whatever happens to the row, the credential only opens for the site it was given for. */
const credentialBinding = (row: Target) => `${place(row)}/${row.auth_type}/${row.external_site_url}`;
const webhookSecretBinding = (row: Place) => `${place(row)}/webhook_secret`;

export const sealCredential = (row: Target, credential: string) => seal(credential, credentialBinding(row));
export const sealWebhookSecret = (row: Place, secret: string) => seal(secret, webhookSecretBinding(row));

/** Throws if the deployment's keys cannot open it. */
export const openCredential = (row: Target, sealed: string) => unseal(sealed, credentialBinding(row));
export const openWebhookSecret = (row: Place, sealed: string) => unseal(sealed, webhookSecretBinding(row));
