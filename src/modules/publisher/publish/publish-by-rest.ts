import { and, eq, sql } from "drizzle-orm";
import { isRefusal } from "../../../clients/remote-error";
import { type Post, type PostFields, readTypes, updatePost } from "../../../clients/wordpress";
import { atomically, owned, type Statement } from "../../../db/queries";
import { contents } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { isoIn } from "../../../lib/time";
import { resolveSeoKeys } from "../../integration/seo-meta";
import { ItemError } from "../../jobs/items.service";
import { buildArticleHtml, type Picture } from "./article-html";
import type { Destination, KnownSite } from "./destination";
import {
  computeDraftSlug,
  findRemotePost,
  storeExternalId,
  createOrFindDraft,
  type PublishTarget,
  routesByType,
} from "./remote-drafts";
import { comparePublished } from "./compare-published";
import { clearImageStatement, uploadImages } from "./images";
import type { Article, PublishedPost, PublishInput, PublishWork } from "./input";
import { clearTermIdsStatements, type RemoteTermIds, ensureArticleTerms } from "./terms";
import { remoteDigest, toUtc, withoutZone, OWN_META } from "../../../clients/wordpress/remote-post";

const META_REFUSED = ["rest_cannot_update", "rest_invalid_type", "rest_cannot_delete"];
const noTerms: RemoteTermIds = { categories: [], tags: [], refused: [] };

/**
 * Publishes the article through the core REST API: looks the post up, creates it as a draft, and publishes it when its
 * images, terms and texts are complete. Repeated after a crash at any point, it continues with the same post.
 */
export async function publishByRest(
  ctx: Ctx,
  destination: Destination,
  site: KnownSite,
  work: PublishWork,
): Promise<PublishedPost> {
  const { article } = work;
  const target: PublishTarget = { destination, site, route: await loadRoute(site, article) };
  const found = work.isNew ? null : await findRemotePost(target, article);
  if (found) await requireUnchangedPost(ctx, work, found);
  const terms = article.content_type === "post" ? await ensureArticleTerms(ctx, site, article) : noTerms;
  const base = { title: article.title, excerpt: article.excerpt, ...buildTermFields(terms) };
  const draft =
    found ?? (await createOrFindDraft(ctx, target, article, { ...base, content: article.content_html }));
  if (found && article.external_id !== String(found.id)) await storeExternalId(ctx, article, found);
  const uploadTarget = { site, post: draft.id, name: article.slug, isKnown: found !== null };
  const { pictures, ...images } = await uploadImages(ctx, uploadTarget, work.images);
  const html = buildArticleHtml(article.content_html, pictures);
  const seo = buildSeoFields(target, article, draft);
  const fields: PostFields = {
    ...base,
    content: html,
    ...buildFeaturedField(pictures),
    ...(Object.keys(seo.meta).length && { meta: seo.meta }),
    ...buildSlugField(article, draft, await computeDraftSlug(article)),
    ...buildStatusFields(work.input, draft),
  };
  const { stored, refused } = await publishPost(target, draft.id, fields);
  const { dropped, changed } = comparePublished(refused.length ? { ...fields, meta: {} } : fields, stored);
  await clearDroppedReferences(ctx, work, { sent: fields, stored });
  const lost = [...dropped, ...terms.refused.map((name) => `term: ${name}`), ...seo.unsent, ...refused];
  const checks = { created: !found, remote_status: stored.status, dropped: lost, changed, images };
  return { ...(await toRemotePost(stored)), html, pictures, checks };
}

const toRemotePost = async (post: Post) => ({
  external_id: String(post.id),
  external_url: post.link,
  status: post.status,
  date: toUtc(post.date_gmt),
  modified_at: toUtc(post.modified_gmt),
  digest: await remoteDigest(post),
});

async function loadRoute(site: KnownSite, { content_type }: Article): Promise<string> {
  const route = routesByType[content_type];
  if (route) return route;
  const type = content_type === "product" ? (await readTypes(site)).product : undefined;
  if (type && /^[\w/-]+$/.test(type.rest_base + type.rest_namespace))
    return `/${type.rest_namespace}/${type.rest_base}`;
  throw new ItemError(`This WordPress site accepts no content of the type ${content_type}`, false);
}

/** Stores a conflict and throws ItemError if the post was changed in WordPress since it was last published. */
async function requireUnchangedPost({ actor, db }: Ctx, { article, input }: PublishWork, found: Post) {
  const isSame = article.external_id === String(found.id);
  if (input.overwrite || article.remote_digest === null || !isSame) return;
  if (article.conflict === null && (await remoteDigest(found)) === article.remote_digest) return;
  const conflict = {
    external_id: String(found.id),
    remote_modified_at: toUtc(found.modified_gmt),
    local_updated_at: article.updated_at,
    noticed_at: isoIn(),
  };
  await db
    .update(contents)
    .set({ conflict: article.conflict ?? conflict, updated_at: sql`${contents.updated_at}` })
    .where(and(owned(actor, contents), eq(contents.id, article.id)));
  throw new ItemError(
    "The post was changed in WordPress since it was last published. Accept the change, or publish with overwrite",
    false,
  );
}

/** If the article has no terms, the post keeps its own. */
const buildTermFields = ({ categories, tags }: RemoteTermIds) => ({
  ...(categories.length && { categories }),
  ...(tags.length && { tags }),
});

function buildFeaturedField(pictures: readonly Picture[]): PostFields {
  const featured = pictures.find(({ image_type }) => image_type === "featured");
  return featured?.remote_id ? { featured_media: featured.remote_id } : {};
}

/**
 * A term that WordPress did not store was deleted there: its id is cleared, so that the next publication creates it
 * again.
 */
async function clearDroppedReferences(
  ctx: Ctx,
  work: PublishWork,
  { sent, stored }: { sent: PostFields; stored: Post },
) {
  const listLost = (field: "categories" | "tags") =>
    (sent[field] ?? []).filter((id) => !(stored[field] ?? []).includes(id));
  const statements: Statement[] = [
    ...clearTermIdsStatements(ctx, work.article.site_id, "category", listLost("categories")),
    ...clearTermIdsStatements(ctx, work.article.site_id, "tag", listLost("tags")),
  ];
  if (sent.featured_media !== undefined && sent.featured_media !== stored.featured_media)
    statements.push(clearImageStatement(ctx, work.article.id, sent.featured_media));
  if (statements.length) await atomically(ctx.db, statements);
}

function buildSeoFields({ site, destination }: PublishTarget, article: Article, post: Post) {
  const open = Object.keys(post.meta ?? {});
  const keys = resolveSeoKeys(destination.target.config, site.namespaces, open);
  const meta: Record<string, string> = open.includes(OWN_META) ? { [OWN_META]: String(article.id) } : {};
  const texts = {
    title: article.meta_title,
    description: article.meta_description,
    focus_keyword: article.primary_keyword,
  };
  const unsent: string[] = [];
  for (const name of ["title", "description", "focus_keyword"] as const) {
    const key = keys?.[name];
    if (!texts[name]) continue;
    if (key && open.includes(key)) meta[key] = texts[name];
    else unsent.push(`seo_${name}`);
  }
  return { meta, unsent };
}

/** A published post keeps its slug, unless the slug was changed here and not in WordPress. */
function buildSlugField({ slug, external_url }: Article, post: Post, initialSlug: string): { slug?: string } {
  const isDraft = post.slug === "" || post.slug.startsWith(initialSlug);
  const isUntouched = external_url === post.link && !new RegExp(`^${slug}-\\d+$`).test(post.slug);
  return isDraft || post.status === "trash" || (isUntouched && post.slug !== slug) ? { slug } : {};
}

/** Private posts stay private; a scheduled post needs another date to be published now. */
function buildStatusFields({ status, published_at }: PublishInput, post: Post): PostFields {
  if (status === "future" && published_at) return { status, date_gmt: withoutZone(published_at) };
  if (status === "draft") return { status };
  if (post.status === "private") return {};
  const isScheduled = Date.parse(toUtc(post.date_gmt) ?? "") > Date.now();
  return { status: "publish", ...(isScheduled && { date_gmt: withoutZone(isoIn()) }) };
}

/** The last step: makes the post visible. If WordPress refuses meta fields, the step is repeated without them. */
async function publishPost({ site, route }: PublishTarget, id: number, fields: PostFields) {
  try {
    return { stored: await updatePost(site, route, id, fields), refused: [] };
  } catch (error) {
    if (!fields.meta || !isRefusal(error, ...META_REFUSED)) throw error;
    const { meta, ...others } = fields;
    const refused = Object.keys(meta).map((key) => `meta.${key}`);
    return { stored: await updatePost(site, route, id, others), refused };
  }
}
