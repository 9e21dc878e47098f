import type { Ctx } from "../lib/context";
import type { Module } from "../lib/modules";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    ctx: Ctx;
    requestId: string;
    /** The modules that the route belongs to, where it belongs to such as can be switched off. */
    modules?: Module[];
    /** Where the request is counted: requests a minute, how many are left, and until when, in epoch seconds. */
    rate?: { limit: number; remaining: number; reset: number };
    /** The answer is a page of a list. */
    isPage?: boolean;
  };
};
