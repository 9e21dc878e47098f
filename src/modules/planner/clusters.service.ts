import { and, asc, desc, eq, sql } from "drizzle-orm";
import { isViolation, owned, pageOf } from "../../db/queries";
import { clusters } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { ApiError } from "../../lib/errors";
import { requireSector } from "../auth/sites.service";
import type { ClusterBody, ClusterQuery } from "./clusters.schema";

const keywordsCount = sql<number>`(select count(*) from keywords k where k.cluster_id = ${clusters.id})`;
const volume = sql<number>`(select coalesce(sum(k.volume), 0) from keywords k where k.cluster_id = ${clusters.id})`;

const columns = {
  id: clusters.id,
  site_id: clusters.site_id,
  sector_id: clusters.sector_id,
  name: clusters.name,
  description: clusters.description,
  status: clusters.status,
  disabled: clusters.disabled,
  keywords_count: keywordsCount.as("keywords_count"),
  volume: volume.as("volume"),
  created_at: clusters.created_at,
  updated_at: clusters.updated_at,
};

/** What makes two cluster names the same. */
export const nameKey = (name: string) => name.normalize("NFC").toLowerCase();

export function listClusters({ actor, db }: Ctx, q: ClusterQuery) {
  const where = and(
    owned(actor, clusters),
    q.site_id === undefined ? undefined : eq(clusters.site_id, q.site_id),
    q.sector_id === undefined ? undefined : eq(clusters.sector_id, q.sector_id),
    q.status && eq(clusters.status, q.status),
    q.disabled === undefined ? undefined : eq(clusters.disabled, q.disabled),
    q.search ? sql`instr(${clusters.name_key}, ${nameKey(q.search)}) > 0` : undefined,
  );
  const way = q.ordering.startsWith("-") ? desc : asc;
  const fields = {
    name: clusters.name_key,
    volume,
    keywords_count: keywordsCount,
    created_at: clusters.created_at,
  };
  const field = fields[q.ordering.replace("-", "") as keyof typeof fields];
  const query = db.select(columns).from(clusters).where(where).orderBy(way(field), way(clusters.id));
  return pageOf(db, query.$dynamic(), { table: clusters, where }, q);
}

export async function createCluster(ctx: Ctx, input: ClusterBody) {
  const { actor, db } = ctx;
  await requireSector(ctx, input.site_id, input.sector_id);
  try {
    const [cluster] = await db
      .insert(clusters)
      .values({ ...input, name_key: nameKey(input.name), account_id: actor.accountId })
      .returning();
    const { account_id: _, name_key: __, ...row } = cluster!;
    return { ...row, keywords_count: 0, volume: 0 };
  } catch (error) {
    if (isViolation(error, "clusters.name_key"))
      throw new ApiError("DUPLICATE", undefined, {
        errors: { name: ["The sector has a cluster of this name"] },
      });
    throw error;
  }
}
