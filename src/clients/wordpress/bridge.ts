import { z } from "zod";
import { phpMap } from "../json-answer";
import { RemoteError } from "../remote-error";
import { findSite, type FoundSite } from "./discovery";
import { CATEGORIES, TAGS } from "./library";
import { PAGES, POSTS } from "./posts";
import { requestJson, type Login, type RemoteSite } from "./transport";

const NAMESPACE = "igny8/v1";

/** Routes for rows: those of WordPress core, and those of the plugin, which respond alike to its key. */
export const coreRoutes = { post: POSTS, page: PAGES, category: CATEGORIES, tag: TAGS };
export const bridgeRoutes = {
  post: `/${NAMESPACE}/posts`,
  page: `/${NAMESPACE}/pages`,
  category: `/${NAMESPACE}/categories`,
  tag: `/${NAMESPACE}/tags`,
};

/** The plugin wraps its responses as this API does; older versions do not. */
const wrapped = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => {
    const isWrapped = typeof given === "object" && given !== null && "success" in given && "data" in given;
    return isWrapped ? given.data : given;
  }, schema);

const Kind = z.looseObject({
  label: z.string().catch(""),
  count: z.coerce.number().int().min(0).nullable().catch(null),
  enabled: z.boolean().catch(true),
});
const SiteMetadata = wrapped(z.looseObject({ post_types: phpMap(Kind), taxonomies: phpMap(Kind) }));
export type SiteMetadata = z.infer<typeof SiteMetadata>;

const Published = wrapped(
  z
    .looseObject({
      post_id: z.coerce.number().int().positive(),
      post_url: z.string().nullish(),
      post_status: z.string().nullish(),
      post_modified_gmt: z.string().nullish().catch(null),
      post_digest: z.string().nullish().catch(null),
    })
    .transform(({ post_id, post_url, post_status, post_modified_gmt, post_digest }) => ({
      external_id: String(post_id),
      external_url: post_url ?? null,
      status: post_status ?? null,
      /** Present from plugin 1.0 on: the post's `modified_gmt`, and the digest of title, content and excerpt. */
      modified_gmt: post_modified_gmt ?? null,
      digest: post_digest ?? null,
    })),
);

/** Body of a publication through the plugin. */
type BridgePublish = {
  content_id: number;
  task_id: number | null;
  title: string;
  content_html: string;
  excerpt: string;
  status: "publish" | "draft" | "future";
  seo_title: string;
  seo_description: string;
  primary_keyword: string;
  secondary_keywords: string[];
  categories: string[];
  tags: string[];
  featured_image_url: string | null;
  gallery_images: string[];
  cluster_id: number | null;
  sector_id: number;
  published_at: string | null;
};

/** The site of the bridge plugin. Throws `bridge_missing` if WordPress is there without the plugin. */
export async function findBridge(url: string, login: Login): Promise<FoundSite> {
  const site = await findSite(url, login);
  if (!site.index.namespaces.includes(NAMESPACE)) throw new RemoteError("bridge_missing");
  return site;
}

export const readSiteMetadata = async (site: RemoteSite): Promise<SiteMetadata> =>
  (await requestJson(site, `/${NAMESPACE}/site-metadata`, SiteMetadata)).data;

/** Creates the post, or updates the one with the same content_id. */
export const publishThroughBridge = async (site: RemoteSite, content: BridgePublish) =>
  (await requestJson(site, `/${NAMESPACE}/publish`, Published, { json: content })).data;
