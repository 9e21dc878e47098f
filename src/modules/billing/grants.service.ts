import { and, eq, getTableColumns, ne, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import {
  atomically,
  isViolation,
  nextVersion,
  type Statement,
  stillAsRead,
  unchanged,
} from "../../db/queries";
import { accounts, creditTransactions, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { auditByStaffStatements } from "../audit/audit.service";
import { getAccountById } from "../auth/account.service";
import type { GrantBody, PlanBody } from "./grants.schema";

const { account_id: _, plan_amount: __, bonus_amount: ___, ...columns } = getTableColumns(creditTransactions);

/** Adds bonus credits to an account as one ledger row. A repeated reference returns the existing row. */
export async function grantCredits(ctx: Ctx, grant: GrantBody) {
  const { db } = ctx;
  const { account_id, amount, reason } = grant;
  const reference = `grant:${grant.reference ?? ulid()}`;
  try {
    const [[granted] = []] = await atomically(db, [
      db
        .insert(creditTransactions)
        .select(
          sql`select null, id, 'adjustment', ${amount}, 0, ${amount}, credits + bonus_credits + ${amount}, ${reason},
            ${reference}, ${isoIn()} from accounts where id = ${account_id} and status <> 'cancelled'`,
        )
        .returning(columns),
      ...auditByStaffStatements(ctx, account_id, {
        action: "credits.granted",
        object_type: "account",
        object_id: account_id,
        details: { amount, reference },
      }),
    ]);
    if (!granted) throw invalid("account_id", "No such account");
    return granted as Awaited<ReturnType<typeof loadGrant>>;
  } catch (error) {
    if (!isViolation(error, "credit_transactions.reference")) throw error;
    return loadGrant(ctx, account_id, reference, amount);
  }
}

async function loadGrant({ db }: Ctx, accountId: number, reference: string, amount: number) {
  const [row] = await db
    .select(columns)
    .from(creditTransactions)
    .where(and(eq(creditTransactions.account_id, accountId), eq(creditTransactions.reference, reference)));
  if (row?.amount !== amount)
    throw new ApiError("CONFLICT", "This reference has already granted a different amount");
  return row;
}

/**
 * Moves an account to a plan and resets its plan credits, never below the reserved ones. The current plan is no change.
 */
export async function changePlan(ctx: Ctx, accountId: number, { plan }: PlanBody) {
  const { db } = ctx;
  const [[account], [target]] = (await atomically(db, [
    db
      .select({ status: accounts.status, updated_at: accounts.updated_at })
      .from(accounts)
      .where(eq(accounts.id, accountId)),
    db.select().from(plans).where(eq(plans.slug, plan)),
    setPlanCreditsStatement(ctx, accountId, plan),
    updatePlanStatement(ctx, accountId, plan),
    ...auditByStaffStatements(ctx, accountId, {
      action: "account.plan_changed",
      object_type: "account",
      object_id: accountId,
      details: { plan },
    }),
  ])) as [[{ status: string; updated_at: string }?], [unknown?]];
  if (!account || account.status === "cancelled") throw notFound("Account");
  stillAsRead(ctx, account);
  if (!target) throw invalid("plan", "No such plan");
  return getAccountById(db, accountId);
}

const setPlanCreditsStatement = (ctx: Ctx, accountId: number, plan: string): Statement =>
  ctx.db.insert(creditTransactions).select(
    sql`select null, id, 'subscription', new_credits - credits, new_credits - credits, 0, new_credits + bonus_credits,
      'Credits of the plan ' || name, ${`plan:${ulid()}`}, ${isoIn()}
      from (select a.id, a.credits, a.bonus_credits, p.name,
          max(p.included_credits, a.credits_reserved - a.bonus_credits) as new_credits
        from accounts a join plans p on p.slug = ${plan}
        where a.id = ${accountId} and a.plan_id <> p.id and a.status <> 'cancelled'
          and a.updated_at = coalesce(${ctx.ifMatch}, a.updated_at))`,
  );

/** The billing month of the new plan starts now. */
function updatePlanStatement(ctx: Ctx, accountId: number, plan: string): Statement {
  const renewal = new Date();
  renewal.setUTCMonth(renewal.getUTCMonth() + 1);
  const id = sql`(select id from plans where slug = ${plan})`;
  return ctx.db
    .update(accounts)
    .set({ plan_id: id, credits_renew_at: renewal.toISOString(), updated_at: nextVersion(accounts) })
    .where(
      and(
        eq(accounts.id, accountId),
        ne(accounts.status, "cancelled"),
        ne(accounts.plan_id, id),
        unchanged(ctx, accounts),
      ),
    );
}
