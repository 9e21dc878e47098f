import { and, eq, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { sites } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { notFound } from "../../lib/errors";
import { readSiteSettings } from "../integration/site-settings.service";
import { type Stage, stages } from "./stages";

const countOf = ({ actor }: Ctx, { table }: Stage, siteId: number, where: SQL | undefined) =>
  sql<number>`(select count(*) from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), where)})`;

const failedOf = ({ actor }: Ctx, { kind, table, waiting }: Stage, siteId: number) =>
  kind === null
    ? sql<number>`0`
    : sql<number>`(select count(distinct i.ref_id) from job_items i where i.account_id = ${actor.accountId}
        and i.site_id = ${siteId} and i.kind = ${kind} and i.status = 'failed'
        and i.ref_id in (select id from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), waiting)}))`;

/** Pending, done and failed of every stage, in one round trip. */
export async function pipelineOverview(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const { automation } = await readSiteSettings(ctx, siteId);
  const columns = Object.fromEntries(
    stages.flatMap((stage) => [
      [`pending_${stage.number}`, countOf(ctx, stage, siteId, stage.waiting).as(`pending_${stage.number}`)],
      [`done_${stage.number}`, countOf(ctx, stage, siteId, stage.done).as(`done_${stage.number}`)],
      [`failed_${stage.number}`, failedOf(ctx, stage, siteId).as(`failed_${stage.number}`)],
    ]),
  );
  const [counts] = await db
    .select(columns)
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));
  if (!counts) throw notFound("Site");
  const number = (name: string) => Number(counts[name]);
  return {
    stages: stages.map(({ number: n, name }) => ({
      stage: n,
      name,
      enabled: automation.stages[n - 1]!.enabled,
      pending: number(`pending_${n}`),
      done: number(`done_${n}`),
      failed: number(`failed_${n}`),
    })),
  };
}
