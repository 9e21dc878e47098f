import { sql } from "drizzle-orm";
import type { Context } from "hono";
import { openDb } from "../db";
import { findShard, shardForNew, knownShard } from "../db/shards";
import { sha256 } from "../lib/digests";
import type { AppEnv } from "./app-env";

// Finds the shard of a public request, before the caller is known. With a single shard, nothing is queried.

const readBodyFields = async (c: Context<AppEnv>): Promise<Record<string, unknown>> => {
  const body: unknown = await c.req.json().catch(() => null);
  return body !== null && typeof body === "object" ? { ...body } : {};
};

const existsInShard = async (shard: number, query: ReturnType<typeof sql>) => {
  const [found] = await openDb("first-primary", shard).all(query);
  return found !== undefined;
};

const hasUser = (email: string) => (shard: number) =>
  existsInShard(shard, sql`select 1 from users where email = ${email}`);

/** By the e-mail in the body: the shard of its user, or the shard of the account that it would create. */
export async function shardOfEmail(c: Context<AppEnv>): Promise<number> {
  const { email } = await readBodyFields(c);
  if (typeof email !== "string") return 0;
  const name = email.trim().toLowerCase();
  return (await findShard(hasUser(name))) ?? shardForNew(await sha256(name));
}

/** By a refresh token, or the token of a link, in the body. */
export async function shardOfToken(c: Context<AppEnv>): Promise<number> {
  const { refresh, refresh_token, token } = await readBodyFields(c);
  const shown = refresh ?? refresh_token ?? token;
  if (typeof shown !== "string") return 0;
  const hash = await sha256(shown);
  const shard = await findShard((at) =>
    existsInShard(
      at,
      sql`select 1 from refresh_tokens where hash = ${hash} union all select 1 from user_tokens where hash = ${hash}`,
    ),
  );
  return shard ?? 0;
}

/** By the account in the path or in the body. */
export async function shardOfAccount(c: Context<AppEnv>): Promise<number> {
  return knownShard(Number(c.req.param("id") ?? (await readBodyFields(c)).account_id));
}

/** By the site in the query: its slug or its domain. */
export async function shardOfSite(c: Context<AppEnv>): Promise<number> {
  const name = (c.req.query("site") ?? "").toLowerCase();
  const domain = name.replace(/^www\./, "");
  const shard =
    (await findShard((at) => existsInShard(at, sql`select 1 from sites where slug = ${name}`))) ??
    (await findShard((at) => existsInShard(at, sql`select 1 from sites where domain = ${domain}`)));
  return shard ?? 0;
}
