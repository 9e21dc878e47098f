import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isInGoodStanding, type Statement } from "../../db/queries";
import { accounts, userTokens, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { randomToken, sha256 } from "../../lib/digests";
import { invalid } from "../../lib/errors";
import { DAY_MS, HOUR_MS, isoIn } from "../../lib/time";

const lives = { reset: HOUR_MS, invite: 7 * DAY_MS } as const;
export type Purpose = keyof typeof lives;

/** A token for a link sent by e-mail, and the statement that stores its hash for the user with this address. */
export async function newUserToken({ db }: Ctx, email: string, purpose: Purpose) {
  const token = randomToken("igny8_ut_");
  const hash = await sha256(token);
  const store = db
    .insert(userTokens)
    .select(
      sql`select null, id, ${purpose}, ${hash}, ${isoIn(lives[purpose])}, null, ${isoIn()}
        from users where email = ${email}`,
    )
    .returning({ user_id: userTokens.user_id });
  return { token, hash, store };
}

/** The user whom a link lets in. The same answer for one that never was, was used, or is too old. */
export async function openUserToken({ db }: Ctx, token: string) {
  const [found] = await db
    .select({ token_id: userTokens.id, purpose: userTokens.purpose, user: users })
    .from(userTokens)
    .innerJoin(users, eq(users.id, userTokens.user_id))
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(
      and(
        eq(userTokens.hash, await sha256(token)),
        isNull(userTokens.used_at),
        gt(userTokens.expires_at, isoIn()),
        eq(users.is_active, true),
        isInGoodStanding,
      ),
    );
  if (!found) throw refusedLink();
  return found;
}

export const refusedLink = () => invalid("token", "The link is not valid, was used, or has expired");

/** The condition that the link is still unused: part of the change that it is used for. */
export const isUnused = (tokenId: number) =>
  sql`exists (select 1 from user_tokens t where t.id = ${tokenId} and t.used_at is null)`;

/** No link sent to the user opens anything any more. */
export const voidUserTokens = ({ db }: Ctx, userId: number, version: number): Statement =>
  db
    .update(userTokens)
    .set({ used_at: isoIn() })
    .where(
      and(
        eq(userTokens.user_id, userId),
        isNull(userTokens.used_at),
        sql`exists (select 1 from users u where u.id = ${userId} and u.token_version = ${version})`,
      ),
    );
