import { listOutlines, type Outline } from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import type { Ctx } from "../../db/context";
import { HOUR_MS, MINUTE_MS, toSecond } from "../../lib/time";
import { toUtc } from "../../clients/wordpress/remote-post";
import { clearRemoteStatements, type LocalContent, mergeRemote, type ReadableContent } from "./merge-remote";
import { isPublisherDraft, type RemoteContent } from "./remote-content";
import { insertEventStatement } from "./sync-events";
import {
  selectLocalStatement,
  prepareImportStatements,
  mayHaveChanged,
  isOnRemoteSite,
  fetchContents,
  listUnpublishedIds,
} from "./local-content";
import type { RemoteSession } from "./remote-session";
import { addCounts, type SyncCounts, type StepResult, type SyncState } from "./sync-state";

export const PAGE_SIZE = 50;
/** Overlap with the previous sync, because posts are not stored in the order of their modification times. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** WordPress compares wall times, and an hour repeats when daylight saving time ends. */
const CLOCK_MS = HOUR_MS;

const computeSince = ({ sync_cursor }: RemoteSession["row"]): string | null =>
  sync_cursor && new Date(Date.parse(sync_cursor) - OVERLAP_MS - CLOCK_MS).toISOString();

/**
 * Pulls one page of remote posts modified since the last sync. Pages are ordered by id, so that a post modified
 * meanwhile keeps its position. If posts were deleted meanwhile, paging starts again.
 */
export async function pullPosts(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<StepResult> {
  const since = state.page === 1 && state.total === null ? computeSince(remote.row) : state.since;
  const { rows, total, pages } = await listOutlines(remote.site, remote.routes.post, {
    page: state.page,
    per_page: PAGE_SIZE,
    status: "any,trash",
    orderby: "id",
    order: "asc",
    modified_after: since ?? undefined,
  });
  const { writes, counts } = await mergePage(ctx, remote, rows);
  const updated = { ...addCounts(state, counts), since, newest: computeNewest(state.newest, rows) };
  const isShorter = state.total !== null && total < state.total && rows.length > 0;
  const next = isShorter
    ? { ...updated, page: 1, total }
    : state.page < pages
      ? { ...updated, page: state.page + 1, total }
      : null;
  return { writes, next, state: { ...updated, total } };
}

/** The newest modification time so far. Future times of scheduled posts do not count. */
function computeNewest(known: string | null, rows: readonly Outline[]): string | null {
  const now = toSecond();
  return rows.reduce<string | null>((newest, row) => {
    const modified = toUtc(row.modified_gmt);
    return modified !== null && modified <= now && (newest === null || modified > newest) ? modified : newest;
  }, known);
}

/** Fetches new and changed posts of the list and merges them. */
async function mergePage(ctx: Ctx, remote: RemoteSession, rows: readonly Outline[]) {
  const { row } = remote;
  const local = await selectLocalStatement(
    ctx,
    row.site_id,
    rows.map(({ id }) => id),
  );
  const byId = new Map(local.map((content) => [content.external_id, content]));
  const changed = rows.filter((post) => {
    const content = byId.get(String(post.id));
    return content ? mayHaveChanged(content, post) : post.status !== "trash";
  });
  const fetched = await fetchContents(
    ctx,
    remote,
    changed.map(({ id }) => id),
    "post",
  );
  const merged = await mergePosts(ctx, remote, fetched.found, byId);
  const unchanged = rows.length - changed.length;
  const counts = { ...merged.counts, unchanged: merged.counts.unchanged + unchanged };
  return { writes: [...fetched.writes, ...merged.writes], counts };
}

const zeroCounts = { imported: 0, updated: 0, unchanged: 0, conflicts: 0, skipped: 0, deleted: 0 };
const countByAction = {
  unchanged: "unchanged",
  older: "unchanged",
  updated: "updated",
  conflict: "conflicts",
} as const;

/** Merges these remote posts with their content items, and imports those without one. */
export async function mergePosts(
  ctx: Ctx,
  remote: RemoteSession,
  posts: readonly RemoteContent[],
  byId: ReadonlyMap<string | null, LocalContent>,
) {
  const counts: Omit<SyncCounts, "pushed" | "terms"> = { ...zeroCounts };
  const writes: Statement[] = [];
  const imported: ReadableContent[] = [];
  const ours = await listUnpublishedIds(ctx, remote.row.site_id, posts);
  for (const post of posts) {
    const local = byId.get(post.external_id);
    if (local && !isOnRemoteSite(remote, local, post.external_url))
      writes.push(...clearRemoteStatements(ctx, local));
    else if (local) {
      const merge = mergeRemote(ctx, local, post);
      writes.push(...merge.writes);
      counts[merge.action === "busy" ? "skipped" : countByAction[merge.action]] += 1;
      if (merge.action === "conflict")
        writes.push(insertEventStatement(ctx, remote.row, buildConflictEvent(local, post, merge.fields)));
      continue;
    }
    const isOurs = ours.includes(post.content_id ?? 0) || isPublisherDraft(post);
    if (post.text && !isOurs && post.status !== "trash") imported.push({ ...post, text: post.text });
    else counts.skipped += 1;
    if (post.text === null) writes.push(insertEventStatement(ctx, remote.row, buildTooLongEvent(post)));
  }
  counts.imported = imported.length;
  return { writes: [...writes, ...(await prepareImportStatements(ctx, remote.row, imported))], counts };
}

const buildConflictEvent = (local: LocalContent, post: RemoteContent, fields: string[]) => ({
  event_type: "post",
  action: "conflict",
  success: true,
  content_id: local.id,
  external_id: post.external_id,
  details: { fields, remote_modified_at: post.modified_at },
});

const buildTooLongEvent = ({ external_id, external_url }: RemoteContent) => ({
  event_type: "post",
  action: "refused",
  success: false,
  external_id,
  error_message: `The post is too long for a content item: ${external_url}`,
});
