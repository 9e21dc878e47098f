import { z } from "@hono/zod-openapi";
import { GenerationIds, Id, QueryId } from "../../http/schemas";
import { DryRun } from "../jobs/jobs.schema";
import { anchorStrategies } from "./links";

const MaxLinks = z.int().min(1).max(20).default(5);
const Strategy = z.enum(anchorStrategies).default("semantic").openapi({
  description:
    "exact: a title or keyword of the target, word by word. partial: most of its words, in any form. semantic: also combined words of its title and keywords",
});

export const LinkBody = z
  .strictObject({
    content_id: Id,
    max_links: MaxLinks,
    anchor_strategy: Strategy,
    dry_run: z
      .boolean()
      .default(false)
      .openapi({ description: "Only return the changes; nothing is stored" }),
  })
  .openapi("LinkContent");
export type LinkBody = z.infer<typeof LinkBody>;

const Link = z.strictObject({
  anchor_text: z.string(),
  target_url: z.string(),
  target_content_id: Id,
  position: z
    .int()
    .openapi({ description: "Offset of the anchor in the HTML before the change, in UTF-16 code units" }),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
});

export const LinkReport = z
  .strictObject({
    content_id: Id,
    dry_run: z.boolean(),
    links_added: z.int(),
    link_opportunities: z.array(Link),
    patch: z.array(z.strictObject({ position: z.int(), remove: z.string(), insert: z.string() })).openapi({
      description: "Changes of the HTML. Offsets refer to the HTML before the change",
    }),
    batch: z
      .string()
      .nullable()
      .openapi({ description: "Id of this application of links, for undo; null if no link was added" }),
    credits_charged: z.int(),
  })
  .openapi("LinkReport");

export const BatchLinkBody = z
  .strictObject({
    content_ids: GenerationIds,
    max_links: MaxLinks,
    anchor_strategy: Strategy,
    dry_run: DryRun,
  })
  .openapi("LinkContents");
export type BatchLinkBody = z.infer<typeof BatchLinkBody>;

export const UndoBody = z
  .strictObject({
    content_id: Id,
    batch: z
      .string()
      .max(26)
      .optional()
      .openapi({ description: "Id of one application of links. Defaults to the latest" }),
  })
  .openapi("UndoLinks");
export type UndoBody = z.infer<typeof UndoBody>;

export const UndoReport = z
  .strictObject({
    content_id: Id,
    batch: z.string(),
    links_removed: z.int(),
    missing: z.array(z.strictObject({ anchor_text: z.string(), target_url: z.string() })).openapi({
      description: "Links that were removed or changed since they were added; they are left as they are",
    }),
  })
  .openapi("UndoLinksReport");

export const MapQuery = z.strictObject({ site_id: QueryId });

export const LinkMap = z
  .strictObject({
    site_id: Id,
    nodes: z.array(
      z.strictObject({
        id: Id,
        title: z.string(),
        url: z.string(),
        status: z.string(),
        cluster_id: Id.nullable(),
        inbound: z.int(),
        outbound: z.int(),
      }),
    ),
    edges: z.array(z.strictObject({ source: Id, target: Id })),
    orphans: z.array(Id).openapi({ description: "Pages without links from other pages of the site" }),
  })
  .openapi("LinkMap");
