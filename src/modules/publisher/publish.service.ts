import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { ulid } from "ulidx";
import { isPublishable } from "../../db/content-conditions";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { contents, deploymentRecords, siteIntegrations } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { requireSite } from "../sites/sites.service";
import { createJob, type NewItem } from "../jobs/jobs.service";
import { findKnownSite } from "./publish/destination";
import { absence, lookAhead } from "./publish/look-ahead";
import type { PublishBody } from "./publish.schema";
import type { PublishInput } from "./publish/input";
import { notApproved } from "./scheduling.service";
import { itemAt } from "../../lib/collections";

/** Maximum content items of a site-wide job; the next job takes more. */
const MAX_DEPLOYED = 2_000;

const columns = {
  id: contents.id,
  account_id: contents.account_id,
  site_id: contents.site_id,
  title: contents.title,
  slug: contents.slug,
  content_type: contents.content_type,
  external_id: contents.external_id,
  created_at: contents.created_at,
  status: contents.status,
  site_status: contents.site_status,
};
type Row = Pick<typeof contents.$inferSelect, keyof typeof columns>;

export async function publishOne(ctx: Ctx, id: number) {
  const [content] = await ctx.db
    .select(columns)
    .from(contents)
    .where(and(owned(ctx.actor, contents), eq(contents.id, id)));
  if (!content) throw notFound("Content");
  if (!isPublishable(content)) throw notApproved(content.status);
  await requireConnection(ctx, content.site_id);
  return createJob(ctx, { type: "publish", site_id: content.site_id, items: [buildPublishItem(content)] });
}

/**
 * Publishes the given content items as one job; or, with only the site given, all of its content, with a deployment
 * record.
 */
export async function publishMany(ctx: Ctx, input: PublishBody) {
  const { status, published_at = null, overwrite } = input;
  const options: Partial<PublishInput> = { status, published_at, overwrite };
  if (!input.content_ids) return deploySite(ctx, input.site_id!, input.deployment_type, options);
  const rows = await readNamed(ctx, input.content_ids);
  const siteId = itemAt(rows, 0).site_id;
  if (input.site_id !== undefined && input.site_id !== siteId)
    throw invalid("content_ids", "Not of this site");
  await requireConnection(ctx, siteId);
  const { jobId, items } = await planItems(ctx, rows, options);
  return createJob({ ...ctx, jobId }, { type: "publish", site_id: siteId, items });
}

/** The items of many articles: facts about the site that all need are determined once. */
async function planItems(ctx: Ctx, rows: Row[], options: Partial<PublishInput>) {
  const jobId = ctx.jobId ?? ulid();
  const found = rows.length > 1 ? await findKnownSite(ctx, itemAt(rows, 0).site_id) : null;
  const isCore = found?.site.login?.auth_type === "application_password";
  const absent = absence(jobId);
  const absentIds = isCore ? await lookAhead(found.site, rows) : new Set<number>();
  const site = found && found.handed;
  const items = rows.map((row) =>
    buildPublishItem(row, { ...options, site, ...(absentIds.has(row.id) && { absent }) }),
  );
  return { jobId, items };
}

async function readNamed({ actor, db }: Ctx, ids: number[]): Promise<Row[]> {
  const rows = await db
    .select(columns)
    .from(contents)
    .where(and(owned(actor, contents), isAnyOf(contents.id, ids)))
    .orderBy(asc(contents.id));
  const lacking = ids.filter((id) => !rows.some((row) => row.id === id));
  if (lacking.length) throw invalid("content_ids", `No such content items: ${lacking.join(", ")}`);
  const others = rows.filter((row) => !isPublishable(row));
  if (others.length) throw invalid("content_ids", `Not approved: ${others.map(({ id }) => id).join(", ")}`);
  if (rows.some(({ site_id }) => site_id !== itemAt(rows, 0).site_id))
    throw invalid("content_ids", "All content items must be of one site");
  return rows;
}

async function deploySite(
  ctx: Ctx,
  siteId: number,
  type: PublishBody["deployment_type"],
  options: Partial<PublishInput>,
) {
  await requireSite(ctx, siteId);
  const url = await requireConnection(ctx, siteId);
  const isNew = or(
    isAnyOf(contents.site_status, ["not_published", "failed"]),
    and(
      eq(contents.site_status, "published"),
      ne(sql`coalesce(${contents.pushed_version}, '')`, contents.updated_at),
    ),
  );
  const rows = await ctx.db
    .select(columns)
    .from(contents)
    .where(
      and(
        owned(ctx.actor, contents),
        eq(contents.site_id, siteId),
        eq(contents.status, "approved"),
        type === "incremental" ? isNew : ne(contents.site_status, "scheduled"),
        isNotUnderWay,
      ),
    )
    .orderBy(asc(contents.id))
    .limit(MAX_DEPLOYED);
  if (!rows.length) throw new ApiError("CONFLICT", "There is no approved content to publish");
  const { jobId, items } = await planItems(ctx, rows, { ...options, deployment: true });
  const also = () => [deploymentOf(ctx, { siteId, type, url, jobId })];
  return createJob({ ...ctx, jobId }, { type: "publish", site_id: siteId, items, buildStatements: also });
}

/** No open item exists for it. */
export const isNotUnderWay = sql`not exists (select 1 from job_items i where i.kind = 'publish_content'
  and i.ref_id = ${sql.raw("contents.id")} and i.status in ('queued', 'running'))`;

type DeploymentOrder = { siteId: number; type: PublishBody["deployment_type"]; url: string; jobId: string };

const deploymentOf = ({ actor, db }: Ctx, { siteId, type, url, jobId }: DeploymentOrder): Statement =>
  db.insert(deploymentRecords).select(
    sql`select null, ${actor.accountId}, ${siteId}, ${type}, 'pending', 0,
      coalesce((select max(version) from deployment_records where account_id = ${actor.accountId} and site_id = ${siteId}), 0) + 1,
      ${url}, null, ${jobId}, ${isoIn()}, ${isoIn()}`,
  );

export const buildPublishItem = (
  { id, title, site_status }: Pick<Row, "id" | "title" | "site_status">,
  options: Partial<PublishInput> = {},
): NewItem => ({
  kind: "publish_content",
  ref: { id },
  label: title,
  input: { ...options, before: site_status },
  reserved: 0,
});

/** The address of the site's WordPress, if it can be published to. */
async function requireConnection({ actor, db }: Ctx, siteId: number): Promise<string> {
  const t = siteIntegrations;
  const [found] = await db
    .select({ url: t.external_site_url })
    .from(t)
    .where(
      and(
        owned(actor, t),
        eq(t.site_id, siteId),
        eq(t.platform, "wordpress"),
        eq(t.is_active, true),
        sql`${t.sealed_credential} is not null`,
      ),
    );
  if (!found)
    throw new ApiError("CONFLICT", "The site has no active WordPress integration with a credential");
  return found.url;
}
