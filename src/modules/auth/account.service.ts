import { and, eq, getTableColumns } from "drizzle-orm";
import { atomically, missed, nextVersion, stillAsRead, unchanged } from "../../db/queries";
import { accounts, plans } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { auditIfChangedStatement } from "../audit/audit.service";
import type { AccountChange } from "./account.schema";

const { plan_id: _, disabled_modules: __, modules_changed_at: ___, ...columns } = getTableColumns(accounts);

/** The account with its plan and its balance. */
export const getAccount = ({ actor, db }: Ctx) => getAccountById(db, actor.accountId);

export async function getAccountById(db: Ctx["db"], id: number) {
  const [found] = await db
    .select({ account: columns, plan: plans })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, id));
  if (!found) throw notFound("Account");
  return { ...found.account, plan: found.plan };
}

/** The slug never changes, because links contain it. */
export async function updateAccount(ctx: Ctx, change: AccountChange) {
  const { actor, db } = ctx;
  if (!Object.keys(change).length) return stillAsRead(ctx, await getAccount(ctx));
  const [updated = []] = await atomically(db, [
    db
      .update(accounts)
      .set({ ...change, updated_at: nextVersion(accounts) })
      .where(and(eq(accounts.id, actor.accountId), unchanged(ctx, accounts)))
      .returning({ id: accounts.id }),
    auditIfChangedStatement(ctx, {
      action: "account.updated",
      object_type: "account",
      object_id: actor.accountId,
      details: { fields: Object.keys(change) },
    }),
  ]);
  if (!updated.length) throw await missed(getAccount(ctx));
  return getAccount(ctx);
}
