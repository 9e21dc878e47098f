import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";

const ATTEMPTS = 3;
/** The version in the ETag of settings that have never been saved. */
const UNSAVED_VERSION = new Date(0).toISOString();

/** Whether the version of the settings satisfies If-Match. */
export const isExpectedVersion = ({ ifMatch }: Ctx, version: string | null | undefined) =>
  ifMatch === null || ifMatch === (version ?? UNSAVED_VERSION);

/**
 * Repeats an optimistic write while `attempt` returns undefined because of a concurrent write. With If-Match there is one
 * attempt, and its failure is a 412.
 */
export async function retryUntilWritten<T>(ctx: Ctx, attempt: () => Promise<T | undefined>): Promise<T> {
  for (let remaining = ctx.ifMatch === null ? ATTEMPTS : 1; remaining > 0; remaining--) {
    const written = await attempt();
    if (written !== undefined) return written;
  }
  if (ctx.ifMatch !== null) throw new ApiError("PRECONDITION_FAILED");
  throw new ApiError("CONFLICT", "This is being changed by other requests. Try again.");
}
