import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import {
  anyOf,
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
import { freeSlug, slugOf } from "../../lib/slugs";
import { isoIn, MINUTE_MS } from "../../lib/time";
import type { PageRequest } from "../../db/cursors";
import { auditedIfChanged, inserted } from "../audit/audit.service";
import { hasRoomFor, limitReached } from "../auth/plan-limits";
import { tellDoor } from "../auth/revocation";
import type { SiteBody, SiteChange, SiteQuery } from "./sites.schema";

const SLUG_TRIES = 5;
const KEYS_SHUT_MS = 2 * MINUTE_MS;

const { account_id: _site, ...siteColumns } = getTableColumns(sites);

export function listSites({ actor, db }: Ctx, q: SiteQuery) {
  const where = and(
    eq(sites.account_id, actor.accountId),
    actor.siteIds ? anyOf(sites.id, actor.siteIds) : undefined,
    q.is_active === undefined ? undefined : eq(sites.is_active, q.is_active),
  );
  const order = { column: sites.id, direction: "asc" } as const;
  return pageOf(db, { columns: siteColumns, table: sites, where, order }, q);
}

export async function getSite(ctx: Ctx, id: number) {
  const [site] = await ctx.db.select(siteColumns).from(sites).where(mine(ctx, id));
  if (!site) throw notFound("Site");
  return site;
}

const mine = ({ actor }: Ctx, id: number) =>
  and(
    eq(sites.account_id, actor.accountId),
    eq(sites.id, id),
    actor.siteIds ? anyOf(sites.id, actor.siteIds) : undefined,
  );

export async function createSite(ctx: Ctx, input: SiteBody) {
  if (ctx.actor.siteIds)
    throw new ApiError("FORBIDDEN", "This user is limited to some sites and cannot add one");
  const base = slugOf(input.name, "site") + slugEnding(ctx.actor.accountId);
  for (let attempt = 0; attempt < SLUG_TRIES; attempt++) {
    const [taken, industry] = await ctx.db.batch([
      ctx.db.select({ slug: sites.slug }).from(sites).where(sameStem(sites.slug, base)),
      findIndustry(ctx, input.industry_id),
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
  throw new ApiError("CONFLICT", "The site's name is in demand: try again");
}

const findIndustry = ({ db }: Ctx, id: number | null | undefined) =>
  db
    .select({ id: industries.id })
    .from(industries)
    .where(eq(industries.id, id ?? 0));

async function insertSite(ctx: Ctx, { name, domain, industry_id, platform_type }: SiteBody, slug: string) {
  const { actor, db } = ctx;
  const now = isoIn();
  const [created] = await atomically(db, [
    db
      .insert(sites)
      .select(
        sql`select null, ${actor.accountId}, ${name}, ${slug}, ${domain ?? null}, ${industry_id ?? null}, 1,
          ${platform_type}, ${now}, ${now} where ${hasRoomFor(ctx, "site")}`,
      )
      .returning(siteColumns),
    auditedIfChanged(ctx, { action: "site.created", object_type: "site", object_id: inserted }),
  ]);
  if (!created![0]) throw await limitReached(ctx, "site");
  return created![0] as Awaited<ReturnType<typeof getSite>>;
}

/** Its slug stays as it is: links hold it. */
export async function updateSite(ctx: Ctx, id: number, change: SiteChange) {
  const { db } = ctx;
  const [industry] = change.industry_id ? await findIndustry(ctx, change.industry_id) : [];
  if (change.industry_id && !industry) throw invalid("industry_id", "No such industry");
  if (!Object.keys(change).length) return stillAsRead(ctx, await getSite(ctx, id));
  if (change.is_active === false) await shutKeysOut(ctx, id);
  const event = { object_type: "site", object_id: id, details: { fields: Object.keys(change) } };
  const [updated] = await atomically(db, [
    db
      .update(sites)
      .set({ ...change, updated_at: nextVersion(sites) })
      .where(and(mine(ctx, id), unchanged(ctx, sites)))
      .returning(siteColumns),
    auditedIfChanged(ctx, { action: "site.updated", ...event }),
  ]);
  if (!updated![0]) throw await missed(getSite(ctx, id));
  return updated![0] as Awaited<ReturnType<typeof getSite>>;
}

/** Isolates remember for a minute what D1 said of a key: until they have forgotten, the door refuses the site's keys. */
async function shutKeysOut({ actor, db }: Ctx, siteId: number) {
  const keys = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(
      and(eq(apiKeys.account_id, actor.accountId), eq(apiKeys.site_id, siteId), isNull(apiKeys.revoked_at)),
    );
  const until = Date.now() + KEYS_SHUT_MS;
  if (keys.length)
    await tellDoor(actor.accountId, async (door) => {
      for (const key of keys) await door.revokeSession(`key:${key.id}`, until);
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

/** Refuses a site and sector that do not belong together or to the caller, naming the field. */
export async function requireSector(ctx: Ctx, siteId: number, sectorId: number) {
  const { actor, db } = ctx;
  const [found] = await db
    .select({ id: sectors.id })
    .from(sectors)
    .where(and(owned(actor, sectors), eq(sectors.site_id, siteId), eq(sectors.id, sectorId)));
  if (!found) throw await wrongSector(ctx, siteId);
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
export async function requireSite(ctx: Ctx, siteId: number) {
  return foundSite(ctx, siteId, (await siteOf(ctx, siteId))[0]);
}

/** A statement for the batch of who reads something of the site, and `foundSite` for its answer. */
export const siteOf = ({ actor, db }: Ctx, siteId: number) =>
  db
    .select({ id: sites.id, name: sites.name })
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));

export function foundSite<Site>({ actor }: Ctx, siteId: number, site: Site | undefined): Site {
  if (!site || !maySee(actor, siteId)) throw invalid("site_id", "No such site");
  return site;
}
