import type { Statement } from "../db/queries";
import type { Ctx } from "../db/context";
import { failSyncStatements, syncSite } from "../modules/sync/sync-item";
import type { ItemFailure, Item, ItemOutcome } from "../modules/jobs/items.service";
import { linkItem } from "../modules/linker/linker-jobs.service";
import { optimizeItem } from "../modules/optimizer/optimizer-jobs.service";
import { clusterSector } from "../modules/planner/clustering.service";
import { proposeIdeasForCluster } from "../modules/planner/ideas-generation.service";
import { publishContent } from "../modules/publisher/publish/publish-content";
import { failPublicationStatements } from "../modules/publisher/publish/outcome";
import { writeArticleForTask } from "../modules/writer/article-generation.service";
import {
  drawImageItem,
  failImageStatements,
  writeImagePrompts,
} from "../modules/writer/image-generation.service";

const processors: Record<Item["kind"], (ctx: Ctx, item: Item) => Promise<ItemOutcome>> = {
  cluster_keywords: clusterSector,
  generate_ideas: proposeIdeasForCluster,
  generate_content: writeArticleForTask,
  image_prompts: writeImagePrompts,
  draw_image: drawImageItem,
  publish_content: publishContent,
  link_content: linkItem,
  optimize_content: optimizeItem,
  sync_site: syncSite,
};

/** Does the work of the item and returns its outcome, which the caller writes. */
export const processItem = (ctx: Ctx, item: Item): Promise<ItemOutcome> => processors[item.kind](ctx, item);

/** Further statements for an item that failed permanently. */
export const buildFailureStatements = (ctx: Ctx, item: Item, failure: ItemFailure): Statement[] =>
  failureHandlers[item.kind]?.(ctx, item, failure) ?? [];

const failureHandlers: Partial<
  Record<Item["kind"], (ctx: Ctx, item: Item, failure: ItemFailure) => Statement[]>
> = {
  draw_image: (ctx, item, { reason }) => failImageStatements(ctx, item, reason),
  publish_content: failPublicationStatements,
  sync_site: failSyncStatements,
};
