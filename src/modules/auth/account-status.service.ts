import { and, eq, ne } from "drizzle-orm";
import { atomically, nextVersion, stillAsRead } from "../../db/queries";
import { accounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { auditedByStaff } from "../audit/audit.service";
import type { StatusBody } from "./account.schema";
import { readAccount } from "./account.service";
import { closeAccount, reopenAccount } from "./revocation";

/** Suspends an account, which ends all of its sessions at once, or lets its people in again. */
export async function setAccountStatus(ctx: Ctx, id: number, { status }: StatusBody) {
  const { actor, db } = ctx;
  if (id === actor.accountId) throw new ApiError("CONFLICT", "Staff do not suspend themselves");
  const before = stillAsRead(ctx, await readAccount(db, id));
  if (before.status === "cancelled") throw notFound("Account");
  const change = [
    db
      .update(accounts)
      .set({ status, updated_at: nextVersion(accounts) })
      .where(and(eq(accounts.id, id), ne(accounts.status, "cancelled"))),
    ...auditedByStaff(ctx, id, {
      action: "account.status_changed",
      object_type: "account",
      object_id: id,
      details: { from: before.status, to: status },
    }),
  ];
  if (status === "suspended") await closeAccount(ctx, id, change);
  else await atomically(db, change).then(() => reopenAccount(ctx, id));
  return readAccount(db, id);
}
