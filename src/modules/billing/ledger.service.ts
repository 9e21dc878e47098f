import { eq, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { accounts, creditTransactions, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";

/** Reserves credits. If they do not suffice, a CHECK constraint of the account rolls back the whole batch. */
export const reserveCreditsStatement = ({ actor, db }: Ctx, credits: number): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} + ${credits}` })
    .where(eq(accounts.id, actor.accountId));

/** The constraint that D1 names if the balance does not cover a reservation. */
export const RESERVATION_CONSTRAINT = "credits_cover_reserved";

export const releaseCreditsStatement = ({ actor, db }: Ctx, credits: number): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} - ${credits}` })
    .where(eq(accounts.id, actor.accountId));

/**
 * Charges credits, plan credits first: inserts a ledger row, whose trigger moves the balance. `reference` is unique in the
 * account, so that nothing is charged twice.
 */
export const chargeCreditsStatement = (
  { actor, db }: Ctx,
  { credits, description, reference }: { credits: number; description: string; reference: string },
): Statement =>
  db.insert(creditTransactions).select(
    sql`select null, id, 'deduction', ${-credits}, -min(credits, ${credits}), min(credits, ${credits}) - ${credits},
      credits + bonus_credits - ${credits}, ${description}, ${reference}, ${isoIn()}
      from accounts where id = ${actor.accountId}`,
  );

/** The current balance. `available` is the maximum of a new reservation. */
export async function getBalance({ actor, db }: Ctx) {
  const [row] = await db
    .select({
      credits: accounts.credits,
      bonus_credits: accounts.bonus_credits,
      credits_reserved: accounts.credits_reserved,
      plan_credits: plans.included_credits,
      credits_renew_at: accounts.credits_renew_at,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  if (!row) throw notFound("Account");
  const balance = row.credits + row.bonus_credits;
  return { ...row, balance, available: balance - row.credits_reserved };
}

export async function loadInsufficientCreditsError(ctx: Ctx, required: number): Promise<ApiError> {
  const { available: balance } = await getBalance(ctx);
  return new ApiError("INSUFFICIENT_CREDITS", `This needs ${required} credits; ${balance} are available`, {
    facts: { required, balance },
  });
}
