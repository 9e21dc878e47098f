import { eq, sql } from "drizzle-orm";
import { accounts, plans, sites, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";

const limits = {
  site: { table: sites, column: "max_sites" },
  user: { table: users, column: "max_users" },
} as const;
type Kind = keyof typeof limits;

/** The condition under which a live account may have one more: part of the statement that adds it, so that no two pass. */
export const hasRoomFor = ({ actor }: Ctx, kind: Kind) => {
  const { table, column } = limits[kind];
  return sql`exists (select 1 from accounts a join plans p on p.id = a.plan_id
    where a.id = ${actor.accountId} and a.status in ('active', 'trial')
      and (select count(*) from ${table} t where t.account_id = a.id) < ${sql.raw(`p.${column}`)})`;
};

/** Why there is no room: the plan's limit, and how many there are. */
export async function limitReached({ actor, db }: Ctx, kind: Kind): Promise<ApiError> {
  const { table, column } = limits[kind];
  const [use] = await db
    .select({
      limit: plans[column],
      current: sql<number>`(select count(*) from ${table} t where t.account_id = ${actor.accountId})`,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  const { limit, current } = use!;
  return new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} ${kind}${limit === 1 ? "" : "s"}`, {
    facts: { limit, current },
  });
}
