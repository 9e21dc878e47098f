import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import { anyOf, owned, pageOf, sameStem } from "../../db/queries";
import { accounts, industries, industrySectors, plans, sectors, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../lib/context";
import { ApiError, invalid } from "../../lib/errors";
import { freeSlug, slugOf } from "../../lib/slugs";
import type { PageQuery } from "../../http/schemas";
import type { SectorBody, SectorQuery, SiteBody, SiteQuery } from "./sites.schema";

const MAX_SECTORS = 5;

const { account_id: _site, ...siteColumns } = getTableColumns(sites);
const { account_id: _sector, ...sectorColumns } = getTableColumns(sectors);

export function listSites({ actor, db }: Ctx, q: SiteQuery) {
  const where = and(
    eq(sites.account_id, actor.accountId),
    actor.siteIds ? anyOf(sites.id, actor.siteIds) : undefined,
    q.is_active === undefined ? undefined : eq(sites.is_active, q.is_active),
  );
  const query = db.select(siteColumns).from(sites).where(where).orderBy(asc(sites.id));
  return pageOf(db, query.$dynamic(), { table: sites, where }, q);
}

export async function createSite(ctx: Ctx, input: SiteBody) {
  const { actor, db } = ctx;
  if (actor.siteIds) throw new ApiError("FORBIDDEN", "This user is limited to some sites and cannot add one");
  const base = slugOf(input.name, "site");
  const [taken, plan, industry] = await db.batch([
    db.select({ slug: sites.slug }).from(sites).where(sameStem(sites.slug, base)),
    planUse(ctx),
    db
      .select({ id: industries.id })
      .from(industries)
      .where(eq(industries.id, input.industry_id ?? 0)),
  ]);
  if (input.industry_id && !industry[0]) throw invalid("industry_id", "No such industry");
  const slug = freeSlug(
    base,
    taken.map((site) => site.slug),
  );
  const { limit, current } = plan[0]!;
  const [site] =
    current < limit
      ? await db
          .insert(sites)
          .values({ ...input, slug, account_id: actor.accountId })
          .returning(siteColumns)
      : [];
  if (!site)
    throw new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} site${limit === 1 ? "" : "s"}`, {
      facts: { limit, current },
    });
  return site;
}

const planUse = ({ actor, db }: Ctx) =>
  db
    .select({
      limit: plans.max_sites,
      current: sql<number>`(select count(*) from sites where sites.account_id = ${accounts.id})`,
    })
    .from(accounts)
    .innerJoin(plans, eq(plans.id, accounts.plan_id))
    .where(eq(accounts.id, actor.accountId));

export function listSectors({ actor, db }: Ctx, q: SectorQuery) {
  const where = and(owned(actor, sectors), q.site_id ? eq(sectors.site_id, q.site_id) : undefined);
  const query = db.select(sectorColumns).from(sectors).where(where).orderBy(asc(sectors.id));
  return pageOf(db, query.$dynamic(), { table: sectors, where }, q);
}

export async function createSector({ actor, db }: Ctx, input: SectorBody) {
  const [[site], present, [template]] = await db.batch([
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, input.site_id))),
    db.select({ slug: sectors.slug }).from(sectors).where(eq(sectors.site_id, input.site_id)),
    db
      .select()
      .from(industrySectors)
      .where(eq(industrySectors.id, input.industry_sector_id ?? 0)),
  ]);
  if (!site || !maySee(actor, site.id)) throw invalid("site_id", "No such site");
  if (input.industry_sector_id && !template) throw invalid("industry_sector_id", "No such industry sector");
  if (present.length >= MAX_SECTORS)
    throw new ApiError("PLAN_LIMIT_REACHED", `A site has at most ${MAX_SECTORS} sectors`, {
      facts: { limit: MAX_SECTORS, current: present.length },
    });
  const name = input.name ?? template!.name;
  const slug = freeSlug(
    slugOf(name, "sector"),
    present.map((sector) => sector.slug),
  );
  const [sector] = await db
    .insert(sectors)
    .values({ ...input, name, slug, account_id: actor.accountId })
    .returning(sectorColumns);
  return sector!;
}

export async function listIndustries({ db }: Ctx, { page, page_size }: PageQuery) {
  const query = db.select().from(industries).orderBy(asc(industries.name));
  const [rows, total, found] = await db.batch([
    query.limit(page_size).offset((page - 1) * page_size),
    db.select({ count: sql<number>`count(*)` }).from(industries),
    db
      .select({
        id: industrySectors.id,
        name: industrySectors.name,
        slug: industrySectors.slug,
        industry_id: industrySectors.industry_id,
      })
      .from(industrySectors)
      .orderBy(asc(industrySectors.name)),
  ]);
  if (page > 1 && rows.length === 0) throw new ApiError("NOT_FOUND", "Page not found");
  const sectorsOf = (id: number) =>
    found.filter((sector) => sector.industry_id === id).map(({ industry_id: _, ...sector }) => sector);
  return { count: total[0]!.count, rows: rows.map((row) => ({ ...row, sectors: sectorsOf(row.id) })) };
}

/** Refuses a site and sector that do not belong together or to the caller, naming the field. */
export async function requireSector({ actor, db }: Ctx, siteId: number, sectorId: number) {
  const [found] = await db
    .select({ id: sectors.id })
    .from(sectors)
    .where(and(owned(actor, sectors), eq(sectors.site_id, siteId), eq(sectors.id, sectorId)));
  if (!found) throw await wrongSector({ actor, db } as Ctx, siteId);
}

/** Which of the two is wrong: the site, or the sector of a site that is right. */
export async function wrongSector({ actor, db }: Ctx, siteId: number): Promise<ApiError> {
  const [site] = await db
    .select({ id: sites.id })
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));
  return site && maySee(actor, siteId)
    ? invalid("sector_id", "Not a sector of this site")
    : invalid("site_id", "No such site");
}

/** Refuses a site that is not the caller's, naming the field. */
export async function requireSite({ actor, db }: Ctx, siteId: number) {
  const [site] = await db
    .select({ id: sites.id, name: sites.name })
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  return site;
}
