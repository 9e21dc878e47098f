import { eq, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { accounts, creditTransactions, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { isoIn } from "../../lib/time";

/** Sets credits aside. Where they do not suffice, the account's CHECK rolls the whole batch back. */
export const reserve = ({ actor, db }: Ctx, credits: number): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} + ${credits}` })
    .where(eq(accounts.id, actor.accountId));

/** What D1 says where a reservation is not covered. */
export const NOT_COVERED = "credits_cover_reserved";

export const release = ({ actor, db }: Ctx, credits: number): Statement =>
  db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} - ${credits}` })
    .where(eq(accounts.id, actor.accountId));

/**
 * Charges credits, plan credits first: one row of the ledger, whose trigger moves the balance. `reference` is unique
 * in the account, so that one cause is charged once.
 */
export const charge = (
  { actor, db }: Ctx,
  { credits, description, reference }: { credits: number; description: string; reference: string },
): Statement =>
  db.insert(creditTransactions).select(
    sql`select null, id, 'deduction', ${-credits}, -min(credits, ${credits}), min(credits, ${credits}) - ${credits},
      credits + bonus_credits - ${credits}, ${description}, ${reference}, ${isoIn()}
      from accounts where id = ${actor.accountId}`,
  );

/** The balance as it is now. `available` is what a new reservation may take. */
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
  const balance = row!.credits + row!.bonus_credits;
  return { ...row!, balance, available: balance - row!.credits_reserved };
}

export async function insufficientCredits(ctx: Ctx, required: number): Promise<ApiError> {
  const { available: balance } = await getBalance(ctx);
  return new ApiError("INSUFFICIENT_CREDITS", `This needs ${required} credits; ${balance} are available`, {
    facts: { required, balance },
  });
}
