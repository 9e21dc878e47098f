import type { Ctx } from "../lib/context";

export type AppEnv = { Bindings: Env; Variables: { ctx: Ctx; requestId: string; counted?: boolean } };
