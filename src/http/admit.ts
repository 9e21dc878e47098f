import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { isAccountClosed } from "../db/ended-sessions";
import type { Admission } from "../lib/admission";
import { sha256 } from "../lib/digests";
import { ApiError } from "../lib/errors";
import type { AppEnv } from "./app-env";
import {
  accountLimiter,
  addressLimiter,
  clientAddress,
  countRequest,
  emailLimiter,
  type Scope,
} from "./rate-limits";

/**
 * Counts the request against its account's window of the scope, in one call that also says whether the session has ended
 * and which modules are off. Sessions are looked up in D1 where the limiter is unavailable.
 */
export const admit = (scope: Scope) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      const caller = c.get("caller");
      const admission = await countRequest(c, accountLimiter(caller.actor.accountId), {
        scope,
        session: caller.session,
      });
      if (admission?.revoked || (!admission && (await caller.hasEnded())))
        throw await countedRefusal(c, "This session has ended");
      c.set("admission", admission);
      await next();
    }),
    { describes: { "x-rate-limit-scope": scope } },
  );

/** Counts a public request by the client's address and, in the scope `auth`, by the e-mail that is tried. */
export const admitAnyone = (scope: Scope) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      await countRequest(c, addressLimiter(clientAddress(c)), { scope });
      if (scope === "auth") await countEmail(c);
      await next();
    }),
    { describes: { "x-rate-limit-scope": scope, "x-required-role": "public" } },
  );

/** Counts the use of a signed link: by the client's address, and by the account that signed it, which has to be active. */
export async function admitLink(c: Context<AppEnv>, accountId: number): Promise<Admission | null> {
  await countRequest(c, addressLimiter(clientAddress(c)), { scope: "general" });
  const admission = await countRequest(c, accountLimiter(accountId), { scope: "general" });
  if (admission ? admission.revoked : await isAccountClosed(accountId))
    throw new ApiError("UNAUTHORIZED", "This account is not active");
  return admission;
}

/** A 401, counted against the client's address. */
export async function countedRefusal(c: Context<AppEnv>, message?: string): Promise<ApiError> {
  await countRequest(c, addressLimiter(clientAddress(c)), { scope: "general" });
  return new ApiError("UNAUTHORIZED", message);
}

async function countEmail(c: Context<AppEnv>) {
  const body: unknown = await c.req.json().catch(() => null);
  const email = body && typeof body === "object" && "email" in body ? body.email : null;
  if (typeof email !== "string") return;
  await countRequest(c, emailLimiter(await sha256(email.trim().toLowerCase())), { scope: "auth" });
}
