import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import {
  isAnyOf,
  atomically,
  isViolation,
  missed,
  nextVersion,
  owned,
  pageOf,
  sameStem,
  stillAsRead,
  unchanged,
} from "../../db/queries";
import { apiKeys, industries, type industrySectors, sectors, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { slugEnding } from "../../db/shards";
import { freeSlug, toSlug } from "../../lib/slugs";
import type { PageRequest } from "../../db/cursors";
import { isoIn, MINUTE_MS } from "../../lib/time";
import { auditIfChangedStatement, lastInsertedId } from "../audit/audit.service";
import { hasPlanCapacity, loadPlanLimitError } from "../auth/plan-limits";
import { updateRateLimiter } from "../auth/session-revocation";
import type { SiteBody, SiteChange, SiteListQuery } from "./sites.schema";

const SLUG_ATTEMPTS = 5;
const KEY_BLOCK_MS = 2 * MINUTE_MS;

const { account_id: _site, ...siteColumns } = getTableColumns(sites);

export function listSites({ actor, db }: Ctx, q: SiteListQuery) {
  const where = and(
    eq(sites.account_id, actor.accountId),
    actor.siteIds ? isAnyOf(sites.id, actor.siteIds) : undefined,
    q.is_active === undefined ? undefined : eq(sites.is_active, q.is_active),
  );
  const order = { column: sites.id, direction: "asc" } as const;
  return pageOf(db, { columns: siteColumns, table: sites, where, order }, q);
}

export async function getSite(ctx: Ctx, id: number) {
  const [site] = await ctx.db.select(siteColumns).from(sites).where(isVisibleSite(ctx, id));
  if (!site) throw notFound("Site");
  return site;
}

const isVisibleSite = ({ actor }: Ctx, id: number) =>
  and(
    eq(sites.account_id, actor.accountId),
    eq(sites.id, id),
    actor.siteIds ? isAnyOf(sites.id, actor.siteIds) : undefined,
  );

export async function createSite(ctx: Ctx, input: SiteBody) {
  if (ctx.actor.siteIds)
    throw new ApiError("FORBIDDEN", "This user has access to selected sites only and cannot add one");
  const base = toSlug(input.name, "site") + slugEnding(ctx.actor.accountId);
  for (let attempt = 0; attempt < SLUG_ATTEMPTS; attempt++) {
    const [taken, industry] = await ctx.db.batch([
      ctx.db.select({ slug: sites.slug }).from(sites).where(sameStem(sites.slug, base)),
      selectIndustryStatement(ctx, input.industry_id),
    ]);
    if (input.industry_id && !industry[0]) throw invalid("industry_id", "No such industry");
    const slug = freeSlug(
      base,
      taken.map((site) => site.slug),
    );
    try {
      return await insertSite(ctx, input, slug);
    } catch (error) {
      if (!isViolation(error, "sites.slug")) throw error;
    }
  }
  throw new ApiError("CONFLICT", "Another site is being created with this name. Try again.");
}

const selectIndustryStatement = ({ db }: Ctx, id: number | null | undefined) =>
  db
    .select({ id: industries.id })
    .from(industries)
    .where(eq(industries.id, id ?? 0));

async function insertSite(ctx: Ctx, { name, domain, industry_id, platform_type }: SiteBody, slug: string) {
  const { actor, db } = ctx;
  const now = isoIn();
  const [[created] = []] = await atomically(db, [
    db
      .insert(sites)
      .select(
        sql`select null, ${actor.accountId}, ${name}, ${slug}, ${domain ?? null}, ${industry_id ?? null}, 1,
          ${platform_type}, ${now}, ${now} where ${hasPlanCapacity(ctx, "site")}`,
      )
      .returning(siteColumns),
    auditIfChangedStatement(ctx, { action: "site.created", object_type: "site", object_id: lastInsertedId }),
  ]);
  if (!created) throw await loadPlanLimitError(ctx, "site");
  return created as Awaited<ReturnType<typeof getSite>>;
}

/** The slug never changes, because links contain it. */
export async function updateSite(ctx: Ctx, id: number, change: SiteChange) {
  const { db } = ctx;
  const [industry] = change.industry_id ? await selectIndustryStatement(ctx, change.industry_id) : [];
  if (change.industry_id && !industry) throw invalid("industry_id", "No such industry");
  if (!Object.keys(change).length) return stillAsRead(ctx, await getSite(ctx, id));
  if (change.is_active === false) await blockApiKeys(ctx, id);
  const event = { object_type: "site", object_id: id, details: { fields: Object.keys(change) } };
  const [[updated] = []] = await atomically(db, [
    db
      .update(sites)
      .set({ ...change, updated_at: nextVersion(sites) })
      .where(and(isVisibleSite(ctx, id), unchanged(ctx, sites)))
      .returning(siteColumns),
    auditIfChangedStatement(ctx, { action: "site.updated", ...event }),
  ]);
  if (!updated) throw await missed(getSite(ctx, id));
  return updated as Awaited<ReturnType<typeof getSite>>;
}

/** Isolates cache keys for a minute. Until their entries expire, the rate limiter blocks the site's keys. */
async function blockApiKeys({ actor, db }: Ctx, siteId: number) {
  const keys = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(
      and(eq(apiKeys.account_id, actor.accountId), eq(apiKeys.site_id, siteId), isNull(apiKeys.revoked_at)),
    );
  const until = Date.now() + KEY_BLOCK_MS;
  if (keys.length)
    await updateRateLimiter(actor.accountId, async (limiter) => {
      for (const key of keys) await limiter.revokeSession(`key:${key.id}`, until);
    });
}

type IndustrySector = Pick<typeof industrySectors.$inferSelect, "id" | "name" | "slug">;
const industryColumns = {
  ...getTableColumns(industries),
  sectors:
    sql`(select json_group_array(json_object('id', s.id, 'name', s.name, 'slug', s.slug) order by s.name)
    from industry_sectors s where s.industry_id = industries.id)`
      .mapWith((text: string): IndustrySector[] => JSON.parse(text))
      .as("sectors"),
};

export function listIndustries({ db }: Ctx, q: PageRequest) {
  const order = { column: industries.name, direction: "asc" } as const;
  return pageOf(db, { columns: industryColumns, table: industries, order }, q);
}

/** Throws a validation error unless the sector belongs to the site and the actor can access both. */
export async function requireSector(ctx: Ctx, siteId: number, sectorId: number) {
  const { actor, db } = ctx;
  const [found] = await db
    .select({ id: sectors.id })
    .from(sectors)
    .where(and(owned(actor, sectors), eq(sectors.site_id, siteId), eq(sectors.id, sectorId)));
  if (!found) throw await loadSectorError(ctx, siteId);
}

/** The validation error for a site and sector that do not match: on the site, or on the sector of a valid site. */
export async function loadSectorError({ actor, db }: Ctx, siteId: number): Promise<ApiError> {
  const [site] = await db
    .select({ id: sites.id })
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));
  return site && maySee(actor, siteId)
    ? invalid("sector_id", "Not a sector of this site")
    : invalid("site_id", "No such site");
}

/** Throws a validation error unless the actor can access the site. */
export async function requireSite(ctx: Ctx, siteId: number) {
  return requireVisibleSite(ctx, siteId, (await selectSiteStatement(ctx, siteId))[0]);
}

/** Selects the site; pass its row to `requireVisibleSite`. */
export const selectSiteStatement = ({ actor, db }: Ctx, siteId: number) =>
  db
    .select({ id: sites.id, name: sites.name })
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));

export function requireVisibleSite<Site>({ actor }: Ctx, siteId: number, site: Site | undefined): Site {
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  return site;
}
