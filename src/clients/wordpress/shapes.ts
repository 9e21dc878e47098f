import { z } from "zod";
import { phpMap } from "../json-answer";

export const WordPressError = z.looseObject({
  code: z.string(),
  message: z.string(),
  data: z.looseObject({ term_id: z.int().optional() }).nullish().catch(null),
});

/** Public description of a site. */
export const SiteIndex = z.looseObject({
  name: z.string(),
  home: z.string().catch(""),
  namespaces: z.array(z.string()),
  authentication: phpMap(z.unknown()),
  timezone_string: z.string().catch(""),
  gmt_offset: z.coerce.number().catch(0),
});
export type SiteIndex = z.infer<typeof SiteIndex>;

/** The user whom the credentials belong to; their rights are listed only in the edit context. */
export const Me = z.looseObject({
  id: z.int(),
  name: z.string(),
  roles: z.array(z.string()).catch([]),
  capabilities: phpMap(z.unknown()).optional(),
});
export type Me = z.infer<typeof Me>;

const Rendered = z.looseObject({ rendered: z.string().catch(""), raw: z.string().optional() });

export const Post = z.looseObject({
  id: z.int().positive(),
  status: z.string(),
  type: z.string(),
  slug: z.string(),
  link: z.string(),
  title: Rendered.optional(),
  content: Rendered.optional(),
  excerpt: Rendered.optional(),
  date_gmt: z.string().nullish(),
  modified_gmt: z.string().nullish(),
  featured_media: z.int().optional(),
  categories: z.array(z.int()).optional(),
  tags: z.array(z.int()).optional(),
  meta: phpMap(z.unknown()).optional(),
  _links: phpMap(z.unknown()).optional(),
});
export type Post = z.infer<typeof Post>;

/** Tells whether a post has to be read again. */
export const Outline = z.looseObject({
  id: z.int().positive(),
  status: z.string(),
  modified_gmt: z.string().nullish(),
});
export type Outline = z.infer<typeof Outline>;

export const Term = z.looseObject({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
  parent: z.int().optional(),
  count: z.int().optional(),
});
export type Term = z.infer<typeof Term>;

export const Media = z.looseObject({
  id: z.int().positive(),
  source_url: z.string(),
  mime_type: z.string(),
  alt_text: z.string().catch(""),
});
export type Media = z.infer<typeof Media>;

export const Deleted = z.looseObject({ deleted: z.literal(true) });

export const PostTypes = phpMap(
  z.looseObject({
    name: z.string(),
    slug: z.string(),
    rest_base: z.string(),
    rest_namespace: z.string().catch("wp/v2"),
    hierarchical: z.boolean().catch(false),
    taxonomies: z.array(z.string()).catch([]),
    /** Only in the edit context. */
    viewable: z.boolean().optional(),
  }),
);

export const Taxonomies = phpMap(
  z.looseObject({
    name: z.string(),
    slug: z.string(),
    rest_base: z.string(),
    rest_namespace: z.string().catch("wp/v2"),
    hierarchical: z.boolean().catch(false),
    types: z.array(z.string()).catch([]),
  }),
);

/** From a type's schema (OPTIONS): the meta keys that REST accepts. */
export const TypeOptions = z.looseObject({
  schema: z.looseObject({
    properties: z.looseObject({
      meta: z.looseObject({ properties: phpMap(z.unknown()) }).optional(),
    }),
  }),
});
