import { OWN_META } from "../../../clients/wordpress/remote-post";
import { and, eq, sql } from "drizzle-orm";
import { staysOnSite } from "../../../clients/guarded-fetch";
import {
  createDraft,
  deletePost,
  findPost,
  listPosts,
  PAGES,
  type Post,
  type PostFields,
  POSTS,
} from "../../../clients/wordpress";
import { isViolation, owned } from "../../../db/queries";
import { contents } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { sha256 } from "../../../lib/digests";
import { ItemError } from "../../jobs/items.service";
import type { Destination, KnownSite } from "./destination";
import type { Article } from "./input";

export const routesByType: Partial<Record<Article["content_type"], string>> = { post: POSTS, page: PAGES };

export type PublishTarget = { destination: Destination; site: KnownSite; route: string };

/** The slug of the draft, by which it is found again if the response to its creation is lost: no other post has it. */
export const computeDraftSlug = async ({
  account_id,
  id,
  created_at,
}: Pick<Article, "account_id" | "id" | "created_at">) =>
  `igny8-${(await sha256(`${account_id}/${id}/${created_at}`)).slice(0, 16)}`;

/**
 * The article's post on this site, in any status: by the stored id, by the slug of its draft, or by its own slug if
 * the text is identical. Any other post with that slug belongs to somebody else.
 */
export async function findRemotePost(target: PublishTarget, article: Article): Promise<Post | null> {
  const { site, route } = target;
  const id = Number(article.external_id);
  const stored = id > 0 ? await findPost(site, route, id) : null;
  if (stored && isOnThisSite(target, article, stored)) return stored;
  const draftSlug = await computeDraftSlug(article);
  const slugs = { slug: `${draftSlug},${article.slug}`, status: "any,trash", per_page: 10 };
  const { rows } = await listPosts(site, route, slugs);
  return (
    rows.find(({ slug }) => slug === draftSlug) ?? rows.find((post) => isSameArticle(post, article)) ?? null
  );
}

/** Whether the post contains our id or the identical text. For posts whose id was never stored here. */
function isSameArticle({ meta, title, content }: Post, article: Article): boolean {
  if (meta?.[OWN_META] === String(article.id)) return true;
  return (
    title?.raw === article.title && normaliseText(content?.raw ?? "") === normaliseText(article.content_html)
  );
}

/** Removes tags, because filters and images change them. */
const normaliseText = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** A stored id may belong to another site, because the integration's address can change. */
function isOnThisSite({ site, destination }: PublishTarget, { external_url }: Article, post: Post): boolean {
  if (!external_url || external_url === post.link) return true;
  const url = URL.parse(external_url);
  return [destination.row.external_site_url, site.home]
    .map((text) => URL.parse(text))
    .some((home) => url !== null && home !== null && (staysOnSite(url, home) || staysOnSite(home, url)));
}

/**
 * Creates the draft and stores its id immediately. If another worker was faster, its draft is used and ours is
 * deleted.
 */
export async function createOrFindDraft(
  ctx: Ctx,
  target: PublishTarget,
  article: Article,
  fields: PostFields,
): Promise<Post> {
  const { site, route } = target;
  const draft = await createDraft(site, route, { ...fields, slug: await computeDraftSlug(article) });
  if (await storeExternalId(ctx, article, draft)) return draft;
  await deletePost(site, route, draft.id, true);
  const [current] = await ctx.db.select().from(contents).where(isOwnArticle(ctx, article));
  if (!current) throw new ItemError("The content item was deleted", false);
  const other = await findRemotePost(target, current);
  if (other) return other;
  throw new ItemError("The content item is being published by another worker", true);
}

const isOwnArticle = ({ actor }: Ctx, { id }: Article) => and(owned(actor, contents), eq(contents.id, id));

/** Stores the post's id. Returns false if another id was stored since the article was read. */
export async function storeExternalId(ctx: Ctx, article: Article, post: Post): Promise<boolean> {
  try {
    const updated = await ctx.db
      .update(contents)
      .set({ external_id: String(post.id), external_url: post.link, updated_at: sql`${contents.updated_at}` })
      .where(and(isOwnArticle(ctx, article), sql`${contents.external_id} is ${article.external_id}`))
      .returning({ id: contents.id });
    return updated.length > 0;
  } catch (error) {
    if (isViolation(error, "contents.external_id"))
      throw new ItemError(`Another content item of the site is already linked to post ${post.id}`, false);
    throw error;
  }
}
