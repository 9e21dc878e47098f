import { findOwned } from "../../db/one";
import { and, eq, sql } from "drizzle-orm";
import {
  atomically,
  isViolation,
  missed,
  nextVersion,
  orderOf,
  owned,
  pageOf,
  unchanged,
} from "../../db/queries";
import { clusters, keywords } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { requireSector } from "../sites/sites.service";
import type { ClusterBody, ClusterChange, ClusterQuery } from "./clusters.schema";

// Raw names with their table: in a select without joins Drizzle prints bare column names, which a subquery would resolve
// to its own table.
const keywordsCount = sql<number>`(select count(*) from keywords k where k.cluster_id = clusters.id)`;
const volume = sql<number>`(select coalesce(sum(k.volume), 0) from keywords k where k.cluster_id = clusters.id)`;

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

/** Normalises cluster names for uniqueness. */
export const toClusterNameKey = (name: string) => name.normalize("NFC").toLowerCase();

export function listClusters({ actor, db }: Ctx, query: ClusterQuery) {
  const where = and(
    owned(actor, clusters),
    query.site_id === undefined ? undefined : eq(clusters.site_id, query.site_id),
    query.sector_id === undefined ? undefined : eq(clusters.sector_id, query.sector_id),
    query.status && eq(clusters.status, query.status),
    query.disabled === undefined ? undefined : eq(clusters.disabled, query.disabled),
    query.search ? sql`instr(${clusters.name_key}, ${toClusterNameKey(query.search)}) > 0` : undefined,
  );
  const order = orderOf(query.ordering, {
    name: clusters.name_key,
    volume: columns.volume,
    keywords_count: columns.keywords_count,
    created_at: clusters.created_at,
  });
  return pageOf(db, { columns, table: clusters, where, order }, query);
}

export const getCluster = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: clusters, name: "Cluster" }, id);

export async function updateCluster(ctx: Ctx, id: number, change: ClusterChange) {
  const { actor, db } = ctx;
  const key = change.name === undefined ? {} : { name_key: toClusterNameKey(change.name) };
  try {
    const [cluster] = await db
      .update(clusters)
      .set({ ...change, ...key, updated_at: nextVersion(clusters) })
      .where(and(owned(actor, clusters), eq(clusters.id, id), unchanged(ctx, clusters)))
      .returning(columns);
    if (!cluster) throw await missed(getCluster(ctx, id));
    return cluster;
  } catch (error) {
    throw isViolation(error, "clusters.name_key") ? nameTakenError() : error;
  }
}

/** Sets the cluster's keywords to new. Its ideas, tasks and content items stay, without a cluster. */
export async function deleteCluster({ actor, db }: Ctx, id: number) {
  const isOwn = and(owned(actor, clusters), eq(clusters.id, id));
  const [freed = [], deleted = []] = await atomically(db, [
    db
      .update(keywords)
      .set({ status: "new", cluster_id: null, updated_at: isoIn() })
      .where(
        and(
          owned(actor, keywords),
          eq(keywords.cluster_id, id),
          sql`exists (select 1 from ${clusters} where ${isOwn})`,
        ),
      )
      .returning({ id: keywords.id }),
    db.delete(clusters).where(isOwn).returning({ id: clusters.id }),
  ]);
  if (!deleted.length) throw notFound("Cluster");
  return { keywords_freed: freed.length };
}

const nameTakenError = () =>
  new ApiError("DUPLICATE", undefined, {
    errors: { name: ["The sector already has a cluster with this name"] },
  });

export async function createCluster(ctx: Ctx, input: ClusterBody) {
  const { actor, db } = ctx;
  await requireSector(ctx, input.site_id, input.sector_id);
  try {
    const {
      account_id: _,
      name_key: __,
      ...row
    } = await db
      .insert(clusters)
      .values({ ...input, name_key: toClusterNameKey(input.name), account_id: actor.accountId })
      .returning()
      .get();
    return { ...row, keywords_count: 0, volume: 0 };
  } catch (error) {
    throw isViolation(error, "clusters.name_key") ? nameTakenError() : error;
  }
}
