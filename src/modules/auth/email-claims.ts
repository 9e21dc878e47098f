import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { openDb } from "../../db";
import { listShards } from "../../db/shards";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";

/**
 * Reserves the address for a new user in the context's shard; false if another shard has it. The unique constraint
 * covers one shard only, so the address's own Durable Object holds the reservation for a minute while the other shards
 * are queried. With a single shard nothing is called.
 */
export async function claimEmail({ db, requestId }: Ctx, email: string): Promise<boolean> {
  const others = listShards().filter((shard) => shard !== db.shard);
  if (!others.length) return true;
  try {
    const reservation = env.RATE_LIMITER.getByName(`email:${await sha256(email)}`);
    if (!(await reservation.claim(db.shard))) return false;
  } catch (error) {
    log.error("email reservation failed", { request_id: requestId, error: errorMessage(error) });
    throw new ApiError("UNAVAILABLE", "The email address cannot be checked right now. Try again.");
  }
  const matches = await Promise.all(
    others.map((shard) =>
      openDb("first-primary", shard).all(sql`select 1 from users where email = ${email}`),
    ),
  );
  return matches.every((rows) => rows.length === 0);
}
