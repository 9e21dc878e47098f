import { eq } from "drizzle-orm";
import type { Module } from "../lib/modules";
import { openDb } from ".";
import { accounts } from "./schema";

/** The modules that the account has switched off: for when its rate limiter, which knows them too, is unavailable. */
export async function findModulesOff(accountId: number): Promise<Module[]> {
  const [account] = await openDb("first-primary", accountId)
    .select({ off: accounts.disabled_modules })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return account?.off ?? [];
}
