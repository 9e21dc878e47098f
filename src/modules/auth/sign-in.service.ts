import { and, eq } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { accounts, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { hashPassword, isOutdated, verifyPassword } from "../../lib/passwords";
import { audited } from "../audit/audit.service";
import type { LoginBody } from "./auth.schema";
import type { Defer } from "./defer";

/** The user whose password it is. The same answer, after the same work, for an unknown email and a wrong password. */
export async function authenticate(ctx: Ctx, { email, password }: LoginBody, defer: Defer) {
  const { db } = ctx;
  const [found] = await db
    .select({ user: users, account_status: accounts.status })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(eq(users.email, email));
  const matches = await verifyPassword(password, found?.user.password_hash ?? null);
  const refusal = refusalOf(found, matches);
  if (found && refusal) defer(() => tellRefusal(ctx, found.user, refusal));
  if (!found || refusal)
    throw new ApiError(refusal === "account" ? "ACCOUNT_SUSPENDED" : "INVALID_CREDENTIALS");
  if (isOutdated(found.user.password_hash!)) defer(() => rehash(ctx, found.user, password));
  return found.user;
}

type Found = { user: typeof users.$inferSelect; account_status: typeof accounts.$inferSelect.status };

function refusalOf(found: Found | undefined, matches: boolean): "password" | "user" | "account" | null {
  if (!found || !matches) return "password";
  if (!found.user.is_active) return "user";
  return found.account_status === "suspended" || found.account_status === "cancelled" ? "account" : null;
}

const tellRefusal = (ctx: Ctx, user: Found["user"], refused: string) =>
  atomically(ctx.db, [
    audited(
      ctx,
      { action: "session.login_failed", object_type: "user", object_id: user.id, details: { refused } },
      { account_id: user.account_id, user_id: null, role: "anonymous" },
    ),
  ]);

/** With today's figures, unless the password was changed meanwhile. */
const rehash = async ({ db }: Ctx, user: Found["user"], password: string) =>
  db
    .update(users)
    .set({ password_hash: await hashPassword(password) })
    .where(and(eq(users.id, user.id), eq(users.password_hash, user.password_hash!)));
