import { and, eq, inArray, isNull } from "drizzle-orm";
import { openDb } from ".";
import type { Bearer } from "../durable/rate-limiter";
import { accounts, sessions, users } from "./schema";

/** Whether a token's session is over, asked of D1: for when the account's door, which knows it too, is away. */
export async function hasEnded({ sessionId, userId, version }: Bearer): Promise<boolean> {
  const [alive] = await openDb("first-primary")
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revoked_at),
        eq(users.id, userId),
        eq(users.token_version, version),
        eq(users.is_active, true),
        inArray(accounts.status, ["active", "trial"]),
      ),
    );
  return !alive;
}
