import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { owned, pageOf } from "../../db/queries";
import { contents, deploymentRecords, publishingRecords } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import type { DeploymentQuery, PublishChecks, RecordBody, RecordQuery } from "./records.schema";

const t = publishingRecords;

export const recordColumns = {
  id: t.id,
  site_id: t.site_id,
  content_id: t.content_id,
  destination: t.destination,
  external_id: t.external_id,
  external_url: t.external_url,
  status: t.status,
  error: t.error,
  task_id: sql<string | null>`${t.job_id}`.as("task_id"),
  checks: sql`${t.checks}`.mapWith(parseChecks).as("checks"),
  published_at: t.published_at,
  created_at: t.created_at,
  updated_at: t.updated_at,
};

function parseChecks(text: string): z.infer<typeof PublishChecks> | null {
  return JSON.parse(text);
}

/** A page of publishing records, newest first. */
export function listRecords({ actor, db }: Ctx, q: RecordQuery) {
  const where = and(
    owned(actor, t),
    q.site_id === undefined ? undefined : eq(t.site_id, q.site_id),
    q.content_id === undefined ? undefined : eq(t.content_id, q.content_id),
    q.status && eq(t.status, q.status),
  );
  return pageOf(
    db,
    { columns: recordColumns, table: t, where, order: { column: t.id, direction: "desc" } },
    q,
  );
}

/** Creates a pending record, which the next publication completes. At most one per content item and destination. */
export async function createRecord({ actor, db }: Ctx, { content_id, destination }: RecordBody) {
  const now = isoIn();
  const [created] = await db
    .insert(t)
    .select(
      sql`select null, c.account_id, c.site_id, c.id, ${destination}, null, null, 'pending', null, null, null, null, ${now}, ${now}
        from contents c where c.id = ${content_id} and c.account_id = ${actor.accountId}
          and (${actor.siteIds === null ? 1 : 0} or c.site_id in (select value from json_each(${JSON.stringify(actor.siteIds ?? [])})))
          and not exists (select 1 from publishing_records r
            where r.content_id = c.id and r.destination = ${destination} and r.status = 'pending')`,
    )
    .returning(recordColumns);
  if (created) return created;
  const [content] = await db
    .select({ id: contents.id })
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, content_id)));
  if (!content) throw notFound("Content");
  throw new ApiError("DUPLICATE", "The content item already has a pending record for this destination");
}

const d = deploymentRecords;
const deploymentColumns = {
  id: d.id,
  site_id: d.site_id,
  deployment_type: d.deployment_type,
  status: sql<
    typeof d.$inferSelect.status
  >`case when ${d.status} in ('pending', 'deploying') and j.status = 'cancelled'
    then iif(${d.items_deployed} > 0, 'deployed', 'failed') else ${d.status} end`.as("shown_status"),
  items_deployed: d.items_deployed,
  version: d.version,
  url: d.url,
  error_log: d.error_log,
  task_id: sql<string | null>`${d.job_id}`.as("task_id"),
  created_at: d.created_at,
  updated_at: d.updated_at,
};

/** A page of deployments, newest first. A deployment whose job was cancelled is shown as ended. */
export function listDeployments({ actor, db }: Ctx, q: DeploymentQuery) {
  const where = and(owned(actor, d), q.site_id === undefined ? undefined : eq(d.site_id, q.site_id));
  const join = { table: sql`jobs j`, on: sql`j.id = ${d.job_id}` };
  const order = { column: d.id, direction: "desc" as const };
  return pageOf(db, { columns: deploymentColumns, table: d, where, join, order }, q);
}
