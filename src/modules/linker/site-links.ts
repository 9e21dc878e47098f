import { and, desc, sql } from "drizzle-orm";
import { linkableCondition } from "../../db/content-conditions";
import { owned } from "../../db/queries";
import { contentLinks, contentOutlinks, contents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { insertOutlinksStatement, extractOutlinks } from "../writer/outlinks";
import { toUrlKey } from "./links";

/** Only the newest pages of a larger site are linked. */
export const MAX_PAGES = 2000;
/** Maximum number of content items whose links are read, including drafts, whose links do not count. */
const MAX_OUTLINKED = 5000;
/** Number of pages whose HTML is held in memory at once. */
const SCAN_BATCH = 50;
const MAX_ANCHORS = 10_000;

/** An id, or a subquery for it. */
type SiteId = number | ReturnType<typeof sql>;

type SitePage = {
  id: number;
  title: string;
  slug: string;
  external_url: string | null;
  status: string;
  cluster_id: number | null;
  primary_keyword: string;
  secondary_keywords: string[];
};

/** The site's linkable pages, newest first. */
export const selectPagesStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
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
    .where(and(owned(actor, contents), sql`${contents.site_id} = ${siteId}`, linkableCondition))
    .orderBy(desc(contents.id))
    .limit(MAX_PAGES);

/** Known links of the site's content items. */
export const selectHrefsStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
  db
    .select({ id: contentOutlinks.content_id, hrefs: contentOutlinks.hrefs })
    .from(contentOutlinks)
    .where(and(owned(actor, contentOutlinks), sql`${contentOutlinks.site_id} = ${siteId}`))
    .orderBy(desc(contentOutlinks.content_id))
    .limit(MAX_OUTLINKED);

/** Linkable pages whose links are not stored yet. */
export const selectUnscannedPagesStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
  db
    .select({ id: contents.id, updated_at: contents.updated_at, content_html: contents.content_html })
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        sql`${contents.site_id} = ${siteId}`,
        sql`not exists (select 1 from content_outlinks o where o.content_id = contents.id)`,
        linkableCondition,
      ),
    )
    .orderBy(desc(contents.id))
    .limit(SCAN_BATCH);

type Hrefs = Awaited<ReturnType<typeof selectHrefsStatement>>;

/** The stored links, and those of the pages that were not scanned yet, which are stored now. */
export async function loadAllHrefs(
  ctx: Ctx,
  siteId: SiteId,
  stored: Hrefs,
  unscanned: Awaited<ReturnType<typeof selectUnscannedPagesStatement>>,
): Promise<Hrefs> {
  const all = [...stored];
  for (let pages = unscanned; pages.length && all.length < MAX_OUTLINKED;) {
    const scanned = pages.map(({ content_html, ...page }) => ({
      ...page,
      hrefs: extractOutlinks(content_html),
    }));
    all.push(...scanned);
    await insertOutlinksStatement(ctx, scanned);
    pages = pages.length < SCAN_BATCH ? [] : await selectUnscannedPagesStatement(ctx, siteId);
  }
  return all.sort((a, b) => b.id - a.id);
}

/** Links added by the linker on the site, newest first. */
export const selectAddedLinksStatement = ({ actor, db }: Ctx, siteId: SiteId) =>
  db
    .select({
      content_id: contentLinks.content_id,
      target_content_id: contentLinks.target_content_id,
      anchor_text: contentLinks.anchor_text,
    })
    .from(contentLinks)
    .where(and(owned(actor, contentLinks), sql`${contentLinks.site_id} = ${siteId}`))
    .orderBy(desc(contentLinks.id))
    .limit(MAX_ANCHORS);

/** The URL of a page; until it is published, the path of its slug. */
export const resolvePageUrl = ({ external_url, slug }: Pick<SitePage, "external_url" | "slug">) =>
  external_url ?? `/${slug}/`;

type Edge = { source: number; target: number };

/** Links between the pages, each once, without links of a page to itself. */
export function buildEdges(pages: readonly SitePage[], hrefs: Hrefs, domain: string | null): Edge[] {
  const byUrl = new Map(pages.map((page) => [toUrlKey(resolvePageUrl(page), domain), page.id]));
  const known = new Set(byUrl.values());
  const targets = new Map<string, number | undefined>();
  const resolveTarget = (href: string) => {
    if (!targets.has(href)) targets.set(href, byUrl.get(toUrlKey(href, domain)));
    return targets.get(href);
  };
  return hrefs.flatMap(({ id, hrefs: list }) => {
    if (!known.has(id)) return [];
    const found = new Set(list.map(resolveTarget));
    return [...found].flatMap((target) =>
      target === undefined || target === id ? [] : [{ source: id, target }],
    );
  });
}
