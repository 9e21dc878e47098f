import { and, eq, getTableColumns, isNull, ne, sql } from "drizzle-orm";
import { requireMail, sendMail } from "../../clients/email";
import {
  anyOf,
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
import type { Ctx } from "../../lib/context";
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
  type UserRow,
} from "./user-rules";
import type { UserBody, UserChange, UserQuery } from "./users.schema";

/** What of a user leaves: neither hash nor token version. */
export const toPublicUser = ({ password_hash: _, token_version: __, ...user }: UserRow) => user;

const TAKEN = "This email is registered already";

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

/** Users see themselves; the others are an admin's to see. */
export async function getUser(ctx: Ctx, id: number) {
  requireAdminOrSelf(ctx, id);
  return toPublicUser((await loadUser(ctx, id, [])).user);
}

function requireAdminOrSelf({ actor }: Ctx, id: number) {
  if (actor.userId !== id && !atLeast(actor.role, "admin")) throw new ApiError("FORBIDDEN");
}

/** The user, which of the sites are the account's, and whether somebody else owns the account, in one round trip. */
async function loadUser({ actor, db }: Ctx, id: number, siteIds: number[]) {
  const [[user], known, others] = await db.batch([
    db
      .select()
      .from(users)
      .where(and(eq(users.account_id, actor.accountId), eq(users.id, id))),
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), anyOf(sites.id, siteIds))),
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

function requireSites(asked: readonly number[], known: readonly { id: number }[]) {
  const missing = asked.filter((id) => !known.some((site) => site.id === id));
  if (missing.length) throw invalid("site_access", `No such site: ${missing.join(", ")}`);
}

async function requireFreeEmail(ctx: Ctx, email: string) {
  if (!(await claimEmail(ctx, email))) throw invalid("email", TAKEN);
}

/** Adds a user without a password and sends them the link to choose one. Without the mail there is no user. */
export async function inviteUser(ctx: Ctx, input: UserBody) {
  const { actor, db } = ctx;
  requireMail();
  requireAssignable(actor, input);
  await requireFreeEmail(ctx, input.email);
  const { token, hash, store } = await prepareUserToken(ctx, input.email, "invite");
  const asked = input.site_access ?? [];
  const [known, [account]] = await db.batch([
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), anyOf(sites.id, asked))),
    db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, actor.accountId)),
  ]);
  requireSites(asked, known);
  const user = await insertUser(ctx, input, store);
  try {
    await sendMail(buildInvitationMail(user.email, account!.name, token, hash));
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

/** Another link for who has no password yet. Those sent before open nothing more. */
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
  if (user.password_hash) throw new ApiError("CONFLICT", "The user has chosen a password already");
  if (!user.is_active) throw new ApiError("CONFLICT", "The user is not active");
  const { token, hash, store } = await prepareUserToken(ctx, user.email, "invite");
  await atomically(db, [
    voidUserTokensStatement(ctx, user.id, user.token_version),
    store,
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
  const username = input.username ?? input.email.split("@")[0]!;
  try {
    const [created] = await atomically(db, [
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
    if (!created![0]) throw await loadPlanLimitError(ctx, "user");
    return created![0] as UserRow;
  } catch (error) {
    if (isViolation(error, "users.email")) throw invalid("email", TAKEN);
    throw error;
  }
}

/** What tokens say of a user, or proves who they are, ends their sessions when it changes. */
export async function updateUser(ctx: Ctx, id: number, asked: UserChange, defer: Defer) {
  const { actor } = ctx;
  requireAdminOrSelf(ctx, id);
  const { user, hasSuccessor } = await loadUser(ctx, id, asked.site_access ?? []);
  const change = extractChanges(stillAsRead(ctx, user), asked);
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
    if (isViolation(error, "users.email")) throw invalid("email", TAKEN);
    throw error;
  }
}

const buildMailKey = (user: UserRow) => `${user.id}-${user.token_version}`;

async function updateUserDetails(ctx: Ctx, user: UserRow, change: UserChange): Promise<UserRow> {
  const [updated] = await atomically(ctx.db, [
    ctx.db
      .update(users)
      .set({ ...change, updated_at: nextVersion(users) })
      .where(and(isUserUnchanged(user), unchanged(ctx, users)))
      .returning(),
    auditIfChangedStatement(ctx, buildChangeEvent(user, change)),
  ]);
  if (!updated![0]) throw buildUserChangedError(ctx);
  return updated![0] as UserRow;
}

const updateUserAccess = (ctx: Ctx, user: UserRow, change: UserChange, needsOwner: boolean) =>
  endUserSessions(ctx, user, "access changed", (token_version) => [
    ctx.db
      .update(users)
      .set({ ...change, token_version, updated_at: nextVersion(users) })
      .where(and(isUserUnchanged(user), unchanged(ctx, users), needsOwner ? hasOtherOwner(user) : undefined))
      .returning(),
    auditIfChangedStatement(ctx, buildChangeEvent(user, change)),
    updateOwnerStatement(ctx),
    ...(change.email || change.is_active === false
      ? [voidUserTokensStatement(ctx, user.id, token_version)]
      : []),
  ]);

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

export async function removeUser(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const { user, hasSuccessor } = await loadUser(ctx, id, []);
  requireManageable(actor, user);
  const needsOwner = isOwnerRemoved(user, null);
  if (needsOwner && !hasSuccessor) throw buildLastOwnerError();
  await endUserSessions(ctx, user, "user deleted", () => [
    db
      .delete(users)
      .where(and(isUserUnchanged(user), needsOwner ? hasOtherOwner(user) : undefined))
      .returning(),
    auditIfChangedStatement(ctx, buildDeletionEvent(id, { role: user.role })),
    updateOwnerStatement(ctx),
  ]);
}

const buildDeletionEvent = (id: number, details: Record<string, unknown>) => ({
  action: "user.deleted" as const,
  object_type: "user",
  object_id: id,
  details,
});
