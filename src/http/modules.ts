import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { findModulesOff } from "../db/modules-off";
import type { Admission } from "../lib/admission";
import { moduleDisabled } from "../lib/errors";
import type { Module } from "../lib/modules";
import type { AppEnv } from "./app-env";

/** Marks everything below a path as a part of the module, which an account may switch off. */
export const module = (name: Module) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set("modules", [...(c.get("modules") ?? []), name]);
    await next();
  });

/**
 * 403 `MODULE_DISABLED` where the account has switched off a module of the route. The rate limiter knows which those are;
 * D1 is asked where it is unavailable.
 */
export async function requireModules(c: Context<AppEnv>, accountId: number, admission: Admission | null) {
  const modules = c.get("modules");
  if (!modules) return;
  const off = admission?.modulesOff ?? (await findModulesOff(accountId));
  const name = modules.find((one) => off.includes(one));
  if (name) throw moduleDisabled(name);
}
