import type { Context, MiddlewareHandler, Next } from "hono";
import type { Role } from "../lib/roles";
import { admit, admitAnyone, admitLink } from "./admit";
import type { AppEnv } from "./app-env";
import { authenticate } from "./authenticate";
import { authorise } from "./authorise";
import { idempotent } from "./idempotency";
import { requireModules } from "./modules";
import type { Scope } from "./rate-limits";
import { anonymous, openContext, type ShardFinder, withContext } from "./request-context";

type Chain = MiddlewareHandler<AppEnv>[];
type Options = {
  /** For staff: the shard of the account that the request is about. */
  about?: ShardFinder;
};

/** What stands before a handler, in this order. API keys are refused. */
export const guard = (role: Role, scope: Scope = "general", { about }: Options = {}): Chain => [
  authenticate,
  admit(scope),
  authorise(role),
  openContext(about),
  idempotent,
];

/** The same, for what a site's plugin or script may do with its API key. */
export const guardWithKeys = (role: Role, scope: Scope = "general"): Chain => [
  authenticate,
  admit(scope),
  authorise(role, { apiKeys: true }),
  openContext(),
  idempotent,
];

/** What stands before the handler of a public route. `findShard` names the shard that has what it is about. */
export const open = (scope: Scope = "general", findShard: ShardFinder = async () => 0): Chain => [
  admitAnyone(scope),
  openContext(findShard),
];

/** For a signed link: carries the request out as a viewer of the account that signed it. */
export async function actForLink(c: Context<AppEnv>, accountId: number, next: Next) {
  await requireModules(c, accountId, await admitLink(c, accountId));
  await withContext(c, { ...anonymous, accountId, siteIds: null }, accountId, next);
}
