import { and, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import { keywordCountSubquery } from "../../db/keyword-counts";
import { owned, pageOf } from "../../db/queries";
import { accounts, creditTransactions, creditUsage, modelCalls, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import type { ModelCallQuery, UsageSummaryQuery, TransactionQuery, UsageQuery } from "./billing.schema";

const { account_id: _usage, ...usageColumns } = getTableColumns(creditUsage);
const { account_id: _call, ...callColumns } = getTableColumns(modelCalls);

export function listTransactions({ actor, db }: Ctx, q: TransactionQuery) {
  const where = and(
    eq(creditTransactions.account_id, actor.accountId),
    q.transaction_type && eq(creditTransactions.transaction_type, q.transaction_type),
  );
  const {
    account_id: _,
    plan_amount: __,
    bonus_amount: ___,
    ...columns
  } = getTableColumns(creditTransactions);
  const order = { column: creditTransactions.id, direction: "desc" } as const;
  return pageOf(db, { columns, table: creditTransactions, where, order }, q);
}

export function listUsage(ctx: Ctx, q: UsageQuery) {
  const where = and(isInPeriod(ctx, q), q.operation_type && eq(creditUsage.operation_type, q.operation_type));
  const order = { column: creditUsage.id, direction: "desc" } as const;
  return pageOf(ctx.db, { columns: usageColumns, table: creditUsage, where, order }, q);
}

/** All calls of models, failed ones included. */
export function listModelCalls(ctx: Ctx, q: ModelCallQuery) {
  const where = and(
    isInPeriod(ctx, q, modelCalls),
    q.job_id === undefined ? undefined : eq(modelCalls.job_id, q.job_id),
    q.model === undefined ? undefined : eq(modelCalls.model, q.model),
    q.outcome === undefined ? undefined : eq(modelCalls.outcome, q.outcome),
  );
  const order = { column: modelCalls.id, direction: "desc" } as const;
  return pageOf(ctx.db, { columns: callColumns, table: modelCalls, where, order }, q);
}

const isInPeriod = (
  { actor }: Ctx,
  { start, end, site_id }: UsageSummaryQuery,
  table: typeof creditUsage | typeof modelCalls = creditUsage,
) =>
  and(
    owned(actor, table),
    start === undefined ? undefined : gte(table.created_at, start),
    end === undefined ? undefined : lt(table.created_at, end),
    site_id === undefined ? undefined : eq(table.site_id, site_id),
  );

const noUsage = { operations: 0, credits: 0, tokens: 0, cost_usd: 0 };

/** Totals by operation, by model and by UTC day, in one round trip. */
export async function getUsageSummary(ctx: Ctx, q: UsageSummaryQuery) {
  const where = isInPeriod(ctx, q);
  const sums = {
    operations: sql<number>`count(*)`,
    credits: sql<number>`coalesce(sum(${creditUsage.credits_used}), 0)`,
    tokens: sql<number>`coalesce(sum(${creditUsage.tokens_in} + ${creditUsage.tokens_out}), 0)`,
    cost_usd: sql<number>`coalesce(sum(${creditUsage.cost_usd}), 0.0)`,
  };
  const selectTotals = (key: SQL<string>) =>
    ctx.db
      .select({ key: key.as("key"), ...sums })
      .from(creditUsage)
      .where(where)
      .groupBy(sql`key`)
      .orderBy(sql`key`);
  const [[total = noUsage], by_operation, by_model, by_day] = await ctx.db.batch([
    ctx.db.select(sums).from(creditUsage).where(where),
    selectTotals(sql`${creditUsage.operation_type}`),
    selectTotals(sql`${creditUsage.model}`),
    selectTotals(sql`substr(${creditUsage.created_at}, 1, 10)`),
  ]);
  const { operations, credits, tokens, cost_usd } = total;
  return {
    total_operations: operations,
    total_credits: credits,
    total_tokens: tokens,
    total_cost_usd: cost_usd,
    by_operation,
    by_model,
    by_day,
  };
}

/** The limits of the plan, and how much of each is used. */
export async function getPlanLimits({ actor, db }: Ctx) {
  const countRows = (table: SQL) =>
    sql<number>`(select count(*) from ${table} t where t.account_id = ${accounts.id})`;
  const [row] = await db
    .select({
      plan: plans,
      sites: countRows(sql`sites`),
      users: countRows(sql`users`),
      keywords: keywordCountSubquery(accounts.id),
      spent: sql<number>`max(0, ${plans.included_credits} - ${accounts.credits})`,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  if (!row) throw notFound("Account");
  const { plan, sites, users, keywords, spent } = row;
  const toUse = (limit: number, current: number) => ({
    limit,
    current,
    remaining: Math.max(0, limit - current),
  });
  return {
    plan: { slug: plan.slug, name: plan.name },
    sites: toUse(plan.max_sites, sites),
    users: toUse(plan.max_users, users),
    keywords: toUse(plan.max_keywords, keywords),
    credits: toUse(plan.included_credits, spent),
  };
}
