import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { anyOf, owned, type Statement } from "../../db/queries";
import { accounts, contents, jobItems, sectors, sites, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { auditedIfChanged } from "../audit/audit.service";
import { countsOf, dependentsOf } from "../auth/owned-tables";

/** Deletes a site and everything on it, and gives back what its open jobs had reserved; a dry run only says so. */
export async function removeSite(ctx: Ctx, id: number, dry_run: boolean) {
  const { actor, db } = ctx;
  const site = and(
    eq(sites.account_id, actor.accountId),
    eq(sites.id, id),
    actor.siteIds ? anyOf(sites.id, actor.siteIds) : undefined,
  )!;
  const open = and(eq(jobItems.site_id, id), inArray(jobItems.status, ["queued", "running"]))!;
  const reserved = sql<number>`(select coalesce(sum(${jobItems.reserved}), 0) from ${jobItems} where ${open})`;
  const removes = countsOf(dependentsOf(sites).map((t) => ({ ...t, where: eq(t.column, id) })));
  const [[found]] = await db.batch([
    db.select({ removes, credits_released: reserved }).from(sites).where(site),
    ...(dry_run ? [] : siteDeletion(ctx, id, site, reserved)),
  ]);
  if (!found) throw notFound("Site");
  return { id, dry_run, ...found };
}

const siteDeletion = (ctx: Ctx, id: number, site: SQL, reserved: SQL): Statement[] => [
  ctx.db
    .update(accounts)
    .set({ credits_reserved: sql`${accounts.credits_reserved} - ${reserved}` })
    .where(and(eq(accounts.id, ctx.actor.accountId), sql`exists (select 1 from ${sites} where ${site})`)),
  ctx.db.delete(sites).where(site),
  auditedIfChanged(ctx, { action: "site.deleted", object_type: "site", object_id: id }),
  forgetSite(ctx, id),
];

/** Nobody's access names a site that is gone. */
const forgetSite = ({ actor, db }: Ctx, id: number): Statement =>
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

/** Deletes a sector and everything in it. What its open jobs had reserved comes back when their items find nothing. */
export async function removeSector(ctx: Ctx, id: number, dry_run: boolean) {
  const { actor, db } = ctx;
  const sector = and(owned(actor, sectors), eq(sectors.id, id))!;
  const [[found]] = await db.batch([
    db
      .select({ removes: countsOf(partsOfSector(id)) })
      .from(sectors)
      .where(sector),
    ...(dry_run
      ? []
      : [
          db.delete(sectors).where(sector),
          auditedIfChanged(ctx, { action: "sector.deleted", object_type: "sector", object_id: id }),
        ]),
  ]);
  if (!found) throw notFound("Sector");
  return { id, dry_run, ...found };
}

/** What hangs on the sector, and what hangs on its contents. */
function partsOfSector(id: number) {
  const direct = dependentsOf(sectors).map((t) => ({ ...t, where: eq(t.column, id) }));
  const ofContents = dependentsOf(contents)
    .filter(({ table }) => !direct.some((part) => part.table === table))
    .map((t) => ({ ...t, where: sql`${t.column} in (select id from contents where sector_id = ${id})` }));
  return [...direct, ...ofContents];
}
