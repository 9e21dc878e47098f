import { and, eq, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { atomically, isViolation, nextVersion, owned, type Statement } from "../../db/queries";
import { contentLinks, contents, creditUsage, sites } from "../../db/schema";
import { estimateTokens } from "../../generation/tokens";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import {
  chargeCreditsStatement,
  loadInsufficientCreditsError,
  RESERVATION_CONSTRAINT,
} from "../billing/ledger.service";
import { computeTokenCredits } from "../billing/pricing";
import { notifyLowBalanceStatement } from "../notifications/credit-notifications";
import { requireChangeStatement, NO_CHANGE_VIOLATION } from "../writer/content-changes.service";
import { upsertOutlinksStatement } from "../writer/outlinks";
import { insertRevisionStatement } from "../writer/revisions.service";
import type { LinkBody, UndoBody } from "./linker.schema";
import { applyLinks, type LinkCandidate, toAnchorHtml, undoLinks } from "./links";
import { proposeLinks } from "./propose";
import {
  resolvePageUrl,
  loadAllHrefs,
  buildEdges,
  selectHrefsStatement,
  selectPagesStatement,
  selectAddedLinksStatement,
  selectUnscannedPagesStatement,
} from "./site-links";

export const LINKER = { provider: "embedded", model: "igny8-linker-1" } as const;

type ContentProposal = Awaited<ReturnType<typeof proposeContentLinks>>;

/** Proposed links for a content item, in one round trip. */
export async function proposeContentLinks(ctx: Ctx, request: Omit<LinkBody, "dry_run">) {
  const { actor, db } = ctx;
  const site = sql`(select site_id from contents c where c.id = ${request.content_id})`;
  const [[content], pages, stored, unscanned, added] = await db.batch([
    db
      .select({
        id: contents.id,
        site_id: contents.site_id,
        account_id: contents.account_id,
        title: contents.title,
        slug: contents.slug,
        content_html: contents.content_html,
        external_url: contents.external_url,
        cluster_id: contents.cluster_id,
        primary_keyword: contents.primary_keyword,
        updated_at: contents.updated_at,
        domain: sites.domain,
      })
      .from(contents)
      .innerJoin(sites, eq(sites.id, contents.site_id))
      .where(and(owned(actor, contents), eq(contents.id, request.content_id))),
    selectPagesStatement(ctx, site),
    selectHrefsStatement(ctx, site),
    selectUnscannedPagesStatement(ctx, site),
    selectAddedLinksStatement(ctx, site),
  ]);
  if (!content) throw notFound("Content");
  const hrefs = await loadAllHrefs(ctx, content.site_id, stored, unscanned);
  const candidates = toCandidates(pages, buildEdges(pages, hrefs, content.domain), added, content.id);
  const page = {
    ...content,
    content_id: content.id,
    url: resolvePageUrl(content),
    html: content.content_html,
  };
  const links = proposeLinks({ ...page, keyword: content.primary_keyword }, candidates, {
    ...request,
    domain: content.domain,
  });
  const tokens_in = estimateTokens(content.content_html);
  const tokens_out = estimateTokens(JSON.stringify(links));
  return { content, links, usage: { model: LINKER.model, tokens_in, tokens_out, cost_usd: 0 } };
}

function toCandidates(
  pages: Awaited<ReturnType<typeof selectPagesStatement>>,
  edges: ReturnType<typeof buildEdges>,
  added: Awaited<ReturnType<typeof selectAddedLinksStatement>>,
  from: number,
): LinkCandidate[] {
  const inbound = Map.groupBy(edges, (edge) => edge.target);
  const elsewhere = added.filter((link) => link.content_id !== from);
  const anchors = Map.groupBy(elsewhere, (link) => link.target_content_id);
  return pages.map((page) => ({
    content_id: page.id,
    url: resolvePageUrl(page),
    title: page.title,
    keywords: [page.primary_keyword, ...page.secondary_keywords].filter(Boolean),
    cluster_id: page.cluster_id,
    inbound_links: inbound.get(page.id)?.length ?? 0,
    anchors: anchors.get(page.id)?.map((link) => link.anchor_text) ?? [],
  }));
}

/** Adds the links, or only returns them. Without added links nothing is charged or stored. */
export async function linkContent(ctx: Ctx, body: LinkBody) {
  const proposal = await proposeContentLinks(ctx, body);
  const { links, usage } = proposal;
  const batch = body.dry_run || !links.length ? null : ulid();
  const credits = batch ? computeTokenCredits("linking", usage.tokens_in + usage.tokens_out) : 0;
  if (batch) {
    const writes = [
      ...insertLinksStatements(ctx, proposal, batch),
      ...chargeLinkingStatements(ctx, proposal, batch, credits),
    ];
    await commitLinks(ctx, writes, credits);
  }
  return {
    content_id: body.content_id,
    dry_run: body.dry_run,
    links_added: batch ? links.length : 0,
    link_opportunities: links,
    patch: links.map((link) => ({
      position: link.position,
      remove: link.anchor_text,
      insert: toAnchorHtml(link),
    })),
    batch,
    credits_charged: credits,
  };
}

/** Stores a revision, the HTML with the links, and each link: all or nothing. */
export function insertLinksStatements(
  ctx: Ctx,
  { content, links }: ContentProposal,
  batch: string,
): Statement[] {
  const { account_id, site_id, id: content_id } = content;
  return [
    ...updateHtmlStatements(ctx, content, applyLinks(content.content_html, links), "link"),
    ctx.db.insert(contentLinks).select(
      sql`select null, ${account_id}, ${site_id}, ${content_id}, (select id from contents where id = value ->> 'target_content_id'),
        value ->> 'target_url', value ->> 'anchor_text', ${batch}, ${isoIn()} from json_each(${JSON.stringify(links)})`,
    ),
  ];
}

type ContentVersion = { id: number; updated_at: string };

/** The new HTML, preceded by a revision; the batch fails if the content item has changed since it was read. */
function updateHtmlStatements(
  ctx: Ctx,
  content: ContentVersion,
  html: string,
  cause: "link" | "unlink",
): Statement[] {
  const { actor, db } = ctx;
  const asRead = and(
    owned(actor, contents),
    eq(contents.id, content.id),
    eq(contents.updated_at, content.updated_at),
  );
  return [
    insertRevisionStatement(ctx, asRead, cause),
    db
      .update(contents)
      .set({ content_html: html, updated_at: nextVersion(contents) })
      .where(asRead),
    requireChangeStatement(ctx, content.id),
    upsertOutlinksStatement(ctx, eq(contents.id, content.id), html),
  ];
}

function chargeLinkingStatements(
  ctx: Ctx,
  { content, usage }: ContentProposal,
  batch: string,
  credits: number,
): Statement[] {
  return [
    chargeCreditsStatement(ctx, {
      credits,
      description: `linking: ${content.title}`.slice(0, 200),
      reference: `link:${batch}`,
    }),
    notifyLowBalanceStatement(ctx, credits),
    ctx.db.insert(creditUsage).values({
      account_id: content.account_id,
      site_id: content.site_id,
      operation_type: "linking",
      credits_used: credits,
      provider: LINKER.provider,
      ...usage,
      related_object_type: "content",
      related_object_id: content.id,
    }),
  ];
}

async function commitLinks(ctx: Ctx, writes: Statement[], credits: number) {
  try {
    await atomically(ctx.db, writes);
  } catch (error) {
    if (isViolation(error, RESERVATION_CONSTRAINT) || isViolation(error, "credits_not_negative"))
      throw await loadInsufficientCreditsError(ctx, credits);
    if (isViolation(error, NO_CHANGE_VIOLATION))
      throw new ApiError("CONFLICT", "The content item was changed at the same time; try again");
    throw error;
  }
}

/** Removes the links of one application. Links that were changed since they were added stay. */
export async function undoContentLinks(ctx: Ctx, { content_id, batch: requested }: UndoBody) {
  const { actor, db } = ctx;
  const [[content], added] = await db.batch([
    db
      .select({ id: contents.id, content_html: contents.content_html, updated_at: contents.updated_at })
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.id, content_id))),
    db
      .select()
      .from(contentLinks)
      .where(and(owned(actor, contentLinks), eq(contentLinks.content_id, content_id)))
      .orderBy(contentLinks.id),
  ]);
  if (!content) throw notFound("Content");
  const batch = requested ?? added.at(-1)?.batch;
  if (batch === undefined) throw new ApiError("CONFLICT", "The content item has no links to undo");
  const links = added.filter((link) => link.batch === batch);
  if (!links.length) throw notFound("Batch");
  const { html, missing } = undoLinks(content.content_html, links);
  const change = html === content.content_html ? [] : updateHtmlStatements(ctx, content, html, "unlink");
  await commitLinks(ctx, [...change, deleteLinksStatement(ctx, content_id, batch)], 0);
  return {
    content_id,
    batch,
    links_removed: links.length - missing.length,
    missing: missing.map(({ anchor_text, target_url }) => ({ anchor_text, target_url })),
  };
}

const deleteLinksStatement = ({ actor, db }: Ctx, contentId: number, batch: string) =>
  db
    .delete(contentLinks)
    .where(
      and(owned(actor, contentLinks), eq(contentLinks.content_id, contentId), eq(contentLinks.batch, batch)),
    );
