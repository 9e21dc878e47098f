import { asc, eq } from "drizzle-orm";
import { vi } from "vitest";
import { accounts, auditEvents, users } from "../../src/db/schema";
import type { Role } from "../../src/lib/roles";
import { hashPassword } from "../../src/lib/passwords";
import { aColleague, aPerson, db, type Person } from "../factories";
import { as, ORIGIN, type Reply, send, tokenOf } from "../harness";

export const PASSWORD = "correct horse battery";
let hashed: Promise<string> | undefined;
const passwordHash = () => (hashed ??= hashPassword(PASSWORD));

/** A user of a fresh account who can sign in with PASSWORD. */
export const aMember = async (role: Role = "owner") => aPerson(role, { password_hash: await passwordHash() });

/** Another user of the account who can sign in with PASSWORD. */
export const aPeer = async (person: Person, role: Role, more: Partial<typeof users.$inferInsert> = {}) =>
  aColleague(person.user, role, { password_hash: await passwordHash(), ...more });

/** The person as the database has them now. */
export async function reloadPerson({ user }: Person): Promise<Person> {
  const [found] = await db.select().from(users).where(eq(users.id, user.id));
  return { user: found! };
}

/** An address of its own, so that no test spends another's requests. */
export const freshAddress = () => ({
  "CF-Connecting-IP": `2001:db8::${crypto.getRandomValues(new Uint16Array(3)).join(":")}`,
});
export const anonymous = () => as(undefined, freshAddress());
export const asBearer = (token: string) =>
  as(undefined, { ...freshAddress(), Authorization: `Bearer ${token}` });

export const anEmail = () => `person-${crypto.randomUUID().slice(0, 12)}@example.com`;

/** Signs up over HTTP: the tokens, the user, and the response's cookies. */
export async function signUp(more: Record<string, unknown> = {}) {
  const email = anEmail();
  const reply = await anonymous().post("/auth/register/", { email, password: PASSWORD, ...more });
  return { email, reply, ...(reply.body.data as { access: string; refresh: string; user: any }) };
}

export const signIn = (email: string, password = PASSWORD) =>
  anonymous().post("/auth/login/", { email, password });

export const userPath = ({ user }: Person) => `/auth/users/${user.id}/`;
export const invite = (person: Person, fields: Record<string, unknown> = {}) =>
  as(person).post("/auth/users/", { email: anEmail(), role: "editor", ...fields });

/** For a DELETE that has a body. */
export async function deleteWith(person: Person, path: string, body: unknown): Promise<Reply> {
  const response = await send(`/api/v1${path}`, {
    method: "DELETE",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${await tokenOf(person)}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The mails that were written to the log, as they come. */
export function captureMail() {
  const mails: { to: string; subject: string; text: string }[] = [];
  vi.spyOn(console, "info").mockImplementation((line: string) => {
    const entry = JSON.parse(line);
    if (entry.event === "mail") mails.push(entry);
  });
  return mails;
}

export const extractToken = ({ text }: { text: string }) => text.match(/#token=([\w-]+)/)![1]!;

/** The account's trail, the oldest first. */
export const loadAuditTrail = (account_id: number) =>
  db.select().from(auditEvents).where(eq(auditEvents.account_id, account_id)).orderBy(asc(auditEvents.id));

export const loadAuditActions = async (account_id: number) =>
  (await loadAuditTrail(account_id)).map(({ action }) => action);

export async function loadAccount({ user }: Person) {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, user.account_id));
  return account!;
}

export const setPlan = (person: Person, plan_id: number) =>
  db.update(accounts).set({ plan_id }).where(eq(accounts.id, person.user.account_id));

export { ORIGIN };
