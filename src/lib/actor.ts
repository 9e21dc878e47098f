import { type Role, roles } from "./roles";

export const atLeast = (role: Role, needed: Role) => roles.indexOf(role) >= roles.indexOf(needed);

/** Who sends a request. Every query is scoped by the account and, for limited actors, by their sites. */
export type Actor = {
  accountId: number;
  /** Null for the platform itself (queue, cron) and for API keys. */
  userId: number | null;
  role: Role;
  /** The sites that the actor may see; null means all sites of the account. */
  siteIds: number[] | null;
  sessionId: string | null;
  /** The API key, if the actor is one. */
  apiKeyId: number | null;
};

/** The account acting on its own behalf: queue messages and cron ticks. */
export const systemActor = (accountId: number): Actor => ({
  accountId,
  userId: null,
  role: "owner",
  siteIds: null,
  sessionId: null,
  apiKeyId: null,
});

export const maySee = (actor: Actor, siteId: number) => !actor.siteIds || actor.siteIds.includes(siteId);
