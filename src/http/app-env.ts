import type { Ctx } from "../lib/context";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    ctx: Ctx;
    requestId: string;
    /** The request is counted: its answer tells the limit. */
    counted?: boolean;
    /** The answer is a page of a list. */
    isPage?: boolean;
  };
};
