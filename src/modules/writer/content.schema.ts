import { z } from "@hono/zod-openapi";
import { contentTypes } from "../../db/schema/planner";
import { contentStatuses, imageStatuses, siteStatuses } from "../../db/schema/writer";
import { contentStructures } from "../../lib/content-structures";
import { Id, Line, PageQuery, QueryId, Text, Timestamp } from "../../http/schemas";
import { DryRun } from "../jobs/jobs.schema";
import { Keywords } from "../planner/ideas.schema";

const Provenance = z.strictObject({
  provider: z.string(),
  model: z.string(),
  prompt_version: z.string(),
  note: z.string().nullable(),
  generated_at: Timestamp,
  approved_by: Id.nullable(),
  approved_at: Timestamp.nullable(),
});

/** A conflict of a content item changed on both sides. */
export const ContentConflict = z
  .looseObject({
    remote_modified_at: Timestamp.nullable(),
    local_updated_at: Timestamp.optional(),
    fields: z.array(z.string()).optional().openapi({ description: "The fields that differ" }),
  })
  .openapi("ContentConflict");

export const ContentSummary = z
  .strictObject({
    id: Id,
    site_id: Id,
    sector_id: Id,
    cluster_id: Id.nullable(),
    task_id: Id.nullable(),
    title: z.string(),
    slug: z.string(),
    excerpt: z.string(),
    meta_title: z.string(),
    meta_description: z.string(),
    primary_keyword: z.string(),
    secondary_keywords: z.array(z.string()),
    tags: z.array(z.string()),
    categories: z.array(z.string()),
    word_count: z.int(),
    content_type: z.enum(contentTypes),
    content_structure: z.enum(contentStructures),
    status: z.enum(contentStatuses),
    site_status: z.enum(siteStatuses),
    scheduled_publish_at: Timestamp.nullable(),
    external_id: z.string().nullable(),
    external_url: z.string().nullable(),
    source: z.enum(["igny8", "wordpress"]),
    conflict: ContentConflict.nullable().openapi({
      description: "Changes made both here and on the site, until `resolve_conflict` is called",
    }),
    provenance: Provenance.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("ContentSummary");

export const Content = ContentSummary.extend({ content_html: z.string() }).openapi("Content");

/** A comma-separated list of values without repetition. */
const QueryList = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .max(200)
    .transform((text) => [...new Set(text.split(",").map((value) => value.trim()))])
    .pipe(z.array(z.enum(values)).min(1));

const orders = ["created_at", "updated_at", "title", "word_count"] as const;
const signed = orders.flatMap((field) => [field, `-${field}` as const]);

export const ContentQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  sector_id: QueryId.optional(),
  cluster_id: QueryId.optional(),
  status: z.enum(contentStatuses).optional(),
  status__in: QueryList(contentStatuses).optional(),
  site_status: z.enum(siteStatuses).optional(),
  search: Line(200).optional(),
  ordering: z.enum(signed as [(typeof signed)[number], ...typeof signed]).default("-created_at"),
});
export type ContentQuery = z.infer<typeof ContentQuery>;

export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Lower-case letters, digits and single hyphens");
export const MAX_HTML = 500_000;

export const ContentChange = z
  .strictObject({
    title: Line(200).optional(),
    slug: Slug.optional(),
    content_html: Text(MAX_HTML).optional(),
    excerpt: Text(1000).optional(),
    meta_title: Line(60, 0).optional(),
    meta_description: Line(160, 0).optional(),
    primary_keyword: Line(200, 0).optional(),
    secondary_keywords: Keywords.optional(),
    tags: Keywords.optional(),
    categories: Keywords.optional(),
  })
  .openapi("ContentUpdate");
export type ContentChange = z.infer<typeof ContentChange>;

export const ContentBody = ContentChange.extend({
  site_id: Id,
  sector_id: Id,
  cluster_id: Id.nullable().default(null),
  title: Line(200),
  content_type: z.enum(contentTypes).default("post"),
  content_structure: z.enum(contentStructures).default("article"),
}).openapi("ContentCreate");
export type ContentBody = z.infer<typeof ContentBody>;

const ContentIssueReply = z
  .strictObject({
    field: z.string(),
    severity: z.enum(["warning", "error"]),
    message: z.string(),
  })
  .openapi("ContentIssue");

export const CheckedContent = z
  .strictObject({ content: Content, issues: z.array(ContentIssueReply) })
  .openapi("CheckedContent");

export const GenerateImagesBody = z
  .strictObject({
    max_images: z.int().min(0).max(10).optional().openapi({
      description: "In addition to the featured image. Defaults to the account's image settings",
    }),
    dry_run: DryRun,
  })
  .openapi("GenerateImages");
export type GenerateImagesBody = z.infer<typeof GenerateImagesBody>;

export const Image = z
  .strictObject({
    id: Id,
    site_id: Id,
    content_id: Id,
    image_type: z.enum(["featured", "in_article"]),
    position: z.int(),
    caption: z.string(),
    prompt: z.string(),
    alt_text: z.string(),
    image_url: z.url().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    status: z.enum(imageStatuses),
    error: z.string().nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Image");

export const GenerateForContentBody = GenerateImagesBody.extend({ content_id: Id }).openapi(
  "GenerateForContent",
);

export const RegenerateBody = z
  .strictObject({ image_id: Id, prompt: Text(2000).optional(), dry_run: DryRun })
  .openapi("RegenerateImage");
export type RegenerateBody = z.infer<typeof RegenerateBody>;

export const ImageChange = z
  .strictObject({
    alt_text: Line(250, 0).optional(),
    caption: Line(250, 0).optional(),
    prompt: Text(2000).optional(),
  })
  .openapi("ImageUpdate");
export type ImageChange = z.infer<typeof ImageChange>;

export const ImageQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  content_id: QueryId.optional(),
  status: z.enum(imageStatuses).optional(),
});
export type ImageQuery = z.infer<typeof ImageQuery>;

export const PreviewLink = z.strictObject({ url: z.url(), expires_at: Timestamp }).openapi("PreviewLink");
