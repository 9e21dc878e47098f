import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { contentStructures } from "../../generation/functions";
import { accountId } from "./accounts";
import { id, json, timestamps } from "./columns";
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

/** Who or what wrote a content, and who approved it. */
export type Provenance = {
  provider: string;
  model: string;
  prompt_version: string;
  /** Said outright where no language model wrote the text. */
  note: string | null;
  generated_at: string;
  approved_by: number | null;
  approved_at: string | null;
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
    ...timestamps,
  },
  (t) => [
    uniqueIndex("contents_task").on(t.task_id),
    uniqueIndex("contents_slug").on(t.site_id, t.slug),
    index("contents_site").on(t.account_id, t.site_id, t.id),
    index("contents_status").on(t.account_id, t.site_id, t.status, t.id),
    index("contents_site_status").on(t.account_id, t.site_id, t.site_status, t.id),
    index("contents_cluster").on(t.cluster_id),
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
    /** The name of the file in object storage: its SHA-256 and its extension. */
    file_name: text(),
    width: integer(),
    height: integer(),
    status: text({ enum: imageStatuses }).notNull().default("pending"),
    error: text(),
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
