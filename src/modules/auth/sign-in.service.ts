import { and, eq } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { accounts, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { hashPassword, isOutdated, verifyPassword } from "../../lib/passwords";
import { auditStatement } from "../audit/audit.service";
import type { LoginBody } from "./auth.schema";
import type { Defer } from "./defer";

/** Checks email and password. An unknown email and a wrong password take the same work and get the same error. */
export async function verifyCredentials(ctx: Ctx, { email, password }: LoginBody, defer: Defer) {
  const { db } = ctx;
  const [found] = await db
    .select({ user: users, account_status: accounts.status })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(eq(users.email, email));
  const matches = await verifyPassword(password, found?.user.password_hash ?? null);
  const refusal = resolveRefusal(found, matches);
  if (found && refusal) defer(() => recordRefusal(ctx, found.user, refusal));
  if (!found || refusal)
    throw new ApiError(refusal === "account" ? "ACCOUNT_SUSPENDED" : "INVALID_CREDENTIALS");
  const { user } = found;
  const { password_hash } = user;
  if (password_hash !== null && isOutdated(password_hash))
    defer(() => rehash(ctx, { id: user.id, password_hash }, password));
  return user;
}

type Found = { user: typeof users.$inferSelect; account_status: typeof accounts.$inferSelect.status };

function resolveRefusal(found: Found | undefined, matches: boolean): "password" | "user" | "account" | null {
  if (!found || !matches) return "password";
  if (!found.user.is_active) return "user";
  return found.account_status === "suspended" || found.account_status === "cancelled" ? "account" : null;
}

const recordRefusal = (ctx: Ctx, user: Found["user"], refused: string) =>
  atomically(ctx.db, [
    auditStatement(
      ctx,
      { action: "session.login_failed", object_type: "user", object_id: user.id, details: { refused } },
      { account_id: user.account_id, user_id: null, role: "anonymous" },
    ),
  ]);

/** Stores the hash with the current parameters, unless the password was changed in the meantime. */
const rehash = async ({ db }: Ctx, user: { id: number; password_hash: string }, password: string) =>
  db
    .update(users)
    .set({ password_hash: await hashPassword(password) })
    .where(and(eq(users.id, user.id), eq(users.password_hash, user.password_hash)));
