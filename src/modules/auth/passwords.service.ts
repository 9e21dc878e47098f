import { and, eq, sql } from "drizzle-orm";
import { requireMail, sendMail } from "../../clients/email";
import { atomically, type Statement } from "../../db/queries";
import { userTokens, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import { hashPassword, verifyPassword } from "../../lib/passwords";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { audited, auditedIfChanged, type Doer } from "../audit/audit.service";
import type { Defer } from "./defer";
import { changedMail, resetMail } from "./mails";
import type { PasswordChange, ResetConfirmation, ResetRequest } from "./passwords.schema";
import { endUserSessions, unchanged } from "./revocation";
import { newSession, selfOf } from "./sessions.service";
import { isUnused, newUserToken, openUserToken, refusedLink, voidUserTokens } from "./user-tokens.service";

type User = typeof users.$inferSelect;

/** A person asks again when no mail comes; a script asks a thousand times. */
const RESET_PAUSE_MS = MINUTE_MS;

/** Refuses where the signed-in user does not know their own password. */
export async function requirePassword({ actor, db }: Ctx, password: string, field: string): Promise<User> {
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.account_id, actor.accountId), eq(users.id, actor.userId ?? 0)));
  if (!user) throw new ApiError("UNAUTHORIZED");
  if (!(await verifyPassword(password, user.password_hash)))
    throw invalid(field, "This is not your password");
  return user;
}

/** Sets the new password, ends every session of the user, this one too, and begins a new one. */
export async function changePassword(
  ctx: Ctx,
  input: PasswordChange,
  userAgent: string | null,
  defer: Defer,
) {
  const user = await requirePassword(ctx, input.current_password, "current_password");
  if (input.new_password === input.current_password)
    throw invalid("new_password", "This is the password that you have");
  const password_hash = await hashPassword(input.new_password);
  const changed = { ...user, password_hash, token_version: user.token_version + 1 };
  const { begin, tokens } = await newSession(ctx, changed, userAgent);
  await setPassword(ctx, user, password_hash, "password.changed", defer, { next: begin });
  return tokens();
}

/**
 * Mails a link, where the address is a user's. All of it happens after the answer, which is the same for every address
 * and comes in the same time.
 */
export function requestPasswordReset(ctx: Ctx, { email }: ResetRequest, defer: Defer) {
  requireMail();
  defer(() => mailResetLink(ctx, email));
}

async function mailResetLink(ctx: Ctx, email: string) {
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
  const { token, hash, store } = await newUserToken(ctx, email, "reset");
  const nobody: Doer = { account_id: user.account_id, user_id: null, role: "anonymous" };
  const event = { action: "password.reset_requested", object_type: "user", object_id: user.id } as const;
  await atomically(db, [store, audited(ctx, event, nobody)]);
  await sendMail(resetMail(email, token, hash));
}

/** Sets the password of whoever holds the link, which then opens nothing more. Invited users choose theirs here too. */
export async function resetPassword(ctx: Ctx, { token, password }: ResetConfirmation, defer: Defer) {
  const { token_id, purpose, user } = await openUserToken(ctx, token);
  const action = purpose === "invite" ? "password.chosen" : "password.reset";
  await setPassword(ctx, user, await hashPassword(password), action, defer, { link: token_id });
}

type Occasion = { link?: number; next?: Statement[] };

async function setPassword(
  ctx: Ctx,
  user: User,
  password_hash: string,
  action: `password.${string}`,
  defer: Defer,
  { link, next = [] }: Occasion,
) {
  try {
    const change = (token_version: number) => [
      ctx.db
        .update(users)
        .set({ password_hash, token_version })
        .where(and(unchanged(user), link === undefined ? undefined : isUnused(link)))
        .returning(),
      auditedIfChanged(ctx, { action, object_type: "user", object_id: user.id }, selfOf(user)),
      voidUserTokens(ctx, user.id, token_version),
    ];
    await endUserSessions(ctx, user, action, change, next);
  } catch (error) {
    if (link !== undefined && error instanceof ApiError && error.code === "CONFLICT") throw refusedLink();
    throw error;
  }
  if (user.password_hash)
    defer(() => sendMail(changedMail(user.email, "password", `${user.id}-${user.token_version}`)));
}
