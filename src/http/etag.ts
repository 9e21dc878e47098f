import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "./app-env";

/** The row's version in epoch ms and the digest of its representation. A proxy that compresses makes the tag weak. */
const TAG = /^(?:W\/)?"(\d{1,15})-[0-9a-f]{16}"$/;
const reads = ["GET", "HEAD"];
const tagged = [...reads, "PUT", "PATCH"];

type Representation = { data?: { updated_at?: string | null } | null };

/**
 * The JSON answer of a handler. One object, or settings, carry an ETag, and a read by a client that has it is 304. The body
 * is digested here, where it is text: a finished answer would have to be copied and read again.
 */
export function respond<T, S extends ContentfulStatusCode>(
  c: Context<AppEnv>,
  body: T,
  status: S,
  headers: Record<string, string> = {},
): ReturnType<typeof c.json<T, S>> {
  const isRead = reads.includes(c.req.method);
  const version = (body as Representation).data?.updated_at;
  // The answer to a change is tagged where its row has a version: its digest may differ from that of a read.
  if (status !== 200 || c.get("isPage") || !tagged.includes(c.req.method) || !(isRead || version))
    return c.json(body, status, headers);
  const text = JSON.stringify(body);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const tag = `"${version ? Date.parse(version) : 0}-${digest}"`;
  const all = { ...(isRead && { "Cache-Control": "private, no-cache" }), ...headers, ETag: tag };
  const answer =
    isRead && matches(c.req.header("If-None-Match"), tag)
      ? c.body(null, 304, all)
      : c.body(text, status, { "Content-Type": "application/json", ...all });
  return answer as unknown as ReturnType<typeof c.json<T, S>>;
}

const matches = (given: string | undefined, tag: string) =>
  given
    ?.split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === tag || one === "*");

/** The `updated_at` that If-Match requires; null where it requires none. A tag that we never issued matches nothing. */
export function matchedVersion(c: Context<AppEnv>): string | null {
  const wanted = c.req.header("If-Match");
  if (wanted === undefined || wanted.trim() === "*") return null;
  return new Date(Number(TAG.exec(wanted.trim())?.[1] ?? -1)).toISOString();
}
