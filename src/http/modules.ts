import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { findModulesOff } from "../db/modules-off";
import type { Admission } from "../durable/rate-limiter";
import { ApiError } from "../lib/errors";
import type { Module } from "../lib/modules";
import type { AppEnv } from "./app-env";

/** Says of everything below a path which module it is, for the guards to ask whether that is on. */
export const module = (name: Module) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set("module", name);
    await next();
  });

/** Throws where the account has switched the route's module off. The account's door tells; D1, where the door is away. */
export async function requireModule(c: Context<AppEnv>, accountId: number, admission: Admission | null) {
  const { module: name } = c.var;
  if (!name) return;
  const off = admission?.modulesOff ?? (await findModulesOff(accountId));
  if (off.includes(name)) throw new ApiError("MODULE_DISABLED", `The module ${name} is switched off`);
}
