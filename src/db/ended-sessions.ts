import { and, eq, isNull } from "drizzle-orm";
import { openDb } from ".";
import type { SessionClaim } from "../lib/admission";
import type { Actor } from "../lib/actor";
import { isInGoodStanding } from "./queries";
import { accounts, apiKeys, sessions, sites, users } from "./schema";

/** Whether a token's session has ended: for when the account's rate limiter, which knows it too, is unavailable. */
export async function hasSessionEnded({ sessionId, userId, version }: SessionClaim): Promise<boolean> {
  const [alive] = await openDb("first-primary", userId)
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
        isInGoodStanding,
      ),
    );
  return !alive;
}

/** Whether the account is suspended or deleted. */
export async function isAccountClosed(id: number): Promise<boolean> {
  const [open] = await openDb("first-primary", id)
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, id), isInGoodStanding));
  return !open;
}

/** Whether the session or key of an actor has ended since: for streams that stay open for long. */
export async function hasActorEnded({
  accountId,
  sessionId,
  apiKeyId,
}: Pick<Actor, "accountId" | "sessionId" | "apiKeyId">): Promise<boolean> {
  const db = openDb("first-primary", accountId);
  const [alive] =
    apiKeyId === null
      ? await db
          .select({ id: sessions.id })
          .from(sessions)
          .where(and(eq(sessions.id, sessionId ?? ""), isNull(sessions.revoked_at)))
      : await db
          .select({ id: apiKeys.id })
          .from(apiKeys)
          .innerJoin(sites, eq(sites.id, apiKeys.site_id))
          .innerJoin(accounts, eq(accounts.id, apiKeys.account_id))
          .where(
            and(
              eq(apiKeys.id, apiKeyId),
              isNull(apiKeys.revoked_at),
              eq(sites.is_active, true),
              isInGoodStanding,
            ),
          );
  return !alive;
}
