import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { findModulesOff } from "../db/modules-off";
import type { Admission } from "../durable/rate-limiter";
import { moduleDisabled } from "../lib/errors";
import type { Module } from "../lib/modules";
import type { AppEnv } from "./app-env";

/** Says of everything below a path of which module it is too, for the guards to ask whether all of them are on. */
export const module = (name: Module) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set("modules", [...(c.get("modules") ?? []), name]);
    await next();
  });

/** Throws where the account has switched the route's module off. The account's door tells; D1, where the door is away. */
export async function requireModule(c: Context<AppEnv>, accountId: number, admission: Admission | null) {
  const modules = c.get("modules");
  if (!modules) return;
  const off = admission?.modulesOff ?? (await findModulesOff(accountId));
  const name = modules.find((one) => off.includes(one));
  if (name) throw moduleDisabled(name);
}
