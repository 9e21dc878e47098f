import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { isRefusal } from "../../clients/remote-error";
import {
  ensureTerms,
  pageOfTerms,
  type Post,
  type PostFields,
  readPosts,
  renameTerm,
  updatePost,
} from "../../clients/wordpress";
import type { Statement } from "../../db/queries";
import { contents, taxonomies } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { remoteDigest, withoutZone } from "../../clients/wordpress/remote-post";
import { requireChangeStatement } from "../writer/content-changes.service";
import {
  isUnchangedSinceRead,
  type LocalContent,
  isChangedHere,
  hasSameNames,
  resolveLastSeen,
} from "./merge-remote";
import { toRemoteContent } from "./remote-content";
import { insertEventStatement } from "./sync-events";
import { CHECK_BATCH_SIZE, selectNextLocalStatement, isOnRemoteSite } from "./local-content";
import type { RemoteSession } from "./remote-session";
import { addCounts, type StepResult, type SyncState } from "./sync-state";
import { selectTermsStatement, type LocalTerm, decodeTermName, isSiteTerm, type TermKind } from "./terms";

const MAX_NEW_TERMS = 50;

/**
 * Applies local changes other than texts to the site: new and renamed categories and tags, those of content items, and
 * withdrawn or moved schedules.
 */
export async function pushChanges(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<StepResult> {
  const terms = state.after === 0 ? await pushTerms(ctx, remote, state) : [];
  const local = await selectNextLocalStatement(ctx, remote.row.site_id, state.after);
  const changed = local.filter(
    (content) => isChangedHere(content) && content.conflict === null && content.site_status !== "publishing",
  );
  const writes: Statement[] = [...terms];
  let pushed = 0;
  for (const kind of ["post", "page"] as const) {
    const ofKind = changed.filter(({ content_type }) => content_type === kind);
    const ids = ofKind.map(({ external_id }) => Number(external_id));
    const posts = ids.length ? await readPosts(remote.site, remote.routes[kind], ids) : [];
    for (const content of ofKind) {
      const post = posts.find(({ id }) => String(id) === content.external_id);
      if (!post || !isOnRemoteSite(remote, content, post.link)) continue;
      const updated = await pushContent(ctx, remote, content, post).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        writes.push(insertEventStatement(ctx, remote.row, buildRefusedEvent(content, error.message)));
        return null;
      });
      if (updated) writes.push(...(await updatePushedStatements(ctx, content, post, updated)));
      pushed += updated ? 1 : 0;
    }
  }
  const last = local.length === CHECK_BATCH_SIZE ? local.at(-1) : undefined;
  const counted = addCounts(state, { pushed, terms: terms.length });
  return { writes, state: counted, next: last ? { ...counted, after: last.id } : null };
}

/** Sends local changes of the content item and returns the changed post; null if there were none. */
async function pushContent(
  ctx: Ctx,
  remote: RemoteSession,
  content: LocalContent,
  post: Post,
): Promise<Post | null> {
  const { site, routes } = remote;
  const fields: PostFields = {
    ...buildStatusFields(content, post),
    ...(content.content_type === "post" && (await buildTermFields(remote, content, post))),
  };
  if (!Object.keys(fields).length) return null;
  const route = routes[content.content_type === "page" ? "page" : "post"];
  return updatePost(site, route, post.id, fields);
}

const buildRefusedEvent = ({ id, external_id }: LocalContent, error_message: string) => ({
  event_type: "post",
  action: "refused",
  success: false,
  content_id: id,
  external_id,
  error_message,
});

/** Fields for a withdrawn or moved schedule. A sync neither withdraws public posts nor publishes posts. */
function buildStatusFields(
  { site_status, scheduled_publish_at }: LocalContent,
  { status, date_gmt }: Post,
): PostFields {
  if (status !== "future") return {};
  if (site_status === "not_published") return { status: "draft" };
  const time = scheduled_publish_at && withoutZone(scheduled_publish_at);
  if (site_status !== "scheduled" || !time || time === date_gmt) return {};
  return { status: "future", date_gmt: time };
}

/** Fields for changed terms. If the content item has none, the post keeps its own. */
async function buildTermFields(
  remote: RemoteSession,
  content: LocalContent,
  post: Post,
): Promise<PostFields> {
  const fields: PostFields = {};
  for (const [kind, field] of [
    ["category", "categories"],
    ["tag", "tags"],
  ] as const) {
    const names = content[field];
    if (!names.length || (await hasTermNames(remote, kind, post[field] ?? [], names))) continue;
    fields[field] = await ensureTerms(remote.site, remote.routes[kind], names);
  }
  return fields;
}

/** Whether the remote terms with these ids have exactly these names. */
async function hasTermNames(remote: RemoteSession, kind: TermKind, ids: number[], names: string[]) {
  if (!ids.length) return false;
  const { rows } = await pageOfTerms(remote.site, remote.routes[kind], { include: ids.map(String) });
  return hasSameNames(
    rows.map(({ name }) => decodeTermName(name)),
    names,
  );
}

/** Stores the post's new state as seen, unless its text was also changed in WordPress. */
async function updatePushedStatements(
  ctx: Ctx,
  local: LocalContent,
  before: Post,
  after: Post,
): Promise<Statement[]> {
  if ((await remoteDigest(before)) !== local.remote_digest) return [];
  const { modified_at, digest } = await toRemoteContent(after, { categories: new Map(), tags: new Map() });
  const update = ctx.db.update(contents).set({
    remote_modified_at: resolveLastSeen({ modified_at }),
    remote_digest: digest,
    updated_at: local.updated_at,
  });
  return [update.where(isUnchangedSinceRead(ctx, local)), requireChangeStatement(ctx, local.id)];
}

async function pushTerms(ctx: Ctx, remote: RemoteSession, state: SyncState): Promise<Statement[]> {
  const writes: Statement[] = [];
  for (const kind of ["category", "tag"] as const) {
    writes.push(...(await createRemoteTerms(ctx, remote, kind)));
    writes.push(...(await renameRemoteTerms(ctx, remote, kind, state)));
  }
  return writes;
}

/** Creates new terms on the site. Stops if the user is not allowed to. */
async function createRemoteTerms(
  ctx: Ctx,
  { row, site, routes }: RemoteSession,
  kind: TermKind,
): Promise<Statement[]> {
  const newTerms = await ctx.db
    .select()
    .from(taxonomies)
    .where(and(isSiteTerm(ctx, row.site_id, kind), isNull(taxonomies.external_id)))
    .limit(MAX_NEW_TERMS);
  const knownIds = new Set(
    (await selectTermsStatement(ctx, row.site_id, kind)).map(({ external_id }) => external_id),
  );
  const writes: Statement[] = [];
  for (const term of newTerms) {
    const [id] = await emptyIfRefused(ensureTerms(site, routes[kind], [term.name]));
    if (id === undefined) break;
    if (knownIds.has(String(id))) continue;
    knownIds.add(String(id));
    writes.push(updateExternalIdStatement(ctx, term, String(id)));
  }
  return writes;
}

const updateExternalIdStatement = (ctx: Ctx, term: LocalTerm, external_id: string): Statement =>
  ctx.db
    .update(taxonomies)
    .set({ external_id })
    .where(and(eq(taxonomies.account_id, ctx.actor.accountId), eq(taxonomies.id, term.id)));

async function emptyIfRefused(request: Promise<number[]>): Promise<number[]> {
  try {
    return await request;
  } catch (error) {
    if (isRefusal(error, "rest_cannot_create", "rest_forbidden_context")) return [];
    throw error;
  }
}

/** Renames terms on the site whose names were changed here between the last sync and the start of this one. */
async function renameRemoteTerms(
  ctx: Ctx,
  { row, site, routes }: RemoteSession,
  kind: TermKind,
  { started_at }: SyncState,
): Promise<Statement[]> {
  if (row.last_sync_at === null) return [];
  const renamed = await ctx.db
    .select()
    .from(taxonomies)
    .where(
      and(
        isSiteTerm(ctx, row.site_id, kind),
        sql`${taxonomies.external_id} is not null`,
        gt(taxonomies.updated_at, row.last_sync_at),
        lt(taxonomies.updated_at, started_at),
      ),
    )
    .limit(100);
  if (!renamed.length) return [];
  const include = renamed.flatMap(({ external_id }) => external_id ?? []);
  const { rows } = await pageOfTerms(site, routes[kind], { include });
  for (const { external_id, name } of renamed) {
    const remoteTerm = rows.find(({ id }) => String(id) === external_id);
    if (external_id !== null && remoteTerm && decodeTermName(remoteTerm.name) !== name)
      await renameTerm(site, routes[kind], external_id, name);
  }
  return [];
}
