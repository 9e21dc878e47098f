import { findOwned } from "../../db/one";
import { and, eq, getTableColumns, gte, lte, sql } from "drizzle-orm";
import { keywordCountSubquery } from "../../db/keyword-counts";
import {
  isAnyOf,
  isViolation,
  nextVersion,
  orderOf,
  owned,
  pageOf,
  type Statement,
  stillAsRead,
  unchanged,
} from "../../db/queries";
import { accounts, keywordCounts, keywords, plans, sectors } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { loadSectorError } from "../sites/sites.service";
import type { PageRequest } from "../../db/cursors";
import type { KeywordBody, KeywordChange, KeywordQuery } from "./keywords.schema";

const { account_id: _, keyword_key: __, ...columns } = getTableColumns(keywords);

/** Normalises keywords for uniqueness: ignores case and Unicode composition. */
export const toKeywordKey = (keyword: string) => keyword.normalize("NFC").toLowerCase();

export function listKeywords(ctx: Ctx, query: KeywordQuery) {
  const where = keywordFilterCondition(ctx, query);
  const order = orderOf(query.ordering, {
    keyword: keywords.keyword_key,
    volume: keywords.volume,
    difficulty: keywords.difficulty,
    created_at: keywords.created_at,
  });
  return pageOf(
    ctx.db,
    { columns, table: keywords, where, order, kept: buildStoredCount(ctx, query) },
    query,
  );
}

/** Rows of stored counts that give the total of a list, if they cover all its filters. */
function buildStoredCount({ actor }: Ctx, query: KeywordQuery) {
  const {
    site_id,
    status,
    disabled,
    page: _page,
    page_size: _size,
    cursor: _at,
    ordering: _by,
    ...others
  } = query;
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  const where = and(
    owned(actor, keywordCounts),
    site_id === undefined ? undefined : eq(keywordCounts.site_id, site_id),
    status && eq(keywordCounts.status, status),
    disabled === undefined ? undefined : eq(keywordCounts.disabled, disabled),
  );
  return { table: keywordCounts, where };
}

/** The filters of a list or an export. */
export const keywordFilterCondition = (
  { actor }: Ctx,
  query: Omit<KeywordQuery, keyof PageRequest | "ordering">,
) =>
  and(
    owned(actor, keywords),
    query.site_id === undefined ? undefined : eq(keywords.site_id, query.site_id),
    query.sector_id === undefined ? undefined : eq(keywords.sector_id, query.sector_id),
    query.cluster_id === undefined ? undefined : eq(keywords.cluster_id, query.cluster_id),
    query.status && eq(keywords.status, query.status),
    query.disabled === undefined ? undefined : eq(keywords.disabled, query.disabled),
    query.difficulty_min === undefined ? undefined : gte(keywords.difficulty, query.difficulty_min),
    query.difficulty_max === undefined ? undefined : lte(keywords.difficulty, query.difficulty_max),
    query.volume_min === undefined ? undefined : gte(keywords.volume, query.volume_min),
    query.volume_max === undefined ? undefined : lte(keywords.volume, query.volume_max),
    query.search ? sql`instr(${keywords.keyword_key}, ${toKeywordKey(query.search)}) > 0` : undefined,
  );

export const getKeyword = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: keywords, name: "Keyword" }, id);

export async function createKeyword(ctx: Ctx, input: KeywordBody) {
  const [[found], [keyword]] = await ctx.db.batch([
    selectSectorStatement(ctx, input),
    insertKeywordsStatement(ctx, input, [withKey(input)], isoIn()).returning(columns),
  ]);
  if (!found) throw await loadSectorError(ctx, input.site_id);
  if (keyword) return keyword;
  await throwIfFull(ctx);
  throw new ApiError("DUPLICATE", "The sector already has this keyword");
}

type KeywordRow = Pick<KeywordBody, "keyword" | "volume" | "difficulty" | "country" | "intent">;
type SectorRef = { site_id: number; sector_id: number };

/** Rows per JSON variable, which D1 limits to 2 MB. */
const ROWS_PER_STATEMENT = 4_000;

/**
 * Adds missing keywords of the sector in the given order, up to the plan's limit: one batch, all or nothing. The
 * notifications, which report what was added since a time, are part of the batch.
 */
export async function insertKeywords(
  ctx: Ctx,
  sector: SectorRef,
  rows: KeywordRow[],
  buildNotifications: (since: string) => Statement[] = () => [],
) {
  const now = isoIn();
  const values = rows.map(withKey);
  const chunks = Array.from({ length: Math.ceil(values.length / ROWS_PER_STATEMENT) }, (_v, n) =>
    insertKeywordsStatement(
      ctx,
      sector,
      values.slice(n * ROWS_PER_STATEMENT, (n + 1) * ROWS_PER_STATEMENT),
      now,
    ).returning({
      id: keywords.id,
      keyword_key: keywords.keyword_key,
    }),
  );
  const [[found], ...written] = await ctx.db.batch([
    selectSectorStatement(ctx, sector),
    ...chunks,
    ...buildNotifications(now),
  ]);
  if (!found) throw await loadSectorError(ctx, sector.site_id);
  const added = (written.slice(0, chunks.length) as { id: number; keyword_key: string }[][]).flat();
  if (!added.length) await throwIfFull(ctx);
  return { inserted: added, full: added.length < rows.length && (await loadKeywordQuota(ctx)).isFull };
}

const withKey = <R extends KeywordRow>(row: R) => ({ ...row, key: toKeywordKey(row.keyword) });

async function loadKeywordQuota({ actor, db }: Ctx) {
  const current = keywordCountSubquery(accounts.id);
  const [quota] = await db
    .select({ limit: plans.max_keywords, current })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  if (!quota) throw notFound("Account");
  return { ...quota, isFull: quota.current >= quota.limit };
}

async function throwIfFull(ctx: Ctx) {
  const { limit, current, isFull } = await loadKeywordQuota(ctx);
  if (isFull)
    throw new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} keywords`, {
      facts: { limit, current },
    });
}

const selectSectorStatement = (ctx: Ctx, sector: SectorRef) =>
  ctx.db.select({ id: sectors.id }).from(sectors).where(sectorCondition(ctx, sector));

const sectorCondition = ({ actor }: Ctx, { site_id, sector_id }: SectorRef) =>
  and(owned(actor, sectors), eq(sectors.site_id, site_id), eq(sectors.id, sector_id));

const insertKeywordsStatement = (
  ctx: Ctx,
  sector: SectorRef,
  values: (KeywordRow & { key: string })[],
  now: string,
) => {
  const { actor, db } = ctx;
  const remaining = sql`max(0, (select p.max_keywords from accounts a join plans p on p.id = a.plan_id where a.id = ${actor.accountId})
    - ${keywordCountSubquery(actor.accountId)})`;
  return db.insert(keywords).select(
    sql`select null, ${actor.accountId}, ${sector.site_id}, ${sector.sector_id}, null, null, v.value ->> 'keyword',
        v.value ->> 'key', v.value ->> 'volume', v.value ->> 'difficulty', v.value ->> 'country', v.value ->> 'intent',
        'new', 0, ${now}, ${now}
        from json_each(${JSON.stringify(values)}) v
        where exists (select 1 from ${sectors} where ${sectorCondition(ctx, sector)})
          and not exists (select 1 from keywords k where k.sector_id = ${sector.sector_id} and k.keyword_key = v.value ->> 'key')
        order by v.key limit ${remaining}`,
  );
};

/** Those of the keys that the sector already has. */
export async function loadExistingKeys(
  { actor, db }: Ctx,
  { sector_id }: SectorRef,
  keys: string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ key: keywords.keyword_key })
    .from(keywords)
    .where(
      and(owned(actor, keywords), eq(keywords.sector_id, sector_id), isAnyOf(keywords.keyword_key, keys)),
    );
  return new Set(rows.map(({ key }) => key));
}

/** A keyword with a cluster has the status `mapped`, one without the status `new`. */
export async function updateKeyword(ctx: Ctx, id: number, change: KeywordChange) {
  const { actor, db } = ctx;
  const key = change.keyword === undefined ? {} : { keyword_key: toKeywordKey(change.keyword) };
  const { cluster_id } = change;
  const status =
    cluster_id === undefined ? {} : ({ status: cluster_id === null ? "new" : "mapped" } as const);
  const isOfSameSector = cluster_id ? clusterOfSameSectorCondition(ctx, cluster_id) : undefined;
  try {
    const [keyword] = await db
      .update(keywords)
      .set({ ...change, ...key, ...status, updated_at: nextVersion(keywords) })
      .where(and(owned(actor, keywords), eq(keywords.id, id), unchanged(ctx, keywords), isOfSameSector))
      .returning(columns);
    if (keyword) return keyword;
    stillAsRead(ctx, await getKeyword(ctx, id));
    throw cluster_id
      ? invalid("cluster_id", "Not a cluster of this sector")
      : new ApiError("PRECONDITION_FAILED");
  } catch (error) {
    if (isViolation(error, "keywords.keyword_key"))
      throw invalid("keyword", "The sector already has this keyword");
    throw error;
  }
}

/**
 * Whether the cluster belongs to the account and to the keyword's sector: part of the statement that moves the
 * keyword.
 */
export const clusterOfSameSectorCondition = ({ actor }: Ctx, clusterId: number) =>
  sql`exists (select 1 from clusters c where c.id = ${clusterId} and c.account_id = ${actor.accountId}
    and c.sector_id = keywords.sector_id)`;

export async function deleteKeyword({ actor, db }: Ctx, id: number) {
  const deleted = await db
    .delete(keywords)
    .where(and(owned(actor, keywords), eq(keywords.id, id)))
    .returning({ id: keywords.id });
  if (!deleted.length) throw notFound("Keyword");
}
