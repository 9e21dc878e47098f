import { and, asc, eq, gt, sql } from "drizzle-orm";
import { isAnyOf, atomically, nextVersion, owned, ownedAmong } from "../../db/queries";
import { clusters, keywords } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { writeCsv } from "../../text/csv/csv";
import { keywordFilterCondition, clusterOfSameSectorCondition } from "./keywords.service";
import type { BulkStatusBody, ExportQuery } from "./keywords-bulk.schema";

export async function deleteKeywords({ actor, db }: Ctx, ids: number[]) {
  const deleted = await db
    .delete(keywords)
    .where(ownedAmong(actor, keywords, ids))
    .returning({ id: keywords.id });
  return { deleted: deleted.length, skipped: toSkipped(ids, deleted, () => "Keyword not found") };
}

/** `new` removes keywords from their clusters; `mapped` requires a cluster. */
export async function setKeywordStatus({ actor, db }: Ctx, { ids, status }: BulkStatusBody) {
  const isOwn = ownedAmong(actor, keywords, ids);
  const change = status === "new" ? { status, cluster_id: null } : { status };
  const allowed = status === "new" ? undefined : sql`${keywords.cluster_id} is not null`;
  const [found, updated] = await atomically(db, [
    db.select({ id: keywords.id }).from(keywords).where(isOwn),
    db
      .update(keywords)
      .set({ ...change, updated_at: isoIn() })
      .where(and(isOwn, allowed))
      .returning({ id: keywords.id }),
  ]);
  const present = new Set((found as { id: number }[]).map(({ id }) => id));
  const done = updated as { id: number }[];
  const reason = (id: number) => (present.has(id) ? "The keyword has no cluster" : "Keyword not found");
  return { updated: done.length, skipped: toSkipped(ids, done, reason) };
}

/** Moves keywords of the cluster's sector into it, from any cluster. */
export async function moveKeywords(ctx: Ctx, clusterId: number, ids: number[]) {
  const { actor, db } = ctx;
  const isOwn = and(owned(actor, keywords), isAnyOf(keywords.id, ids));
  const [[cluster], before, moved] = (await atomically(db, [
    db
      .select({ sector_id: clusters.sector_id })
      .from(clusters)
      .where(and(owned(actor, clusters), eq(clusters.id, clusterId))),
    db.select({ id: keywords.id, sector_id: keywords.sector_id }).from(keywords).where(isOwn),
    db
      .update(keywords)
      .set({ cluster_id: clusterId, status: "mapped", updated_at: nextVersion(keywords) })
      .where(
        and(
          isOwn,
          clusterOfSameSectorCondition(ctx, clusterId),
          sql`${keywords.cluster_id} is not ${clusterId}`,
        ),
      )
      .returning({ id: keywords.id }),
  ])) as [[{ sector_id: number }?], { id: number; sector_id: number }[], { id: number }[]];
  if (!cluster) throw notFound("Cluster");
  const sectorIds = new Map(before.map((keyword) => [keyword.id, keyword.sector_id]));
  const reason = (id: number) => {
    if (!sectorIds.has(id)) return "Keyword not found";
    return sectorIds.get(id) === cluster.sector_id
      ? "The keyword is already in this cluster"
      : "The keyword belongs to another sector";
  };
  return { moved: moved.length, skipped: toSkipped(ids, moved, reason) };
}

function toSkipped(ids: number[], done: { id: number }[], reason: (id: number) => string) {
  const doneIds = new Set(done.map(({ id }) => id));
  return ids.filter((id) => !doneIds.has(id)).map((id) => ({ id, reason: reason(id) }));
}

const EXPORT_PAGE_SIZE = 2_000;
const exportHeader = ["Keyword", "Intent", "Volume", "Keyword Difficulty", "Country", "Status", "Cluster"];

/** The keywords as CSV, read page by page, so that any number fits into memory. */
export function exportKeywords(ctx: Ctx, query: ExportQuery): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(writeCsv([exportHeader]))),
    pull: async (stream) => {
      const rows = await loadExportPage(ctx, query, after);
      const last = rows.at(-1);
      if (!last) return stream.close();
      after = last.id;
      const cells = rows.map((row) => [
        row.keyword,
        row.intent,
        row.volume,
        row.difficulty,
        row.country,
        row.status,
        row.cluster,
      ]);
      stream.enqueue(encoder.encode(writeCsv(cells)));
    },
  });
}

const loadExportPage = (ctx: Ctx, query: ExportQuery, after: number) =>
  ctx.db
    .select({
      id: keywords.id,
      keyword: keywords.keyword,
      intent: keywords.intent,
      volume: keywords.volume,
      difficulty: keywords.difficulty,
      country: keywords.country,
      status: keywords.status,
      cluster: sql<string | null>`(select c.name from clusters c where c.id = ${keywords.cluster_id})`,
    })
    .from(keywords)
    .where(and(keywordFilterCondition(ctx, query), gt(keywords.id, after)))
    .orderBy(asc(keywords.id))
    .limit(EXPORT_PAGE_SIZE);
