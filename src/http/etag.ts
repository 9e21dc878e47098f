import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "./app-env";

/** The version of the row, in epoch milliseconds, and the digest of what is shown of it. A proxy that compresses makes it weak. */
const TAG = /^(?:W\/)?"(\d{1,15})-[0-9a-f]{16}"$/;
type Shown = { data?: { updated_at?: string } | null };
const reads = ["GET", "HEAD"];
const changes = ["PUT", "PATCH"];

/** Has the answer that shows one object or settings carry its tag, and be 304 to a read by who has it already. */
export function tagAnswer(c: Context<AppEnv>): void {
  const { json } = c;
  const isRead = reads.includes(c.req.method);
  if (!isRead && !changes.includes(c.req.method)) return;
  // What is shown is at hand here, and once only: a finished answer would have to be copied and read again.
  c.json = ((shown: Shown, status: ContentfulStatusCode = 200, given: Record<string, string> = {}) => {
    const version = shown?.data?.updated_at;
    // A change's answer is tagged where its row has a version: its digest may not be that of a read.
    if (status !== 200 || c.get("isPage") || !(isRead || version)) return json(shown, status, given);
    const text = JSON.stringify(shown);
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
    const tag = `"${version ? Date.parse(version) : 0}-${digest}"`;
    const headers = { ...(isRead && { "Cache-Control": "private, no-cache" }), ...given, ETag: tag };
    if (isRead && isKnown(c.req.header("If-None-Match"), tag)) return c.body(null, 304, headers);
    return c.body(text, status, { "Content-Type": "application/json", ...headers });
  }) as typeof json;
}

const isKnown = (given: string | undefined, tag: string) =>
  given
    ?.split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === tag || one === "*");

/** The `updated_at` that If-Match insists on; null where it insists on nothing. A tag that we never gave matches nothing. */
export function matchedVersion(c: Context<AppEnv>): string | null {
  const wanted = c.req.header("If-Match");
  if (wanted === undefined || wanted.trim() === "*") return null;
  return new Date(Number(TAG.exec(wanted.trim())?.[1] ?? -1)).toISOString();
}
