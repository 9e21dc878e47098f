// What `npm run staff` says to the database. wrangler takes SQL as text, so every value is quoted here.

/** The staff's own account. No registration can make this slug: those have letters, digits and hyphens. */
const STAFF_SLUG = "_staff";
const LINK_DAYS = 7;

export type FoundUser = {
  id: number;
  role: string;
  is_active: number;
  has_password: number;
  account: string;
  status: string;
};

/** The address as the API stores it; null where it is none. */
export function emailOf(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[a-z0-9._%+-]+@([a-z0-9-]+\.)+[a-z]{2,}$/.test(email) ? email : null;
}

export const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

export const findUser = (email: string) =>
  `select u.id, u.role, u.is_active, u.password_hash is not null as has_password, a.name as account, a.status
  from users u join accounts a on a.id = u.account_id where u.email = ${quote(email)}`;

/** Makes the user of an active account staff where they are. Their sessions end: the next sign-in has the new role. */
export const promote = (email: string, now: string) => [
  `update users set role = 'developer', site_access = null, token_version = token_version + 1, updated_at = ${quote(now)}
  where email = ${quote(email)}`,
  `update sessions set revoked_at = ${quote(now)}, revoked_reason = 'made staff'
  where user_id = ${idOf(email)} and revoked_at is null`,
  audit(email, "user.made_staff", now),
];

/** Makes a user of the staff's own account, who has no password yet. */
export const createStaff = (email: string, now: string) => [
  `insert or ignore into accounts (name, slug, plan_id, status, created_at, updated_at)
  select 'Platform staff', ${quote(STAFF_SLUG)}, id, 'active', ${quote(now)}, ${quote(now)}
  from plans order by max_users desc limit 1`,
  `insert into users (account_id, email, username, role, created_at, updated_at)
  select id, ${quote(email)}, ${quote(email.split("@")[0]!)}, 'developer', ${quote(now)}, ${quote(now)}
  from accounts where slug = ${quote(STAFF_SLUG)}`,
  audit(email, "user.made_staff", now),
];

/** Stores the hash of a token with which the user chooses a password, once. */
export const storeToken = (email: string, hash: string, now: string) =>
  `insert into user_tokens (user_id, purpose, hash, expires_at, created_at)
  values (${idOf(email)}, 'invite', ${quote(hash)}, ${quote(later(now))}, ${quote(now)})`;

const later = (now: string) => new Date(Date.parse(now) + LINK_DAYS * 86_400_000).toISOString();

const idOf = (email: string) => `(select id from users where email = ${quote(email)})`;

const audit = (email: string, action: string, now: string) =>
  `insert into audit_events (account_id, user_id, role, action, object_type, object_id, details, request_id, created_at)
  select account_id, null, 'developer', ${quote(action)}, 'user', id, '{"from":"the command line"}', 'staff-script', ${quote(now)}
  from users where email = ${quote(email)}`;
