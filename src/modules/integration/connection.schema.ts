import { z } from "@hono/zod-openapi";
import { Timestamp } from "../../http/schemas";
import { seoPlugins } from "./seo-meta";

const collections = ["posts", "pages", "media", "categories", "tags", "seo_meta"] as const;
export type Collection = (typeof collections)[number];

export const CollectionBody = z.strictObject({ collection: z.enum(collections) }).openapi("CollectionTest");

export const DiagnosisReply = z
  .strictObject({
    ok: z.boolean().openapi({ description: "Whether articles can be published" }),
    code: z.string().openapi({
      description:
        "The finding, for example `connected`, `host_not_found`, `tls_failed`, `not_wordpress`, `rest_off`, `authorization_stripped`, `wrong_credentials`, `cannot_publish`, `media_refused` or `seo_meta_not_writable`",
      example: "authorization_stripped",
    }),
    message: z.string(),
    fix: z.string().nullable().openapi({ description: "How to fix the problem" }),
  })
  .openapi("Diagnosis");

const RestRoute = z.string().nullable().openapi({
  description: "Path below the site's REST root; null if the plugin is used",
  example: "/wp/v2/posts",
});

const PostType = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    rest_route: RestRoute,
    hierarchical: z.boolean(),
    taxonomies: z.array(z.string()),
    total: z.int().nullable().openapi({ description: "Number of published items" }),
  })
  .openapi("RemotePostType");

const RemoteTaxonomy = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    rest_route: RestRoute,
    hierarchical: z.boolean(),
    types: z.array(z.string()),
    total: z.int().nullable(),
  })
  .openapi("RemoteTaxonomy");

/** The structure of a remote site as last read. */
export const SiteStructure = z
  .strictObject({
    name: z.string(),
    home: z.string(),
    rest_root: z.string(),
    timezone: z.string(),
    seo_plugin: z.enum(seoPlugins).nullable(),
    seo_meta_keys: z
      .strictObject({ title: z.string(), description: z.string(), focus_keyword: z.string().optional() })
      .nullable()
      .openapi({ description: "Where SEO texts are written; null if the site accepts none" }),
    post_types: z.array(PostType),
    taxonomies: z.array(RemoteTaxonomy),
    read_at: Timestamp,
  })
  .openapi("SiteStructure");
export type SiteStructure = z.infer<typeof SiteStructure>;

export const ContentTypes = z
  .strictObject({
    post_types: z.array(PostType),
    taxonomies: z.array(RemoteTaxonomy),
    read_at: Timestamp.nullable().openapi({ description: "Null until the site has been read" }),
  })
  .openapi("ContentTypes");
