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

/** Checks some of the content items with remote posts or pages: what became of each, at any time. */
export async function checkPosts(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<StepResult> {
  const held = await selectNextLocalStatement(ctx, remote.row.site_id, state.after);
  const writes: Statement[] = [];
  let seen = state;
  for (const kind of kinds) {
    const checked = await checkBatch(
      ctx,
      remote,
      held.filter(({ content_type }) => content_type === kind),
      kind,
    );
    writes.push(...checked.writes);
    seen = addCounts(seen, checked.counts);
  }
  const last = held.length === CHECK_BATCH_SIZE ? held.at(-1) : undefined;
  return { writes, next: last ? { ...seen, after: last.id } : null, state: seen };
}

async function checkBatch(ctx: Ctx, remote: RemoteSession, held: readonly LocalContent[], kind: Kind) {
  if (!held.length) return { writes: [], counts: {} };
  const include = held.map(({ external_id }) => Number(external_id));
  const { rows } = await listOutlines(remote.site, remote.routes[kind], { include, status: "any,trash" });
  const listed = new Set(rows.map(({ id }) => String(id)));
  const byId = new Map(held.map((content) => [content.external_id, content]));
  const news = rows.filter((post) => {
    const content = byId.get(String(post.id));
    return content && mayHaveChanged(content, post);
  });
  const ids = news.map(({ id }) => id);
  const read = await fetchContents(ctx, remote, ids, kind);
  const merged = await mergePosts(ctx, remote, read.found, byId);
  const absent = held.filter((content) => !listed.has(content.external_id!));
  const gone = await findDeleted(remote, absent, kind);
  const writes = [
    ...read.writes,
    ...merged.writes,
    ...gone.flatMap((content) => deletedStatements(ctx, remote, content)),
  ];
  return { writes, counts: { ...merged.counts, unchanged: 0, imported: 0, deleted: gone.length } };
}

/** Posts that the site reports as missing; posts that are only hidden from us do not count. */
async function findDeleted(
  { site, routes }: RemoteSession,
  absent: readonly LocalContent[],
  kind: Kind,
): Promise<LocalContent[]> {
  const gone: LocalContent[] = [];
  for (const content of absent) {
    if (content.site_status === "publishing") continue;
    if ((await findPost(site, routes[kind], Number(content.external_id))) === null) gone.push(content);
  }
  return gone;
}

const deletedStatements = (ctx: Ctx, { row }: RemoteSession, held: LocalContent): Statement[] => [
  ...clearRemoteStatements(ctx, held),
  insertEventStatement(ctx, row, {
    event_type: "post",
    action: "deleted",
    success: true,
    content_id: held.id,
    external_id: held.external_id,
    details: { external_url: held.external_url },
  }),
];
