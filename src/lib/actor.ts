import { type Role, roles } from "./roles";

export const atLeast = (role: Role, needed: Role) => roles.indexOf(role) >= roles.indexOf(needed);

/** Who is asking. Every query is scoped by its account, and by its sites where they are limited. */
export type Actor = {
  accountId: number;
  /** Null for the platform itself (queue, cron) and for API keys. */
  userId: number | null;
  role: Role;
  /** The only sites this actor may see; null means all of the account's. */
  siteIds: number[] | null;
  sessionId: string | null;
  /** The key that asks, where it is no person. */
  apiKeyId: number | null;
};

/** The account acting for itself: queue messages and cron ticks. */
export const systemActor = (accountId: number): Actor => ({
  accountId,
  userId: null,
  role: "owner",
  siteIds: null,
  sessionId: null,
  apiKeyId: null,
});

export const maySee = (actor: Actor, siteId: number) => !actor.siteIds || actor.siteIds.includes(siteId);
