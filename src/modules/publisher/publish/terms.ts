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

export type Terms = {
  categories: number[];
  tags: number[];
  /** Names for which the user may not create a category or tag. */
  refused: string[];
};
type Named = { site_id: number; categories: string[]; tags: string[] };

/** Ids of the article's categories and tags on the remote site. Unknown terms are looked up or created, once. */
export async function resolveTerms(ctx: Ctx, site: RemoteSite, article: Named): Promise<Terms> {
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
  const idsOf = async (kind: Kind, names: string[]) => {
    const ids: number[] = [];
    for (const name of names) {
      const kept = known.find((term) => term.type === kind && same(term.name, name))?.external_id;
      const id = kept ? Number(kept) : await ensure(ctx, site, { site_id: article.site_id, kind, name });
      if (id === null) refused.push(name);
      else ids.push(id);
    }
    return [...new Set(ids)];
  };
  return {
    categories: await idsOf("category", article.categories),
    tags: await idsOf("tag", article.tags),
    refused,
  };
}

const same = (a: string, b: string) => a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();

type Wanted = { site_id: number; kind: Kind; name: string };

/** Null if the user may not create one. */
async function ensure(ctx: Ctx, site: RemoteSite, wanted: Wanted): Promise<number | null> {
  const [id] = await ensureTerms(site, routes[wanted.kind], [wanted.name]).catch((error: unknown) => {
    if (isRefusal(error, "rest_cannot_create", "rest_forbidden_context")) return [];
    throw error;
  });
  if (id === undefined) return null;
  await keep(ctx, wanted, String(id));
  return id;
}

async function keep({ actor, db }: Ctx, { site_id, kind, name }: Wanted, external_id: string) {
  const row = { account_id: actor.accountId, site_id, taxonomy_type: kind, name, external_id };
  const named = await db
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
  if (named.length) return;
  await db
    .insert(taxonomies)
    .values({ ...row, slug: await computeTaxonomySlug(name, kind) })
    .onConflictDoUpdate({
      target: [taxonomies.site_id, taxonomies.taxonomy_type, taxonomies.slug],
      set: { external_id, updated_at: isoIn() },
    });
}

/** Clears ids that the remote site did not store, so that they are looked up again. */
export function clearStaleTermIds(
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
