import { env } from "cloudflare:workers";
import { invalid } from "../../lib/errors";
import { refusalOf, urlRules } from "../../lib/public-url";

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/;

/**
 * The URL of a language model, where this deployment may call it: https alone, at no private address; outside
 * production the machine's own too, over http as well. Throws a 400 that names the field.
 */
export function requirePublicUrl(text: string, { field }: { field: string }): URL {
  const isOwn = env.ENVIRONMENT !== "production" && LOOPBACK.test(text);
  const refusal = isOwn ? null : refusalOf(text, { ...urlRules(), httpsOnly: true });
  if (refusal) throw invalid(field, refusal);
  return new URL(text);
}
