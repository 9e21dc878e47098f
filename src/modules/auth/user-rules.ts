import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { accounts, users } from "../../db/schema";
import type { Statement } from "../../db/queries";
import { type Actor, atLeast } from "../../lib/actor";
import type { Role } from "../../lib/roles";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import type { UserChange } from "./users.schema";

/** The default username: the local part of the address. */
export const toUsername = (email: string) => email.replace(/@.*$/, "");

export type UserRow = typeof users.$inferSelect;

/** Fields that users may change on their own account. */
const ownFields = ["username", "first_name", "last_name"];
/** Fields that tokens contain or that decide who can sign in: a change ends the user's sessions. */
const tokenFields = ["email", "role", "site_access", "is_active"];

export const hasTokenFields = (change: UserChange) =>
  Object.keys(change).some((field) => tokenFields.includes(field));

/** The fields whose value differs from the stored one. */
export const extractChanges = (user: UserRow, change: UserChange): UserChange =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(user[field as keyof UserChange]),
    ),
  );

/** Refuses to change users with a higher role or access to more sites than the actor. */
export function requireManageable(actor: Actor, user: UserRow) {
  if (!atLeast(actor.role, user.role))
    throw new ApiError("FORBIDDEN", "This user has a higher role than you");
  if (!isWithin(user.site_access, actor.siteIds))
    throw new ApiError("FORBIDDEN", "This user has access to sites that you cannot access");
}

/** Refuses to assign a role above the actor's own, or sites outside their own. */
export function requireAssignable(
  actor: Actor,
  { role, site_access }: Pick<UserRow, "role" | "site_access">,
) {
  if (!atLeast(actor.role, role)) throw new ApiError("FORBIDDEN", "You cannot assign a role above your own");
  if (role === "owner" && site_access) throw invalid("site_access", "An owner has access to every site");
  if (!isWithin(site_access, actor.siteIds))
    throw invalid("site_access", "You can only give access to sites that you can access");
}

/** Users below the admin role may change only their own name fields. */
export function requireOwnFields(actor: Actor, change: UserChange) {
  const forbidden = Object.keys(change).filter((field) => !ownFields.includes(field));
  if (forbidden.length && !atLeast(actor.role, "admin"))
    throw new ApiError("FORBIDDEN", `Only an admin can change ${forbidden.join(", ")}`);
}

const isWithin = (sites: number[] | null, bounds: number[] | null) =>
  !bounds || (sites !== null && sites.every((id) => bounds.includes(id)));

const isOwner = ({ role, is_active }: { role: Role; is_active: boolean }) => role === "owner" && is_active;

/** Whether the change removes an active owner; `after` is null for a deletion. */
export const isOwnerRemoved = (user: UserRow, after: UserRow | null) =>
  isOwner(user) && !(after && isOwner(after));

/**
 * SQL condition that another owner can sign in. It is part of the statement that removes an owner, so that two
 * concurrent removals cannot both succeed.
 */
export const hasOtherOwner = (user: UserRow) =>
  sql`exists (select 1 from users o where o.account_id = ${user.account_id} and o.id <> ${user.id}
    and o.role = 'owner' and o.is_active and o.password_hash is not null)`;

export const buildLastOwnerError = () => new ApiError("CONFLICT", "This is the account's last active owner");

/** Points `owner_id` at another active owner if its user no longer is one. */
export const updateOwnerStatement = ({ actor, db }: Ctx): Statement => {
  const owner = and(eq(users.account_id, accounts.id), eq(users.role, "owner"), eq(users.is_active, true));
  return db
    .update(accounts)
    .set({
      owner_id: sql`(select id from users where ${owner} order by ${isNotNull(users.password_hash)} desc, id limit 1)`,
    })
    .where(
      and(
        eq(accounts.id, actor.accountId),
        ne(sql`coalesce((select 1 from users where ${owner} and users.id = ${accounts.owner_id}), 0)`, 1),
      ),
    );
};
