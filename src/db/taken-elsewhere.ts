import { sql } from "drizzle-orm";
import { openDb } from ".";
import { isSameHome, homes } from "./placement";

/** Whether another database than that of the account has a user of this address. Where there is one, nothing is asked. */
export async function isTakenElsewhere(email: string, accountId: number): Promise<boolean> {
  const others = homes().filter((home) => !isSameHome(home, accountId));
  const found = await Promise.all(
    others.map((home) => openDb("first-primary", home).all(sql`select 1 from users where email = ${email}`)),
  );
  return found.some((rows) => rows.length > 0);
}
