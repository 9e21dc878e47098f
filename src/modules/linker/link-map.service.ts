import { and, eq } from "drizzle-orm";
import { sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../lib/context";
import { invalid } from "../../lib/errors";
import { addressOf, edgesOf, hrefsOf, pagesOf } from "./site-links";

/** The site's pages and how they link to one another, by their HTML as it is stored now. */
export async function getLinkMap(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const [[site], pages, hrefs] = await db.batch([
    db
      .select({ id: sites.id, domain: sites.domain })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId))),
    pagesOf(ctx, siteId),
    hrefsOf(ctx, siteId),
  ]);
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  const edges = edgesOf(pages, hrefs, site.domain);
  const inbound = Map.groupBy(edges, (edge) => edge.target);
  const outbound = Map.groupBy(edges, (edge) => edge.source);
  const nodes = pages.map((page) => ({
    id: page.id,
    title: page.title,
    url: addressOf(page),
    status: page.status,
    cluster_id: page.cluster_id,
    inbound: inbound.get(page.id)?.length ?? 0,
    outbound: outbound.get(page.id)?.length ?? 0,
  }));
  return {
    site_id: siteId,
    nodes,
    edges,
    orphans: nodes.filter((node) => !node.inbound).map(({ id }) => id),
  };
}
