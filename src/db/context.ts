import { type Db, openDb } from ".";
import { type Actor, systemActor } from "../lib/actor";

/** What every service function gets first: who is asking, and the database as they may see it. */
export type Ctx = {
  actor: Actor;
  db: Db;
  requestId: string;
  /** The client's address, where there is one. */
  address: string | null;
  /** The `updated_at` that the caller insists the row still has; null where any will do. */
  ifMatch: string | null;
  /** What a job that the request makes is called, so that the same request sent again makes no other; null for any. */
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
