import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../../http/app-env";
import { guard } from "../../http/guard";
import { setPagePolicy } from "../../http/page-policy";

const signedIn = guard("viewer");

/** Lets in who may read the site, and keeps the page to itself. */
export const mapGuard = Object.assign(
  createMiddleware<AppEnv>((c, next) => {
    setPagePolicy(c);
    return signedIn(c, next);
  }),
  { needs: signedIn.needs, scope: signedIn.scope },
);
