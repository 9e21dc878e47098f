import { and, asc, eq, lte, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { atomically, isInGoodStanding, isViolation } from "../../db/queries";
import { accounts, creditTransactions } from "../../db/schema";
import { log } from "../../lib/log";
import { isoIn } from "../../lib/time";

const ACCOUNTS_PER_TICK = 200;

/** Renews the plan credits of every account that is due. Idempotent: each due date renews once, however late. */
export async function renewCredits(now = isoIn(), shard = 0): Promise<number> {
  const db = openDb("first-primary", shard);
  const due = await db
    .select({ id: accounts.id, at: accounts.credits_renew_at })
    .from(accounts)
    .where(and(lte(accounts.credits_renew_at, now), isInGoodStanding))
    .orderBy(asc(accounts.credits_renew_at))
    .limit(ACCOUNTS_PER_TICK);
  for (const { id, at } of due) if (at !== null) await renewAccount(id, at, now);
  if (due.length) log.info("credits renewed", { accounts: due.length });
  return due.length;
}

/** Plan credits are reset, not added up: one ledger row holds the difference. Reserved credits stay covered. */
async function renewAccount(id: number, at: string, now: string) {
  const db = openDb("first-primary", id);
  const updateDueDate = db
    .update(accounts)
    .set({ credits_renew_at: computeNextRenewal(at, now) })
    .where(and(eq(accounts.id, id), eq(accounts.credits_renew_at, at)));
  try {
    await atomically(db, [
      db.insert(creditTransactions).select(
        sql`select null, id, 'subscription', new_credits - credits, new_credits - credits, 0, new_credits + bonus_credits,
          'Renewal of the plan ' || name, ${`renewal:${at}`}, ${now}
          from (select a.id, a.credits, a.bonus_credits, p.name,
              max(p.included_credits, a.credits_reserved - a.bonus_credits) as new_credits
            from accounts a join plans p on p.id = a.plan_id where a.id = ${id} and a.credits_renew_at = ${at})`,
      ),
      updateDueDate,
    ]);
  } catch (error) {
    if (!isViolation(error, "credit_transactions.reference")) throw error;
    // The ledger already has this renewal: only the due date remains to be moved.
    await updateDueDate;
  }
}

/** The first monthly date after `now` on the day of `at`, or on the last day of a shorter month. */
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
