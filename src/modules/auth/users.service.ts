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
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { auditedIfChanged, inserted } from "../audit/audit.service";
import type { Defer } from "./defer";
import { mayTakeEmail } from "./email-claims";
import { changedMail, inviteMail } from "./mails";
import { hasRoomFor, limitReached } from "./plan-limits";
import { endUserSessions, overtaken, unchanged as sameVersion } from "./revocation";
import { newUserToken, voidUserTokens } from "./user-tokens.service";
import {
  changeOf,
  dropsOwner,
  endsSessions,
  hasOtherOwner,
  keepOwner,
  lastOwner,
  requireGivable,
  requireOwnFields,
  requireReach,
  type UserRow,
} from "./user-rules";
import type { UserBody, UserChange, UserQuery } from "./users.schema";

/** What of a user leaves: neither hash nor token version. */
export const publicUser = ({ password_hash: _, token_version: __, ...user }: UserRow) => user;

const TAKEN = "This email is registered already";

export async function listUsers({ actor, db }: Ctx, q: UserQuery) {
  const where = and(
    eq(users.account_id, actor.accountId),
    q.role && eq(users.role, q.role),
    q.is_active === undefined ? undefined : eq(users.is_active, q.is_active),
  );
  const order = { column: users.id, direction: "asc" } as const;
  const page = await pageOf(db, { columns: getTableColumns(users), table: users, where, order }, q);
  return { ...page, rows: page.rows.map(publicUser) };
}

/** Users see themselves; the others are an admin's to see. */
export async function getUser(ctx: Ctx, id: number) {
  requireAdminOrSelf(ctx, id);
  return publicUser((await readUser(ctx, id, [])).user);
}

function requireAdminOrSelf({ actor }: Ctx, id: number) {
  if (actor.userId !== id && !atLeast(actor.role, "admin")) throw new ApiError("FORBIDDEN");
}

/** The user, which of the sites are the account's, and whether somebody else owns the account, in one round trip. */
async function readUser({ actor, db }: Ctx, id: number, siteIds: number[]) {
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

async function requireFree(ctx: Ctx, email: string) {
  if (!(await mayTakeEmail(ctx, email))) throw invalid("email", TAKEN);
}

/** Adds a user without a password and sends them the link to choose one. Without the mail there is no user. */
export async function inviteUser(ctx: Ctx, input: UserBody) {
  const { actor, db } = ctx;
  requireMail();
  requireGivable(actor, input);
  await requireFree(ctx, input.email);
  const { token, hash, store } = await newUserToken(ctx, input.email, "invite");
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
    await sendMail(inviteMail(user.email, account!.name, token, hash));
  } catch (error) {
    await atomically(db, [
      db.delete(users).where(and(eq(users.id, user.id), isNull(users.password_hash))),
      auditedIfChanged(ctx, deleted(user.id, { reason: "the invitation could not be sent" })),
    ]);
    throw error;
  }
  return publicUser(user);
}

/** Another link for who has no password yet. Those sent before open nothing more. */
export async function inviteAgain(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  requireMail();
  const [found] = await db
    .select({ user: users, account: accounts.name })
    .from(users)
    .innerJoin(accounts, eq(accounts.id, users.account_id))
    .where(and(eq(users.account_id, actor.accountId), eq(users.id, id)));
  if (!found) throw notFound("User");
  const { user, account } = found;
  requireReach(actor, user);
  if (user.password_hash) throw new ApiError("CONFLICT", "The user has chosen a password already");
  if (!user.is_active) throw new ApiError("CONFLICT", "The user is not active");
  const { token, hash, store } = await newUserToken(ctx, user.email, "invite");
  await atomically(db, [
    voidUserTokens(ctx, user.id, user.token_version),
    store,
    auditedIfChanged(ctx, {
      action: "user.invited",
      object_type: "user",
      object_id: id,
      details: { again: true },
    }),
  ]);
  await sendMail(inviteMail(user.email, account, token, hash));
  return publicUser(user);
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
            ${input.role}, 1, null, 1, ${access}, null, ${now}, ${now} where ${hasRoomFor(ctx, "user")}`,
        )
        .returning(),
      auditedIfChanged(ctx, {
        action: "user.invited",
        object_type: "user",
        object_id: inserted,
        details: { role: input.role, site_access: input.site_access },
      }),
      storeToken,
    ]);
    if (!created![0]) throw await limitReached(ctx, "user");
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
  const { user, hasSuccessor } = await readUser(ctx, id, asked.site_access ?? []);
  const change = changeOf(stillAsRead(ctx, user), asked);
  requireOwnFields(actor, change);
  const after = { ...user, ...change };
  if (actor.userId !== id) requireReach(actor, user);
  if ("role" in change || "site_access" in change) requireGivable(actor, after);
  if (dropsOwner(user, after) && !hasSuccessor) throw lastOwner();
  if (!Object.keys(change).length) return publicUser(user);
  if (change.email) await requireFree(ctx, change.email);
  try {
    const updated = await (endsSessions(change)
      ? changeAccess(ctx, user, change, dropsOwner(user, after))
      : changeNames(ctx, user, change));
    if (change.email) defer(() => sendMail(changedMail(user.email, "e-mail address", keyOf(updated))));
    return publicUser(updated);
  } catch (error) {
    if (isViolation(error, "users.email")) throw invalid("email", TAKEN);
    throw error;
  }
}

const keyOf = (user: UserRow) => `${user.id}-${user.token_version}`;

async function changeNames(ctx: Ctx, user: UserRow, change: UserChange): Promise<UserRow> {
  const [updated] = await atomically(ctx.db, [
    ctx.db
      .update(users)
      .set({ ...change, updated_at: nextVersion(users) })
      .where(and(sameVersion(user), unchanged(ctx, users)))
      .returning(),
    auditedIfChanged(ctx, changed(user, change)),
  ]);
  if (!updated![0]) throw overtaken(ctx);
  return updated![0] as UserRow;
}

const changeAccess = (ctx: Ctx, user: UserRow, change: UserChange, needsOwner: boolean) =>
  endUserSessions(ctx, user, "access changed", (token_version) => [
    ctx.db
      .update(users)
      .set({ ...change, token_version, updated_at: nextVersion(users) })
      .where(and(sameVersion(user), unchanged(ctx, users), needsOwner ? hasOtherOwner(user) : undefined))
      .returning(),
    auditedIfChanged(ctx, changed(user, change)),
    keepOwner(ctx),
    ...(change.email || change.is_active === false ? [voidUserTokens(ctx, user.id, token_version)] : []),
  ]);

const changed = (user: UserRow, change: UserChange) => ({
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
  const { user, hasSuccessor } = await readUser(ctx, id, []);
  requireReach(actor, user);
  const needsOwner = dropsOwner(user, null);
  if (needsOwner && !hasSuccessor) throw lastOwner();
  await endUserSessions(ctx, user, "user deleted", () => [
    db
      .delete(users)
      .where(and(sameVersion(user), needsOwner ? hasOtherOwner(user) : undefined))
      .returning(),
    auditedIfChanged(ctx, deleted(id, { role: user.role })),
    keepOwner(ctx),
  ]);
}

const deleted = (id: number, details: Record<string, unknown>) => ({
  action: "user.deleted" as const,
  object_type: "user",
  object_id: id,
  details,
});
