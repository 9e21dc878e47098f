/** Failures of a request to another server, with their default messages. */
export const remoteTroubles = {
  refused_url: "This URL is not allowed",
  host_not_found: "The host name cannot be resolved",
  unreachable: "The host does not answer",
  tls_failed: "The host's TLS certificate or configuration is invalid",
  timeout: "The site did not respond within ten seconds",
  too_large: "The response is larger than 5 MiB",
  redirected: "The address redirects elsewhere",
  login_wall: "The site requires visitors to sign in",
  site_password: "The web server requires a password",
  blocked: "A firewall in front of the site refuses the request",
  challenged: "A firewall in front of the site requires a browser",
  rate_limited: "The site limits the rate of requests",
  maintenance: "The site is down for maintenance",
  server_error: "The site responds with a server error",
  gateway_failed: "The gateway in front of the site gets no response",
  not_found: "The site has nothing at this address",
  body_too_large: "The site does not accept bodies of this size",
  html_instead_of_json: "The site responds with a web page instead of data",
  not_json: "The response is not JSON",
  bom_before_json: "A byte order mark precedes the JSON",
  notice_before_json: "A PHP notice or other text precedes the JSON",
  truncated_json: "The JSON is incomplete",
  empty_answer: "The response is empty",
  unexpected_shape: "The response has an unexpected form",
  not_wordpress: "There is no WordPress at this address",
  rest_off: "The site is a WordPress whose REST API is disabled",
  bridge_missing: "The IGNY8 plugin is not active on this WordPress",
  wordpress_refused: "WordPress refuses the request",
} as const;

export type RemoteTrouble = keyof typeof remoteTroubles;

type Facts = {
  status?: number;
  /** Target of a redirect. */
  location?: string;
  /** WordPress's error code, such as `rest_cannot_create`. */
  wpCode?: string;
  /** Id of the existing term. */
  termId?: number;
};

/** Another server did not do what was requested. The `message` contains neither secrets nor HTML and may be shown. */
export class RemoteError extends Error {
  constructor(
    readonly code: RemoteTrouble,
    message: string = remoteTroubles[code],
    readonly facts: Facts = {},
  ) {
    super(message);
  }
}

/** Whether WordPress refused with one of these codes. */
export const isRefusal = (error: unknown, ...wpCodes: string[]): error is RemoteError =>
  error instanceof RemoteError &&
  error.facts.wpCode !== undefined &&
  (wpCodes.length === 0 || wpCodes.includes(error.facts.wpCode));
