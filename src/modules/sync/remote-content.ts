import type { Post } from "../../clients/wordpress";
import { sha256 } from "../../lib/digests";
import { countWords, sanitiseHtml, htmlToText } from "../../text/html/html";
import { remoteDigest, toUtc, OWN_META } from "../../clients/wordpress/remote-post";
import { MAX_HTML } from "../writer/content.schema";
import type { SeoKeys } from "../integration/seo-meta";

/** The text fields that exist on both sides. */
export type RemoteText = {
  title: string;
  content_html: string;
  excerpt: string;
  categories: string[];
  tags: string[];
};

/** A remote post, converted to the fields of a content item. */
export type RemoteContent = {
  external_id: string;
  external_url: string;
  slug: string;
  /** WordPress's status. */
  status: string;
  date: string | null;
  modified_at: string | null;
  /** Null if it was not sent, or is too long for a content item. */
  text: RemoteText | null;
  digest: string | null;
  seo: { meta_title: string; meta_description: string; primary_keyword: string };
  /** Id of our content item, as stored in the post. */
  content_id: number | null;
};

/** The slug of drafts that the publisher creates. */
const DRAFT_SLUG = /^igny8-[0-9a-f]{16}(__trashed)?$/;

export const isPublisherDraft = ({ slug }: Pick<RemoteContent, "slug">) => DRAFT_SLUG.test(slug);

export type TermNames = { categories: Map<number, string>; tags: Map<number, string> };

/** A post from REST in the edit context. */
export async function toRemoteContent(
  post: Post,
  names: TermNames,
  keys: SeoKeys | null = null,
): Promise<RemoteContent> {
  const meta = (key: string | undefined) => (key ? parseMetaText(post.meta?.[key]) : "");
  return {
    external_id: String(post.id),
    external_url: post.link,
    slug: post.slug,
    status: post.status,
    date: toUtc(post.date_gmt),
    modified_at: toUtc(post.modified_gmt),
    text: toRemoteText({
      title: post.title?.raw ?? htmlToText(post.title?.rendered ?? ""),
      content: post.content?.raw ?? post.content?.rendered ?? "",
      excerpt: post.excerpt?.raw ?? "",
      categories: resolveNames(post.categories, names.categories),
      tags: resolveNames(post.tags, names.tags),
    }),
    digest: await remoteDigest(post),
    seo: {
      meta_title: meta(keys?.title).slice(0, 60),
      meta_description: meta(keys?.description).slice(0, 160),
      primary_keyword: meta(keys?.focus_keyword).slice(0, 200),
    },
    content_id: Number(post.meta?.[OWN_META]) || null,
  };
}

type RawText = { title: string; content: string; excerpt: string; categories: string[]; tags: string[] };

/** Converts to the form that is stored here: sanitised HTML, plain texts, limited lengths. Null if too long. */
export function toRemoteText({ title, content, excerpt, categories, tags }: RawText): RemoteText | null {
  if (content.length > MAX_HTML) return null;
  const toLine = (text: string) => htmlToText(text).normalize("NFC").replace(/\s+/g, " ").trim();
  return {
    title: toLine(title).slice(0, 200) || "Untitled",
    content_html: sanitiseHtml(toParagraphs(content)).trim(),
    excerpt: toLine(excerpt).slice(0, 1000),
    categories,
    tags,
  };
}

/** Equal to `remoteDigest` of a post from REST. */
export const computeTextDigest = (texts: [title: string, content: string, excerpt: string]) =>
  sha256(JSON.stringify(texts));

export const countRemoteWords = ({ content_html }: RemoteText) => countWords(htmlToText(content_html));

const resolveNames = (ids: readonly number[] = [], names: Map<number, string>) =>
  ids.flatMap((id) => names.get(id) ?? []);

/** Ignores texts with variables, which are templates of the SEO plugin. */
const parseMetaText = (value: unknown) =>
  typeof value === "string" && !/%\w+%|#\w+_\w+/.test(value) ? value.trim() : "";

const BLOCK = /^<(\/?(address|article|blockquote|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)\b|!--)/i;

/** The classic editor separates paragraphs by blank lines; WordPress adds elements when it displays the post. */
function toParagraphs(raw: string): string {
  if (/<!-- wp:|<p[\s>]/.test(raw)) return raw;
  return raw
    .split(/\r?\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (BLOCK.test(part) ? part : `<p>${part.replace(/\r?\n/g, "<br>")}</p>`))
    .join("\n");
}
