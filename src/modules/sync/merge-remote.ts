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
type MergeAction = "unchanged" | "updated" | "conflict" | "older" | "busy";
type Merge = { action: MergeAction; writes: Statement[]; fields: string[] };

const noChange = (action: MergeAction): Merge => ({ action, writes: [], fields: [] });
const sameVersion = sql`${contents.updated_at}`;

/** Whether the content item's text was changed here since the remote post last showed it. */
export const isChangedHere = ({ pushed_version, updated_at }: LocalContent) => pushed_version !== updated_at;

/**
 * Merges the current remote post into its content item. Changes on one side are applied to the other; changes on both
 * sides are a conflict, which a person resolves.
 */
export function mergeRemote(ctx: Ctx, held: LocalContent, remote: RemoteContent): Merge {
  if (held.site_status === "publishing") return noChange("busy");
  const seen = resolveLastSeen(remote);
  if (seen !== null && held.remote_modified_at !== null && seen < held.remote_modified_at)
    return noChange("older");
  const kind = classifyTextChange(held, remote);
  if (kind === "take") return acceptRemote(ctx, held, remote);
  const fields = kind === "conflict" ? listDifferences(held, remote.text!) : [];
  const set = {
    ...toRemoteState(held, remote),
    ...(remote.digest !== null && isLater(seen, held, remote) && { remote_modified_at: seen }),
    ...(["adopt", "same"].includes(kind) &&
      held.remote_digest !== remote.digest && { remote_digest: remote.digest }),
    ...(kind === "same" && isChangedHere(held) && { pushed_version: held.updated_at }),
    ...(kind !== "conflict" && held.conflict !== null && remote.text && { conflict: null }),
    ...(kind === "conflict" && { conflict: buildConflict(held, remote, fields) }),
  };
  if (!Object.keys(set).length) return noChange("unchanged");
  const update = ctx.db.update(contents).set({ ...set, updated_at: sameVersion });
  const writes = [update.where(isUnchangedSinceRead(ctx, held)), requireChangeStatement(ctx, held.id)];
  const isVisible = "site_status" in set || "external_url" in set;
  return { action: kind === "conflict" ? "conflict" : isVisible ? "updated" : "unchanged", writes, fields };
}

type TextChange = "none" | "same" | "adopt" | "take" | "conflict";

/** The direction of the text. */
function classifyTextChange(held: LocalContent, { text, digest }: RemoteContent): TextChange {
  if (!text || digest === null) return "none";
  const isSame = listDifferences(held, text).length === 0;
  if (isSame) return held.remote_digest === digest && !isChangedHere(held) ? "none" : "same";
  if (held.remote_digest === digest) return isChangedHere(held) || hasSameTerms(held, text) ? "none" : "take";
  // Without a known common state, the current remote state counts as one.
  if (held.remote_digest === null) return held.pushed_version === null ? "none" : "adopt";
  return isChangedHere(held) ? "conflict" : "take";
}

/** Scheduled posts have future modification times: the last sight is never in the future. */
export function resolveLastSeen({ modified_at }: Pick<RemoteContent, "modified_at">): string | null {
  const now = toSecond();
  return modified_at !== null && modified_at > now ? now : modified_at;
}

/** A scheduled post does not count as modified for its future time alone. */
const isLater = (seen: string | null, held: LocalContent, { modified_at }: RemoteContent) =>
  seen !== null &&
  seen !== held.remote_modified_at &&
  (modified_at === seen || held.remote_modified_at === null);

export const isUnchangedSinceRead = ({ actor }: Ctx, held: LocalContent): SQL | undefined =>
  and(
    owned(actor, contents),
    eq(contents.id, held.id),
    eq(contents.updated_at, held.updated_at),
    eq(contents.site_status, held.site_status),
    sql`${contents.remote_modified_at} is ${held.remote_modified_at}`,
    sql`${contents.remote_digest} is ${held.remote_digest}`,
  );

/**
 * Applies the remote post to the content item; its previous state is stored as a revision, unless it may be dropped.
 */
export function acceptRemote(
  ctx: Ctx,
  held: LocalContent,
  remote: RemoteContent,
  keepsRevision = true,
): Merge {
  const text = remote.text!;
  const version = nextVersion(contents);
  const update = ctx.db.update(contents).set({
    ...toRemoteState(held, remote),
    ...text,
    categories: isOnlyDefaultCategory(held, text) ? held.categories : text.categories,
    word_count: countRemoteWords(text),
    remote_modified_at: resolveLastSeen(remote),
    remote_digest: remote.digest,
    pushed_version: version,
    updated_at: version,
    conflict: null,
  });
  const writes = [
    ...(keepsRevision ? [insertRevisionStatement(ctx, isUnchangedSinceRead(ctx, held), "sync")] : []),
    update.where(isUnchangedSinceRead(ctx, held)),
    requireChangeStatement(ctx, held.id),
    deleteOldRevisionsStatement(ctx, and(owned(ctx.actor, contents), eq(contents.id, held.id))),
  ];
  return { action: "updated", writes, fields: listDifferences(held, text) };
}

const buildConflict = (held: LocalContent, remote: RemoteContent, fields: string[]): Conflict => ({
  remote_modified_at: remote.modified_at,
  local_updated_at: held.updated_at,
  fields,
});

/** The fields that differ. */
function listDifferences(held: LocalContent, text: RemoteText): string[] {
  const texts = (["title", "content_html", "excerpt"] as const).filter(
    (field) => held[field] !== text[field],
  );
  const lists = (["categories", "tags"] as const).filter(
    (field) =>
      !(field === "categories" && isOnlyDefaultCategory(held, text)) &&
      !hasSameNames(held[field], text[field]),
  );
  return [...texts, ...lists];
}

const hasSameTerms = (held: LocalContent, text: RemoteText) =>
  !listDifferences(held, text).some((field) => field === "categories" || field === "tags");

/** WordPress assigns its default category to posts without one: nobody chose it. */
const isOnlyDefaultCategory = (held: LocalContent, text: RemoteText) =>
  held.categories.length === 0 && text.categories.length === 1 && held.source === "igny8";

export function hasSameNames(a: readonly string[], b: readonly string[]): boolean {
  const keys = (names: readonly string[]) =>
    [...new Set(names.map((name) => name.normalize("NFC").toLowerCase()))].sort().join("\n");
  return keys(a) === keys(b);
}

/** State fields of the content item that the remote post changes. */
function toRemoteState(held: LocalContent, remote: RemoteContent): Partial<LocalContent> {
  const site_status = resolveSiteStatus(held, remote.status);
  const isScheduled = remote.status === "future" && site_status === "scheduled";
  const scheduled_publish_at =
    isScheduled && !isChangedHere(held)
      ? remote.date
      : site_status === "not_published"
        ? null
        : held.scheduled_publish_at;
  return {
    ...(site_status !== held.site_status && { site_status }),
    ...(scheduled_publish_at !== held.scheduled_publish_at && { scheduled_publish_at }),
    ...(isMoved(held, remote) && { external_url: remote.external_url }),
  };
}

/** A trashed post's address does not work. */
const isMoved = ({ external_url }: LocalContent, remote: RemoteContent) =>
  remote.status !== "trash" && remote.external_url !== "" && remote.external_url !== external_url;

/** Content that is public there is published; content scheduled or withdrawn here since keeps that state. */
function resolveSiteStatus(held: LocalContent, status: string): LocalContent["site_status"] {
  const told = toSiteStatus(status);
  const isDecided = held.site_status === "scheduled" || held.site_status === "not_published";
  if (told === "published") return told;
  if (held.site_status === "failed" || (isDecided && isChangedHere(held))) return held.site_status;
  return told;
}

/** The remote post was deleted permanently: the content item stays, as never published. */
export function clearRemoteStatements(ctx: Ctx, held: LocalContent): Statement[] {
  const update = ctx.db.update(contents).set({
    external_id: null,
    external_url: null,
    ...(held.site_status !== "scheduled" && { site_status: "not_published", scheduled_publish_at: null }),
    remote_modified_at: null,
    remote_digest: null,
    pushed_version: null,
    conflict: null,
    updated_at: sameVersion,
  });
  return [update.where(isUnchangedSinceRead(ctx, held)), requireChangeStatement(ctx, held.id)];
}
