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
import { auditedByStaff } from "../audit/audit.service";
import { readAccount } from "../auth/account.service";
import type { GrantBody, PlanBody } from "./grants.schema";

const { account_id: _, plan_amount: __, bonus_amount: ___, ...columns } = getTableColumns(creditTransactions);

/** Adds bonus credits to an account: one row of the ledger. Repeated with its reference, it answers the row that is there. */
export async function grantCredits(ctx: Ctx, grant: GrantBody) {
  const { db } = ctx;
  const { account_id, amount, reason } = grant;
  const reference = `grant:${grant.reference ?? ulid()}`;
  try {
    const [granted] = await atomically(db, [
      db
        .insert(creditTransactions)
        .select(
          sql`select null, id, 'adjustment', ${amount}, 0, ${amount}, credits + bonus_credits + ${amount}, ${reason},
            ${reference}, ${isoIn()} from accounts where id = ${account_id} and status <> 'cancelled'`,
        )
        .returning(columns),
      ...auditedByStaff(ctx, account_id, {
        action: "credits.granted",
        object_type: "account",
        object_id: account_id,
        details: { amount, reference },
      }),
    ]);
    if (!granted![0]) throw invalid("account_id", "No such account");
    return granted![0] as Awaited<ReturnType<typeof readGrant>>;
  } catch (error) {
    if (!isViolation(error, "credit_transactions.reference")) throw error;
    return readGrant(ctx, account_id, reference, amount);
  }
}

async function readGrant({ db }: Ctx, accountId: number, reference: string, amount: number) {
  const [row] = await db
    .select(columns)
    .from(creditTransactions)
    .where(and(eq(creditTransactions.account_id, accountId), eq(creditTransactions.reference, reference)));
  if (row?.amount !== amount)
    throw new ApiError("CONFLICT", "This reference has granted another amount already");
  return row;
}

/** Puts an account on a plan and sets its plan credits anew, never below what is reserved. The same plan again changes nothing. */
export async function changePlan(ctx: Ctx, accountId: number, { plan }: PlanBody) {
  const { db } = ctx;
  const [[account], [target]] = (await atomically(db, [
    db
      .select({ status: accounts.status, updated_at: accounts.updated_at })
      .from(accounts)
      .where(eq(accounts.id, accountId)),
    db.select().from(plans).where(eq(plans.slug, plan)),
    setPlanCredits(ctx, accountId, plan),
    movePlan(ctx, accountId, plan),
    ...auditedByStaff(ctx, accountId, {
      action: "account.plan_changed",
      object_type: "account",
      object_id: accountId,
      details: { plan },
    }),
  ])) as [[{ status: string; updated_at: string }?], [unknown?]];
  if (!account || account.status === "cancelled") throw notFound("Account");
  stillAsRead(ctx, account);
  if (!target) throw invalid("plan", "No such plan");
  return readAccount(db, accountId);
}

const setPlanCredits = (ctx: Ctx, accountId: number, plan: string): Statement =>
  ctx.db.insert(creditTransactions).select(
    sql`select null, id, 'subscription', anew - credits, anew - credits, 0, anew + bonus_credits,
      'Credits of the plan ' || name, ${`plan:${ulid()}`}, ${isoIn()}
      from (select a.id, a.credits, a.bonus_credits, p.name,
          max(p.included_credits, a.credits_reserved - a.bonus_credits) as anew
        from accounts a join plans p on p.slug = ${plan}
        where a.id = ${accountId} and a.plan_id <> p.id and a.status <> 'cancelled'
          and a.updated_at = coalesce(${ctx.ifMatch}, a.updated_at))`,
  );

/** The new plan's month begins now. */
function movePlan(ctx: Ctx, accountId: number, plan: string): Statement {
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
