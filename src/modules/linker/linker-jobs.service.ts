import { ulid } from "ulidx";
import type { Ctx } from "../../db/context";
import { computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { requestJob } from "../jobs/jobs.service";
import { loadContentsOfOneSite, failIfContentDeleted } from "../writer/content-changes.service";
import type { BatchLinkBody } from "./linker.schema";
import { proposeContentLinks, LINKER, insertLinksStatements } from "./linker.service";
import type { AnchorStrategy } from "./links";

/** Tokens charged per proposed link. */
const TOKENS_PER_LINK = 90;
type LinkItemInput = { max_links: number; anchor_strategy: AnchorStrategy };

/** One item per content item. */
export async function requestLinking(ctx: Ctx, { content_ids, dry_run, ...input }: BatchLinkBody) {
  const { site_id, found } = await loadContentsOfOneSite(ctx, content_ids, "content_ids");
  const items = found.map(({ id, title, tokens }) => ({
    kind: "link_content" as const,
    ref: { id },
    label: title,
    input,
    reserved: computeTokenCredits("linking", tokens + input.max_links * TOKENS_PER_LINK),
  }));
  return requestJob(ctx, { type: "link_content", site_id, items }, dry_run);
}

export async function linkItem(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const proposal = await proposeContentLinks(ctx, {
    content_id: item.ref_id,
    ...(item.input as LinkItemInput),
  }).catch(failIfContentDeleted);
  const { links, usage } = proposal;
  const batch = links.length ? ulid() : null;
  return {
    writes: batch ? insertLinksStatements(ctx, proposal, batch) : [],
    operation: "linking",
    provider: LINKER.provider,
    usage,
    credits: computeTokenCredits("linking", usage.tokens_in + usage.tokens_out),
    related: { type: "content", id: item.ref_id },
    result: { content_id: item.ref_id, links_added: links.length, batch, link_opportunities: links },
  };
}
