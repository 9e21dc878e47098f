import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { accounts, users } from "../../db/schema";
import type { Statement } from "../../db/queries";
import { type Actor, atLeast } from "../../lib/actor";
import type { Role } from "../../lib/roles";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import type { UserChange } from "./users.schema";

export type UserRow = typeof users.$inferSelect;

/** What every user may change of themselves. */
const ownFields = ["username", "first_name", "last_name"];
/** What tokens say of a user, or what proves who they are: a change of it ends their sessions. */
const tokenFields = ["email", "role", "site_access", "is_active"];

export const endsSessions = (change: UserChange) =>
  Object.keys(change).some((field) => tokenFields.includes(field));

/** The part of the change that changes something. */
export const changeOf = (user: UserRow, change: UserChange): UserChange =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(user[field as keyof UserChange]),
    ),
  );

/** Nobody reaches a user who may more, or sees more, than they do themselves. */
export function requireReach(actor: Actor, user: UserRow) {
  if (!atLeast(actor.role, user.role)) throw new ApiError("FORBIDDEN", "This user's role is above yours");
  if (!within(user.site_access, actor.siteIds))
    throw new ApiError("FORBIDDEN", "This user sees sites that you do not");
}

/** Nobody gives a role above their own, or sites beyond their own. */
export function requireGivable(actor: Actor, { role, site_access }: Pick<UserRow, "role" | "site_access">) {
  if (!atLeast(actor.role, role)) throw new ApiError("FORBIDDEN", "Nobody gives a role above their own");
  if (role === "owner" && site_access) throw invalid("site_access", "An owner sees every site");
  if (!within(site_access, actor.siteIds))
    throw invalid("site_access", "Only sites that you see can be given");
}

/** Without the role of an admin, users change their own name and nothing else. */
export function requireOwnFields(actor: Actor, change: UserChange) {
  const others = Object.keys(change).filter((field) => !ownFields.includes(field));
  if (others.length && !atLeast(actor.role, "admin"))
    throw new ApiError("FORBIDDEN", `Only an admin changes ${others.join(", ")}`);
}

const within = (sites: number[] | null, bounds: number[] | null) =>
  !bounds || (sites !== null && sites.every((id) => bounds.includes(id)));

const isOwner = ({ role, is_active }: { role: Role; is_active: boolean }) => role === "owner" && is_active;

/** Whether the account would lose an owner by it. */
export const dropsOwner = (user: UserRow, after: UserRow | null) =>
  isOwner(user) && !(after && isOwner(after));

/** Somebody else who owns the account and can sign in. Part of the statement that drops an owner, so that no two pass. */
export const hasOtherOwner = (user: UserRow) =>
  sql`exists (select 1 from users o where o.account_id = ${user.account_id} and o.id <> ${user.id}
    and o.role = 'owner' and o.is_active and o.password_hash is not null)`;

export const lastOwner = () => new ApiError("CONFLICT", "This is the account's last active owner");

/** The account's `owner_id` is that of an owner, whoever comes and goes. */
export const keepOwner = ({ actor, db }: Ctx): Statement => {
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
