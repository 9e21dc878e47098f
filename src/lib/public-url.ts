import { env } from "cloudflare:workers";
import { isAddress, isPublicAddress } from "./addresses";

export type UrlRules = {
  /** Whether plain http is refused. */
  httpsOnly: boolean;
  /** `host:port` of private hosts that the deployment allows. */
  allowedHosts: readonly string[];
};

const MAX_URL = 2_048;
const PORTS: Record<string, string> = { "http:": "80", "https:": "443" };
/** Top-level names of private machines and networks, including all names below them. */
const PRIVATE_NAMES =
  "localhost local localdomain internal intranet lan home corp private test onion arpa".split(" ");
/** Public names that resolve to any address, including private ones. */
const WILDCARD_NAMES = "nip.io sslip.io xip.io localtest.me lvh.me vcap.me lacolhost.com".split(" ");

/** The deployment's own rules: ENVIRONMENT and ALLOWED_PRIVATE_HOSTS. */
const urlRules = (): UrlRules => ({
  httpsOnly: env.ENVIRONMENT === "production",
  allowedHosts: (env.ALLOWED_PRIVATE_HOSTS ?? "")
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean),
});

/**
 * The reason for not fetching a URL given by a user; null if it may be fetched. Names are judged without resolving
 * them, because the fetch resolves them again, possibly to another address. In production the runtime refuses private
 * addresses itself (`global_fetch_strictly_public`); a local runtime does not.
 */
export function refuseUrl(text: string, rules: UrlRules = urlRules()): string | null {
  if (text.length > MAX_URL) return `A URL has at most ${MAX_URL} characters`;
  if (/[\p{Cc}\s\\]/u.test(text)) return "A URL must not contain spaces, control characters or backslashes";
  if (!/^https?:\/\//i.test(text)) return "A URL begins with https:// or http://";
  const url = URL.parse(text);
  if (!url) return "Not a URL";
  if (url.username || url.password) return "A URL must not contain a user name or password";
  if (rules.httpsOnly && url.protocol !== "https:") return "Only https:// is accepted";
  if (rules.allowedHosts.includes(`${url.hostname}:${resolvePort(url)}`)) return null;
  return isAddress(url.hostname) ? refuseAddress(text, url.hostname) : refuseHostName(url.hostname);
}

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/;

/**
 * The reason for not calling a language model at a URL; null if it may be called. Requires https and a public address;
 * outside production, loopback over http is allowed too.
 */
export const refuseModelUrl = (text: string): string | null =>
  env.ENVIRONMENT !== "production" && LOOPBACK.test(text)
    ? null
    : refuseUrl(text, { ...urlRules(), httpsOnly: true });

/** The port of a URL, explicit or by default. */
export const resolvePort = ({ port, protocol }: URL) => port || (PORTS[protocol] ?? "");

function refuseAddress(text: string, host: string): string | null {
  if (!isPublicAddress(host)) return "This address is not on the public internet";
  const written = /^https?:\/\/(\[[^\]]*\]|[^/?#:]*)/i.exec(text)?.[1];
  return host.startsWith("[") || written === host ? null : "Write an IPv4 address as four decimal numbers";
}

function refuseHostName(host: string): string | null {
  const name = host.replace(/\.$/, "");
  if (!name.includes(".") || isUnder(name, PRIVATE_NAMES)) return "This host is not on the public internet";
  if (isUnder(name, WILDCARD_NAMES)) return "This name can resolve to any address: use the site's own name";
  return /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/.test(name) && name.length <= 253
    ? null
    : "Not a host name";
}

const isUnder = (name: string, parents: readonly string[]) =>
  parents.some((parent) => name === parent || name.endsWith(`.${parent}`));
