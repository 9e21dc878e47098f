import { z } from "@hono/zod-openapi";
import {
  GenerationIds,
  Id,
  Ids,
  Line,
  PageQuery,
  QueryFlag,
  QueryId,
  Text,
  Timestamp,
} from "../../http/schemas";
import { DryRun } from "../jobs/jobs.schema";

const status = z.enum(["new", "mapped"]);

export const Cluster = z
  .strictObject({
    id: Id,
    site_id: Id,
    sector_id: Id,
    name: z.string(),
    description: z.string(),
    status,
    disabled: z.boolean(),
    keywords_count: z.int(),
    volume: z.int().openapi({ description: "Total monthly search volume of its keywords" }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Cluster");

const orders = ["name", "volume", "keywords_count", "created_at"] as const;
const signed = orders.flatMap((field) => [field, `-${field}` as const]);

export const ClusterQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  sector_id: QueryId.optional(),
  status: status.optional(),
  disabled: QueryFlag.optional(),
  search: Line(200).optional(),
  ordering: z.enum(signed as [(typeof signed)[number], ...typeof signed]).default("-volume"),
});
export type ClusterQuery = z.infer<typeof ClusterQuery>;

export const ClusterBody = z
  .strictObject({ site_id: Id, sector_id: Id, name: Line(120), description: Text(1000).default("") })
  .openapi("ClusterCreate");
export type ClusterBody = z.infer<typeof ClusterBody>;

export const ClusterChange = z
  .strictObject({
    name: Line(120).optional(),
    description: Text(1000).optional(),
    disabled: z.boolean().optional(),
  })
  .openapi("ClusterUpdate");
export type ClusterChange = z.infer<typeof ClusterChange>;

export const AutoClusterBody = z
  .strictObject({
    site_id: Id,
    sector_id: Id.optional(),
    ids: Ids.optional().openapi({
      description: "Keyword ids. Defaults to all new, enabled keywords",
    }),
    dry_run: DryRun,
  })
  .openapi("AutoCluster");
export type AutoClusterBody = z.infer<typeof AutoClusterBody>;

export const GenerateIdeasBody = z
  .strictObject({ ids: GenerationIds, count: z.int().min(1).max(10).default(3), dry_run: DryRun })
  .openapi("GenerateIdeas");
export type GenerateIdeasBody = z.infer<typeof GenerateIdeasBody>;
