import { RemoteError, type RemoteTrouble, remoteTroubles } from "../../clients/remote-error";
import { normaliseSiteUrl } from "./site-url";

/** Findings of a connection test besides failed requests. */
const findings = {
  connected: "Connected",
  no_credential: "No credential is stored",
  credential_unreadable: "The stored credential cannot be opened any more",
  authorization_stripped:
    "The user name and password are right, but the server drops the Authorization header",
  wrong_credentials: "The user name or the password is wrong",
  credentials_unclear:
    "The site takes us for nobody: the user name or the password is wrong, or the server drops the Authorization header",
  wrong_key: "The IGNY8 plugin does not accept the key",
  application_passwords_off: "Application Passwords are switched off on the site",
  cannot_publish: "This user may not publish",
  media_refused: "The site refuses to take images",
  seo_meta_not_writable:
    "SEO titles and descriptions cannot be written: the site drops or refuses these fields",
  terms_refused: "This user may not make categories or tags",
  collection_missing: "The site does not offer this type",
} as const;

type FindingCode = keyof typeof findings;
type DiagnosisCode = FindingCode | RemoteTrouble;
export type Diagnosis = { ok: boolean; code: DiagnosisCode; message: string; fix: string | null };

const fixes: Record<DiagnosisCode, string | null> = {
  connected: null,
  no_credential: "Store a credential: an Application Password, or the key of the IGNY8 plugin.",
  credential_unreadable: "Store the credential again.",
  authorization_stripped:
    'Let the server hand the header on. Apache: add "RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]" to .htaccess; or save Settings > Permalinks once, which writes it; or ask the host.',
  wrong_credentials:
    "Make a new Application Password under Users > Profile in WordPress, and store it with the login name. The password of the login page does not serve.",
  credentials_unclear:
    "Make a new Application Password under Users > Profile and store it with the login name. If that does not help, let the server hand the Authorization header on.",
  wrong_key: "Copy the key from the plugin's settings page, and store it again.",
  application_passwords_off:
    "Serve the site over https, and allow Application Passwords in the security plugin (Wordfence: Login Security > Settings).",
  cannot_publish:
    "Use a user with the role Author, Editor or Administrator; pages need Editor or Administrator.",
  media_refused:
    "Give the user a role that may upload files, and see that wp-content/uploads can be written and PNG files are allowed.",
  seo_meta_not_writable:
    "Activate the IGNY8 plugin or another that opens the SEO plugin's fields to the REST API, or name the fields in config.seo_meta_keys. Articles are published without them meanwhile.",
  terms_refused: "Use a user with the role Editor or Administrator.",
  collection_missing: "Activate the type in WordPress, or in the IGNY8 plugin's settings.",
  refused_url: "Use the public address of the site.",
  host_not_found:
    "Check the spelling of external_site_url, and that the domain is registered and its DNS is set.",
  unreachable: "Check that the site is up, and that its firewall lets requests from Cloudflare Workers in.",
  tls_failed: "Renew or install the site's certificate: it must be valid for this host name.",
  timeout: "Find out what makes the site slow, and try again later.",
  too_large: "A plugin adds too much to REST answers: switch it off.",
  redirected: "Set external_site_url to the address that it leads to.",
  login_wall: "Let requests to the REST API pass the plugin that makes the site private.",
  site_password: "Take the server's own password protection away from /wp-json/.",
  blocked: "Let requests to /wp-json/ pass the firewall or security plugin.",
  challenged:
    "Let requests to /wp-json/ skip the check for browsers. Cloudflare: a WAF rule with the action Skip for this path.",
  rate_limited: "Wait, or raise the limit of the firewall or security plugin.",
  maintenance: "Try again when the maintenance is over.",
  server_error: "Look into the site's error log: a plugin or the server fails.",
  gateway_failed:
    "Ask the host: PHP is down, too slow or overloaded. What was asked may have been done all the same; trying again makes nothing twice.",
  not_found: "Check external_site_url: the folder of WordPress belongs to it.",
  body_too_large: "Raise upload_max_filesize, post_max_size and the web server's own limit.",
  html_instead_of_json: "Save Settings > Permalinks once, and see that no plugin answers for /wp-json/.",
  not_json: "See that no plugin or proxy changes the answers of /wp-json/.",
  bom_before_json: "Save wp-config.php and the theme's functions.php without a byte order mark.",
  notice_before_json:
    "Set WP_DEBUG_DISPLAY to false in wp-config.php, and update the plugin that the notice names.",
  truncated_json: "Look into the site's error log: PHP ends before it has answered.",
  empty_answer: "Look into the site's error log: PHP ends before it has answered.",
  unexpected_shape: "Update WordPress to 5.6 or newer, and see that no plugin changes REST answers.",
  not_wordpress: "Set external_site_url to the address of the WordPress; the folder belongs to it.",
  rest_off: "Allow the REST API in the security plugin, at least to signed-in users.",
  bridge_missing: "Install and activate the IGNY8 plugin, or use auth_type application_password.",
  wordpress_refused: "Look up the message in the plugin that gives it.",
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

/** The finding in words, with a fix. Rethrows other errors. */
export function diagnose(error: unknown): Diagnosis {
  if (!(error instanceof Finding || error instanceof RemoteError)) throw error;
  const { code, message } = error;
  const ok = HARMLESS.includes(code);
  const location = error instanceof RemoteError ? error.facts.location : undefined;
  const fix = location ? `Set external_site_url to ${normaliseSiteUrl(location)}.` : fixes[code];
  return { ok, code, message, fix };
}

export const buildConnectedDiagnosis = (message?: string) => diagnose(new Finding("connected", message));
