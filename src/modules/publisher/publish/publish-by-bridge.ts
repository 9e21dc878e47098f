import { env } from "cloudflare:workers";
import { publishThroughBridge } from "../../../clients/wordpress";
import { toImagePath } from "../../writer/images.service";
import { toUtc } from "../../../clients/wordpress/remote-post";
import { buildArticleHtml, type Picture } from "./article-html";
import type { KnownSite } from "./destination";
import type { PublishedPost, StoredImage, PublishWork } from "./input";

const DEVELOPMENT_ORIGIN = "http://localhost:8787";

/** The origin of this deployment's files; null if it is not configured. */
const resolveOrigin = () =>
  env.PUBLIC_ORIGIN || (env.ENVIRONMENT === "production" ? null : DEVELOPMENT_ORIGIN);

/** Sends the article to the IGNY8 plugin, which downloads the images by URL and identifies posts by our ids. */
export async function publishByBridge(
  site: KnownSite,
  { article, images, input }: PublishWork,
): Promise<PublishedPost> {
  const base = resolveOrigin();
  const pictures = base === null ? [] : images.map((image) => toBridgePicture(image, base));
  const html = buildArticleHtml(article.content_html, pictures);
  const featured = pictures.find(({ image_type }) => image_type === "featured");
  const { external_id, external_url, status, modified_gmt, digest } = await publishThroughBridge(site, {
    content_id: article.id,
    task_id: article.task_id,
    title: article.title,
    content_html: html,
    excerpt: article.excerpt,
    status: input.status,
    seo_title: article.meta_title,
    seo_description: article.meta_description,
    primary_keyword: article.primary_keyword,
    secondary_keywords: article.secondary_keywords,
    categories: article.categories,
    tags: article.tags,
    featured_image_url: featured?.url ?? null,
    gallery_images: pictures.filter((picture) => picture !== featured).map(({ url }) => url),
    cluster_id: article.cluster_id,
    sector_id: article.sector_id,
    published_at: input.published_at,
  });
  return {
    external_id,
    external_url,
    status: status ?? input.status,
    date: input.published_at,
    modified_at: toUtc(modified_gmt),
    digest,
    html,
    pictures,
    checks: {
      created: article.external_id !== external_id,
      remote_status: status ?? input.status,
      dropped: base === null && images.length ? ["images: PUBLIC_ORIGIN is not configured"] : [],
      changed: [],
      images: { uploaded: 0, reused: 0, missing: [] },
    },
  };
}

const toBridgePicture = (image: StoredImage, base: string): Picture => ({
  image_type: image.image_type,
  position: image.position,
  alt_text: image.alt_text,
  width: image.width,
  height: image.height,
  file_name: image.file_name,
  url: base + toImagePath(image.file_name),
  remote_id: null,
});
