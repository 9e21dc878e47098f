import { createMiddleware } from "hono/factory";
import { atLeast } from "../lib/actor";
import { ApiError } from "../lib/errors";
import type { Role } from "../lib/roles";
import type { AppEnv } from "./app-env";
import { requireModules } from "./modules";

/** Checks the role, refuses API keys unless the route admits them, and checks that the route's modules are on. */
export const authorise = (role: Role, { apiKeys = false }: { apiKeys?: boolean } = {}) =>
  Object.assign(
    createMiddleware<AppEnv>(async (c, next) => {
      const { actor, onAdmitted } = c.get("caller");
      if (!atLeast(actor.role, role)) throw new ApiError("FORBIDDEN");
      if (actor.apiKeyId !== null && !apiKeys)
        throw new ApiError("FORBIDDEN", "API keys are not accepted here");
      await requireModules(c, actor.accountId, c.get("admission") ?? null);
      onAdmitted();
      await next();
    }),
    { describes: { "x-required-role": role, "x-api-keys": apiKeys } },
  );
