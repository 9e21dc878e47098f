import { env } from "cloudflare:workers";
import { invalid } from "../../lib/errors";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** RFC 6890: this host, private, shared, loopback, link-local, protocol, benchmarks, multicast and reserved. */
const PRIVATE_V4 =
  /^(0|10|127|2(2[4-9]|[3-5]\d)|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|192\.0\.0|198\.1[89])\./;
/** All of IPv6 but global unicast, and of that what carries an IPv4 address (Teredo, 6to4). */
const PRIVATE_V6 = /^\[(?![23][0-9a-f]{3}:)|^\[200(1::?0?:|2:)/;
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|internal|home\.arpa)$/;

/**
 * The URL, where this deployment may call it: https, with no credentials in it, at no private address; outside
 * production loopback too, over http as well. Throws a 400 that names the field. What a name resolves to is not asked.
 */
export function requirePublicUrl(text: string, { field }: { field: string }): URL {
  const url = URL.parse(text);
  if (!url) throw invalid(field, "Not a URL");
  if (url.username || url.password) throw invalid(field, "No user name or password in the URL");
  const host = url.hostname.replace(/\.$/, "");
  if (env.ENVIRONMENT !== "production" && LOOPBACK.test(host) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== "https:") throw invalid(field, "Only https");
  const isAddress = /^[\d.]+$|^\[/.test(host);
  if (isAddress ? PRIVATE_V4.test(host) || PRIVATE_V6.test(host) : LOCAL_NAME.test(host))
    throw invalid(field, "A private address cannot be called");
  return url;
}
