import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { accounts, contents, jobItems, sectors, sites, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { auditIfChangedStatement } from "../audit/audit.service";
import { buildRowCounts, resolveDependentTables } from "../auth/owned-tables";

/** Deletes a site with all its data, and releases the reservations of its open jobs. A dry run only counts. */
export async function deleteSite(ctx: Ctx, id: number, dry_run: boolean) {
  const { actor, db } = ctx;
  const site = and(
    eq(sites.account_id, actor.accountId),
    eq(sites.id, id),
    actor.siteIds ? isAnyOf(sites.id, actor.siteIds) : undefined,
  )!;
  const isOpenItem = and(eq(jobItems.site_id, id), inArray(jobItems.status, ["queued", "running"]));
  const reserved = sql<number>`(select coalesce(sum(${jobItems.reserved}), 0) from ${jobItems} where ${isOpenItem})`;
  const removes = buildRowCounts(
    resolveDependentTables(sites).map((t) => ({ ...t, where: eq(t.column, id) })),
  );
  const [[found]] = await db.batch([
    db.select({ removes, credits_released: reserved }).from(sites).where(site),
    ...(dry_run ? [] : deleteSiteStatements(ctx, id, site, reserved)),
  ]);
  if (!found) throw notFound("Site");
  return { id, dry_run, ...found };
}

const deleteSiteStatements = (ctx: Ctx, id: number, site: SQL, reserved: SQL): Statement[] => [
  ctx.db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} - ${reserved}` })
    .where(and(eq(accounts.id, ctx.actor.accountId), sql`exists (select 1 from ${sites} where ${site})`)),
  ctx.db.delete(sites).where(site),
  auditIfChangedStatement(ctx, { action: "site.deleted", object_type: "site", object_id: id }),
  removeSiteAccessStatement(ctx, id),
];

/** Removes the deleted site from the site access of users. */
const removeSiteAccessStatement = ({ actor, db }: Ctx, id: number): Statement =>
  db
    .update(users)
    .set({
      site_access: sql`(select json_group_array(value) from json_each(${users.site_access}) where value <> ${id})`,
    })
    .where(
      and(
        eq(users.account_id, actor.accountId),
        sql`exists (select 1 from json_each(${users.site_access}) where value = ${id})`,
        sql`not exists (select 1 from sites where sites.id = ${id})`,
      ),
    );

/** Deletes a sector with all its data. Its open items release their reservations when they fail to find their rows. */
export async function deleteSector(ctx: Ctx, id: number, dry_run: boolean) {
  const { actor, db } = ctx;
  const sector = and(owned(actor, sectors), eq(sectors.id, id));
  const [[found]] = await db.batch([
    db
      .select({ removes: buildRowCounts(resolveSectorTables(id)) })
      .from(sectors)
      .where(sector),
    ...(dry_run
      ? []
      : [
          db.delete(sectors).where(sector),
          auditIfChangedStatement(ctx, { action: "sector.deleted", object_type: "sector", object_id: id }),
        ]),
  ]);
  if (!found) throw notFound("Sector");
  return { id, dry_run, ...found };
}

/** The tables that depend on the sector, directly or through its content. */
function resolveSectorTables(id: number) {
  const direct = resolveDependentTables(sectors).map((t) => ({ ...t, where: eq(t.column, id) }));
  const ofContents = resolveDependentTables(contents)
    .filter(({ table }) => !direct.some((part) => part.table === table))
    .map((t) => ({ ...t, where: sql`${t.column} in (select id from contents where sector_id = ${id})` }));
  return [...direct, ...ofContents];
}
