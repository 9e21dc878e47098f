import { sql } from "drizzle-orm";
import type { Context } from "hono";
import { openDb } from "../db";
import { findHome, homeForNew, knownHome } from "../db/shards";
import { sha256 } from "../lib/digests";
import type { AppEnv } from "./app-env";

// Where what a public request asks for may be, before anybody is known. Where there is one database nothing is asked.

const fieldsOf = async (c: Context<AppEnv>): Promise<Record<string, unknown>> => {
  const body: unknown = await c.req.json().catch(() => null);
  return body !== null && typeof body === "object" ? { ...body } : {};
};

const isIn = async (home: number, query: ReturnType<typeof sql>) => {
  const [found] = await openDb("first-primary", home).all(query);
  return found !== undefined;
};

const hasUser = (email: string) => (home: number) =>
  isIn(home, sql`select 1 from users where email = ${email}`);

/** Of the e-mail in the body: the database of its user, or else of the account that it may begin. */
export async function byEmail(c: Context<AppEnv>): Promise<number> {
  const { email } = await fieldsOf(c);
  if (typeof email !== "string") return 0;
  const name = email.trim().toLowerCase();
  return (await findHome(hasUser(name))) ?? homeForNew(await sha256(name));
}

/** Of a refresh token or of a link's token in the body. */
export async function byToken(c: Context<AppEnv>): Promise<number> {
  const { refresh, refresh_token, token } = await fieldsOf(c);
  const shown = refresh ?? refresh_token ?? token;
  if (typeof shown !== "string") return 0;
  const hash = await sha256(shown);
  const home = await findHome((at) =>
    isIn(
      at,
      sql`select 1 from refresh_tokens where hash = ${hash} union all select 1 from user_tokens where hash = ${hash}`,
    ),
  );
  return home ?? 0;
}

/** Of the account that the path names, or the body. */
export async function byAccount(c: Context<AppEnv>): Promise<number> {
  return knownHome(Number(c.req.param("id") ?? (await fieldsOf(c)).account_id));
}

/** Of the site that the query names, by its slug or else by its domain. */
export async function bySite(c: Context<AppEnv>): Promise<number> {
  const name = (c.req.query("site") ?? "").toLowerCase();
  const domain = name.replace(/^www\./, "");
  const home =
    (await findHome((at) => isIn(at, sql`select 1 from sites where slug = ${name}`))) ??
    (await findHome((at) => isIn(at, sql`select 1 from sites where domain = ${domain}`)));
  return home ?? 0;
}
