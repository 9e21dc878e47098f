import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { staysOnSite } from "../../clients/guarded-fetch";
import { pageOfTerms, type Post, readPosts } from "../../clients/wordpress";
import type { Outline } from "../../clients/wordpress";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { contents, sectors } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { freeSlug, toSlug } from "../../lib/slugs";
import { ItemError } from "../jobs/items.service";
import { toSiteStatus, toUtc } from "../../clients/wordpress/remote-post";
import type { ContentSnapshot } from "../../db/schema/writer";
import { SiteStructure } from "../integration/connection.schema";
import type { IntegrationRow } from "../integration/integrations.service";
import { type LocalContent, type ReadableContent, resolveLastSeen } from "./merge-remote";
import { toRemoteContent, type RemoteContent, type TermNames, countRemoteWords } from "./remote-content";
import type { RemoteSession } from "./remote-session";
import { selectTermsStatement, decodeTermName, mergeTermsStatements, type TermKind } from "./terms";

/** Selects the content items of these remote posts. */
export const selectLocalStatement = ({ actor, db }: Ctx, siteId: number, ids: readonly (number | string)[]) =>
  db
    .select()
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        eq(contents.site_id, siteId),
        isAnyOf(contents.external_id, ids.map(String)),
      ),
    );

/** Ids of content items that the posts refer to, but that do not have the posts' ids yet, because publishing is not finished. */
export async function listUnpublishedIds(
  { actor, db }: Ctx,
  siteId: number,
  posts: readonly RemoteContent[],
): Promise<number[]> {
  const ids = posts.flatMap(({ content_id }) => content_id ?? []);
  if (!ids.length) return [];
  const rows = await db
    .select({ id: contents.id })
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        eq(contents.site_id, siteId),
        isAnyOf(contents.id, ids),
        isNull(contents.external_id),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Whether the post may have changed since it was last seen. */
export function mayHaveChanged(local: LocalContent, { status, modified_gmt }: Outline): boolean {
  const modified_at = toUtc(modified_gmt);
  return (
    modified_at !== local.remote_modified_at ||
    (toSiteStatus(status) !== local.site_status && local.site_status !== "failed")
  );
}

/** A stored id may belong to another site, because the integration's address can change. */
export function isOnRemoteSite(
  { row, site }: RemoteSession,
  { external_url }: LocalContent,
  link: string,
): boolean {
  if (!external_url || external_url === link) return true;
  const url = URL.parse(external_url);
  if (!url) return true;
  if (url.pathname !== "/" && url.pathname === URL.parse(link)?.pathname) return true;
  return [row.external_site_url, site.index.home]
    .map((text) => URL.parse(text))
    .some((home) => home !== null && (staysOnSite(url, home) || staysOnSite(home, url)));
}

/** Fetches posts and converts them. Also returns the statements that store unknown terms. */
export async function fetchContents(
  ctx: Ctx,
  remote: RemoteSession,
  ids: readonly number[],
  kind: "post" | "page",
) {
  if (!ids.length) return { found: [], writes: [] };
  const posts = await readPosts(remote.site, remote.routes[kind], ids);
  const { names, writes } = await loadPostTermNames(ctx, remote, posts);
  const keys = SiteStructure.safeParse(remote.row.structure).data?.seo_meta_keys ?? null;
  return { found: await Promise.all(posts.map((post) => toRemoteContent(post, names, keys))), writes };
}

async function loadPostTermNames(ctx: Ctx, remote: RemoteSession, posts: readonly Post[]) {
  const collectIds = (field: "categories" | "tags") => [
    ...new Set(posts.flatMap((post) => post[field] ?? [])),
  ];
  const categories = await loadTermNames(ctx, remote, "category", collectIds("categories"));
  const tags = await loadTermNames(ctx, remote, "tag", collectIds("tags"));
  const names: TermNames = { categories: categories.names, tags: tags.names };
  return { names, writes: [...categories.writes, ...tags.writes] };
}

/** Loads names from the stored terms, and fetches missing ones. */
async function loadTermNames(ctx: Ctx, remote: RemoteSession, kind: TermKind, ids: number[]) {
  if (!ids.length) return { names: new Map<number, string>(), writes: [] };
  const known = await selectTermsStatement(ctx, remote.row.site_id, kind);
  const names = new Map(
    known.flatMap(({ external_id, name }) => (external_id ? [[Number(external_id), name] as const] : [])),
  );
  const missing = ids.filter((id) => !names.has(id)).map(String);
  const found = [];
  for (let from = 0; from < missing.length; from += 100) {
    const include = missing.slice(from, from + 100);
    found.push(...(await pageOfTerms(remote.site, remote.routes[kind], { include })).rows);
  }
  for (const term of found) names.set(term.id, decodeTermName(term.name));
  return {
    names,
    writes: mergeTermsStatements(ctx, { site_id: remote.row.site_id, kind }, { known, found }),
  };
}

/** Prepares the inserts of content items for remote posts without one, in the site's first sector. */
export async function prepareImportStatements(
  { actor, db }: Ctx,
  { site_id }: IntegrationRow,
  posts: readonly ReadableContent[],
): Promise<Statement[]> {
  if (!posts.length) return [];
  const [[sector], existing] = await db.batch([
    db
      .select({ id: sectors.id })
      .from(sectors)
      .where(and(eq(sectors.account_id, actor.accountId), eq(sectors.site_id, site_id)))
      .orderBy(asc(sectors.id))
      .limit(1),
    db
      .select({ slug: contents.slug })
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.site_id, site_id))),
  ]);
  if (!sector) throw new ItemError("The site has no sector: create one for imported posts", false);
  const slugs = existing.map((row) => row.slug);
  return posts.map((post) => {
    const slug = freeSlug(toSlug(post.slug || post.text.title, `post-${post.external_id}`), slugs);
    slugs.push(slug);
    return db
      .insert(contents)
      .values(toRow(post, { account_id: actor.accountId, site_id, sector_id: sector.id, slug }));
  });
}

type NewContentRef = Pick<LocalContent, "account_id" | "site_id" | "sector_id" | "slug">;
const importedStatuses: Partial<Record<LocalContent["site_status"], LocalContent["status"]>> = {
  published: "published",
  scheduled: "approved",
};

function toRow(post: ReadableContent, ref: NewContentRef): typeof contents.$inferInsert {
  const site_status = toSiteStatus(post.status);
  const version = new Date().toISOString();
  const text: Partial<ContentSnapshot> = post.text;
  return {
    ...ref,
    ...text,
    ...post.seo,
    title: post.text.title,
    word_count: countRemoteWords(post.text),
    status: importedStatuses[site_status] ?? "draft",
    site_status,
    scheduled_publish_at: site_status === "scheduled" ? post.date : null,
    external_id: post.external_id,
    external_url: post.external_url,
    source: "wordpress",
    remote_modified_at: resolveLastSeen(post),
    remote_digest: post.digest,
    pushed_version: version,
    created_at: version,
    updated_at: version,
  };
}

export const CHECK_BATCH_SIZE = 50;

/** Selects the next content items after an id that have remote posts or pages. */
export const selectNextLocalStatement = ({ actor, db }: Ctx, siteId: number, after: number) =>
  db
    .select()
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        eq(contents.site_id, siteId),
        inArray(contents.content_type, ["post", "page"]),
        sql`${contents.external_id} glob '[1-9]*'`,
        gt(contents.id, after),
      ),
    )
    .orderBy(asc(contents.id))
    .limit(CHECK_BATCH_SIZE);
