import { z } from "@hono/zod-openapi";
import { Id, Ids } from "../../http/schemas";
import { KeywordQuery } from "./keywords.schema";

const Skipped = z.array(z.strictObject({ id: Id, reason: z.string() }));

export const BulkDeleteBody = z.strictObject({ ids: Ids }).openapi("BulkDelete");
export const BulkDeleteReport = z
  .strictObject({ deleted: z.int(), skipped: Skipped })
  .openapi("BulkDeleteReport");

export const BulkStatusBody = z
  .strictObject({ ids: Ids, status: z.enum(["new", "mapped"]) })
  .openapi("BulkStatus");
export type BulkStatusBody = z.infer<typeof BulkStatusBody>;
export const BulkStatusReport = z
  .strictObject({ updated: z.int(), skipped: Skipped })
  .openapi("BulkStatusReport");

export const MoveKeywordsBody = z.strictObject({ keyword_ids: Ids }).openapi("MoveKeywords");
export const MoveKeywordsReport = z
  .strictObject({ moved: z.int(), skipped: Skipped })
  .openapi("MoveKeywordsReport");

export const ExportQuery = KeywordQuery.omit({ page: true, page_size: true, cursor: true, ordering: true });
export type ExportQuery = z.infer<typeof ExportQuery>;
