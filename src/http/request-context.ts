import type { Context, Next } from "hono";
import { createMiddleware } from "hono/factory";
import { openDb } from "../db";
import type { Actor } from "../lib/actor";
import type { AppEnv } from "./app-env";
import { safeMethods } from "./authenticate";
import { matchedVersion } from "./etag";
import { clientAddress } from "./rate-limits";

/** An id of the shard that has what the request is about. */
export type ShardFinder = (c: Context<AppEnv>) => Promise<number>;

export const anonymous: Actor = {
  accountId: 0,
  userId: null,
  role: "viewer",
  siteIds: [],
  sessionId: null,
  apiKeyId: null,
};

/**
 * Opens the `Ctx` of the services, on the caller's shard or on the one that `findShard` names, and returns the database's
 * bookmark with the answer.
 */
export const openContext = (findShard?: ShardFinder) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const actor = c.get("caller")?.actor ?? anonymous;
    await withContext(c, actor, findShard ? await findShard(c) : actor.accountId, next);
  });

/** D1 throws on a bookmark that it cannot read; a request with one is served without it. */
const BOOKMARK = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/;

export async function withContext(
  c: Context<AppEnv>,
  actor: Actor,
  shard: number,
  next: Next,
): Promise<void> {
  const start = safeMethods.includes(c.req.method) ? "first-unconstrained" : "first-primary";
  const bookmarked = c.req.header("x-d1-bookmark") ?? "";
  const db = openDb(BOOKMARK.test(bookmarked) ? bookmarked : start, shard);
  c.set("ctx", {
    actor,
    db,
    requestId: c.get("requestId"),
    address: clientAddress(c),
    ifMatch: matchedVersion(c),
    jobId: null,
  });
  await next();
  const bookmark = db.bookmark();
  if (bookmark && !c.res.headers.has("x-d1-bookmark")) c.res.headers.set("x-d1-bookmark", bookmark);
}
