import { z } from "@hono/zod-openapi";

const Choice = z.enum(["keep_remote", "overwrite", "new_revision"]);
export type Choice = z.infer<typeof Choice>;

export const ResolveBody = z.strictObject({ choice: Choice }).openapi("ResolveConflict");
