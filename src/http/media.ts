import { env } from "cloudflare:workers";
import type { Context } from "hono";
import { ApiError } from "../lib/errors";
import type { AppEnv } from "./app-env";

const FILE = /^[0-9a-f]{64}\.(png|jpg|webp)$/;

/** An image file from object storage. Its name is the digest of its bytes, so it may be kept for ever. */
export async function serveMedia(c: Context<AppEnv>) {
  const name = c.req.param("file") ?? "";
  const found = FILE.test(name) ? await env.IMAGES.get(name) : null;
  if (!found) throw new ApiError("NOT_FOUND", "Image not found");
  const headers = new Headers({
    ETag: found.httpEtag,
    "Cache-Control": "public, max-age=31536000, immutable",
  });
  found.writeHttpMetadata(headers);
  const kept = c.req.header("If-None-Match") === found.httpEtag;
  return new Response(kept ? null : found.body, { status: kept ? 304 : 200, headers });
}
