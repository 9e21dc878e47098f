import { and, inArray, lt, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { refreshTokens, sessions, userTokens } from "../../db/schema";
import { DAY_MS, isoIn } from "../../lib/time";

/** Kept a day past their end, for whoever looks into a theft. */
const KEPT_MS = DAY_MS;
/** Rows that one tick removes of each kind; the next tick takes the others. */
const PURGE_SIZE = 5_000;

/** Forgets refresh tokens and links that have expired, and the sessions that none of them can renew any more. */
export async function purgeExpired() {
  const db = openDb("first-primary");
  const ended = isoIn(-KEPT_MS);
  const expiredTokens = lt(refreshTokens.expires_at, ended);
  const expiredLinks = lt(userTokens.expires_at, ended);
  const unrenewable = and(
    lt(sessions.created_at, isoIn(-KEPT_MS - DAY_MS)),
    sql`not exists (select 1 from refresh_tokens t where t.session_id = sessions.id)`,
  );
  await db.batch([
    db
      .delete(refreshTokens)
      .where(
        inArray(
          refreshTokens.id,
          db.select({ id: refreshTokens.id }).from(refreshTokens).where(expiredTokens).limit(PURGE_SIZE),
        ),
      ),
    db
      .delete(userTokens)
      .where(
        inArray(
          userTokens.id,
          db.select({ id: userTokens.id }).from(userTokens).where(expiredLinks).limit(PURGE_SIZE),
        ),
      ),
    db
      .delete(sessions)
      .where(
        inArray(
          sessions.id,
          db.select({ id: sessions.id }).from(sessions).where(unrenewable).limit(PURGE_SIZE),
        ),
      ),
  ]);
}
