import { and, eq, lt, sql } from "drizzle-orm";
import type { Term } from "../../clients/wordpress";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { taxonomies } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { freeSlug } from "../../lib/slugs";
import { isoIn } from "../../lib/time";
import { htmlToText } from "../../text/html/html";

export type TermKind = "category" | "tag";
export type LocalTerm = typeof taxonomies.$inferSelect;
type RemoteTerm = Pick<Term, "id" | "name" | "slug">;

export const isSiteTerm = ({ actor }: Ctx, siteId: number, kind: TermKind) =>
  and(owned(actor, taxonomies), eq(taxonomies.site_id, siteId), eq(taxonomies.taxonomy_type, kind));

export const selectTermsStatement = (ctx: Ctx, siteId: number, kind: TermKind) =>
  ctx.db
    .select()
    .from(taxonomies)
    .where(isSiteTerm(ctx, siteId, kind));

/** WordPress returns term names with escaped HTML. */
export const decodeTermName = (name: string) => htmlToText(name).replace(/\s+/g, " ").trim().slice(0, 200);
const isSameName = (a: string, b: string) =>
  a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();

/** The categories or the tags of a site. */
type SiteTaxonomy = { site_id: number; kind: TermKind };
type TermComparison = {
  known: readonly LocalTerm[];
  found: readonly RemoteTerm[];
  /** Names changed here after this time stay, because the same sync sends them to the remote site later. */
  keepsNamesSince?: string | null;
};

/**
 * Inserts and updates terms so that they equal the remote ones. Terms are matched by remote id; those without one are
 * matched by slug or name.
 */
export function mergeTermsStatements(
  { actor, db }: Ctx,
  { site_id, kind }: SiteTaxonomy,
  { known, found, keepsNamesSince }: TermComparison,
): Statement[] {
  const rows = known.map((row) => ({ ...row }));
  const created: { name: string; slug: string; external_id: string }[] = [];
  const changed = new Map<number, Partial<LocalTerm>>();
  for (const term of found) {
    const external_id = String(term.id);
    const name = decodeTermName(term.name);
    const row =
      rows.find((one) => one.external_id === external_id) ??
      rows.find((one) => one.external_id === null && (one.slug === term.slug || isSameName(one.name, name)));
    if (!row) {
      const slugs = [...rows, ...created].map((one) => one.slug);
      created.push({ name, slug: freeSlug(term.slug, slugs), external_id });
      continue;
    }
    const keepsName = keepsNamesSince != null && row.updated_at > keepsNamesSince;
    const change = {
      ...(row.external_id !== external_id && { external_id }),
      ...(row.name !== name && !keepsName && { name }),
    };
    row.external_id = external_id;
    if (Object.keys(change).length) changed.set(row.id, change);
  }
  const updates = [...changed].map(([id, change]) =>
    db
      .update(taxonomies)
      .set(change)
      .where(and(owned(actor, taxonomies), eq(taxonomies.id, id))),
  );
  if (!created.length) return updates;
  const now = isoIn();
  const insert = db.insert(taxonomies).select(
    sql`select null, ${actor.accountId}, ${site_id}, value ->> 'name', value ->> 'slug', ${kind}, value ->> 'external_id',
      ${now}, ${now} from json_each(${JSON.stringify(created)})`,
  );
  return [...updates, insert];
}

/** Deletes terms that the remote site no longer has, unless they changed at or after `before`. */
export function deleteTermsStatements(
  ctx: Ctx,
  { site_id, kind }: SiteTaxonomy,
  ids: readonly string[],
  before: string | null = null,
): Statement[] {
  if (!ids.length) return [];
  const isListed = and(isSiteTerm(ctx, site_id, kind), isAnyOf(taxonomies.external_id, ids));
  const isOld = before === null ? undefined : lt(taxonomies.updated_at, before);
  return [ctx.db.delete(taxonomies).where(and(isListed, isOld))];
}

/** Counts the found terms that are not known by id. */
export const countNewTerms = (known: readonly LocalTerm[], found: readonly RemoteTerm[]) =>
  found.filter((term) => !known.some((row) => row.external_id === String(term.id))).length;
