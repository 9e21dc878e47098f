import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isInGoodStanding, type Statement } from "../../db/queries";
import { accounts, userTokens, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { randomToken, sha256 } from "../../lib/digests";
import { invalid } from "../../lib/errors";
import { DAY_MS, HOUR_MS, isoIn } from "../../lib/time";

const lifetimes = { reset: HOUR_MS, invite: 7 * DAY_MS } as const;
type UserTokenPurpose = keyof typeof lifetimes;

/** Creates a token for an emailed link, and the statement that stores its hash for the user with this address. */
export async function prepareUserToken({ db }: Ctx, email: string, purpose: UserTokenPurpose) {
  const token = randomToken("igny8_ut_");
  const hash = await sha256(token);
  const insert = db
    .insert(userTokens)
    .select(
      sql`select null, id, ${purpose}, ${hash}, ${isoIn(lifetimes[purpose])}, null, ${isoIn()}
        from users where email = ${email}`,
    )
    .returning({ user_id: userTokens.user_id });
  return { token, hash, insert };
}

/** Resolves the token of a link to its user. Unknown, used and expired tokens get the same error. */
export async function verifyUserToken({ db }: Ctx, token: string) {
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
  if (!found) throw buildInvalidLinkError();
  return found;
}

export const buildInvalidLinkError = () => invalid("token", "The link is invalid, already used or expired");

/** SQL condition that the token is unused. It is part of the statement that the token authorizes. */
export const isUserTokenUnused = (tokenId: number) =>
  sql`exists (select 1 from user_tokens t where t.id = ${tokenId} and t.used_at is null)`;

/** Invalidates all open links of the user, once their token version is `version`. */
export const voidUserTokensStatement = ({ db }: Ctx, userId: number, version: number): Statement =>
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
