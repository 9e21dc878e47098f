import type { Post } from ".";
import { sha256 } from "../../lib/digests";

/** The post meta field that holds our content item's id, on sites that open it to REST. */
export const OWN_META = "_igny8_content_id";

/** What WordPress's status of a post means to us. */
export function toSiteStatus(status: string): "published" | "scheduled" | "not_published" {
  if (status === "publish" || status === "private") return "published";
  return status === "future" ? "scheduled" : "not_published";
}

/** The digest of what an editor writes in WordPress: title, text and excerpt, as they are stored there. */
export const remoteDigest = ({ title, content, excerpt }: Post) =>
  sha256(JSON.stringify([title, content, excerpt].map((field) => field?.raw ?? field?.rendered ?? "")));

/** WordPress's times of UTC have no zone; those of drafts of old may be zeros. */
export const toUtc = (text: string | null | undefined): string | null =>
  text && !text.startsWith("0000") ? `${text.replace(" ", "T").replace(/Z$/, "")}Z` : null;

/** The same the other way: `2030-01-15T09:00:00`. */
export const withoutZone = (time: string) => new Date(time).toISOString().slice(0, 19);
