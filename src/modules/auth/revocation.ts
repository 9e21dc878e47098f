import { and, eq, isNull } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { sessions } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { isoIn } from "../../lib/time";
import { SESSION_MS } from "../../lib/tokens";

/**
 * Ends a session: its refresh tokens in D1, its access tokens at the account's door, where every request passes.
 * The door comes first: an ended session in D1 alone would leave its access tokens good until they expire.
 */
export async function endSession(
  { db }: Ctx,
  { id, account_id }: { id: string; account_id: number },
  reason: string,
) {
  await env.RATE_LIMITER.getByName(`account:${account_id}`).revokeSession(id, Date.now() + SESSION_MS);
  await db
    .update(sessions)
    .set({ revoked_at: isoIn(), revoked_reason: reason })
    .where(and(eq(sessions.id, id), isNull(sessions.revoked_at)));
}
