import { and, lt, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { purge } from "../../db/purge";
import { refreshTokens, sessions, userTokens } from "../../db/schema";
import { DAY_MS, isoIn } from "../../lib/time";

/** Expired rows stay for a day, for the investigation of stolen tokens. */
const RETENTION_MS = DAY_MS;

/** Deletes expired refresh tokens and links, and sessions that no refresh token can renew any more. */
export async function purgeExpired(shard = 0) {
  const db = openDb("first-primary", shard);
  const cutoff = isoIn(-RETENTION_MS);
  const unrenewable = and(
    lt(sessions.created_at, isoIn(-RETENTION_MS - DAY_MS)),
    sql`not exists (select 1 from refresh_tokens t where t.session_id = sessions.id)`,
  );
  await db.batch([
    purge(db, refreshTokens, lt(refreshTokens.expires_at, cutoff)),
    purge(db, userTokens, lt(userTokens.expires_at, cutoff)),
    purge(db, sessions, unrenewable),
  ]);
}
