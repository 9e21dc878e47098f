import { and, asc, between, count, countDistinct, eq, gte, lte, sql } from "drizzle-orm";
import { isAnyOf, orderOf, owned, pageOf } from "../../db/queries";
import { industrySectors, keywords, seedKeywords } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { toLibraryKey } from "./library-rows";
import { difficultyLevels, levelNames, type LibraryQuery, type LibraryStatsQuery } from "./library.schema";

const columns = {
  id: seedKeywords.id,
  keyword: seedKeywords.keyword,
  volume: seedKeywords.volume,
  difficulty: seedKeywords.difficulty,
  country: seedKeywords.country,
  industry_sector: seedKeywords.industry_sector_id,
  // Not a join, so that the index of the order stays the outer loop.
  industry_sector_name:
    sql<string>`(select name from industry_sectors s where s.id = ${seedKeywords.industry_sector_id})`.as(
      "industry_sector_name",
    ),
  is_high_opportunity: seedKeywords.is_high_opportunity,
  is_paid: seedKeywords.is_paid,
  credit_cost: seedKeywords.credit_cost,
  created_at: seedKeywords.created_at,
};

export async function listSeedKeywords({ db }: Ctx, q: LibraryQuery) {
  const where = and(
    q.sector_ids && isInSectors(q.sector_ids),
    q.country === undefined ? undefined : eq(seedKeywords.country, q.country),
    q.volume_min === undefined ? undefined : gte(seedKeywords.volume, q.volume_min),
    q.volume_max === undefined ? undefined : lte(seedKeywords.volume, q.volume_max),
    q.difficulty && isOfLevel(q.difficulty),
    q.is_high_opportunity === undefined
      ? undefined
      : eq(seedKeywords.is_high_opportunity, q.is_high_opportunity),
    q.is_paid === undefined ? undefined : eq(seedKeywords.is_paid, q.is_paid),
    q.search ? sql`instr(${seedKeywords.keyword_key}, ${toLibraryKey(q.search)}) > 0` : undefined,
  );
  const order = orderOf(q.ordering, {
    keyword: seedKeywords.keyword_key,
    volume: seedKeywords.volume,
    difficulty: seedKeywords.difficulty,
    country: seedKeywords.country,
  });
  const page = await pageOf(db, { columns, table: seedKeywords, where, order }, q);
  return { ...page, rows: page.rows.map((row) => ({ ...row, difficulty: toLevel(row.difficulty) })) };
}

// A single sector is compared by equality, so that the index also provides the order.
const isInSectors = (ids: number[]) => {
  const [id, ...others] = ids;
  return id !== undefined && !others.length
    ? eq(seedKeywords.industry_sector_id, id)
    : isAnyOf(seedKeywords.industry_sector_id, ids);
};

function isOfLevel(level: keyof typeof difficultyLevels) {
  const [from, to] = difficultyLevels[level];
  return between(seedKeywords.difficulty, from, to);
}

const toLevel = (difficulty: number) =>
  levelNames.find((level) => difficulty <= difficultyLevels[level][1]) ?? "very_hard";

/** Counts the library by sector, and how much of it the account or one of its sites has in its workflow. */
export async function listSectorStats({ actor, db }: Ctx, q: LibraryStatsQuery) {
  const totals = db
    .select({
      sector_id: seedKeywords.industry_sector_id,
      total: count().as("total"),
      high_opportunity: sql<number>`sum(${seedKeywords.is_high_opportunity})`.as("high_opportunity"),
      paid: sql<number>`sum(${seedKeywords.is_paid})`.as("paid"),
    })
    .from(seedKeywords)
    .where(q.sector_ids && isInSectors(q.sector_ids))
    .groupBy(seedKeywords.industry_sector_id)
    .as("totals");
  const inWorkflow = db
    .select({
      sector_id: seedKeywords.industry_sector_id,
      added: countDistinct(keywords.seed_keyword_id).as("added"),
    })
    .from(keywords)
    .innerJoin(seedKeywords, eq(seedKeywords.id, keywords.seed_keyword_id))
    .where(and(owned(actor, keywords), q.site_id === undefined ? undefined : eq(keywords.site_id, q.site_id)))
    .groupBy(seedKeywords.industry_sector_id)
    .as("inWorkflow");
  const rows = await db
    .select({
      sector_id: industrySectors.id,
      sector_name: industrySectors.name,
      sector_description: industrySectors.description,
      total: sql<number>`coalesce(${totals.total}, 0)`,
      added: sql<number>`coalesce(${inWorkflow.added}, 0)`,
      high_opportunity: sql<number>`coalesce(${totals.high_opportunity}, 0)`,
      paid: sql<number>`coalesce(${totals.paid}, 0)`,
    })
    .from(industrySectors)
    .leftJoin(totals, eq(totals.sector_id, industrySectors.id))
    .leftJoin(inWorkflow, eq(inWorkflow.sector_id, industrySectors.id))
    .where(q.sector_ids && isAnyOf(industrySectors.id, q.sector_ids))
    .orderBy(asc(industrySectors.id));
  return rows.map(({ total, added, high_opportunity, paid, ...sector }) => ({
    ...sector,
    stats: { total, added, available: total - added, high_opportunity, paid, free: total - paid },
  }));
}
