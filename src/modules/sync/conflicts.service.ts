import { and, eq, sql } from "drizzle-orm";
import { findPost, type Post } from "../../clients/wordpress";
import { isPublishable } from "../../db/content-conditions";
import { atomically, isViolation, owned, stillAsRead } from "../../db/queries";
import { contents, siteIntegrations as t } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { startPublication } from "../publisher/publish.service";
import { toSiteStatus } from "../../clients/wordpress/remote-post";
import { NO_CHANGE_VIOLATION, requireChangeStatement } from "../writer/content-changes.service";
import { getContent } from "../writer/content.service";
import type { ConflictResolution } from "./conflicts.schema";
import type { IntegrationRow } from "../integration/integrations.service";
import {
  isUnchangedSinceRead,
  clearRemoteStatements,
  type LocalContent,
  resolveLastSeen,
  acceptRemote,
} from "./merge-remote";
import type { RemoteContent } from "./remote-content";
import { insertEventStatement } from "./sync-events";
import { fetchContents } from "./local-content";
import { toApiError, openRemoteSession, type RemoteSession } from "./remote-session";

/**
 * Resolves a conflict as the user chose. `keep_remote` takes over the remote text, `new_revision` also stores the local
 * text as a revision, and `overwrite` keeps the local text and immediately publishes it again if the post is public.
 */
export async function resolveConflict(ctx: Ctx, id: number, choice: ConflictResolution) {
  const local = await getConflictingContent(ctx, id);
  const row = await getSiteIntegration(ctx, local);
  const [remote, post] = await fetchRemote(ctx, row, local);
  const writes = post
    ? buildResolutionStatements(ctx, local, post, choice)
    : clearRemoteStatements(ctx, local);
  const resolved = {
    event_type: "post",
    action: post ? `resolved: ${choice}` : "deleted",
    success: true,
    content_id: id,
    external_id: local.external_id,
  };
  try {
    await atomically(ctx.db, [...writes, insertEventStatement(ctx, remote.row, resolved)]);
  } catch (error) {
    if (isViolation(error, NO_CHANGE_VIOLATION))
      throw new ApiError("CONFLICT", "The content item has changed: try again");
    throw error;
  }
  const publication = post && choice === "overwrite" ? await republish(ctx, local, post) : null;
  return { content: await getContent(ctx, id), publication };
}

/** Returns null if the post is not public, because resolving a conflict makes nothing public. */
async function republish(ctx: Ctx, local: LocalContent, post: RemoteContent) {
  const isPublic = toSiteStatus(post.status) === "published" && isPublishable(local);
  return isPublic ? startPublication(ctx, local.id) : null;
}

async function getConflictingContent({ actor, db, ifMatch }: Ctx, id: number): Promise<LocalContent> {
  const [local] = await db
    .select()
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, id)));
  if (!local) throw notFound("Content");
  stillAsRead({ ifMatch }, local);
  if (local.conflict === null) throw new ApiError("CONFLICT", "The content item has no conflict");
  if (local.site_status === "publishing")
    throw new ApiError("CONFLICT", "The content item is being published");
  return local;
}

async function getSiteIntegration({ actor, db }: Ctx, { site_id }: LocalContent): Promise<IntegrationRow> {
  const [row] = await db
    .select()
    .from(t)
    .where(and(owned(actor, t), eq(t.site_id, site_id), eq(t.platform, "wordpress")));
  if (!row) throw new ApiError("CONFLICT", "The site has no WordPress integration");
  return row;
}

/** Fetches the current post; null if it was deleted permanently. */
async function fetchRemote(
  ctx: Ctx,
  row: IntegrationRow,
  local: LocalContent,
): Promise<[RemoteSession, RemoteContent | null]> {
  const kind = local.content_type === "page" ? "page" : "post";
  try {
    const remote = await openRemoteSession(row);
    const id = Number(local.external_id);
    const { found } = await fetchContents(ctx, remote, [id], kind);
    const [post] = found;
    if (post) return [remote, post];
    const hidden: Post | null = await findPost(remote.site, remote.routes[kind], id);
    if (hidden) throw new ApiError("CONFLICT", "WordPress does not show the post to this user");
    return [remote, null];
  } catch (error) {
    throw toApiError(error, row);
  }
}

function buildResolutionStatements(
  ctx: Ctx,
  local: LocalContent,
  post: RemoteContent,
  choice: ConflictResolution,
) {
  if (choice !== "overwrite") {
    if (!post.text) throw new ApiError("CONFLICT", "The remote post is too long for a content item");
    return acceptRemote(ctx, local, { ...post, text: post.text }, choice === "new_revision").writes;
  }
  const update = ctx.db.update(contents).set({
    remote_modified_at: resolveLastSeen(post),
    remote_digest: post.digest,
    conflict: null,
    updated_at: sql`${contents.updated_at}`,
  });
  return [update.where(isUnchangedSinceRead(ctx, local)), requireChangeStatement(ctx, local.id)];
}
