import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../../http/app-env";
import { asAccount, guard } from "../../http/guard";
import { setPagePolicy } from "../../http/page-policy";
import { ApiError } from "../../lib/errors";
import { verifyPreview } from "../../lib/tokens";

const signedIn = guard("viewer");

/** Lets in a signed-in session, or whoever holds a signed link to this one content. */
export const previewGuard = Object.assign(
  createMiddleware<AppEnv>(async (c, next) => {
    setPagePolicy(c, "'self' https: data:");
    const token = c.req.query("token");
    if (!token) return signedIn(c, next);
    const claims = await verifyPreview(token);
    if (!claims || String(claims.content_id) !== c.req.param("id"))
      throw new ApiError("UNAUTHORIZED", "The preview link is not valid or has expired");
    return asAccount(c, claims.account_id, next);
  }),
  { needs: "viewer" as const, scope: "general" },
);
