import { isAddress } from "../lib/addresses";
import { resolvePort, refuseUrl } from "../lib/public-url";
import { SECOND_MS } from "../lib/time";
import { RemoteError } from "./remote-error";

export const TIMEOUT_MS = 10 * SECOND_MS;
export const MAX_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

export type GuardedRequest = {
  method?: "GET" | "HEAD" | "POST" | "OPTIONS" | "DELETE";
  headers?: Record<string, string>;
  body?: BodyInit;
  /** Lower limits than the default of ten seconds and 5 MiB. */
  timeoutMs?: number;
  maxBytes?: number;
};

export type FetchedAnswer = {
  status: number;
  headers: Headers;
  /** Length of the body as read. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The URL after redirects. */
  url: string;
};

/**
 * The only way to fetch a URL given by a user. Throws RemoteError if the URL is refused, the host does not answer
 * within ten seconds, the body exceeds 5 MiB, or the response redirects elsewhere. A GET follows redirects within the
 * site: the same host, http to https, with or without `www.`. Every status is a result, except for Cloudflare's own
 * statuses for hosts without name, connection or certificate.
 */
export async function guardedFetch(url: string, question: GuardedRequest = {}): Promise<FetchedAnswer> {
  const signal = AbortSignal.timeout(Math.min(question.timeoutMs ?? TIMEOUT_MS, TIMEOUT_MS));
  let at = url;
  let resolved: string | null = null;
  for (let hops = 0; ; hops++) {
    const refusal = refuseUrl(at);
    if (refusal) throw new RemoteError("refused_url", refusal);
    const response = await send(at, question, signal, resolved);
    const location = REDIRECTS.includes(response.status) ? response.headers.get("Location") : null;
    if (location === null) return { ...(await read(response, question, signal)), url: at };
    await response.body?.cancel();
    const next = URL.parse(location, at);
    const follows = (question.method ?? "GET") === "GET" && hops < MAX_REDIRECTS;
    if (!next || !follows || !staysOnSite(new URL(at), next)) throw leadsElsewhere(next, response.status);
    next.hash = "";
    resolved = new URL(at).hostname;
    at = next.href;
  }
}

/** The target without its query, which may contain a token. */
function leadsElsewhere(target: URL | null, status: number): RemoteError {
  const location = target ? `${target.origin}${target.pathname}` : undefined;
  const words = location ? `The address redirects to ${location}` : "The address redirects to an invalid URL";
  return new RemoteError("redirected", words, { status, location });
}

/** Credentials are sent along, so never from https to http, nor to another port. */
export function staysOnSite(from: URL, to: URL): boolean {
  const bare = (url: URL) => url.hostname.replace(/^www\./, "").replace(/\.$/, "");
  const upgrade = from.protocol === "http:" && to.protocol === "https:";
  const samePort = resolvePort(from) === resolvePort(to) || (upgrade && !from.port && !to.port);
  return bare(from) === bare(to) && samePort && (from.protocol === to.protocol || upgrade);
}

async function send(
  url: string,
  { method = "GET", headers, body }: GuardedRequest,
  signal: AbortSignal,
  resolved: string | null,
) {
  try {
    return await fetch(url, { method, headers, body, redirect: "manual", signal });
  } catch (error) {
    const trouble = toRemoteError(error, signal);
    if (trouble.code !== "host_not_found" || needsLookUp(url, resolved)) throw trouble;
    throw new RemoteError(url.startsWith("https:") ? "tls_failed" : "unreachable");
  }
}

/** If the host needs no look-up, an error that workerd also uses for unknown names means a failed handshake. */
function needsLookUp(url: string, resolved: string | null): boolean {
  const { hostname } = new URL(url);
  return !isAddress(hostname) && hostname !== resolved;
}

/**
 * Interprets a failed fetch. workerd has no error codes, only messages: "Network connection lost." if nothing listens,
 * and "internal error" for an unknown name or, over https, a failed handshake.
 */
function toRemoteError(error: unknown, signal: AbortSignal): RemoteError {
  if (error instanceof RemoteError) return error;
  if (signal.aborted) return new RemoteError("timeout");
  const words = error instanceof Error ? error.message : String(error);
  if (/\b(tls|ssl|certificate)\b/i.test(words)) return new RemoteError("tls_failed");
  return new RemoteError(/^internal error|\bdns\b/i.test(words) ? "host_not_found" : "unreachable");
}

async function read(response: Response, question: GuardedRequest, signal: AbortSignal) {
  const { status, headers } = response;
  const limit = Math.min(question.maxBytes ?? MAX_BYTES, MAX_BYTES);
  const bytes = await readBytes(response, limit, signal);
  if (status === 525 || status === 526) throw new RemoteError("tls_failed", undefined, { status });
  if (status >= 520 && status <= 524) throw new RemoteError("unreachable", undefined, { status });
  if (status === 530 && /error code: 10(16|01)|origin dns error/i.test(new TextDecoder().decode(bytes)))
    throw new RemoteError("host_not_found", undefined, { status });
  return { status, headers, bytes };
}

/** Counts decompressed bytes: Content-Length may be wrong, and a small body may decompress to any size. */
async function readBytes(response: Response, limit: number, signal: AbortSignal) {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const late = whenAborted(signal);
  const next = () => Promise.race([reader.read(), late]);
  const chunks: Uint8Array[] = [];
  let length = Number(response.headers.get("Content-Length")) > limit ? limit + 1 : 0;
  try {
    for (let part = await next(); !part.done && length <= limit; part = await next()) {
      length += part.value.byteLength;
      chunks.push(part.value);
    }
    if (length > limit) throw new RemoteError("too_large");
  } catch (error) {
    void reader.cancel().catch(() => {});
    throw toRemoteError(error, signal);
  }
  return joined(chunks, length);
}

function whenAborted(signal: AbortSignal): Promise<never> {
  const late = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new RemoteError("timeout"));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  late.catch(() => {});
  return late;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
