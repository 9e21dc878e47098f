import { z } from "@hono/zod-openapi";
import { revisionCauses } from "../../db/schema/writer";
import { Id, QueryId, Timestamp } from "../../http/schemas";

const fields = {
  id: Id,
  content_id: Id,
  title: z.string(),
  word_count: z.int(),
  cause: z.enum(revisionCauses).openapi({ description: "The kind of change that followed this revision" }),
  user_id: Id.nullable().openapi({
    description: "The user who made the change; null for an API key or the platform",
  }),
  created_at: Timestamp,
};

export const RevisionSummary = z.strictObject(fields).openapi("ContentRevisionSummary");

const Snapshot = z
  .strictObject({
    title: z.string(),
    slug: z.string(),
    content_html: z.string(),
    excerpt: z.string(),
    meta_title: z.string(),
    meta_description: z.string(),
    primary_keyword: z.string(),
    secondary_keywords: z.array(z.string()),
    tags: z.array(z.string()),
    categories: z.array(z.string()),
    word_count: z.int(),
  })
  .openapi("ContentSnapshot");

export const Revision = z.strictObject({ ...fields, snapshot: Snapshot }).openapi("ContentRevision");

export const RevisionParam = z.object({ id: QueryId, revision_id: QueryId });
export type RevisionParam = z.infer<typeof RevisionParam>;
