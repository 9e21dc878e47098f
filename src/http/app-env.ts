import type { Ctx } from "../lib/context";
import type { Module } from "../lib/modules";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    ctx: Ctx;
    requestId: string;
    /** The modules that the route belongs to, where it belongs to such as can be switched off. */
    modules?: Module[];
    /** The request is counted: its answer tells the limit. */
    counted?: boolean;
    /** The answer is a page of a list. */
    isPage?: boolean;
  };
};
