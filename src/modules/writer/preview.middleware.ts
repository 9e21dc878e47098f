import { every } from "hono/combine";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../../http/app-env";
import { actForLink, guardWithKeys } from "../../http/guard";
import { setPagePolicy } from "../../http/page-policy";
import { ApiError } from "../../lib/errors";
import { verifyPreview } from "../../lib/tokens";

const requireViewer = every(...guardWithKeys("viewer"));

/** Admits whoever may read the account's content, or holds a signed link to this one item. */
export const previewGuard = [
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      setPagePolicy(c, "'self' https: data:");
      const token = c.req.query("token");
      if (!token) return requireViewer(c, next);
      const claims = await verifyPreview(token);
      if (!claims || String(claims.content_id) !== c.req.param("id"))
        throw new ApiError("UNAUTHORIZED", "The preview link is not valid or has expired");
      return actForLink(c, claims.account_id, next);
    }),
    { describes: { "x-required-role": "viewer", "x-rate-limit-scope": "general", "x-api-keys": true } },
  ),
];
