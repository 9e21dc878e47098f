import { and, eq, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { anyOf, owned } from "../../db/queries";
import { contents } from "../../db/schema";
import { GenerationError } from "../../generation/provider";
import type { Ctx } from "../../lib/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { textCredits } from "../billing/pricing";
import type { Item, Outcome } from "../jobs/items.service";
import { createJob } from "../jobs/jobs.service";
import type { BatchLinkBody } from "./linker.schema";
import { linkContent, LINKER, linkWrites } from "./linker.service";
import type { AnchorStrategy } from "./links";

/** Tokens that a proposed link weighs. */
const TOKENS_A_LINK = 90;
type Input = { max_links: number; anchor_strategy: AnchorStrategy };

/** The asked contents, which are of one site, with the tokens that their HTML weighs. */
export async function contentsOf({ actor, db }: Ctx, ids: number[]) {
  const found = await db
    .select({
      id: contents.id,
      title: contents.title,
      site_id: contents.site_id,
      tokens: sql<number>`(length(${contents.content_html}) + 3) / 4`,
    })
    .from(contents)
    .where(and(owned(actor, contents), anyOf(contents.id, ids)));
  if (found.length < ids.length) throw notFound("Content");
  if (found.some((content) => content.site_id !== found[0]!.site_id))
    throw invalid("content_ids", "The contents are of several sites");
  return { site_id: found[0]!.site_id, found };
}

/** One item a content. */
export async function batchProcess(ctx: Ctx, { content_ids, ...input }: BatchLinkBody) {
  const { site_id, found } = await contentsOf(ctx, content_ids);
  const items = found.map(({ id, title, tokens }) => ({
    kind: "link_content" as const,
    ref: { id },
    label: title,
    input,
    reserved: textCredits("linking", tokens + input.max_links * TOKENS_A_LINK),
  }));
  return createJob(ctx, "link_content", site_id, items);
}

export async function linkItem(ctx: Ctx, item: Item): Promise<Outcome> {
  const linking = await linkContent(ctx, { content_id: item.ref_id, ...(item.input as Input) }).catch(gone);
  const { links, usage } = linking;
  const batch = links.length ? ulid() : null;
  return {
    writes: batch ? linkWrites(ctx, linking, batch) : [],
    operation: "linking",
    provider: LINKER.provider,
    usage,
    credits: textCredits("linking", usage.tokens_in + usage.tokens_out),
    related: { type: "content", id: item.ref_id },
    result: { content_id: item.ref_id, links_added: links.length, batch, link_opportunities: links },
  };
}

function gone(error: unknown): never {
  if (error instanceof ApiError && error.code === "NOT_FOUND")
    throw new GenerationError("The content was deleted");
  throw error;
}
