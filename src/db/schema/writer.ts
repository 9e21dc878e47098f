import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { contentStructures } from "../../lib/content-structures";
import { accountId } from "./accounts";
import { createdAt, id, json, timestamps } from "./columns";
import { sectorId, siteId } from "./sites";
import { clusters, contentIdeas, contentTypes } from "./planner";

export const contentStatuses = ["draft", "review", "approved", "published"] as const;
export const siteStatuses = ["not_published", "scheduled", "publishing", "published", "failed"] as const;
export const imageStatuses = ["pending", "generated", "failed"] as const;

export const tasks = sqliteTable(
  "tasks",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    sector_id: sectorId(),
    cluster_id: integer().references(() => clusters.id, { onDelete: "set null" }),
    idea_id: integer().references(() => contentIdeas.id, { onDelete: "set null" }),
    title: text().notNull(),
    description: text().notNull().default(""),
    headings: json<string[]>().notNull().default([]),
    keywords: json<string[]>().notNull().default([]),
    content_type: text({ enum: contentTypes }).notNull().default("post"),
    content_structure: text({ enum: contentStructures }).notNull().default("article"),
    word_count: integer().notNull().default(1000),
    /** Overrides the account's prompt for this task. */
    prompt: text(),
    status: text({ enum: ["queued", "completed"] })
      .notNull()
      .default("queued"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("tasks_idea").on(t.idea_id),
    index("tasks_site").on(t.account_id, t.site_id, t.id),
    index("tasks_status").on(t.account_id, t.site_id, t.status, t.id),
    index("tasks_cluster").on(t.cluster_id),
  ],
);

/** Who or what wrote a content item, and who approved it. */
export type Provenance = {
  provider: string;
  model: string;
  prompt_version: string;
  /** A note for readers if no language model wrote the text. */
  note: string | null;
  generated_at: string;
  approved_by: number | null;
  approved_at: string | null;
};

/** Changes made both to the remote post and to the content item since they were last equal. */
export type Conflict = {
  remote_modified_at: string | null;
  local_updated_at?: string;
  fields?: string[];
  [more: string]: unknown;
};

export const contents = sqliteTable(
  "contents",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    sector_id: sectorId(),
    cluster_id: integer().references(() => clusters.id, { onDelete: "set null" }),
    task_id: integer().references(() => tasks.id, { onDelete: "set null" }),
    title: text().notNull(),
    slug: text().notNull(),
    content_html: text().notNull().default(""),
    excerpt: text().notNull().default(""),
    meta_title: text().notNull().default(""),
    meta_description: text().notNull().default(""),
    primary_keyword: text().notNull().default(""),
    secondary_keywords: json<string[]>().notNull().default([]),
    tags: json<string[]>().notNull().default([]),
    categories: json<string[]>().notNull().default([]),
    word_count: integer().notNull().default(0),
    content_type: text({ enum: contentTypes }).notNull().default("post"),
    content_structure: text({ enum: contentStructures }).notNull().default("article"),
    status: text({ enum: contentStatuses }).notNull().default("draft"),
    site_status: text({ enum: siteStatuses }).notNull().default("not_published"),
    scheduled_publish_at: text(),
    external_id: text(),
    external_url: text(),
    source: text({ enum: ["igny8", "wordpress"] })
      .notNull()
      .default("igny8"),
    provenance: json<Provenance>(),
    /** The remote post as last seen: its modification time (UTC) and the digest of its text. */
    remote_modified_at: text(),
    remote_digest: text(),
    /** The version (`updated_at`) of this content item that the remote post shows. */
    pushed_version: text(),
    /** Changes made on both sides, until the conflict is resolved. */
    conflict: json<Conflict>(),
    publish_attempts: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("contents_task").on(t.task_id),
    uniqueIndex("contents_slug").on(t.site_id, t.slug),
    index("contents_site").on(t.account_id, t.site_id, t.id),
    index("contents_status").on(t.account_id, t.site_id, t.status, t.id),
    index("contents_site_status").on(t.account_id, t.site_id, t.site_status, t.id),
    index("contents_cluster").on(t.cluster_id),
    uniqueIndex("contents_external").on(t.site_id, t.external_id),
    index("contents_due")
      .on(t.scheduled_publish_at)
      .where(sql`${t.site_status} = 'scheduled'`),
  ],
);

/** The fields of a revision: everything that a person, or a function on their behalf, may change. */
export type ContentSnapshot = Pick<
  typeof contents.$inferSelect,
  | "title"
  | "slug"
  | "content_html"
  | "excerpt"
  | "meta_title"
  | "meta_description"
  | "primary_keyword"
  | "secondary_keywords"
  | "tags"
  | "categories"
  | "word_count"
>;
export const revisionCauses = [
  "edit",
  "restore",
  "link",
  "unlink",
  "optimize",
  "sync",
  "regenerate",
] as const;

/** A content item before a change. */
export const contentRevisions = sqliteTable(
  "content_revisions",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    content_id: integer()
      .notNull()
      .references(() => contents.id, { onDelete: "cascade" }),
    title: text().notNull(),
    word_count: integer().notNull(),
    snapshot: json<ContentSnapshot>().notNull(),
    /** The kind of change that followed. */
    cause: text({ enum: revisionCauses }).notNull(),
    user_id: integer(),
    created_at: createdAt,
  },
  (t) => [index("content_revisions_content").on(t.content_id, t.id)],
);

/** Links in the HTML of a content item, extracted once. A trigger deletes the row when the HTML changes. */
export const contentOutlinks = sqliteTable(
  "content_outlinks",
  {
    content_id: integer()
      .primaryKey()
      .references(() => contents.id, { onDelete: "cascade" }),
    account_id: accountId(),
    site_id: siteId(),
    hrefs: json<string[]>().notNull(),
  },
  (t) => [index("content_outlinks_site").on(t.account_id, t.site_id)],
);

/** A link added by the linker, until it is undone. */
export const contentLinks = sqliteTable(
  "content_links",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    content_id: integer()
      .notNull()
      .references(() => contents.id, { onDelete: "cascade" }),
    target_content_id: integer().references(() => contents.id, { onDelete: "set null" }),
    target_url: text().notNull(),
    anchor_text: text().notNull(),
    /** Links added together, and undone together: a ULID. */
    batch: text().notNull(),
    created_at: createdAt,
  },
  (t) => [
    index("content_links_content").on(t.content_id, t.batch),
    index("content_links_target").on(t.account_id, t.site_id, t.target_content_id),
  ],
);

export const taxonomies = sqliteTable(
  "taxonomies",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    name: text().notNull(),
    slug: text().notNull(),
    taxonomy_type: text({ enum: ["category", "tag"] }).notNull(),
    external_id: text(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("taxonomies_slug").on(t.site_id, t.taxonomy_type, t.slug),
    index("taxonomies_site").on(t.account_id, t.site_id, t.id),
  ],
);

export const images = sqliteTable(
  "images",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    content_id: integer()
      .notNull()
      .references(() => contents.id, { onDelete: "cascade" }),
    image_type: text({ enum: ["featured", "in_article"] }).notNull(),
    position: integer().notNull(),
    caption: text().notNull().default(""),
    prompt: text().notNull().default(""),
    alt_text: text().notNull().default(""),
    /** Name of the file in object storage: its SHA-256 and extension. */
    file_name: text(),
    width: integer(),
    height: integer(),
    status: text({ enum: imageStatuses }).notNull().default("pending"),
    error: text(),
    /** The file in the remote site's media library, uploaded once. */
    external_id: text(),
    external_url: text(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("images_position").on(t.content_id, t.position),
    index("images_site").on(t.account_id, t.site_id, t.id),
    index("images_pending")
      .on(t.account_id, t.site_id, t.id)
      .where(sql`${t.status} = 'pending'`),
  ],
);
