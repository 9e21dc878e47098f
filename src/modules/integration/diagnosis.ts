import { RemoteError, type RemoteTrouble, remoteTroubles } from "../../clients/remote-error";
import { normaliseSiteUrl } from "./site-url";

/** Findings of a connection test other than failed requests. */
const findings = {
  connected: "Connected",
  no_credential: "No credential is stored",
  credential_unreadable: "The stored credential can no longer be decrypted",
  authorization_stripped:
    "The user name and password are correct, but the server removes the Authorization header",
  wrong_credentials: "The user name or password is wrong",
  credentials_unclear:
    "The site treats the request as anonymous: the user name or password is wrong, or the server removes the Authorization header",
  wrong_key: "The IGNY8 plugin does not accept the key",
  application_passwords_off: "Application Passwords are disabled on the site",
  cannot_publish: "This user is not allowed to publish",
  media_refused: "The site refuses image uploads",
  seo_meta_not_writable:
    "SEO titles and descriptions cannot be written: the site ignores or refuses these fields",
  terms_refused: "This user is not allowed to create categories or tags",
  collection_missing: "The site does not have this type, or does not expose it",
} as const;

type FindingCode = keyof typeof findings;
type DiagnosisCode = FindingCode | RemoteTrouble;
export type Diagnosis = { ok: boolean; code: DiagnosisCode; message: string; fix: string | null };

const fixes: Record<DiagnosisCode, string | null> = {
  connected: null,
  no_credential: "Store a credential: an Application Password, or the key of the IGNY8 plugin.",
  credential_unreadable: "Store the credential again.",
  authorization_stripped:
    'Configure the server to pass the header on. On Apache, add "RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]" to .htaccess, or save Settings > Permalinks once, which adds it. Otherwise contact the hosting provider.',
  wrong_credentials:
    "Create a new Application Password under Users > Profile in WordPress, and store it with the user name. The password of the login page does not work.",
  credentials_unclear:
    "Create a new Application Password under Users > Profile and store it with the user name. If that does not help, configure the server to pass the Authorization header on.",
  wrong_key: "Copy the key from the plugin's settings page and store it again.",
  application_passwords_off:
    "Serve the site over HTTPS, and allow Application Passwords in the security plugin (Wordfence: Login Security > Settings).",
  cannot_publish:
    "Use a user with the role Author, Editor or Administrator. Pages require Editor or Administrator.",
  media_refused:
    "Give the user a role that can upload files, and check that wp-content/uploads is writable and PNG files are allowed.",
  seo_meta_not_writable:
    "Activate the IGNY8 plugin or another that exposes the SEO plugin's fields to the REST API, or set the fields in config.seo_meta_keys. Until then, articles are published without them.",
  terms_refused: "Use a user with the role Editor or Administrator.",
  collection_missing: "Activate the type in WordPress, or in the IGNY8 plugin's settings.",
  refused_url: "Use the public address of the site.",
  host_not_found:
    "Check the spelling of external_site_url, and that the domain is registered and has DNS records.",
  unreachable:
    "Check that the site is online, and that its firewall allows requests from Cloudflare Workers.",
  tls_failed: "Renew or install the site's certificate: it must be valid for this host name.",
  timeout: "Find out why the site is slow, and try again later.",
  too_large: "A plugin adds too much data to REST responses: deactivate it.",
  redirected: "Set external_site_url to the address that it redirects to.",
  login_wall: "Exclude the REST API from the plugin that makes the site private.",
  site_password: "Remove the server's password protection from /wp-json/.",
  blocked: "Allow requests to /wp-json/ in the firewall or security plugin.",
  challenged:
    "Exclude /wp-json/ from the browser check. On Cloudflare, add a WAF rule with the action Skip for this path.",
  rate_limited: "Wait, or raise the rate limit of the firewall or security plugin.",
  maintenance: "Try again when the maintenance has ended.",
  server_error: "Check the site's error log: a plugin or the server fails.",
  gateway_failed:
    "Contact the hosting provider: PHP is down, too slow or overloaded. The request may have succeeded anyway; retrying creates no duplicates.",
  not_found: "Check external_site_url: it must include the folder of WordPress.",
  body_too_large: "Raise upload_max_filesize, post_max_size and the web server's limit.",
  html_instead_of_json: "Save Settings > Permalinks once, and check that no plugin handles /wp-json/.",
  not_json: "Check that no plugin or proxy changes the responses of /wp-json/.",
  bom_before_json: "Save wp-config.php and the theme's functions.php without a byte order mark.",
  notice_before_json:
    "Set WP_DEBUG_DISPLAY to false in wp-config.php, and update the plugin named in the notice.",
  truncated_json: "Check the site's error log: PHP ends before the response is complete.",
  empty_answer: "Check the site's error log: PHP ends before the response is complete.",
  unexpected_shape: "Update WordPress to 5.6 or later, and check that no plugin changes REST responses.",
  not_wordpress: "Set external_site_url to the address of the WordPress site, including its folder.",
  rest_off: "Allow the REST API in the security plugin, at least for signed-in users.",
  bridge_missing: "Install and activate the IGNY8 plugin, or use auth_type application_password.",
  wordpress_refused: "Look up the message in the documentation of the plugin that returns it.",
};

/** Findings that concern a part of the site: the connection itself works. */
const PARTIAL: readonly DiagnosisCode[] = [
  "connected",
  "cannot_publish",
  "media_refused",
  "seo_meta_not_writable",
  "terms_refused",
  "collection_missing",
];
/** Findings that may disappear without a change. */
const TRANSIENT: readonly DiagnosisCode[] = [
  "unreachable",
  "timeout",
  "rate_limited",
  "maintenance",
  "server_error",
  "gateway_failed",
];
/** Findings that do not prevent publishing. */
const HARMLESS: readonly DiagnosisCode[] = ["connected", "seo_meta_not_writable"];

export const isPartialFinding = ({ code }: Diagnosis) => PARTIAL.includes(code);
export const isTransientFinding = ({ code }: Diagnosis) => TRANSIENT.includes(code);

/** Thrown by a step of a test. */
export class Finding extends Error {
  constructor(
    readonly code: DiagnosisCode,
    message: string = code in findings
      ? findings[code as FindingCode]
      : remoteTroubles[code as RemoteTrouble],
  ) {
    super(message);
  }
}

/** Converts a finding or a failed request into a diagnosis with a fix. Rethrows other errors. */
export function diagnose(error: unknown): Diagnosis {
  if (!(error instanceof Finding || error instanceof RemoteError)) throw error;
  const { code, message } = error;
  const ok = HARMLESS.includes(code);
  const location = error instanceof RemoteError ? error.facts.location : undefined;
  const fix = location ? `Set external_site_url to ${normaliseSiteUrl(location)}.` : fixes[code];
  return { ok, code, message, fix };
}

export const buildConnectedDiagnosis = (message?: string) => diagnose(new Finding("connected", message));
