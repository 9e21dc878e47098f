import { and, eq, ne } from "drizzle-orm";
import { atomically, nextVersion, stillAsRead } from "../../db/queries";
import { accounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { auditByStaffStatements } from "../audit/audit.service";
import type { AccountStatusBody } from "./account.schema";
import { getAccountById } from "./account.service";
import { closeAccount, reopenAccount } from "./session-revocation";

/** Suspends an account, which ends all of its sessions at once, or reactivates it. */
export async function setAccountStatus(ctx: Ctx, id: number, { status }: AccountStatusBody) {
  const { actor, db } = ctx;
  if (id === actor.accountId)
    throw new ApiError("CONFLICT", "You cannot change the status of your own account");
  const before = stillAsRead(ctx, await getAccountById(db, id));
  if (before.status === "cancelled") throw notFound("Account");
  const change = [
    db
      .update(accounts)
      .set({ status, updated_at: nextVersion(accounts) })
      .where(and(eq(accounts.id, id), ne(accounts.status, "cancelled"))),
    ...auditByStaffStatements(ctx, id, {
      action: "account.status_changed",
      object_type: "account",
      object_id: id,
      details: { from: before.status, to: status },
    }),
  ];
  if (status === "suspended") await closeAccount(ctx, id, change);
  else await atomically(db, change).then(() => reopenAccount(ctx, id));
  return getAccountById(db, id);
}
