import { and, asc, eq, lte, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { atomically, isInGoodStanding, isViolation } from "../../db/queries";
import { accounts, creditTransactions } from "../../db/schema";
import { crashPoint } from "../../lib/crash-points";
import { log } from "../../lib/log";
import { isoIn } from "../../lib/time";

const ACCOUNTS_PER_TICK = 200;

/** Renews the plan credits of every account whose time has come. Safe to run twice, and late: it renews once. */
export async function renewCredits(now = isoIn(), home = 0): Promise<number> {
  const db = openDb("first-primary", home);
  const due = await db
    .select({ id: accounts.id, at: accounts.credits_renew_at })
    .from(accounts)
    .where(and(lte(accounts.credits_renew_at, now), isInGoodStanding))
    .orderBy(asc(accounts.credits_renew_at))
    .limit(ACCOUNTS_PER_TICK);
  for (const { id, at } of due) await renewAccount(id, at!, now);
  if (due.length) log.info("credits renewed", { accounts: due.length });
  return due.length;
}

/** Plan credits are set anew, not added up: one ledger row carries the difference. What is reserved stays covered. */
async function renewAccount(id: number, at: string, now: string) {
  const db = openDb("first-primary", id);
  const moveOn = db
    .update(accounts)
    .set({ credits_renew_at: computeNextRenewal(at, now) })
    .where(and(eq(accounts.id, id), eq(accounts.credits_renew_at, at)));
  CRASH_POINTS && (await crashPoint("credits-renewing"));
  try {
    await atomically(db, [
      db.insert(creditTransactions).select(
        sql`select null, id, 'subscription', fresh - credits, fresh - credits, 0, fresh + bonus_credits,
          'Renewal of the plan ' || name, ${`renewal:${at}`}, ${now}
          from (select a.id, a.credits, a.bonus_credits, p.name,
              max(p.included_credits, a.credits_reserved - a.bonus_credits) as fresh
            from accounts a join plans p on p.id = a.plan_id where a.id = ${id} and a.credits_renew_at = ${at})`,
      ),
      moveOn,
    ]);
    CRASH_POINTS && (await crashPoint("credits-renewed"));
  } catch (error) {
    if (!isViolation(error, "credit_transactions.reference")) throw error;
    // The ledger has this renewal: nothing is granted, and the account does not stay due.
    await moveOn;
  }
}

/** The first monthly date after `now` on the day of `at`, or on the month's last day where it is shorter. */
export function computeNextRenewal(at: string, now: string): string {
  const anchor = new Date(at);
  for (let months = 1; ; months++) {
    const next = new Date(anchor);
    next.setUTCDate(1);
    next.setUTCMonth(anchor.getUTCMonth() + months);
    const lastDay = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
    next.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
    if (next.toISOString() > now) return next.toISOString();
  }
}
