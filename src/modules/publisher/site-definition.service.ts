import { and, asc, count, desc, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { liveWithUrlCondition } from "../../db/content-conditions";
import { isInGoodStanding } from "../../db/queries";
import { accounts, contentLinks, contents, sectors, sites, taxonomies } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { moduleDisabled, notFound } from "../../lib/errors";

const MAX_CONTENT = 2_000;
const MAX_LINKS = 10_000;
const MAX_TAXONOMIES = 2_000;

/** The oldest active site with this slug, or else with this domain, of an account in good standing. */
async function getPublicSite({ db }: Ctx, name: string) {
  const domain = name.replace(/^www\./, "");
  const [site] = await db
    .select({
      id: sites.id,
      account_id: sites.account_id,
      name: sites.name,
      slug: sites.slug,
      domain: sites.domain,
      modules_off: accounts.disabled_modules,
    })
    .from(sites)
    .innerJoin(accounts, eq(accounts.id, sites.account_id))
    .where(
      and(
        or(eq(sites.slug, name), name.includes(".") ? eq(sites.domain, domain) : undefined),
        eq(sites.is_active, true),
        isInGoodStanding,
      ),
    )
    .orderBy(desc(eq(sites.slug, name)), asc(sites.id))
    .limit(1);
  if (!site) throw notFound("Site");
  const { modules_off, ...found } = site;
  if (modules_off.includes("publisher")) throw moduleDisabled("publisher");
  return found;
}

/** Public content of a site, in two round trips. */
export async function getSiteDefinition(ctx: Ctx, name: string) {
  const { id, account_id, ...site } = await getPublicSite(ctx, name);
  const ofSite = (table: { account_id: typeof contents.account_id; site_id: typeof contents.site_id }) =>
    and(eq(table.account_id, account_id), eq(table.site_id, id));
  const isPublic = and(ofSite(contents), liveWithUrlCondition(contents));
  const { db } = ctx;
  const [rows, [total], siteSectors, terms, links] = await db.batch([
    db.select(contentColumns).from(contents).where(isPublic).orderBy(desc(contents.id)).limit(MAX_CONTENT),
    db.select({ count: count() }).from(contents).where(isPublic),
    db
      .select({ id: sectors.id, name: sectors.name, slug: sectors.slug, description: sectors.description })
      .from(sectors)
      .where(and(eq(sectors.account_id, account_id), eq(sectors.site_id, id), eq(sectors.is_active, true)))
      .orderBy(asc(sectors.id)),
    db
      .select({ name: taxonomies.name, slug: taxonomies.slug, taxonomy_type: taxonomies.taxonomy_type })
      .from(taxonomies)
      .where(and(eq(taxonomies.account_id, account_id), eq(taxonomies.site_id, id)))
      .orderBy(asc(taxonomies.id))
      .limit(MAX_TAXONOMIES),
    selectLinksStatement(ctx, { account_id, site_id: id }),
  ]);
  const slugs = new Map(siteSectors.map((sector) => [sector.id, sector.slug]));
  const content = rows.map(({ sector_id, url, ...row }) => ({
    ...row,
    url: url ?? "",
    sector: slugs.get(sector_id) ?? "",
  }));
  const usedTerms = new Set(rows.flatMap(({ categories, tags }) => [...categories, ...tags]).map(toKey));
  return {
    site,
    sectors: siteSectors.map(({ id: _, ...sector }) => sector),
    content,
    total: total?.count ?? 0,
    taxonomies: terms.filter((term) => usedTerms.has(toKey(term.name))),
    links,
  };
}

const toKey = (text: string) => text.normalize("NFC").toLowerCase();

const contentColumns = {
  title: contents.title,
  url: contents.external_url,
  excerpt: contents.excerpt,
  content_type: contents.content_type,
  content_structure: contents.content_structure,
  sector_id: contents.sector_id,
  categories: contents.categories,
  tags: contents.tags,
  published_at: sql<string | null>`(select min(r.published_at) from publishing_records r
    where r.content_id = contents.id and r.status = 'published')`.as("first_published_at"),
};

const source = alias(contents, "source");
const target = alias(contents, "target");

/** Links between public pages. */
const selectLinksStatement = (
  { db }: Ctx,
  { account_id, site_id }: { account_id: number; site_id: number },
) =>
  db
    .select({
      from: sql<string>`${source.external_url}`.as("from_url"),
      to: sql<string>`${target.external_url}`.as("to_url"),
      anchor_text: contentLinks.anchor_text,
    })
    .from(contentLinks)
    .innerJoin(source, and(eq(source.id, contentLinks.content_id), liveWithUrlCondition(source)))
    .innerJoin(target, and(eq(target.id, contentLinks.target_content_id), liveWithUrlCondition(target)))
    .where(and(eq(contentLinks.account_id, account_id), eq(contentLinks.site_id, site_id)))
    .orderBy(asc(contentLinks.id))
    .limit(MAX_LINKS);
