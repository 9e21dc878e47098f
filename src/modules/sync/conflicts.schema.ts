import { z } from "@hono/zod-openapi";

const ConflictResolution = z.enum(["keep_remote", "overwrite", "new_revision"]);
export type ConflictResolution = z.infer<typeof ConflictResolution>;

export const ResolveBody = z.strictObject({ choice: ConflictResolution }).openapi("ResolveConflict");
