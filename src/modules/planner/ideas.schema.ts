import { z } from "@hono/zod-openapi";
import { contentTypes } from "../../db/schema/planner";
import { contentStructures } from "../../lib/content-structures";
import { Id, Ids, Line, PageQuery, QueryFlag, QueryId, Text, Timestamp } from "../../http/schemas";
import { OverlapReply } from "./overlap.schema";

const status = z.enum(["new", "queued", "completed"]);
export const Keywords = z.array(Line(200)).max(50);
export const WordCount = z.int().min(200).max(10_000);

export const Idea = z
  .strictObject({
    id: Id,
    site_id: Id,
    sector_id: Id,
    cluster_id: Id.nullable(),
    idea_title: z.string(),
    description: z.string(),
    headings: z.array(z.string()),
    target_keywords: z.array(z.string()),
    content_type: z.enum(contentTypes),
    content_structure: z.enum(contentStructures),
    estimated_word_count: z.int(),
    status,
    disabled: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("ContentIdea");

const orders = ["idea_title", "created_at", "estimated_word_count"] as const;
const signed = orders.flatMap((field) => [field, `-${field}` as const]);

export const IdeaQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  sector_id: QueryId.optional(),
  cluster_id: QueryId.optional(),
  status: status.optional(),
  disabled: QueryFlag.optional(),
  search: Line(200).optional(),
  ordering: z.enum(signed as [(typeof signed)[number], ...typeof signed]).default("-created_at"),
});
export type IdeaQuery = z.infer<typeof IdeaQuery>;

export const IdeaBody = z
  .strictObject({
    site_id: Id,
    sector_id: Id,
    cluster_id: Id.nullable().default(null),
    idea_title: Line(200),
    description: Text(4000).default(""),
    headings: z.array(Line(200)).max(30).default([]),
    target_keywords: Keywords.default([]),
    content_type: z.enum(contentTypes).default("post"),
    content_structure: z.enum(contentStructures).default("article"),
    estimated_word_count: WordCount.default(1000),
  })
  .openapi("ContentIdeaCreate");
export type IdeaBody = z.infer<typeof IdeaBody>;

export const IdeaChange = z
  .strictObject({
    cluster_id: Id.nullable().optional(),
    idea_title: Line(200).optional(),
    description: Text(4000).optional(),
    headings: z.array(Line(200)).max(30).optional(),
    target_keywords: Keywords.optional(),
    content_type: z.enum(contentTypes).optional(),
    content_structure: z.enum(contentStructures).optional(),
    estimated_word_count: WordCount.optional(),
    disabled: z.boolean().optional(),
  })
  .openapi("ContentIdeaUpdate");
export type IdeaChange = z.infer<typeof IdeaChange>;

export const CreatedIdea = Idea.extend({ overlap: OverlapReply }).openapi("ContentIdeaCreated");

export const CreateTasksBody = z.strictObject({ ids: Ids }).openapi("CreateTasks");

export const CreateTasksReport = z
  .strictObject({
    created: z.array(z.strictObject({ idea_id: Id, task_id: Id })),
    skipped: z.array(z.strictObject({ idea_id: Id, reason: z.string() })),
    warnings: z.array(z.strictObject({ idea_id: Id, task_id: Id, overlap: OverlapReply })).openapi({
      description: "Tasks that would compete with existing pages of the site. They are created nevertheless",
    }),
  })
  .openapi("CreateTasksReport");
