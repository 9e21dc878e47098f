import { type Db, openDb } from ".";
import { type Actor, systemActor } from "../lib/actor";

/** The first argument of every service function: the actor, and the database as they may see it. */
export type Ctx = {
  actor: Actor;
  db: Db;
  requestId: string;
  /** The client's address, where there is one. */
  address: string | null;
  /** The `updated_at` that the row must still have, by If-Match; null without one. */
  ifMatch: string | null;
  /**
   * The id of the job that the request creates, so that a repeated request creates no second one; null for a random
   * id.
   */
  jobId: string | null;
};

export const systemCtx = (accountId: number, requestId: string): Ctx => ({
  actor: systemActor(accountId),
  db: openDb("first-primary", accountId),
  requestId,
  address: null,
  ifMatch: null,
  jobId: null,
});
