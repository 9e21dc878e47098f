import { listDropped, type Post, type PostFields } from "../../../clients/wordpress";
import type { Overlap } from "../../../text/overlap/overlap";
import type { LiveCheck } from "./live-check";

/** Findings about a successful publication. */
export type Checks = {
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
export const comparePublished = (sent: PostFields, kept: Post): Pick<Checks, "dropped" | "changed"> => ({
  dropped: listDropped(sent, kept),
  changed: [
    ...compareTexts("title", sent.title, kept.title?.raw),
    ...compareTexts("content", sent.content, kept.content?.raw),
    ...compareTexts("excerpt", sent.excerpt, kept.excerpt?.raw),
    ...(sent.slug !== undefined && kept.slug !== sent.slug
      ? [{ field: "slug", note: `It is ${kept.slug}` }]
      : []),
    ...(sent.status !== undefined && kept.status !== sent.status
      ? [{ field: "status", note: `It is ${kept.status}` }]
      : []),
  ],
});

function compareTexts(field: string, sent: string | undefined, kept: string | undefined): Checks["changed"] {
  if (sent === undefined || kept === undefined || sent.trim() === kept.trim()) return [];
  const lost = listTags(sent).filter((tag) => !listTags(kept).includes(tag));
  const note = lost.length
    ? `Without ${lost.map((tag) => `<${tag}>`).join(", ")}`
    : `${kept.length} characters instead of ${sent.length}`;
  return [{ field, note }];
}

const listTags = (html: string) => [
  ...new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag!.toLowerCase())),
];
