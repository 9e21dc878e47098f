import { listOutlines, type Outline } from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import type { Ctx } from "../../db/context";
import { HOUR_MS, MINUTE_MS, toSecond } from "../../lib/time";
import { toUtc } from "../../clients/wordpress/remote-post";
import { forgetRemote, type Held, mergeRemote } from "./merge-remote";
import { isPublishersDraft, type RemoteContent } from "./remote-content";
import { eventWrite } from "./sync-events";
import { selectHeldStatement, importWrites, isNews, isOurs, readContents, unpublishedAmong } from "./posts";
import type { Remote } from "./remote-session";
import { counted, type Counts, type Step, type SyncState } from "./sync-state";

export const PAGE_SIZE = 50;
/** Overlap with the previous sync: posts are not stored in the order of their modification times. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** WordPress compares wall times, and an hour repeats when clocks go back. */
const CLOCK_MS = HOUR_MS;

const sinceOf = ({ sync_cursor }: Remote["row"]): string | null =>
  sync_cursor && new Date(Date.parse(sync_cursor) - OVERLAP_MS - CLOCK_MS).toISOString();

/**
 * One page of remote posts modified since the last sync. Ordered by id, so that a post modified meanwhile keeps its
 * position; if posts were deleted meanwhile, paging starts again.
 */
export async function pullPosts(ctx: Ctx, remote: Remote, state: SyncState): Promise<Step> {
  const since = state.page === 1 && state.total === null ? sinceOf(remote.row) : state.since;
  const { rows, total, pages } = await listOutlines(remote.site, remote.routes.post, {
    page: state.page,
    per_page: PAGE_SIZE,
    status: "any,trash",
    orderby: "id",
    order: "asc",
    modified_after: since ?? undefined,
  });
  const { writes, counts } = await takePosts(ctx, remote, rows);
  const seen = { ...counted(state, counts), since, newest: newestOf(state.newest, rows) };
  const isShorter = state.total !== null && total < state.total && rows.length > 0;
  const next = isShorter
    ? { ...seen, page: 1, total }
    : state.page < pages
      ? { ...seen, page: state.page + 1, total }
      : null;
  return { writes, next, state: { ...seen, total } };
}

/** Future times belong to scheduled posts and do not count as seen. */
function newestOf(known: string | null, rows: readonly Outline[]): string | null {
  const now = toSecond();
  return rows.reduce<string | null>((newest, row) => {
    const modified = toUtc(row.modified_gmt);
    return modified !== null && modified <= now && (newest === null || modified > newest) ? modified : newest;
  }, known);
}

/** Reads new and changed posts of the list and writes their changes. */
async function takePosts(ctx: Ctx, remote: Remote, rows: readonly Outline[]) {
  const { row } = remote;
  const held = await selectHeldStatement(
    ctx,
    row.site_id,
    rows.map(({ id }) => id),
  );
  const byId = new Map(held.map((content) => [content.external_id, content]));
  const wanted = rows.filter((post) => {
    const content = byId.get(String(post.id));
    return content ? isNews(content, post) : post.status !== "trash";
  });
  const read = await readContents(
    ctx,
    remote,
    wanted.map(({ id }) => id),
    "post",
  );
  const merged = await mergeAll(ctx, remote, read.found, byId);
  const unchanged = rows.length - wanted.length;
  const counts = { ...merged.counts, unchanged: merged.counts.unchanged + unchanged };
  return { writes: [...read.writes, ...merged.writes], counts };
}

const none = { imported: 0, updated: 0, unchanged: 0, conflicts: 0, skipped: 0, deleted: 0 };
const countsOf = {
  unchanged: "unchanged",
  older: "unchanged",
  updated: "updated",
  conflict: "conflicts",
} as const;

/** Merges these remote posts with their content items, and imports those without one. */
export async function mergeAll(
  ctx: Ctx,
  remote: Remote,
  posts: readonly RemoteContent[],
  byId: ReadonlyMap<string | null, Held>,
) {
  const counts: Omit<Counts, "pushed" | "terms"> = { ...none };
  const writes: Statement[] = [];
  const fresh: RemoteContent[] = [];
  const ours = await unpublishedAmong(ctx, remote.row.site_id, posts);
  for (const post of posts) {
    const held = byId.get(post.external_id);
    if (held && !isOurs(remote, held, post.external_url)) writes.push(...forgetRemote(ctx, held));
    else if (held) {
      const merge = mergeRemote(ctx, held, post);
      writes.push(...merge.writes);
      counts[merge.action === "busy" ? "skipped" : countsOf[merge.action]] += 1;
      if (merge.action === "conflict")
        writes.push(eventWrite(ctx, remote.row, conflictEvent(held, post, merge.fields)));
      continue;
    }
    const isTaken = post.text !== null && !ours.includes(post.content_id ?? 0) && !isPublishersDraft(post);
    if (isTaken && post.status !== "trash") fresh.push(post);
    else counts.skipped += 1;
    if (post.text === null) writes.push(eventWrite(ctx, remote.row, tooLongEvent(post)));
  }
  counts.imported = fresh.length;
  return { writes: [...writes, ...(await importWrites(ctx, remote.row, fresh))], counts };
}

const conflictEvent = (held: Held, post: RemoteContent, fields: string[]) => ({
  event_type: "post",
  action: "conflict",
  success: true,
  content_id: held.id,
  external_id: post.external_id,
  details: { fields, remote_modified_at: post.modified_at },
});

const tooLongEvent = ({ external_id, external_url }: RemoteContent) => ({
  event_type: "post",
  action: "refused",
  success: false,
  external_id,
  error_message: `The post is too long for a content item: ${external_url}`,
});
