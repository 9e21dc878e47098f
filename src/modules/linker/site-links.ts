import { and, desc, eq, or, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { contentLinks, contents } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { urlKey } from "./links";

/** A site with more pages than this is linked among its newest. */
export const MAX_PAGES = 2000;
const MAX_HREFS = 20_000;
const MAX_ANCHORS = 10_000;

export type SitePage = {
  id: number;
  title: string;
  slug: string;
  external_url: string | null;
  status: string;
  cluster_id: number | null;
  primary_keyword: string;
  secondary_keywords: string[];
};

/** Published, approved, or synced from the site: what a reader can be sent to, now or soon. */
const isLinkable = or(
  eq(contents.status, "approved"),
  eq(contents.status, "published"),
  eq(contents.site_status, "published"),
  eq(contents.source, "wordpress"),
);

/** The site's linkable pages, newest first. `of` selects the site: an id, or a subquery for it. */
export const pagesOf = ({ actor, db }: Ctx, of: number | ReturnType<typeof sql>) =>
  db
    .select({
      id: contents.id,
      title: contents.title,
      slug: contents.slug,
      external_url: contents.external_url,
      status: contents.status,
      cluster_id: contents.cluster_id,
      primary_keyword: contents.primary_keyword,
      secondary_keywords: contents.secondary_keywords,
    })
    .from(contents)
    .where(and(owned(actor, contents), sql`${contents.site_id} = ${of}`, isLinkable))
    .orderBy(desc(contents.id))
    .limit(MAX_PAGES);

/**
 * Where the site's pages lead: each page's addresses, once. Read out of the stored HTML, whose attributes hold no angle
 * bracket and stand in double quotes, so that links set by hand count as those of the linker do.
 */
export const hrefsOf = ({ actor, db }: Ctx, of: number | ReturnType<typeof sql>) =>
  db
    .select({ id: sql<number>`h.id`.as("id"), href: sql<string>`replace(h.href, '&amp;', '&')`.as("href") })
    .from(
      sql`(with recursive parts(id, rest, tag) as (
        select ${contents.id}, ${contents.content_html}, ''
          from ${contents} where ${and(owned(actor, contents), sql`${contents.site_id} = ${of}`, isLinkable)}
        union all
        select id, substr(rest, instr(rest, '<a ') + 3), substr(rest, instr(rest, '<a ') + 3, 2000)
          from parts where instr(rest, '<a ') > 0),
        tags(id, start) as (
          select id, substr(tag, instr(tag, 'href="') + 6) from parts
          where instr(tag, 'href="') between 1 and instr(tag, '>'))
        select distinct id, substr(start, 1, instr(start, '"') - 1) as href from tags) h`,
    )
    .limit(MAX_HREFS);

/** The links that the linker set on the site, the newest first. */
export const setLinksOf = ({ actor, db }: Ctx, of: number | ReturnType<typeof sql>) =>
  db
    .select({
      content_id: contentLinks.content_id,
      target_content_id: contentLinks.target_content_id,
      anchor_text: contentLinks.anchor_text,
    })
    .from(contentLinks)
    .where(and(owned(actor, contentLinks), sql`${contentLinks.site_id} = ${of}`))
    .orderBy(desc(contentLinks.id))
    .limit(MAX_ANCHORS);

/** The address at which a page is, or, until it is published, will be by its slug. */
export const addressOf = ({ external_url, slug }: Pick<SitePage, "external_url" | "slug">) =>
  external_url ?? `/${slug}/`;

export type Edge = { source: number; target: number };

/** The links among the pages, each once, none of a page to itself. */
export function edgesOf(
  pages: readonly SitePage[],
  hrefs: { id: number; href: string }[],
  domain: string | null,
): Edge[] {
  const byUrl = new Map(pages.map((page) => [urlKey(addressOf(page), domain), page.id]));
  const seen = new Map<string, Edge>();
  for (const { id, href } of hrefs) {
    const target = byUrl.get(urlKey(href, domain));
    if (target !== undefined && target !== id) seen.set(`${id}>${target}`, { source: id, target });
  }
  return [...seen.values()];
}
