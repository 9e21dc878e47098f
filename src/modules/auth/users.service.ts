import { and, eq, getTableColumns, isNull, ne, sql } from "drizzle-orm";
import { requireMail, sendMail } from "../../clients/email";
import {
  isAnyOf,
  atomically,
  isViolation,
  nextVersion,
  pageOf,
  type Statement,
  stillAsRead,
  unchanged,
} from "../../db/queries";
import { accounts, sites, users } from "../../db/schema";
import { atLeast } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { auditIfChangedStatement, lastInsertedId } from "../audit/audit.service";
import type { Defer } from "./defer";
import { claimEmail } from "./email-claims";
import { buildCredentialChangeMail, buildInvitationMail } from "./auth-mails";
import { hasPlanCapacity, loadPlanLimitError } from "./plan-limits";
import { endUserSessions, buildUserChangedError, isUserUnchanged } from "./session-revocation";
import { prepareUserToken, voidUserTokensStatement } from "./user-tokens.service";
import {
  extractChanges,
  isOwnerRemoved,
  hasTokenFields,
  hasOtherOwner,
  updateOwnerStatement,
  buildLastOwnerError,
  requireAssignable,
  requireOwnFields,
  requireManageable,
  toUsername,
  type UserRow,
} from "./user-rules";
import type { UserBody, UserChange, UserQuery } from "./users.schema";

/** The user without password hash and token version. */
export const toPublicUser = ({ password_hash: _, token_version: __, ...user }: UserRow) => user;

const EMAIL_TAKEN = "This email is already registered";

export async function listUsers({ actor, db }: Ctx, q: UserQuery) {
  const where = and(
    eq(users.account_id, actor.accountId),
    q.role && eq(users.role, q.role),
    q.is_active === undefined ? undefined : eq(users.is_active, q.is_active),
  );
  const order = { column: users.id, direction: "asc" } as const;
  const page = await pageOf(db, { columns: getTableColumns(users), table: users, where, order }, q);
  return { ...page, rows: page.rows.map(toPublicUser) };
}

/** Users can read themselves; reading others takes the admin role. */
export async function getUser(ctx: Ctx, id: number) {
  requireAdminOrSelf(ctx, id);
  return toPublicUser((await loadUser(ctx, id, [])).user);
}

function requireAdminOrSelf({ actor }: Ctx, id: number) {
  if (actor.userId !== id && !atLeast(actor.role, "admin")) throw new ApiError("FORBIDDEN");
}

/** Loads the user, checks the site ids, and finds out whether there is another owner, in one round trip. */
async function loadUser({ actor, db }: Ctx, id: number, siteIds: number[]) {
  const [[user], known, others] = await db.batch([
    db
      .select()
      .from(users)
      .where(and(eq(users.account_id, actor.accountId), eq(users.id, id))),
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), isAnyOf(sites.id, siteIds))),
    db
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.account_id, actor.accountId),
          ne(users.id, id),
          eq(users.role, "owner"),
          eq(users.is_active, true),
          sql`${users.password_hash} is not null`,
        ),
      )
      .limit(1),
  ]);
  if (!user) throw notFound("User");
  requireSites(siteIds, known);
  return { user, hasSuccessor: others.length > 0 };
}

function requireSites(siteIds: readonly number[], known: readonly { id: number }[]) {
  const missing = siteIds.filter((id) => !known.some((site) => site.id === id));
  if (missing.length) throw invalid("site_access", `No such site: ${missing.join(", ")}`);
}

async function requireFreeEmail(ctx: Ctx, email: string) {
  if (!(await claimEmail(ctx, email))) throw invalid("email", EMAIL_TAKEN);
}

/**
 * Adds a user without a password and sends them a link to set one. If the mail cannot be sent, the user is deleted
 * again.
 */
export async function inviteUser(ctx: Ctx, input: UserBody) {
  const { actor, db } = ctx;
  requireMail();
  requireAssignable(actor, input);
  await requireFreeEmail(ctx, input.email);
  const { token, hash, insert } = await prepareUserToken(ctx, input.email, "invite");
  const siteIds = input.site_access ?? [];
  const [known, [account]] = await db.batch([
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), isAnyOf(sites.id, siteIds))),
    db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, actor.accountId)),
  ]);
  requireSites(siteIds, known);
  if (!account) throw notFound("Account");
  const user = await insertUser(ctx, input, insert);
  try {
    await sendMail(buildInvitationMail(user.email, account.name, token, hash));
  } catch (error) {
    await atomically(db, [
      db.delete(users).where(and(eq(users.id, user.id), isNull(users.password_hash))),
      auditIfChangedStatement(
        ctx,
        buildDeletionEvent(user.id, { reason: "the invitation could not be sent" }),
      ),
    ]);
    throw error;
  }
  return toPublicUser(user);
}

/** Sends another invitation to a user without a password, and invalidates the earlier links. */
export async function resendInvitation(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  requireMail();
  const [found] = await db
    .select({ user: users, account: accounts.name })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(and(eq(users.account_id, actor.accountId), eq(users.id, id)));
  if (!found) throw notFound("User");
  const { user, account } = found;
  requireManageable(actor, user);
  if (user.password_hash) throw new ApiError("CONFLICT", "The user has already set a password");
  if (!user.is_active) throw new ApiError("CONFLICT", "The user is not active");
  const { token, hash, insert } = await prepareUserToken(ctx, user.email, "invite");
  await atomically(db, [
    voidUserTokensStatement(ctx, user.id, user.token_version),
    insert,
    auditIfChangedStatement(ctx, {
      action: "user.invited",
      object_type: "user",
      object_id: id,
      details: { again: true },
    }),
  ]);
  await sendMail(buildInvitationMail(user.email, account, token, hash));
  return toPublicUser(user);
}

async function insertUser(ctx: Ctx, input: UserBody, storeToken: Statement): Promise<UserRow> {
  const { actor, db } = ctx;
  const now = isoIn();
  const access = input.site_access && JSON.stringify(input.site_access);
  const username = input.username ?? toUsername(input.email);
  try {
    const [[created] = []] = await atomically(db, [
      db
        .insert(users)
        .select(
          sql`select null, ${actor.accountId}, ${input.email}, ${username}, ${input.first_name}, ${input.last_name},
            ${input.role}, 1, null, 1, ${access}, null, ${now}, ${now} where ${hasPlanCapacity(ctx, "user")}`,
        )
        .returning(),
      auditIfChangedStatement(ctx, {
        action: "user.invited",
        object_type: "user",
        object_id: lastInsertedId,
        details: { role: input.role, site_access: input.site_access },
      }),
      storeToken,
    ]);
    if (!created) throw await loadPlanLimitError(ctx, "user");
    return created as UserRow;
  } catch (error) {
    if (isViolation(error, "users.email")) throw invalid("email", EMAIL_TAKEN);
    throw error;
  }
}

/** Updates a user. Changing a field that tokens contain ends their sessions. */
export async function updateUser(ctx: Ctx, id: number, input: UserChange, defer: Defer) {
  const { actor } = ctx;
  requireAdminOrSelf(ctx, id);
  const { user, hasSuccessor } = await loadUser(ctx, id, input.site_access ?? []);
  const change = extractChanges(stillAsRead(ctx, user), input);
  requireOwnFields(actor, change);
  const after = { ...user, ...change };
  if (actor.userId !== id) requireManageable(actor, user);
  if ("role" in change || "site_access" in change) requireAssignable(actor, after);
  if (isOwnerRemoved(user, after) && !hasSuccessor) throw buildLastOwnerError();
  if (!Object.keys(change).length) return toPublicUser(user);
  if (change.email) await requireFreeEmail(ctx, change.email);
  try {
    const updated = await (hasTokenFields(change)
      ? updateUserAccess(ctx, user, change, isOwnerRemoved(user, after))
      : updateUserDetails(ctx, user, change));
    if (change.email)
      defer(() => sendMail(buildCredentialChangeMail(user.email, "e-mail address", buildMailKey(updated))));
    return toPublicUser(updated);
  } catch (error) {
    if (isViolation(error, "users.email")) throw invalid("email", EMAIL_TAKEN);
    throw error;
  }
}

const buildMailKey = (user: UserRow) => `${user.id}-${user.token_version}`;

async function updateUserDetails(ctx: Ctx, user: UserRow, change: UserChange): Promise<UserRow> {
  const [[updated] = []] = await atomically(ctx.db, [
    ctx.db
      .update(users)
      .set({ ...change, updated_at: nextVersion(users) })
      .where(and(isUserUnchanged(user), unchanged(ctx, users)))
      .returning(),
    auditIfChangedStatement(ctx, buildChangeEvent(user, change)),
  ]);
  if (!updated) throw buildUserChangedError(ctx);
  return updated as UserRow;
}

const updateUserAccess = (ctx: Ctx, user: UserRow, change: UserChange, needsOwner: boolean) =>
  endUserSessions(ctx, user, {
    reason: "access changed",
    change: (token_version) => [
      ctx.db
        .update(users)
        .set({ ...change, token_version, updated_at: nextVersion(users) })
        .where(
          and(isUserUnchanged(user), unchanged(ctx, users), needsOwner ? hasOtherOwner(user) : undefined),
        )
        .returning(),
      auditIfChangedStatement(ctx, buildChangeEvent(user, change)),
      updateOwnerStatement(ctx),
      ...(change.email || change.is_active === false
        ? [voidUserTokensStatement(ctx, user.id, token_version)]
        : []),
    ],
  });

const buildChangeEvent = (user: UserRow, change: UserChange) => ({
  action: change.role ? ("user.role_changed" as const) : ("user.updated" as const),
  object_type: "user",
  object_id: user.id,
  details: {
    fields: Object.keys(change),
    ...(change.role && { from: user.role, to: change.role }),
    ...("site_access" in change && { site_access: change.site_access }),
    ...("is_active" in change && { is_active: change.is_active }),
  },
});

export async function deleteUser(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const { user, hasSuccessor } = await loadUser(ctx, id, []);
  requireManageable(actor, user);
  const needsOwner = isOwnerRemoved(user, null);
  if (needsOwner && !hasSuccessor) throw buildLastOwnerError();
  await endUserSessions(ctx, user, {
    reason: "user deleted",
    change: () => [
      db
        .delete(users)
        .where(and(isUserUnchanged(user), needsOwner ? hasOtherOwner(user) : undefined))
        .returning(),
      auditIfChangedStatement(ctx, buildDeletionEvent(id, { role: user.role })),
      updateOwnerStatement(ctx),
    ],
  });
}

const buildDeletionEvent = (id: number, details: Record<string, unknown>) => ({
  action: "user.deleted" as const,
  object_type: "user",
  object_id: id,
  details,
});
