import { z } from "@hono/zod-openapi";
import { contentTypes } from "../../db/schema/planner";
import { contentStructures } from "../../lib/content-structures";
import { Id, Line, MAX_BULK, PageQuery, QueryId, Text, Timestamp } from "../../http/schemas";
import { describePlaceholderFaults } from "../system/prompt-placeholders";
import { PromptText } from "../system/prompts.schema";
import { DryRun } from "../jobs/jobs.schema";
import { Keywords, WordCount } from "../planner/ideas.schema";

const status = z.enum(["queued", "completed"]);

const TaskPrompt = PromptText.superRefine((prompt, refuse) => {
  const faults = describePlaceholderFaults("content_generation", prompt);
  if (faults) refuse.addIssue({ code: "custom", message: faults });
})
  .nullable()
  .openapi({
    description:
      "Overrides the account's content_generation prompt for this task; may use the same placeholders. Null uses the account's prompt",
  });

export const Task = z
  .strictObject({
    id: Id,
    site_id: Id,
    sector_id: Id,
    cluster_id: Id.nullable(),
    idea_id: Id.nullable(),
    title: z.string(),
    description: z.string(),
    headings: z.array(z.string()),
    keywords: z.array(z.string()),
    content_type: z.enum(contentTypes),
    content_structure: z.enum(contentStructures),
    word_count: z.int(),
    prompt: z.string().nullable(),
    status,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Task");

export const TaskQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  sector_id: QueryId.optional(),
  cluster_id: QueryId.optional(),
  status: status.optional(),
  search: Line(200).optional(),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TaskBody = z
  .strictObject({
    site_id: Id,
    sector_id: Id,
    cluster_id: Id.nullable().default(null),
    title: Line(200),
    description: Text(4000).default(""),
    headings: z.array(Line(200)).max(30).default([]),
    keywords: Keywords.default([]),
    content_type: z.enum(contentTypes).default("post"),
    content_structure: z.enum(contentStructures).default("article"),
    word_count: WordCount.default(1000),
    prompt: TaskPrompt.default(null),
  })
  .openapi("TaskCreate");
export type TaskBody = z.infer<typeof TaskBody>;

export const TaskChange = z
  .strictObject({
    title: Line(200).optional(),
    description: Text(4000).optional(),
    headings: z.array(Line(200)).max(30).optional(),
    keywords: Keywords.optional(),
    content_type: z.enum(contentTypes).optional(),
    content_structure: z.enum(contentStructures).optional(),
    word_count: WordCount.optional(),
    prompt: TaskPrompt.optional(),
  })
  .openapi("TaskUpdate");
export type TaskChange = z.infer<typeof TaskChange>;

export const GenerateContentBody = z.strictObject({ dry_run: DryRun }).openapi("GenerateContent");

export const BulkTasksBody = z
  .strictObject({ tasks: z.array(TaskBody).min(1).max(MAX_BULK) })
  .openapi("TaskBulkCreate");
export const BulkTasksReport = z
  .strictObject({
    created: z.array(Task),
    errors: z.array(z.strictObject({ index: z.int(), errors: z.record(z.string(), z.array(z.string())) })),
  })
  .openapi("TaskBulkCreateReport");
