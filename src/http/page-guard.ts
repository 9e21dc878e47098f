import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env";
import { guard } from "./guard";
import { setPagePolicy } from "./page-policy";

const signedIn = guard("viewer");

/** Lets in who may read, and keeps the page to itself. */
export const pageGuard = Object.assign(
  createMiddleware<AppEnv>((c, next) => {
    setPagePolicy(c, "data:");
    return signedIn(c, next);
  }),
  { needs: signedIn.needs, scope: signedIn.scope },
);
