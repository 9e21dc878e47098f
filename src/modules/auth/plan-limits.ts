import { eq, sql } from "drizzle-orm";
import { accounts, plans, sites, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";

const limits = {
  site: { table: sites, column: "max_sites" },
  user: { table: users, column: "max_users" },
} as const;
type LimitedKind = keyof typeof limits;

/**
 * SQL condition that an active account may have one more. It is part of the insert, so that concurrent requests cannot
 * exceed the limit.
 */
export const hasPlanCapacity = ({ actor }: Ctx, kind: LimitedKind) => {
  const { table, column } = limits[kind];
  return sql`exists (select 1 from accounts a join plans p on p.id = a.plan_id
    where a.id = ${actor.accountId} and a.status in ('active', 'trial')
      and (select count(*) from ${table} t where t.account_id = a.id) < ${sql.raw(`p.${column}`)})`;
};

/** The error for a reached plan limit, with the limit and the current count. */
export async function loadPlanLimitError({ actor, db }: Ctx, kind: LimitedKind): Promise<ApiError> {
  const { table, column } = limits[kind];
  const [row] = await db
    .select({
      limit: plans[column],
      current: sql<number>`(select count(*) from ${table} t where t.account_id = ${actor.accountId})`,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  if (!row) throw notFound("Account");
  const { limit, current } = row;
  return new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} ${kind}${limit === 1 ? "" : "s"}`, {
    facts: { limit, current },
  });
}
