import { findOwned } from "../../db/one";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import {
  atomically,
  isViolation,
  missed,
  nextVersion,
  owned,
  pageOf,
  stillAsRead,
  unchanged,
} from "../../db/queries";
import { industrySectors, sectors, sites } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import { freeSlug, toSlug } from "../../lib/slugs";
import { isoIn } from "../../lib/time";
import { auditIfChangedStatement, lastInsertedId } from "../audit/audit.service";
import { notifySiteSetupStatement } from "../notifications/setup-notifications";
import type { SectorBody, SectorChange, SectorQuery } from "./sites.schema";

const MAX_SECTORS = 5;

const { account_id: _, ...columns } = getTableColumns(sectors);

export function listSectors({ actor, db }: Ctx, q: SectorQuery) {
  const where = and(owned(actor, sectors), q.site_id ? eq(sectors.site_id, q.site_id) : undefined);
  const order = { column: sectors.id, direction: "asc" } as const;
  return pageOf(db, { columns, table: sectors, where, order }, q);
}

export const getSector = (ctx: Ctx, id: number) =>
  findOwned(ctx, { columns, table: sectors, name: "Sector" }, id);

const isVisibleSector = ({ actor }: Ctx, id: number) => and(owned(actor, sectors), eq(sectors.id, id));

export async function createSector(ctx: Ctx, input: SectorBody) {
  const { actor, db } = ctx;
  const [[site], present, [template]] = await db.batch([
    db
      .select({ id: sites.id })
      .from(sites)
      .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, input.site_id))),
    db.select({ slug: sectors.slug }).from(sectors).where(eq(sectors.site_id, input.site_id)),
    db
      .select()
      .from(industrySectors)
      .where(eq(industrySectors.id, input.industry_sector_id ?? 0)),
  ]);
  if (!site || !maySee(actor, site.id)) throw invalid("site_id", "No such site");
  if (input.industry_sector_id && !template) throw invalid("industry_sector_id", "No such industry sector");
  const name = input.name ?? template?.name;
  if (name === undefined) throw invalid("name", "Required if no industry_sector_id is given");
  const slug = freeSlug(
    toSlug(name, "sector"),
    present.map((sector) => sector.slug),
  );
  return insertSector(ctx, { ...input, name, slug });
}

type NewSector = SectorBody & { name: string; slug: string };

async function insertSector(ctx: Ctx, { site_id, industry_sector_id, name, slug, description }: NewSector) {
  const { actor, db } = ctx;
  const now = isoIn();
  try {
    const [[created] = []] = await atomically(db, [
      db
        .insert(sectors)
        .select(
          sql`select null, ${actor.accountId}, ${site_id}, ${industry_sector_id ?? null}, ${name}, ${slug},
            ${description}, 1, ${now}, ${now}
            where (select count(*) from sectors s where s.site_id = ${site_id}) < ${MAX_SECTORS}`,
        )
        .returning(columns),
      auditIfChangedStatement(ctx, {
        action: "sector.created",
        object_type: "sector",
        object_id: lastInsertedId,
      }),
      notifySiteSetupStatement(ctx, site_id),
    ]);
    if (!created)
      throw new ApiError("PLAN_LIMIT_REACHED", `A site has at most ${MAX_SECTORS} sectors`, {
        facts: { limit: MAX_SECTORS, current: MAX_SECTORS },
      });
    return created as Awaited<ReturnType<typeof getSector>>;
  } catch (error) {
    if (isViolation(error, "sectors.slug"))
      throw new ApiError("CONFLICT", "Another sector is being created with this name. Try again.");
    throw error;
  }
}

/** The slug never changes, because links contain it. */
export async function updateSector(ctx: Ctx, id: number, change: SectorChange) {
  const { db } = ctx;
  if (!Object.keys(change).length) return stillAsRead(ctx, await getSector(ctx, id));
  const event = { object_type: "sector", object_id: id, details: { fields: Object.keys(change) } };
  const [[updated] = []] = await atomically(db, [
    db
      .update(sectors)
      .set({ ...change, updated_at: nextVersion(sectors) })
      .where(and(isVisibleSector(ctx, id), unchanged(ctx, sectors)))
      .returning(columns),
    auditIfChangedStatement(ctx, { action: "sector.updated", ...event }),
  ]);
  if (!updated) throw await missed(getSector(ctx, id));
  return updated as Awaited<ReturnType<typeof getSector>>;
}
