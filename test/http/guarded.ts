import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Hono, type MiddlewareHandler } from "hono";
import { apiKeys } from "../../src/db/schema";
import type { AppEnv } from "../../src/http/app-env";
import { actForLink, guard, guardWithKeys, open } from "../../src/http/guard";
import { respond } from "../../src/http/etag";
import { rateLimitHeaders } from "../../src/http/rate-limits";
import { onError } from "../../src/http/on-error";
import { newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { type AccessClaims, signToken } from "../../src/lib/tokens";
import { freshAddress } from "../auth/helpers";
import { aPerson, aSite, db, type Person } from "../factories";
import type { Reply } from "../harness";

/** Routes that do nothing but tell the context which their guard made for them. */
const house = new Hono<AppEnv>();
house.onError(onError);
house.use(rateLimitHeaders);
house.use((c, next) => (c.set("requestId", "the-request"), next()));
const at = (path: string, ...doors: MiddlewareHandler<AppEnv>[]) =>
  house.all(path, ...(doors as [MiddlewareHandler<AppEnv>]), (c) => {
    const { db: _, ...ctx } = c.var.ctx;
    return respond(c, { data: ctx }, 200);
  });
at("/viewer", ...guardWithKeys("viewer"));
at("/owner", ...guard("owner"));
at("/ai", ...guardWithKeys("viewer", "ai"));
at("/keyless", ...guard("viewer"));
at("/public", ...open());
at("/sign-in", ...open("auth"));
at("/signed/:account", (c, next) => actForLink(c, Number(c.req.param("account")), next));

type Init = { method?: string; body?: unknown; [header: string]: unknown };

/** Knocks from an address of its own, unless one is given, or null for none. What runs behind the answer is done when it is here. */
export async function knock(path: string, { method = "GET", body, ...headers }: Init = {}): Promise<Reply> {
  const work = createExecutionContext();
  const given = Object.entries({ ...freshAddress(), ...headers }).filter(([, value]) => value !== null);
  const init = {
    method,
    headers: Object.fromEntries(given) as Record<string, string>,
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  };
  const response = await house.request(path, init, env, work);
  await waitOnExecutionContext(work);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

export const remainingOf = ({ headers }: Reply) => Number(headers.get("X-RateLimit-Remaining"));

export const claimsOf = ({ user }: Person, more: Partial<AccessClaims> = {}): AccessClaims => ({
  user_id: user.id,
  account_id: user.account_id,
  email: user.email,
  role: user.role,
  sid: `sid-${user.id}`,
  ver: user.token_version,
  sites: null,
  ...more,
});

export const bearerOf = async (person: Person, more: Partial<AccessClaims> = {}) =>
  `Bearer ${await signToken("access", claimsOf(person, more), 60_000)}`;

export const cookieOf = async (person: Person) =>
  `igny8_session=${await signToken("session", claimsOf(person), 60_000)}`;

/** A key of a site, without the routes that make one. */
export async function aKey() {
  const person = await aPerson();
  const { site } = await aSite(person);
  const key = newApiKey();
  const [row] = await db
    .insert(apiKeys)
    .values({
      account_id: person.user.account_id,
      site_id: site.id,
      name: "Key",
      prefix: key.slice(0, 12),
      hash: await sha256(key),
    })
    .returning();
  return { person, site, key, row: row! };
}
