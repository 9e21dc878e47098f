import { findPost, listOutlines } from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import type { Ctx } from "../../db/context";
import { clearRemoteStatements, type LocalContent } from "./merge-remote";
import { insertEventStatement } from "./sync-events";
import { CHECK_BATCH_SIZE, selectNextLocalStatement, mayHaveChanged, fetchContents } from "./local-content";
import { mergePosts } from "./pull";
import type { RemoteSession } from "./remote-session";
import { addCounts, type StepResult, type SyncState } from "./sync-state";

const kinds = ["post", "page"] as const;
type Kind = (typeof kinds)[number];

/** Checks the next batch of content items for changes or deletion of their remote posts and pages, of any age. */
export async function checkPosts(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<StepResult> {
  const local = await selectNextLocalStatement(ctx, remote.row.site_id, state.after);
  const writes: Statement[] = [];
  let updated = state;
  for (const kind of kinds) {
    const checked = await checkBatch(
      ctx,
      remote,
      local.filter(({ content_type }) => content_type === kind),
      kind,
    );
    writes.push(...checked.writes);
    updated = addCounts(updated, checked.counts);
  }
  const last = local.length === CHECK_BATCH_SIZE ? local.at(-1) : undefined;
  return { writes, next: last ? { ...updated, after: last.id } : null, state: updated };
}

async function checkBatch(ctx: Ctx, remote: RemoteSession, local: readonly LocalContent[], kind: Kind) {
  if (!local.length) return { writes: [], counts: {} };
  const include = local.map(({ external_id }) => Number(external_id));
  const { rows } = await listOutlines(remote.site, remote.routes[kind], { include, status: "any,trash" });
  const listed = new Set(rows.map(({ id }) => String(id)));
  const byId = new Map(local.map((content) => [content.external_id, content]));
  const changed = rows.filter((post) => {
    const content = byId.get(String(post.id));
    return content && mayHaveChanged(content, post);
  });
  const ids = changed.map(({ id }) => id);
  const fetched = await fetchContents(ctx, remote, ids, kind);
  const merged = await mergePosts(ctx, remote, fetched.found, byId);
  const unlisted = local.filter(({ external_id }) => external_id === null || !listed.has(external_id));
  const deleted = await findDeleted(remote, unlisted, kind);
  const writes = [
    ...fetched.writes,
    ...merged.writes,
    ...deleted.flatMap((content) => deletedStatements(ctx, remote, content)),
  ];
  return { writes, counts: { ...merged.counts, unchanged: 0, imported: 0, deleted: deleted.length } };
}

/** Content items whose posts the site reports as missing. Posts that are only hidden from this user do not count. */
async function findDeleted(
  { site, routes }: RemoteSession,
  unlisted: readonly LocalContent[],
  kind: Kind,
): Promise<LocalContent[]> {
  const deleted: LocalContent[] = [];
  for (const content of unlisted) {
    if (content.site_status === "publishing") continue;
    if ((await findPost(site, routes[kind], Number(content.external_id))) === null) deleted.push(content);
  }
  return deleted;
}

const deletedStatements = (ctx: Ctx, { row }: RemoteSession, local: LocalContent): Statement[] => [
  ...clearRemoteStatements(ctx, local),
  insertEventStatement(ctx, row, {
    event_type: "post",
    action: "deleted",
    success: true,
    content_id: local.id,
    external_id: local.external_id,
    details: { external_url: local.external_url },
  }),
];
