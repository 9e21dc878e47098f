import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";

const TRIES = 3;
/** What the ETag says of settings that nobody has saved yet. */
const UNSAVED = new Date(0).toISOString();

/** Whether the settings, as they were read, are those that If-Match insists on. */
export const isMatched = ({ ifMatch }: Ctx, version: string | null | undefined) =>
  ifMatch === null || ifMatch === (version ?? UNSAVED);

/**
 * Reads, decides and writes: again where `attempt` comes to nothing because others wrote in between; under If-Match
 * once, and then it is a 412.
 */
export async function untilWritten<T>(ctx: Ctx, attempt: () => Promise<T | undefined>): Promise<T> {
  for (let tries = ctx.ifMatch === null ? TRIES : 1; tries > 0; tries--) {
    const written = await attempt();
    if (written !== undefined) return written;
  }
  if (ctx.ifMatch !== null) throw new ApiError("PRECONDITION_FAILED");
  throw new ApiError("CONFLICT", "Others are changing this at the same time: try again");
}
