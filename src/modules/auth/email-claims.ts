import { sql } from "drizzle-orm";
import { openDb } from "../../db";
import { homes } from "../../db/shards";
import { emailLimiter } from "../../http/rate-limits";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { log, reasonOf } from "../../lib/log";

/**
 * Whether the address may become a user's in the context's database. Each database refuses only what it has itself; that
 * no other takes the address meanwhile, the address's own door sees to. Where there is one database, nothing is asked.
 */
export async function mayTakeEmail({ db, requestId }: Ctx, email: string): Promise<boolean> {
  const others = homes().filter((home) => home !== db.home);
  if (!others.length) return true;
  try {
    if (!(await emailLimiter(await sha256(email)).claim(db.home))) return false;
  } catch (error) {
    log.error("e-mail not claimed", { request_id: requestId, error: reasonOf(error) });
    throw new ApiError("UNAVAILABLE", "The e-mail address cannot be checked now: try again");
  }
  const found = await Promise.all(
    others.map((home) => openDb("first-primary", home).all(sql`select 1 from users where email = ${email}`)),
  );
  return found.every((rows) => rows.length === 0);
}
