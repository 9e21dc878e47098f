import type { Ctx } from "../../lib/context";
import { ApiError } from "../../lib/errors";
import { readSiteSettings } from "../integration/site-settings.service";
import { approveContent } from "../writer/content.service";
import type { DoneAtOnce } from "./stages";

/** Approves what is in review, where the site has auto-approval on; else it stays for a person to look at. */
export async function reviewContents(ctx: Ctx, siteId: number, ids: number[]): Promise<DoneAtOnce> {
  const { publishing } = await readSiteSettings(ctx, siteId);
  const outcome: DoneAtOnce = { done: 0, failed: 0, failures: [] };
  if (!publishing.auto_approval_enabled) return outcome;
  for (const id of ids)
    try {
      await approveContent(ctx, id);
      outcome.done++;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      outcome.failures.push({ ref_id: id, label: `Content ${id}`, error: error.message });
    }
  return outcome;
}
