import { and, eq } from "drizzle-orm";
import { pageOfTerms, type Term } from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import { siteIntegrations } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isOwnIntegration } from "../integration/integrations.service";
import { readBridgeStructure, readStructure } from "../integration/structure";
import type { RemoteSession } from "./remote-session";
import { addCounts, type StepResult, type SyncState } from "./sync-state";
import {
  deleteTermsStatements,
  selectTermsStatement,
  countNewTerms,
  mergeTermsStatements,
  type TermKind,
} from "./terms";

/** Pages of a hundred terms, for categories and for tags. */
const MAX_PAGES = 20;

/** Updates the stored structure, categories and tags of the site. */
export async function syncMetadata(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<StepResult> {
  const { row, site, target } = remote;
  const structure =
    target.login.auth_type === "api_key"
      ? await readBridgeStructure(target.url, target.login)
      : await readStructure(site, target.config);
  const update = ctx.db
    .update(siteIntegrations)
    .set({ structure })
    .where(and(isOwnIntegration(ctx, row.id), eq(siteIntegrations.external_site_url, row.external_site_url)));
  const categories = await syncTerms(ctx, remote, state, "category");
  const tags = await syncTerms(ctx, remote, state, "tag");
  return {
    writes: [update, ...categories.writes, ...tags.writes],
    state: addCounts(state, { terms: categories.changes + tags.changes }),
    next: null,
  };
}

async function syncTerms(ctx: Ctx, remote: RemoteSession, state: SyncState, kind: TermKind) {
  const { row } = remote;
  const { found, isComplete } = await fetchTerms(remote, kind);
  const known = await selectTermsStatement(ctx, row.site_id, kind);
  const keepsNamesSince = state.direction === "both" ? row.last_sync_at : null;
  const removed = isComplete
    ? known.flatMap(({ external_id }) =>
        external_id !== null && !found.some(({ id }) => String(id) === external_id) ? [external_id] : [],
      )
    : [];
  const staying = known.filter(
    ({ external_id, updated_at }) => !removed.includes(external_id ?? "") || updated_at >= state.started_at,
  );
  const writes: Statement[] = [
    ...deleteTermsStatements(ctx, { site_id: row.site_id, kind }, removed, state.started_at),
    ...mergeTermsStatements(ctx, { site_id: row.site_id, kind }, { known: staying, found, keepsNamesSince }),
  ];
  return { writes, changes: countNewTerms(known, found) + removed.length };
}

/** Fetches all terms, or the first two thousand. */
async function fetchTerms({ site, routes }: RemoteSession, kind: TermKind) {
  const found: Term[] = [];
  let page = 1;
  for (let pages = 1; page <= Math.min(pages, MAX_PAGES); page += 1) {
    const read = await pageOfTerms(site, routes[kind], { page });
    found.push(...read.rows);
    pages = read.pages;
    if (page === MAX_PAGES && pages > MAX_PAGES) return { found, isComplete: false };
  }
  return { found, isComplete: true };
}
