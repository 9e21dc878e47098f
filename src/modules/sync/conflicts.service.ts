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
 * Resolves a conflict by a person's decision. `keep_remote` stores the remote text, `new_revision` also stores the
 * current text as a revision, and `overwrite` keeps the text here: a public post is published again immediately.
 */
export async function resolveConflict(ctx: Ctx, id: number, choice: ConflictResolution) {
  const held = await getConflictingContent(ctx, id);
  const row = await getSiteIntegration(ctx, held);
  const [remote, post] = await fetchRemote(ctx, row, held);
  const writes = post ? buildResolutionStatements(ctx, held, post, choice) : clearRemoteStatements(ctx, held);
  const resolved = {
    event_type: "post",
    action: post ? `resolved: ${choice}` : "deleted",
    success: true,
    content_id: id,
    external_id: held.external_id,
  };
  try {
    await atomically(ctx.db, [...writes, insertEventStatement(ctx, remote.row, resolved)]);
  } catch (error) {
    if (isViolation(error, NO_CHANGE_VIOLATION))
      throw new ApiError("CONFLICT", "The content item has changed: try again");
    throw error;
  }
  const publication = post && choice === "overwrite" ? await republish(ctx, held, post) : null;
  return { content: await getContent(ctx, id), publication };
}

/** Null if the post is not public: resolving a conflict publishes nothing. */
async function republish(ctx: Ctx, held: LocalContent, post: RemoteContent) {
  const isShown = toSiteStatus(post.status) === "published" && isPublishable(held);
  return isShown ? startPublication(ctx, held.id) : null;
}

async function getConflictingContent({ actor, db, ifMatch }: Ctx, id: number): Promise<LocalContent> {
  const [held] = await db
    .select()
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, id)));
  if (!held) throw notFound("Content");
  stillAsRead({ ifMatch }, held);
  if (held.conflict === null) throw new ApiError("CONFLICT", "The content item has no conflict");
  if (held.site_status === "publishing")
    throw new ApiError("CONFLICT", "The content item is being published");
  return held;
}

async function getSiteIntegration({ actor, db }: Ctx, { site_id }: LocalContent): Promise<IntegrationRow> {
  const [row] = await db
    .select()
    .from(t)
    .where(and(owned(actor, t), eq(t.site_id, site_id), eq(t.platform, "wordpress")));
  if (!row) throw new ApiError("CONFLICT", "The site has no WordPress integration");
  return row;
}

/** The current post; null if it was deleted permanently. */
async function fetchRemote(
  ctx: Ctx,
  row: IntegrationRow,
  held: LocalContent,
): Promise<[RemoteSession, RemoteContent | null]> {
  const kind = held.content_type === "page" ? "page" : "post";
  try {
    const remote = await openRemoteSession(row);
    const id = Number(held.external_id);
    const { found } = await fetchContents(ctx, remote, [id], kind);
    if (found[0]) return [remote, found[0]];
    const hidden: Post | null = await findPost(remote.site, remote.routes[kind], id);
    if (hidden) throw new ApiError("CONFLICT", "WordPress does not show the post to this user");
    return [remote, null];
  } catch (error) {
    throw toApiError(error, row);
  }
}

function buildResolutionStatements(
  ctx: Ctx,
  held: LocalContent,
  post: RemoteContent,
  choice: ConflictResolution,
) {
  if (choice !== "overwrite") {
    if (!post.text) throw new ApiError("CONFLICT", "The remote post is too long for a content item");
    return acceptRemote(ctx, held, post, choice === "new_revision").writes;
  }
  const update = ctx.db.update(contents).set({
    remote_modified_at: resolveLastSeen(post),
    remote_digest: post.digest,
    conflict: null,
    updated_at: sql`${contents.updated_at}`,
  });
  return [update.where(isUnchangedSinceRead(ctx, held)), requireChangeStatement(ctx, held.id)];
}
