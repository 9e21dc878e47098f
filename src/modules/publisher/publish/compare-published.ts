import { listDropped, type Post, type PostFields } from "../../../clients/wordpress";
import type { Overlap } from "../../../text/overlap/overlap";
import type { LiveCheck } from "./live-check";

/** Findings about a successful publication. */
export type PublicationChecks = {
  created: boolean;
  /** The status reported by the destination. */
  remote_status: string;
  /** Fields that the destination accepted but did not store (`categories`, `meta.…`), and fields that were not sent. */
  dropped: string[];
  /** Fields stored in another form than they were sent. */
  changed: { field: string; note: string }[];
  images: { uploaded: number; reused: number; missing: number[] };
  live: LiveCheck | null;
  /** Published pages that it competes with; null if it is already published. */
  overlap: Overlap | null;
};

/** Compares what WordPress stored with what was sent. */
export const comparePublished = (
  sent: PostFields,
  stored: Post,
): Pick<PublicationChecks, "dropped" | "changed"> => ({
  dropped: listDropped(sent, stored),
  changed: [
    ...compareTexts("title", sent.title, stored.title?.raw),
    ...compareTexts("content", sent.content, stored.content?.raw),
    ...compareTexts("excerpt", sent.excerpt, stored.excerpt?.raw),
    ...(sent.slug !== undefined && stored.slug !== sent.slug
      ? [{ field: "slug", note: `It is ${stored.slug}` }]
      : []),
    ...(sent.status !== undefined && stored.status !== sent.status
      ? [{ field: "status", note: `It is ${stored.status}` }]
      : []),
  ],
});

function compareTexts(
  field: string,
  sent: string | undefined,
  stored: string | undefined,
): PublicationChecks["changed"] {
  if (sent === undefined || stored === undefined || sent.trim() === stored.trim()) return [];
  const lost = listTags(sent).filter((tag) => !listTags(stored).includes(tag));
  const note = lost.length
    ? `Without ${lost.map((tag) => `<${tag}>`).join(", ")}`
    : `${stored.length} characters instead of ${sent.length}`;
  return [{ field, note }];
}

const listTags = (html: string) => [
  ...new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag = ""]) => tag.toLowerCase())),
];
