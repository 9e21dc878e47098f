import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import {
  atomically,
  containsText,
  isViolation,
  missed,
  nextVersion,
  owned,
  pageOf,
  unchanged,
} from "../../db/queries";
import { contents, taxonomies } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { invalid, notFound } from "../../lib/errors";
import { toSlug } from "../../lib/slugs";
import { requireSite } from "../sites/sites.service";
import type { TaxonomyBody, TaxonomyChange, TaxonomyQuery } from "./taxonomies.schema";

const { account_id: _, ...columns } = getTableColumns(taxonomies);

/**
 * The number of content items per category and tag: one pass over the content, for any number of joined rows. Names are
 * compared ignoring case for ASCII letters only, since lower() knows no others.
 */
function usageSubquery({ actor }: Ctx, site: SQL | undefined) {
  const names = (type: "category" | "tag", list: SQLiteColumn) =>
    sql`select contents.site_id, ${type} as taxonomy_type, lower(json_each.value) as name, contents.id as content_id
      from contents, json_each(${list}) where ${and(owned(actor, contents), site)}`;
  return sql`(select site_id, taxonomy_type, name, count(distinct content_id) as content_count
    from (${names("category", contents.categories)} union all ${names("tag", contents.tags)})
    group by site_id, taxonomy_type, name) uses`;
}

const isSameTerm = sql`uses.site_id = taxonomies.site_id and uses.taxonomy_type = taxonomies.taxonomy_type
  and uses.name = lower(taxonomies.name)`;

const countedColumns = {
  ...columns,
  content_count: sql<number>`coalesce(uses.content_count, 0)`.as("content_count"),
};
const nameOrder = {
  column: sql<string>`lower(${taxonomies.name})`.as("name_order"),
  direction: "asc",
} as const;

const selectTaxonomiesStatement = (ctx: Ctx, site: SQL | undefined) =>
  ctx.db.select(countedColumns).from(taxonomies).leftJoin(usageSubquery(ctx, site), isSameTerm);

/** A page of categories and tags by name, with their number of content items. */
export function listTaxonomies(ctx: Ctx, query: TaxonomyQuery) {
  const site = query.site_id === undefined ? undefined : eq(contents.site_id, query.site_id);
  const where = and(
    owned(ctx.actor, taxonomies),
    query.site_id === undefined ? undefined : eq(taxonomies.site_id, query.site_id),
    query.taxonomy_type && eq(taxonomies.taxonomy_type, query.taxonomy_type),
    query.search ? containsText(taxonomies.name, query.search) : undefined,
  );
  const join = { table: usageSubquery(ctx, site), on: isSameTerm };
  return pageOf(ctx.db, { columns: countedColumns, table: taxonomies, where, join, order: nameOrder }, query);
}

const ownTaxonomyCondition = ({ actor }: Ctx, id: number) =>
  and(owned(actor, taxonomies), eq(taxonomies.id, id));

const selectTaxonomyStatement = (ctx: Ctx, id: number) =>
  selectTaxonomiesStatement(
    ctx,
    sql`contents.site_id = (select t.site_id from taxonomies t where t.id = ${id})`,
  ).where(ownTaxonomyCondition(ctx, id));

export async function getTaxonomy(ctx: Ctx, id: number) {
  const [taxonomy] = await selectTaxonomyStatement(ctx, id);
  if (!taxonomy) throw notFound("Taxonomy");
  return taxonomy;
}

/** The slug defaults to one of the name. */
export async function createTaxonomy(ctx: Ctx, input: TaxonomyBody) {
  const { site_id, taxonomy_type, name } = input;
  await requireSite(ctx, site_id);
  const slug = input.slug ?? (await computeTaxonomySlug(name, taxonomy_type));
  try {
    const created = await ctx.db
      .insert(taxonomies)
      .values({ account_id: ctx.actor.accountId, site_id, taxonomy_type, name, slug })
      .returning({ id: taxonomies.id })
      .get();
    return await getTaxonomy(ctx, created.id);
  } catch (error) {
    throw isViolation(error, "taxonomies.slug")
      ? slugTakenError(input.slug === undefined ? "name" : "slug", slug)
      : error;
  }
}

/** A name without any letters for a slug gets one of its digest. */
export const computeTaxonomySlug = async (name: string, type: string) =>
  toSlug(name, `${type}-${(await sha256(name.toLowerCase())).slice(0, 8)}`);

const slugTakenError = (field: "name" | "slug", slug: string) =>
  invalid(field, `The site already has a taxonomy of this type with the slug ${slug}`);

/** A change of the name does not change the slug, since links contain it. */
export async function updateTaxonomy(ctx: Ctx, id: number, change: TaxonomyChange) {
  try {
    const [updated = [], [taxonomy] = []] = await atomically(ctx.db, [
      ctx.db
        .update(taxonomies)
        .set({ ...change, updated_at: nextVersion(taxonomies) })
        .where(and(ownTaxonomyCondition(ctx, id), unchanged(ctx, taxonomies)))
        .returning({ id: taxonomies.id }),
      selectTaxonomyStatement(ctx, id),
    ]);
    if (!updated.length) throw await missed(getTaxonomy(ctx, id));
    return taxonomy as Awaited<ReturnType<typeof getTaxonomy>>;
  } catch (error) {
    throw isViolation(error, "taxonomies.slug") ? slugTakenError("slug", change.slug ?? "") : error;
  }
}

/** Content items keep its name. */
export async function deleteTaxonomy(ctx: Ctx, id: number) {
  const deleted = await ctx.db
    .delete(taxonomies)
    .where(ownTaxonomyCondition(ctx, id))
    .returning({ id: taxonomies.id });
  if (!deleted.length) throw notFound("Taxonomy");
}
