import type { Post } from ".";
import { sha256 } from "../../lib/digests";

/** The post meta field that holds our content item's id, on sites that open it to REST. */
export const OWN_META = "_igny8_content_id";

/** Maps a post status of WordPress to our site_status. */
export function toSiteStatus(status: string): "published" | "scheduled" | "not_published" {
  if (status === "publish" || status === "private") return "published";
  return status === "future" ? "scheduled" : "not_published";
}

/** Digest of what editors write in WordPress: title, text and excerpt as stored there. */
export const remoteDigest = ({ title, content, excerpt }: Post) =>
  sha256(JSON.stringify([title, content, excerpt].map((field) => field?.raw ?? field?.rendered ?? "")));

/** WordPress prints UTC times without a zone; those of old drafts may be zeros. */
export const toUtc = (text: string | null | undefined): string | null =>
  text && !text.startsWith("0000") ? `${text.replace(" ", "T").replace(/Z$/, "")}Z` : null;

/** The reverse: `2030-01-15T09:00:00`. */
export const withoutZone = (time: string) => new Date(time).toISOString().slice(0, 19);
