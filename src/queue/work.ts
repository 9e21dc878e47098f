import type { Statement } from "../db/queries";
import type { Ctx } from "../db/context";
import { failSync, syncSite } from "../modules/sync/sync-item";
import type { Failure, Item, Outcome } from "../modules/jobs/items.service";
import { linkItem } from "../modules/linker/linker-jobs.service";
import { optimizeItem } from "../modules/optimizer/optimizer-jobs.service";
import { clusterSector } from "../modules/planner/clustering.service";
import { proposeForCluster } from "../modules/planner/ideas-generation.service";
import { publishContent } from "../modules/publisher/publish/content";
import { failPublication } from "../modules/publisher/publish/outcome";
import { writeTask } from "../modules/writer/article-generation.service";
import { drawImage, failImage, promptImages } from "../modules/writer/image-generation.service";

const work: Record<Item["kind"], (ctx: Ctx, item: Item) => Promise<Outcome>> = {
  cluster_keywords: clusterSector,
  generate_ideas: proposeForCluster,
  generate_content: writeTask,
  image_prompts: promptImages,
  draw_image: drawImage,
  publish_content: publishContent,
  link_content: linkItem,
  optimize_content: optimizeItem,
  sync_site: syncSite,
};

/** What the item comes to. Writes nothing. */
export const workOn = (ctx: Ctx, item: Item): Promise<Outcome> => work[item.kind](ctx, item);

/** What else changes when the item fails for good. */
export const giveUp = (ctx: Ctx, item: Item, failure: Failure): Statement[] =>
  losses[item.kind]?.(ctx, item, failure) ?? [];

const losses: Partial<Record<Item["kind"], (ctx: Ctx, item: Item, failure: Failure) => Statement[]>> = {
  draw_image: (ctx, item, { reason }) => failImage(ctx, item, reason),
  publish_content: failPublication,
  sync_site: failSync,
};
