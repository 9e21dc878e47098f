import { and, eq, sql } from "drizzle-orm";
import { requireMail, sendMail } from "../../clients/email";
import { atomically, type Statement } from "../../db/queries";
import { userTokens, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import { hashPassword, verifyPassword } from "../../lib/passwords";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { auditStatement, auditIfChangedStatement, type AuditActor } from "../audit/audit.service";
import type { Defer } from "./defer";
import { buildCredentialChangeMail, buildPasswordResetMail } from "./auth-mails";
import type { PasswordChange, ResetConfirmation, ResetRequest } from "./passwords.schema";
import { endUserSessions, isUserUnchanged } from "./session-revocation";
import { prepareSession, toAuditActor } from "./sessions.service";
import {
  isUserTokenUnused,
  prepareUserToken,
  verifyUserToken,
  buildInvalidLinkError,
  voidUserTokensStatement,
} from "./user-tokens.service";

type User = typeof users.$inferSelect;

/** The minimum time between two reset mails to one user. */
const RESET_PAUSE_MS = MINUTE_MS;

/** Loads the signed-in user, and throws if the password is wrong. */
export async function requirePassword({ actor, db }: Ctx, password: string, field: string): Promise<User> {
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.account_id, actor.accountId), eq(users.id, actor.userId ?? 0)));
  if (!user) throw new ApiError("UNAUTHORIZED");
  if (!(await verifyPassword(password, user.password_hash))) throw invalid(field, "The password is wrong");
  return user;
}

/** Sets the new password, ends every session of the user including this one, and starts a new session. */
export async function changePassword(
  ctx: Ctx,
  input: PasswordChange,
  userAgent: string | null,
  defer: Defer,
) {
  const user = await requirePassword(ctx, input.current_password, "current_password");
  if (input.new_password === input.current_password)
    throw invalid("new_password", "The new password is the same as the current one");
  const password_hash = await hashPassword(input.new_password);
  const changed = { ...user, password_hash, token_version: user.token_version + 1 };
  const { statements, signTokens } = await prepareSession(ctx, changed, userAgent);
  await setPassword(ctx, user, { password_hash, action: "password.changed", next: statements }, defer);
  return signTokens();
}

/**
 * Sends a reset link if the address belongs to a user. All work happens after the response, whose content and timing are
 * the same for every address.
 */
export function requestPasswordReset(ctx: Ctx, { email }: ResetRequest, defer: Defer) {
  requireMail();
  defer(() => sendResetMail(ctx, email));
}

async function sendResetMail(ctx: Ctx, email: string) {
  const { db } = ctx;
  const [user] = await db
    .select()
    .from(users)
    .where(
      and(
        eq(users.email, email),
        eq(users.is_active, true),
        sql`exists (select 1 from accounts a where a.id = ${users.account_id} and a.status in ('active', 'trial'))`,
        sql`not exists (select 1 from ${userTokens} t where t.user_id = ${users.id} and t.purpose = 'reset'
          and t.created_at > ${isoIn(-RESET_PAUSE_MS)})`,
      ),
    );
  if (!user) return;
  const { token, hash, insert } = await prepareUserToken(ctx, email, "reset");
  const anonymous: AuditActor = { account_id: user.account_id, user_id: null, role: "anonymous" };
  const event = { action: "password.reset_requested", object_type: "user", object_id: user.id } as const;
  await atomically(db, [insert, auditStatement(ctx, event, anonymous)]);
  await sendMail(buildPasswordResetMail(email, token, hash));
}

/** Sets the password with the token of a reset or invitation link, and invalidates the link. */
export async function resetPassword(ctx: Ctx, { token, password }: ResetConfirmation, defer: Defer) {
  const { token_id, purpose, user } = await verifyUserToken(ctx, token);
  const action = purpose === "invite" ? "password.chosen" : "password.reset";
  await setPassword(ctx, user, { password_hash: await hashPassword(password), action, token_id }, defer);
}

type PasswordUpdate = {
  password_hash: string;
  action: `password.${string}`;
  /** The token of the link that authorizes the change, if any. */
  token_id?: number;
  /** Statements that follow in the same batch. */
  next?: Statement[];
};

async function setPassword(
  ctx: Ctx,
  user: User,
  { password_hash, action, token_id, next = [] }: PasswordUpdate,
  defer: Defer,
) {
  try {
    const change = (token_version: number) => [
      ctx.db
        .update(users)
        .set({ password_hash, token_version })
        .where(and(isUserUnchanged(user), token_id === undefined ? undefined : isUserTokenUnused(token_id)))
        .returning(),
      auditIfChangedStatement(ctx, { action, object_type: "user", object_id: user.id }, toAuditActor(user)),
      voidUserTokensStatement(ctx, user.id, token_version),
    ];
    await endUserSessions(ctx, user, { reason: action, change, next });
  } catch (error) {
    if (token_id !== undefined && error instanceof ApiError && error.code === "CONFLICT")
      throw buildInvalidLinkError();
    throw error;
  }
  if (user.password_hash)
    defer(() =>
      sendMail(buildCredentialChangeMail(user.email, "password", `${user.id}-${user.token_version}`)),
    );
}
