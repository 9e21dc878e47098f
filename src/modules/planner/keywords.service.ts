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

export function listKeywords(ctx: Ctx, q: KeywordQuery) {
  const where = keywordFilterCondition(ctx, q);
  const order = orderOf(q.ordering, {
    keyword: keywords.keyword_key,
    volume: keywords.volume,
    difficulty: keywords.difficulty,
    created_at: keywords.created_at,
  });
  return pageOf(ctx.db, { columns, table: keywords, where, order, kept: buildStoredCount(ctx, q) }, q);
}

/** Rows of stored counts that give the total of a list, if they cover all its filters. */
function buildStoredCount({ actor }: Ctx, q: KeywordQuery) {
  const {
    site_id,
    status,
    disabled,
    page: _page,
    page_size: _size,
    cursor: _at,
    ordering: _by,
    ...others
  } = q;
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  const where = and(
    owned(actor, keywordCounts),
    site_id === undefined ? undefined : eq(keywordCounts.site_id, site_id),
    status && eq(keywordCounts.status, status),
    disabled === undefined ? undefined : eq(keywordCounts.disabled, disabled),
  );
  return { table: keywordCounts, where };
}

/** Keywords of a list or an export. */
export const keywordFilterCondition = (
  { actor }: Ctx,
  q: Omit<KeywordQuery, keyof PageRequest | "ordering">,
) =>
  and(
    owned(actor, keywords),
    q.site_id === undefined ? undefined : eq(keywords.site_id, q.site_id),
    q.sector_id === undefined ? undefined : eq(keywords.sector_id, q.sector_id),
    q.cluster_id === undefined ? undefined : eq(keywords.cluster_id, q.cluster_id),
    q.status && eq(keywords.status, q.status),
    q.disabled === undefined ? undefined : eq(keywords.disabled, q.disabled),
    q.difficulty_min === undefined ? undefined : gte(keywords.difficulty, q.difficulty_min),
    q.difficulty_max === undefined ? undefined : lte(keywords.difficulty, q.difficulty_max),
    q.volume_min === undefined ? undefined : gte(keywords.volume, q.volume_min),
    q.volume_max === undefined ? undefined : lte(keywords.volume, q.volume_max),
    q.search ? sql`instr(${keywords.keyword_key}, ${toKeywordKey(q.search)}) > 0` : undefined,
  );

export const getKeyword = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: keywords, name: "Keyword" }, id);

export async function createKeyword(ctx: Ctx, input: KeywordBody) {
  const [[sector], [keyword]] = await ctx.db.batch([
    selectSectorStatement(ctx, input),
    insertKeywordsStatement(ctx, input, [withKey(input)], isoIn()).returning(columns),
  ]);
  if (!sector) throw await loadSectorError(ctx, input.site_id);
  if (keyword) return keyword;
  await throwIfFull(ctx);
  throw new ApiError("DUPLICATE", "The sector has this keyword already");
}

type KeywordRow = Pick<KeywordBody, "keyword" | "volume" | "difficulty" | "country" | "intent">;
type SectorRef = { site_id: number; sector_id: number };

/** Rows per JSON variable, which D1 limits to 2 MB. */
const ROWS_PER_STATEMENT = 4_000;

/**
 * Adds missing keywords of the sector in the given order, up to the plan's limit: one batch, all or nothing. The
 * notification reports what was added since a moment, in the same batch.
 */
export async function insertKeywords(
  ctx: Ctx,
  place: SectorRef,
  rows: KeywordRow[],
  news: (since: string) => Statement[] = () => [],
) {
  const now = isoIn();
  const values = rows.map(withKey);
  const chunks = Array.from({ length: Math.ceil(values.length / ROWS_PER_STATEMENT) }, (_v, n) =>
    insertKeywordsStatement(
      ctx,
      place,
      values.slice(n * ROWS_PER_STATEMENT, (n + 1) * ROWS_PER_STATEMENT),
      now,
    ).returning({
      id: keywords.id,
      keyword_key: keywords.keyword_key,
    }),
  );
  const [[sector], ...written] = await ctx.db.batch([
    selectSectorStatement(ctx, place),
    ...chunks,
    ...news(now),
  ]);
  if (!sector) throw await loadSectorError(ctx, place.site_id);
  const added = (written.slice(0, chunks.length) as { id: number; keyword_key: string }[][]).flat();
  if (!added.length) await throwIfFull(ctx);
  return { inserted: added, full: added.length < rows.length && (await loadKeywordQuota(ctx)).isFull };
}

const withKey = <R extends KeywordRow>(row: R) => ({ ...row, key: toKeywordKey(row.keyword) });

async function loadKeywordQuota({ actor, db }: Ctx) {
  const current = keywordCountSubquery(accounts.id);
  const [room] = await db
    .select({ limit: plans.max_keywords, current })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));
  return { ...room!, isFull: room!.current >= room!.limit };
}

async function throwIfFull(ctx: Ctx) {
  const { limit, current, isFull } = await loadKeywordQuota(ctx);
  if (isFull)
    throw new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} keywords`, {
      facts: { limit, current },
    });
}

const selectSectorStatement = (ctx: Ctx, place: SectorRef) =>
  ctx.db.select({ id: sectors.id }).from(sectors).where(sectorCondition(ctx, place));

const sectorCondition = ({ actor }: Ctx, { site_id, sector_id }: SectorRef) =>
  and(owned(actor, sectors), eq(sectors.site_id, site_id), eq(sectors.id, sector_id));

const insertKeywordsStatement = (
  ctx: Ctx,
  place: SectorRef,
  values: (KeywordRow & { key: string })[],
  now: string,
) => {
  const { actor, db } = ctx;
  const room = sql`max(0, (select p.max_keywords from accounts a join plans p on p.id = a.plan_id where a.id = ${actor.accountId})
    - ${keywordCountSubquery(actor.accountId)})`;
  return db.insert(keywords).select(
    sql`select null, ${actor.accountId}, ${place.site_id}, ${place.sector_id}, null, null, v.value ->> 'keyword',
        v.value ->> 'key', v.value ->> 'volume', v.value ->> 'difficulty', v.value ->> 'country', v.value ->> 'intent',
        'new', 0, ${now}, ${now}
        from json_each(${JSON.stringify(values)}) v
        where exists (select 1 from ${sectors} where ${sectorCondition(ctx, place)})
          and not exists (select 1 from keywords k where k.sector_id = ${place.sector_id} and k.keyword_key = v.value ->> 'key')
        order by v.key limit ${room}`,
  );
};

/** Keywords that the sector already has. */
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

/** With a cluster the status is mapped, without one new. */
export async function updateKeyword(ctx: Ctx, id: number, change: KeywordChange) {
  const { actor, db } = ctx;
  const key = change.keyword === undefined ? {} : { keyword_key: toKeywordKey(change.keyword) };
  const { cluster_id } = change;
  const state = cluster_id === undefined ? {} : ({ status: cluster_id === null ? "new" : "mapped" } as const);
  const fits = cluster_id ? clusterOfSameSectorCondition(ctx, cluster_id) : undefined;
  try {
    const [keyword] = await db
      .update(keywords)
      .set({ ...change, ...key, ...state, updated_at: nextVersion(keywords) })
      .where(and(owned(actor, keywords), eq(keywords.id, id), unchanged(ctx, keywords), fits))
      .returning(columns);
    if (keyword) return keyword;
    stillAsRead(ctx, await getKeyword(ctx, id));
    throw cluster_id
      ? invalid("cluster_id", "Not a cluster of this sector")
      : new ApiError("PRECONDITION_FAILED");
  } catch (error) {
    if (isViolation(error, "keywords.keyword_key"))
      throw invalid("keyword", "The sector has this keyword already");
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
