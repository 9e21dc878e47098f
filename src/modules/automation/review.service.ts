import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { getSiteSettings } from "../sites/site-settings.service";
import { assignSlots } from "../publisher/slots.service";
import { approveContent } from "../writer/content.service";
import type { ImmediateResult } from "./stages";

/**
 * Approves content in review if the site has auto-approval on; otherwise it stays for a person. Approved content gets
 * a slot if auto-publish is on.
 */
export async function reviewContents(ctx: Ctx, siteId: number, ids: number[]): Promise<ImmediateResult> {
  const { publishing } = await getSiteSettings(ctx, siteId);
  const outcome: ImmediateResult = { done: 0, failed: 0, failures: [] };
  if (!publishing.auto_approval_enabled) return outcome;
  const approved: number[] = [];
  for (const id of ids)
    try {
      await approveContent(ctx, id);
      approved.push(id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      outcome.failures.push({ ref_id: id, label: `Content ${id}`, error: error.message });
    }
  outcome.done = approved.length;
  if (publishing.auto_publish_enabled) await assignSlots(ctx, siteId, approved).catch(logPostponedSlots);
  return outcome;
}

/** The approval stands; the hourly tick assigns the slots. */
function logPostponedSlots(error: unknown) {
  log.warn("slots not assigned until the hourly tick", { error: errorMessage(error) });
}
