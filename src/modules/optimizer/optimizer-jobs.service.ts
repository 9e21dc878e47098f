import { and, eq } from "drizzle-orm";
import { nextVersion, owned, type Statement } from "../../db/queries";
import { contents } from "../../db/schema";
import { optimizationTokens } from "../../generation/estimates";
import type { Usage } from "../../generation/functions";
import type { Provider } from "../../generation/provider";
import { estimateTokens } from "../../generation/tokens";
import type { Ctx } from "../../db/context";
import { countWords, htmlToText } from "../../text/html/html";
import { computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { requestJob } from "../jobs/jobs.service";
import {
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
  loadTextProvider,
} from "../jobs/provider.service";
import {
  loadContentsOfOneSite,
  failIfContentDeleted,
  requireChangeStatement,
} from "../writer/content-changes.service";
import { freeSlugSubquery } from "../writer/content.service";
import { upsertOutlinksStatement } from "../writer/outlinks";
import { insertRevisionStatement } from "../writer/revisions.service";
import type { FixDraft } from "./fixes/fix";
import { type Improvement, improve } from "./fixes/improve";
import { loadScorerInput, type StoredContent } from "./optimizer.service";
import { rewrite, type Rewritten } from "./rewriting";

const OPTIMIZER = { provider: "embedded", model: "igny8-optimizer-1" } as const;

/** One item per content item. */
export async function requestOptimization(
  ctx: Ctx,
  ids: number[],
  field: "content_id" | "content_ids",
  dry_run?: boolean,
) {
  const { site_id, found } = await loadContentsOfOneSite(ctx, ids, field);
  const config = await loadGenerationConfig(ctx);
  const prompt = resolvePrompt(config, "optimization");
  const items = found.map(({ id, title, tokens }) => ({
    kind: "optimize_content" as const,
    ref: { id },
    label: title,
    reserved: computeTextCredits(config, "optimization", optimizationTokens(tokens, prompt)),
  }));
  return requestJob(ctx, { type: "optimize_content", site_id, items }, dry_run);
}

/** Applies the mechanical fixes, and then lets the language model, if there is one, fix the remaining issues. */
export async function optimizeItem(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const stored = await loadScorerInput(ctx, item.ref_id).catch(failIfContentDeleted);
  const original = toDraft(stored);
  const mechanical = improve(original, stored.surroundings);
  const provider = await loadTextProvider(ctx, item);
  const { secondary_keywords } = stored.content;
  const { surroundings } = stored;
  const rewritten = await rewrite(provider, {
    original: original.html,
    mechanical,
    surroundings,
    secondary_keywords,
  });
  const { draft, applied } = rewritten?.improvement ?? mechanical;
  const bill = rewritten?.rewriting.kept
    ? toBill(rewritten.usage, provider)
    : {
        ...toBill(estimateMechanicalUsage(original, mechanical), null),
        ...toUnchargedUsage(rewritten, provider),
      };
  return {
    writes: applied.length ? updateOptimizedStatements(ctx, stored, draft) : [],
    operation: "optimization",
    ...bill,
    related: { type: "content", id: item.ref_id },
    result: {
      content_id: item.ref_id,
      ...toReport(rewritten?.improvement ?? mechanical),
      rewriting: rewritten?.rewriting ?? null,
    },
  };
}

/** The provider is null if no rewrite by a model was used. */
const toBill = (usage: Usage, provider: Provider | null) => ({
  provider: provider?.name ?? OPTIMIZER.provider,
  usage,
  credits: computeTokenCredits(
    "optimization",
    usage.tokens_in + usage.tokens_out,
    provider?.rates.tokens_per_credit,
  ),
});

/** The cost of a rejected rewrite is recorded but not charged. */
const toUnchargedUsage = (rewritten: Rewritten | null, provider: Provider) =>
  rewritten?.usage.tokens_in ? { provider: provider.name, usage: rewritten.usage } : {};

const estimateMechanicalUsage = ({ html }: FixDraft, { draft, applied }: Improvement): Usage => ({
  model: OPTIMIZER.model,
  tokens_in: estimateTokens(html),
  tokens_out: applied.some(({ field }) => field === "content_html") ? estimateTokens(draft.html) : 0,
  cost_usd: 0,
});

const toDraft = ({ content }: StoredContent): FixDraft => ({
  html: content.content_html,
  title: content.title,
  slug: content.slug,
  excerpt: content.excerpt,
  meta_title: content.meta_title,
  meta_description: content.meta_description,
  keyword: content.primary_keyword,
  site_name: content.site_name,
  is_slug_final: content.site_status !== "not_published" || content.external_id !== null,
});

/** The scores before and after, by check. */
function toReport({ before, after, applied }: Improvement) {
  const old = new Map(before.checks.map((check) => [check.id, check]));
  const checks = after.checks.map(({ id, weight, score, got, fix }) => ({
    id,
    weight,
    before: old.get(id)?.score ?? null,
    after: score,
    got_before: old.get(id)?.got ?? "",
    got_after: got,
    fix,
  }));
  return {
    scorer_version: before.scorer_version,
    score_before: before.score,
    score_after: after.score,
    applied,
    checks,
  };
}

function updateOptimizedStatements(ctx: Ctx, { content }: StoredContent, draft: FixDraft): Statement[] {
  const { actor, db } = ctx;
  const asRead = and(
    owned(actor, contents),
    eq(contents.id, content.id),
    eq(contents.updated_at, content.updated_at),
  );
  const { html: content_html, meta_title, meta_description } = draft;
  const slug = draft.slug === content.slug ? draft.slug : freeSlugSubquery(content.site_id, draft.slug);
  const word_count = countWords(htmlToText(content_html));
  return [
    insertRevisionStatement(ctx, asRead, "optimize"),
    db
      .update(contents)
      .set({
        content_html,
        slug,
        meta_title,
        meta_description,
        word_count,
        updated_at: nextVersion(contents),
      })
      .where(asRead),
    requireChangeStatement(ctx, content.id),
    upsertOutlinksStatement(ctx, eq(contents.id, content.id), content_html),
  ];
}
