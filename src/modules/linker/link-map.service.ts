import { and, eq } from "drizzle-orm";
import { owned } from "../../db/queries";
import { clusters, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { renderMapPage } from "./map-page";
import {
  resolvePageUrl,
  loadAllHrefs,
  buildEdges,
  selectHrefsStatement,
  selectPagesStatement,
  selectUnscannedPagesStatement,
} from "./site-links";

/** The site's pages and the links between them, by their stored HTML. */
export async function getLinkMap(ctx: Ctx, siteId: number) {
  const { nodes, edges, orphans } = await loadLinkMap(ctx, siteId);
  return { site_id: siteId, nodes, edges, orphans };
}

/** The same as an HTML page. */
export const renderLinkMap = async (ctx: Ctx, siteId: number) =>
  renderMapPage(await loadLinkMap(ctx, siteId));

async function loadLinkMap(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const [[site], pages, stored, unscanned, siteClusters] = await db.batch([
    db
      .select({ name: sites.name, domain: sites.domain })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId))),
    selectPagesStatement(ctx, siteId),
    selectHrefsStatement(ctx, siteId),
    selectUnscannedPagesStatement(ctx, siteId),
    db
      .select({ id: clusters.id, name: clusters.name })
      .from(clusters)
      .where(and(owned(actor, clusters), eq(clusters.site_id, siteId))),
  ]);
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  const hrefs = await loadAllHrefs(ctx, siteId, stored, unscanned);
  const edges = buildEdges(pages, hrefs, site.domain);
  const inbound = Map.groupBy(edges, (edge) => edge.target);
  const outbound = Map.groupBy(edges, (edge) => edge.source);
  const nodes = pages.map((page) => ({
    id: page.id,
    title: page.title,
    url: resolvePageUrl(page),
    status: page.status,
    cluster_id: page.cluster_id,
    inbound: inbound.get(page.id)?.length ?? 0,
    outbound: outbound.get(page.id)?.length ?? 0,
  }));
  const orphans = nodes.filter((node) => !node.inbound).map(({ id }) => id);
  return { name: site.name, nodes, edges, orphans, clusters: siteClusters };
}
