import { env } from "cloudflare:workers";
import type { Context } from "hono";
import { notFound } from "../lib/errors";
import type { AppEnv } from "./app-env";
import { addressLimiter, clientAddress, countRequest } from "./rate-limits";

const FILE = /^[0-9a-f]{64}\.(png|jpg|webp)$/;

/**
 * An image file from object storage, counted by the client's address. Its name is the digest of its bytes, so the client and
 * the data centre may cache it for ever.
 */
export async function serveMedia(c: Context<AppEnv>) {
  await countRequest(c, addressLimiter(clientAddress(c)), { scope: "media" });
  const name = c.req.param("file") ?? "";
  if (!FILE.test(name)) throw notFound("Image");
  const tag = `"${name.split(".")[0]}"`;
  if (c.req.header("If-None-Match") === tag) return c.body(null, 304, cacheHeaders(tag));
  const address = new URL(`/media/${name}`, c.req.url).href;
  const { body, headers } = (await caches.default.match(address)) ?? (await read(c, name, address, tag));
  if (!body) throw notFound("Image");
  return c.body(body, 200, Object.fromEntries(headers));
}

const cacheHeaders = (tag: string) => ({ ETag: tag, "Cache-Control": "public, max-age=31536000, immutable" });

async function read(c: Context<AppEnv>, name: string, address: string, tag: string) {
  const found = await env.IMAGES.get(name);
  if (!found) throw notFound("Image");
  const headers = new Headers(cacheHeaders(tag));
  found.writeHttpMetadata(headers);
  const response = new Response(found.body, { headers });
  c.executionCtx.waitUntil(caches.default.put(address, response.clone()));
  return response;
}
