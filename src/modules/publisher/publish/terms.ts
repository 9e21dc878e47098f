import { and, eq, sql } from "drizzle-orm";
import { isRefusal } from "../../../clients/remote-error";
import { CATEGORIES, ensureTerms, type RemoteSite, TAGS } from "../../../clients/wordpress";
import { isAnyOf, owned, type Statement } from "../../../db/queries";
import { taxonomies } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { isoIn } from "../../../lib/time";
import { computeTaxonomySlug } from "../../writer/taxonomies.service";

type Kind = "category" | "tag";
const routes: Record<Kind, string> = { category: CATEGORIES, tag: TAGS };

export type RemoteTermIds = {
  categories: number[];
  tags: number[];
  /** Names of categories and tags that the user is not allowed to create. */
  refused: string[];
};
type ArticleTerms = { site_id: number; categories: string[]; tags: string[] };

/** Returns the remote ids of the article's categories and tags. Unknown terms are looked up or created, once. */
export async function ensureArticleTerms(
  ctx: Ctx,
  site: RemoteSite,
  article: ArticleTerms,
): Promise<RemoteTermIds> {
  const known = await ctx.db
    .select({ type: taxonomies.taxonomy_type, name: taxonomies.name, external_id: taxonomies.external_id })
    .from(taxonomies)
    .where(
      and(
        owned(ctx.actor, taxonomies),
        eq(taxonomies.site_id, article.site_id),
        sql`${taxonomies.external_id} is not null`,
      ),
    );
  const refused: string[] = [];
  const ensureIds = async (kind: Kind, names: string[]) => {
    const ids: number[] = [];
    for (const name of names) {
      const stored = known.find((term) => term.type === kind && isSameName(term.name, name))?.external_id;
      const id = stored
        ? Number(stored)
        : await ensureTermId(ctx, site, { site_id: article.site_id, kind, name });
      if (id === null) refused.push(name);
      else ids.push(id);
    }
    return [...new Set(ids)];
  };
  return {
    categories: await ensureIds("category", article.categories),
    tags: await ensureIds("tag", article.tags),
    refused,
  };
}

const isSameName = (a: string, b: string) =>
  a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();

type TermRequest = { site_id: number; kind: Kind; name: string };

/** Looks the term up or creates it. Null if the user is not allowed to create one. */
async function ensureTermId(ctx: Ctx, site: RemoteSite, request: TermRequest): Promise<number | null> {
  const [id] = await ensureTerms(site, routes[request.kind], [request.name]).catch((error: unknown) => {
    if (isRefusal(error, "rest_cannot_create", "rest_forbidden_context")) return [];
    throw error;
  });
  if (id === undefined) return null;
  await storeTermId(ctx, request, String(id));
  return id;
}

async function storeTermId({ actor, db }: Ctx, { site_id, kind, name }: TermRequest, external_id: string) {
  const row = { account_id: actor.accountId, site_id, taxonomy_type: kind, name, external_id };
  const updated = await db
    .update(taxonomies)
    .set({ external_id, updated_at: isoIn() })
    .where(
      and(
        owned(actor, taxonomies),
        eq(taxonomies.site_id, site_id),
        eq(taxonomies.taxonomy_type, kind),
        sql`lower(${taxonomies.name}) = lower(${name})`,
      ),
    )
    .returning({ id: taxonomies.id });
  if (updated.length) return;
  await db
    .insert(taxonomies)
    .values({ ...row, slug: await computeTaxonomySlug(name, kind) })
    .onConflictDoUpdate({
      target: [taxonomies.site_id, taxonomies.taxonomy_type, taxonomies.slug],
      set: { external_id, updated_at: isoIn() },
    });
}

/** Clears ids that the remote site did not store, so that they are looked up again. */
export function clearTermIdsStatements(
  { actor, db }: Ctx,
  siteId: number,
  kind: Kind,
  ids: readonly number[],
): Statement[] {
  if (!ids.length) return [];
  const update = db
    .update(taxonomies)
    .set({ external_id: null, updated_at: isoIn() })
    .where(
      and(
        owned(actor, taxonomies),
        eq(taxonomies.site_id, siteId),
        eq(taxonomies.taxonomy_type, kind),
        isAnyOf(taxonomies.external_id, ids.map(String)),
      ),
    );
  return [update];
}
