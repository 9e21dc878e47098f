import { sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";

/** The share of the plan's credits below which the balance counts as low. */
const LOW_BALANCE_SHARE = 0.2;

/**
 * Notifies that the preceding charge of the batch crossed the low mark or used up the balance. Only the charge that
 * crosses it matches.
 */
export const notifyLowBalanceStatement = ({ actor, db }: Ctx, charged: number): Statement =>
  db.insert(notifications).select(
    sql`select null, account_id, null, iif(balance = 0, 'credits_depleted', 'credits_low'), iif(balance = 0, 'error', 'warning'),
      iif(balance = 0, 'No credits left', 'Credits are running low'),
      iif(balance = 0, 'All credits are used. Generation stops until they are renewed.', balance || ' credits are left.'),
      0, null, 'View billing', '/billing', json_object('balance', balance, 'plan_credits', included_credits), ${isoIn()}
      from (select a.id as account_id, a.credits + a.bonus_credits as balance, p.included_credits
        from accounts a join plans p on p.id = a.plan_id where a.id = ${actor.accountId})
      where balance = 0 or (balance < ${LOW_BALANCE_SHARE} * included_credits and balance + ${charged} >= ${LOW_BALANCE_SHARE} * included_credits)`,
  );
