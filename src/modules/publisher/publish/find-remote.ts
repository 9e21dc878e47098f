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

export const routes: Partial<Record<Article["content_type"], string>> = { post: POSTS, page: PAGES };

export type PublishTarget = { destination: Destination; site: KnownSite; route: string };

/** The slug of the draft, by which it is found again if the response to its creation is lost: no other post has it. */
export const draftSlug = async ({
  account_id,
  id,
  created_at,
}: Pick<Article, "account_id" | "id" | "created_at">) =>
  `igny8-${(await sha256(`${account_id}/${id}/${created_at}`)).slice(0, 16)}`;

/**
 * The article's post on this site, in any status: by the stored id, by the slug of its draft, or by its own slug if
 * the text is identical. Any other post with that slug belongs to somebody else.
 */
export async function findRemote(place: PublishTarget, article: Article): Promise<Post | null> {
  const { site, route } = place;
  const id = Number(article.external_id);
  const kept = id > 0 ? await findPost(site, route, id) : null;
  if (kept && isOurs(place, article, kept)) return kept;
  const key = await draftSlug(article);
  const slugs = { slug: `${key},${article.slug}`, status: "any,trash", per_page: 10 };
  const { rows } = await listPosts(site, route, slugs);
  return rows.find(({ slug }) => slug === key) ?? rows.find((post) => isCopy(post, article)) ?? null;
}

/** If both the response and its stored id are lost: the post contains our id, or its text is identical. */
function isCopy({ meta, title, content }: Post, article: Article): boolean {
  if (meta?.[OWN_META] === String(article.id)) return true;
  return title?.raw === article.title && toWords(content?.raw ?? "") === toWords(article.content_html);
}

/** Without tags, which filters and images change. */
const toWords = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** A stored id may belong to another site, because the integration's address can change. */
function isOurs({ site, destination }: PublishTarget, { external_url }: Article, post: Post): boolean {
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
export async function makeDraft(
  ctx: Ctx,
  place: PublishTarget,
  article: Article,
  fields: PostFields,
): Promise<Post> {
  const { site, route } = place;
  const draft = await createDraft(site, route, { ...fields, slug: await draftSlug(article) });
  if (await keepId(ctx, article, draft)) return draft;
  await deletePost(site, route, draft.id, true);
  const [now] = await ctx.db.select().from(contents).where(mine(ctx, article));
  if (!now) throw new ItemError("The content item was deleted", false);
  const theirs = await findRemote(place, now);
  if (theirs) return theirs;
  throw new ItemError("The content item is being published by another worker", true);
}

const mine = ({ actor }: Ctx, { id }: Article) => and(owned(actor, contents), eq(contents.id, id));

/** Whether the id could be stored: not if another was stored since the article was read. */
export async function keepId(ctx: Ctx, article: Article, post: Post): Promise<boolean> {
  try {
    const kept = await ctx.db
      .update(contents)
      .set({ external_id: String(post.id), external_url: post.link, updated_at: sql`${contents.updated_at}` })
      .where(and(mine(ctx, article), sql`${contents.external_id} is ${article.external_id}`))
      .returning({ id: contents.id });
    return kept.length > 0;
  } catch (error) {
    if (isViolation(error, "contents.external_id"))
      throw new ItemError(`Another content item of the site has the post ${post.id}`, false);
    throw error;
  }
}
