/** Failures of a request to another server, with their default messages. */
export const remoteTroubles = {
  refused_url: "This URL may not be asked",
  host_not_found: "The host's name is not known",
  unreachable: "The host does not answer",
  tls_failed: "The host's certificate or TLS set-up is not accepted",
  timeout: "The site took longer than ten seconds",
  too_large: "The answer is larger than 5 MiB",
  redirected: "The address leads elsewhere",
  login_wall: "The site asks visitors to sign in first",
  site_password: "The web server itself asks for a password",
  blocked: "A firewall before the site refuses the request",
  challenged: "A firewall before the site wants to see a browser",
  rate_limited: "The site accepts no more requests for now",
  maintenance: "The site is down for maintenance",
  server_error: "The site fails with an error of its own",
  gateway_failed: "The server before the site gets no answer from it",
  not_found: "The site has nothing at this address",
  body_too_large: "The site accepts no body of this size",
  html_instead_of_json: "The site answers with a web page where data is expected",
  not_json: "The answer is not JSON",
  bom_before_json: "A byte order mark stands before the JSON",
  notice_before_json: "A PHP notice or other text stands before the JSON",
  truncated_json: "The JSON breaks off",
  empty_answer: "The answer is empty",
  unexpected_shape: "The answer is not of the expected form",
  not_wordpress: "There is no WordPress at this address",
  rest_off: "The site is a WordPress whose REST API is switched off",
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
