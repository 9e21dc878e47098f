import { and, lt, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { purge } from "../../db/purge";
import { refreshTokens, sessions, userTokens } from "../../db/schema";
import { DAY_MS, isoIn } from "../../lib/time";

/** Kept a day past their end, for whoever looks into a theft. */
const RETENTION_MS = DAY_MS;

/** Forgets refresh tokens and links that have expired, and the sessions that none of them can renew any more. */
export async function purgeExpired(home = 0) {
  const db = openDb("first-primary", home);
  const ended = isoIn(-RETENTION_MS);
  const unrenewable = and(
    lt(sessions.created_at, isoIn(-RETENTION_MS - DAY_MS)),
    sql`not exists (select 1 from refresh_tokens t where t.session_id = sessions.id)`,
  );
  await db.batch([
    purge(db, refreshTokens, lt(refreshTokens.expires_at, ended)),
    purge(db, userTokens, lt(userTokens.expires_at, ended)),
    purge(db, sessions, unrenewable),
  ]);
}
