import { and, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import { keywordsOf } from "../../db/keyword-counts";
import { owned, pageOf } from "../../db/queries";
import { accounts, creditTransactions, creditUsage, modelCalls, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import type { CallQuery, SummaryQuery, TransactionQuery, UsageQuery } from "./billing.schema";

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
  const where = and(within(ctx, q), q.operation_type && eq(creditUsage.operation_type, q.operation_type));
  const order = { column: creditUsage.id, direction: "desc" } as const;
  return pageOf(ctx.db, { columns: usageColumns, table: creditUsage, where, order }, q);
}

/** The calls of models, whatever became of them. */
export function listCalls(ctx: Ctx, q: CallQuery) {
  const where = and(
    within(ctx, q, modelCalls),
    q.job_id === undefined ? undefined : eq(modelCalls.job_id, q.job_id),
    q.model === undefined ? undefined : eq(modelCalls.model, q.model),
    q.outcome === undefined ? undefined : eq(modelCalls.outcome, q.outcome),
  );
  const order = { column: modelCalls.id, direction: "desc" } as const;
  return pageOf(ctx.db, { columns: callColumns, table: modelCalls, where, order }, q);
}

const within = (
  { actor }: Ctx,
  { start, end, site_id }: SummaryQuery,
  table: typeof creditUsage | typeof modelCalls = creditUsage,
) =>
  and(
    owned(actor, table),
    start === undefined ? undefined : gte(table.created_at, start),
    end === undefined ? undefined : lt(table.created_at, end),
    site_id === undefined ? undefined : eq(table.site_id, site_id),
  );

/** What was spent, by operation, by model and by day (UTC), in one round trip. */
export async function summariseUsage(ctx: Ctx, q: SummaryQuery) {
  const where = within(ctx, q);
  const sums = {
    operations: sql<number>`count(*)`,
    credits: sql<number>`coalesce(sum(${creditUsage.credits_used}), 0)`,
    tokens: sql<number>`coalesce(sum(${creditUsage.tokens_in} + ${creditUsage.tokens_out}), 0)`,
    cost_usd: sql<number>`coalesce(sum(${creditUsage.cost_usd}), 0.0)`,
  };
  const by = (key: SQL<string>) =>
    ctx.db
      .select({ key: key.as("key"), ...sums })
      .from(creditUsage)
      .where(where)
      .groupBy(sql`key`)
      .orderBy(sql`key`);
  const [[total], by_operation, by_model, by_day] = await ctx.db.batch([
    ctx.db.select(sums).from(creditUsage).where(where),
    by(sql`${creditUsage.operation_type}`),
    by(sql`${creditUsage.model}`),
    by(sql`substr(${creditUsage.created_at}, 1, 10)`),
  ]);
  const { operations, credits, tokens, cost_usd } = total!;
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

/** What the plan allows and how much of it is used. */
export async function getPlanLimits({ actor, db }: Ctx) {
  const counted = (table: SQL) =>
    sql<number>`(select count(*) from ${table} t where t.account_id = ${accounts.id})`;
  const [row] = await db
    .select({
      plan: plans,
      sites: counted(sql`sites`),
      users: counted(sql`users`),
      keywords: keywordsOf(accounts.id),
      spent: sql<number>`max(0, ${plans.included_credits} - ${accounts.credits})`,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  const { plan, sites, users, keywords, spent } = row!;
  const use = (limit: number, current: number) => ({
    limit,
    current,
    remaining: Math.max(0, limit - current),
  });
  return {
    plan: { slug: plan.slug, name: plan.name },
    sites: use(plan.max_sites, sites),
    users: use(plan.max_users, users),
    keywords: use(plan.max_keywords, keywords),
    credits: use(plan.included_credits, spent),
  };
}
