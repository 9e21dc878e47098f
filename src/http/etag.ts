import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { AppEnv } from "./app-env";

/** The version of the row, in epoch milliseconds, and the digest of what is shown of it. A proxy that compresses makes it weak. */
const TAG = /^(?:W\/)?"(\d{1,15})-[0-9a-f]{16}"$/;
type Shown = { data?: { updated_at?: string } | null };
const reads = ["GET", "HEAD"];
const changes = ["PUT", "PATCH"];

/** Tags an answer that shows one object or settings, and answers 304 to a read by who has it already. */
export async function tagAnswer(c: Context<AppEnv>): Promise<void> {
  const { method } = c.req;
  if (c.var.isPage || c.res.status !== 200 || ![...reads, ...changes].includes(method)) return;
  if (!c.res.headers.get("Content-Type")?.startsWith("application/json")) return;
  const text = await c.res.clone().text();
  const data = (JSON.parse(text) as Shown | null)?.data;
  // A change's answer is tagged where its row has a version: its digest may not be that of a read.
  if (changes.includes(method) && !data?.updated_at) return;
  const version = data?.updated_at ? Date.parse(data.updated_at) : 0;
  const tag = `"${version}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
  if (reads.includes(method) && isKnown(c.req.header("If-None-Match"), tag)) {
    c.res = new Response(null, { status: 304, headers: c.res.headers });
    c.res.headers.delete("Content-Type");
  }
  c.res.headers.set("ETag", tag);
  if (reads.includes(method) && !c.res.headers.has("Cache-Control"))
    c.res.headers.set("Cache-Control", "private, no-cache");
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
