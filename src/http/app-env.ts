import type { Ctx } from "../db/context";
import type { Admission } from "../lib/admission";
import type { Module } from "../lib/modules";
import type { Caller } from "./authenticate";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Set by `authenticate`, `admit` and `openContext`, in this order. */
    caller: Caller;
    admission?: Admission | null;
    ctx: Ctx;
    /** The modules that the route belongs to, where it belongs to such as can be switched off. */
    modules?: Module[];
    /** Where the request is counted: requests a minute, how many are left, and until when, in epoch seconds. */
    rate?: { limit: number; remaining: number; reset: number };
    /** The answer is a page of a list. */
    isPage?: boolean;
  };
};
