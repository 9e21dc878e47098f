import type { Module } from "./modules";

/** What a token states about the session and user that it was issued to. */
export type SessionClaim = { sessionId: string; userId: number; version: number };

/** What the rate limiter answers to a request. */
export type Admission = {
  allowed: boolean;
  /** The session was ended, the user changed or the account was closed after the token was issued. */
  revoked: boolean;
  remaining: number;
  /** Epoch seconds at which the oldest request of the window leaves it. */
  reset: number;
  /** The modules that the account has switched off. */
  modulesOff: Module[];
};
