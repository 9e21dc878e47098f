import { findPost, listOutlines } from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import type { Ctx } from "../../db/context";
import { forgetRemote, type Held } from "./merge-remote";
import { eventWrite } from "./sync-events";
import { CHECKED_AT_ONCE, heldAfter, isNews, readContents } from "./posts";
import { mergeAll } from "./pull";
import type { Remote } from "./remote-session";
import { counted, type Step, type SyncState } from "./sync-state";

const kinds = ["post", "page"] as const;
type Kind = (typeof kinds)[number];

/** Checks some of the content items with remote posts or pages: what became of each, at any time. */
export async function checkPosts(ctx: Ctx, remote: Remote, state: SyncState): Promise<Step> {
  const held = await heldAfter(ctx, remote.row.site_id, state.after);
  const writes: Statement[] = [];
  let seen = state;
  for (const kind of kinds) {
    const checked = await checkSome(
      ctx,
      remote,
      held.filter(({ content_type }) => content_type === kind),
      kind,
    );
    writes.push(...checked.writes);
    seen = counted(seen, checked.counts);
  }
  const last = held.length === CHECKED_AT_ONCE ? held.at(-1) : undefined;
  return { writes, next: last ? { ...seen, after: last.id } : null, state: seen };
}

async function checkSome(ctx: Ctx, remote: Remote, held: readonly Held[], kind: Kind) {
  if (!held.length) return { writes: [], counts: {} };
  const include = held.map(({ external_id }) => Number(external_id));
  const { rows } = await listOutlines(remote.site, remote.routes[kind], { include, status: "any,trash" });
  const listed = new Set(rows.map(({ id }) => String(id)));
  const byId = new Map(held.map((content) => [content.external_id, content]));
  const news = rows.filter((post) => {
    const content = byId.get(String(post.id));
    return content && isNews(content, post);
  });
  const ids = news.map(({ id }) => id);
  const read = await readContents(ctx, remote, ids, kind);
  const merged = await mergeAll(ctx, remote, read.found, byId);
  const absent = held.filter((content) => !listed.has(content.external_id!));
  const gone = await goneAmong(remote, absent, kind);
  const writes = [
    ...read.writes,
    ...merged.writes,
    ...gone.flatMap((content) => goneWrites(ctx, remote, content)),
  ];
  return { writes, counts: { ...merged.counts, unchanged: 0, imported: 0, deleted: gone.length } };
}

/** Posts that the site reports as missing; posts that are only hidden from us do not count. */
async function goneAmong({ site, routes }: Remote, absent: readonly Held[], kind: Kind): Promise<Held[]> {
  const gone: Held[] = [];
  for (const content of absent) {
    if (content.site_status === "publishing") continue;
    if ((await findPost(site, routes[kind], Number(content.external_id))) === null) gone.push(content);
  }
  return gone;
}

const goneWrites = (ctx: Ctx, { row }: Remote, held: Held): Statement[] => [
  ...forgetRemote(ctx, held),
  eventWrite(ctx, row, {
    event_type: "post",
    action: "deleted",
    success: true,
    content_id: held.id,
    external_id: held.external_id,
    details: { external_url: held.external_url },
  }),
];
