import type { Context } from "hono";
import { sha256 } from "../lib/digests";
import type { AppEnv } from "./app-env";

/** The version of the row, in epoch milliseconds, and the digest of what is shown of it. */
const TAG = /^"(\d{1,15})-[0-9a-f]{16}"$/;

/** Tags the answer to a GET of one object, and answers 304 where the client has it already. */
export async function tagAnswer(c: Context<AppEnv>): Promise<void> {
  const isObject = c.req.method === "GET" && /\/\{?:?id\}?$/.test(c.req.routePath);
  if (!isObject || c.res.status !== 200 || !c.res.headers.get("Content-Type")?.includes("json")) return;
  const text = await c.res.clone().text();
  const { data = {} } = JSON.parse(text) as { data?: { updated_at?: string } };
  const version = data.updated_at ? Date.parse(data.updated_at) : 0;
  const tag = `"${version}-${(await sha256(text)).slice(0, 16)}"`;
  if (
    c.req
      .header("If-None-Match")
      ?.split(/\s*,\s*/)
      .includes(tag)
  ) {
    c.res = new Response(null, { status: 304, headers: c.res.headers });
    c.res.headers.delete("Content-Type");
  }
  c.res.headers.set("ETag", tag);
  c.res.headers.set("Cache-Control", "private, no-cache");
}

/** The `updated_at` that If-Match insists on; null where it insists on nothing. A tag that we never gave matches nothing. */
export function matchedVersion(c: Context<AppEnv>): string | null {
  const wanted = c.req.header("If-Match");
  if (wanted === undefined || wanted.trim() === "*") return null;
  return new Date(Number(TAG.exec(wanted.trim())?.[1] ?? 0)).toISOString();
}
