import { and, eq, type SQL, sql } from "drizzle-orm";
import { nextVersion, owned, type Statement } from "../../db/queries";
import { contents } from "../../db/schema";
import type { Conflict } from "../../db/schema/writer";
import type { Ctx } from "../../db/context";
import { toSecond } from "../../lib/time";
import { toSiteStatus } from "../../clients/wordpress/remote-post";
import { requireChangeStatement } from "../writer/content-changes.service";
import { insertRevisionStatement, deleteOldRevisionsStatement } from "../writer/revisions.service";
import { type RemoteContent, type RemoteText, countRemoteWords } from "./remote-content";

export type LocalContent = typeof contents.$inferSelect;
/** A remote post with a text that fits into a content item. */
export type ReadableContent = RemoteContent & { text: RemoteText };
type MergeAction = "unchanged" | "updated" | "conflict" | "older" | "busy";
type Merge = { action: MergeAction; writes: Statement[]; fields: string[] };

const noChange = (action: MergeAction): Merge => ({ action, writes: [], fields: [] });
const sameVersion = sql`${contents.updated_at}`;

/** Whether the content item was changed here since it was last in sync with the remote post. */
export const isChangedHere = ({ pushed_version, updated_at }: LocalContent) => pushed_version !== updated_at;

/**
 * Merges the current remote post into its content item. Changes on one side are applied to the other; changes on both
 * sides are a conflict, which a person resolves.
 */
export function mergeRemote(ctx: Ctx, local: LocalContent, remote: RemoteContent): Merge {
  if (local.site_status === "publishing") return noChange("busy");
  const seen = resolveLastSeen(remote);
  if (seen !== null && local.remote_modified_at !== null && seen < local.remote_modified_at)
    return noChange("older");
  const kind = classifyTextChange(local, remote);
  if (kind === "take" && remote.text) return acceptRemote(ctx, local, { ...remote, text: remote.text });
  const fields = kind === "conflict" && remote.text ? listDifferences(local, remote.text) : [];
  const set = {
    ...toRemoteState(local, remote),
    ...(remote.digest !== null && isLater(seen, local, remote) && { remote_modified_at: seen }),
    ...(["adopt", "same"].includes(kind) &&
      local.remote_digest !== remote.digest && { remote_digest: remote.digest }),
    ...(kind === "same" && isChangedHere(local) && { pushed_version: local.updated_at }),
    ...(kind !== "conflict" && local.conflict !== null && remote.text && { conflict: null }),
    ...(kind === "conflict" && { conflict: buildConflict(local, remote, fields) }),
  };
  if (!Object.keys(set).length) return noChange("unchanged");
  const update = ctx.db.update(contents).set({ ...set, updated_at: sameVersion });
  const writes = [update.where(isUnchangedSinceRead(ctx, local)), requireChangeStatement(ctx, local.id)];
  const isVisible = "site_status" in set || "external_url" in set;
  return { action: kind === "conflict" ? "conflict" : isVisible ? "updated" : "unchanged", writes, fields };
}

type TextChange = "none" | "same" | "adopt" | "take" | "conflict";

/** Determines on which side the text changed. */
function classifyTextChange(local: LocalContent, { text, digest }: RemoteContent): TextChange {
  if (!text || digest === null) return "none";
  const isSame = listDifferences(local, text).length === 0;
  if (isSame) return local.remote_digest === digest && !isChangedHere(local) ? "none" : "same";
  if (local.remote_digest === digest)
    return isChangedHere(local) || hasSameTerms(local, text) ? "none" : "take";
  // Without a known common state, the current remote state becomes it.
  if (local.remote_digest === null) return local.pushed_version === null ? "none" : "adopt";
  return isChangedHere(local) ? "conflict" : "take";
}

/** The modification time that counts as seen. Scheduled posts have future times, which are limited to now. */
export function resolveLastSeen({ modified_at }: Pick<RemoteContent, "modified_at">): string | null {
  const now = toSecond();
  return modified_at !== null && modified_at > now ? now : modified_at;
}

/** Whether the post was modified since. A future time alone does not count as a modification. */
const isLater = (seen: string | null, local: LocalContent, { modified_at }: RemoteContent) =>
  seen !== null &&
  seen !== local.remote_modified_at &&
  (modified_at === seen || local.remote_modified_at === null);

export const isUnchangedSinceRead = ({ actor }: Ctx, local: LocalContent): SQL | undefined =>
  and(
    owned(actor, contents),
    eq(contents.id, local.id),
    eq(contents.updated_at, local.updated_at),
    eq(contents.site_status, local.site_status),
    sql`${contents.remote_modified_at} is ${local.remote_modified_at}`,
    sql`${contents.remote_digest} is ${local.remote_digest}`,
  );

/** Applies the remote post to the content item. By default, the previous text is stored as a revision. */
export function acceptRemote(
  ctx: Ctx,
  local: LocalContent,
  remote: ReadableContent,
  keepsRevision = true,
): Merge {
  const { text } = remote;
  const version = nextVersion(contents);
  const update = ctx.db.update(contents).set({
    ...toRemoteState(local, remote),
    ...text,
    categories: isOnlyDefaultCategory(local, text) ? local.categories : text.categories,
    word_count: countRemoteWords(text),
    remote_modified_at: resolveLastSeen(remote),
    remote_digest: remote.digest,
    pushed_version: version,
    updated_at: version,
    conflict: null,
  });
  const writes = [
    ...(keepsRevision ? [insertRevisionStatement(ctx, isUnchangedSinceRead(ctx, local), "sync")] : []),
    update.where(isUnchangedSinceRead(ctx, local)),
    requireChangeStatement(ctx, local.id),
    deleteOldRevisionsStatement(ctx, and(owned(ctx.actor, contents), eq(contents.id, local.id))),
  ];
  return { action: "updated", writes, fields: listDifferences(local, text) };
}

const buildConflict = (local: LocalContent, remote: RemoteContent, fields: string[]): Conflict => ({
  remote_modified_at: remote.modified_at,
  local_updated_at: local.updated_at,
  fields,
});

/** Names of the fields that differ. */
function listDifferences(local: LocalContent, text: RemoteText): string[] {
  const texts = (["title", "content_html", "excerpt"] as const).filter(
    (field) => local[field] !== text[field],
  );
  const lists = (["categories", "tags"] as const).filter(
    (field) =>
      !(field === "categories" && isOnlyDefaultCategory(local, text)) &&
      !hasSameNames(local[field], text[field]),
  );
  return [...texts, ...lists];
}

const hasSameTerms = (local: LocalContent, text: RemoteText) =>
  !listDifferences(local, text).some((field) => field === "categories" || field === "tags");

/** WordPress assigns its default category to posts without one. Such a category was not chosen by a user. */
const isOnlyDefaultCategory = (local: LocalContent, text: RemoteText) =>
  local.categories.length === 0 && text.categories.length === 1 && local.source === "igny8";

export function hasSameNames(a: readonly string[], b: readonly string[]): boolean {
  const keys = (names: readonly string[]) =>
    [...new Set(names.map((name) => name.normalize("NFC").toLowerCase()))].sort().join("\n");
  return keys(a) === keys(b);
}

/** State fields of the content item that the remote post changes. */
function toRemoteState(local: LocalContent, remote: RemoteContent): Partial<LocalContent> {
  const site_status = resolveSiteStatus(local, remote.status);
  const isScheduled = remote.status === "future" && site_status === "scheduled";
  const scheduled_publish_at =
    isScheduled && !isChangedHere(local)
      ? remote.date
      : site_status === "not_published"
        ? null
        : local.scheduled_publish_at;
  return {
    ...(site_status !== local.site_status && { site_status }),
    ...(scheduled_publish_at !== local.scheduled_publish_at && { scheduled_publish_at }),
    ...(isMoved(local, remote) && { external_url: remote.external_url }),
  };
}

/** Whether the post has a new address. The address of a trashed post does not work, so it does not count. */
const isMoved = ({ external_url }: LocalContent, remote: RemoteContent) =>
  remote.status !== "trash" && remote.external_url !== "" && remote.external_url !== external_url;

/** A public post is published. Content that was scheduled or withdrawn here since keeps its state. */
function resolveSiteStatus(local: LocalContent, status: string): LocalContent["site_status"] {
  const remoteStatus = toSiteStatus(status);
  const isDecided = local.site_status === "scheduled" || local.site_status === "not_published";
  if (remoteStatus === "published") return remoteStatus;
  if (local.site_status === "failed" || (isDecided && isChangedHere(local))) return local.site_status;
  return remoteStatus;
}

/** Updates for a permanently deleted post: the content item stays, as if it had never been published. */
export function clearRemoteStatements(ctx: Ctx, local: LocalContent): Statement[] {
  const update = ctx.db.update(contents).set({
    external_id: null,
    external_url: null,
    ...(local.site_status !== "scheduled" && { site_status: "not_published", scheduled_publish_at: null }),
    remote_modified_at: null,
    remote_digest: null,
    pushed_version: null,
    conflict: null,
    updated_at: sameVersion,
  });
  return [update.where(isUnchangedSinceRead(ctx, local)), requireChangeStatement(ctx, local.id)];
}
