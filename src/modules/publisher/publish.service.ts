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
import { buildAbsence, findAbsentPosts } from "./publish/absent-posts";
import type { PublishBody } from "./publish.schema";
import type { PublishInput } from "./publish/input";
import { notApprovedError } from "./scheduling.service";

/** Maximum content items of a site-wide job. The next job publishes further ones. */
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

export async function startPublication(ctx: Ctx, id: number) {
  const [content] = await ctx.db
    .select(columns)
    .from(contents)
    .where(and(owned(ctx.actor, contents), eq(contents.id, id)));
  if (!content) throw notFound("Content");
  if (!isPublishable(content)) throw notApprovedError(content.status);
  await requireConnection(ctx, content.site_id);
  return createJob(ctx, { type: "publish", site_id: content.site_id, items: [buildPublishItem(content)] });
}

/**
 * Publishes the given content items as one job; or, with only the site given, all of its content, with a deployment
 * record.
 */
export async function startBulkPublication(ctx: Ctx, input: PublishBody) {
  const { status, published_at = null, overwrite } = input;
  const options: Partial<PublishInput> = { status, published_at, overwrite };
  if (!input.content_ids) {
    if (input.site_id === undefined) throw invalid("content_ids", "content_ids or site_id is required");
    return startDeployment(ctx, input.site_id, input.deployment_type, options);
  }
  const { siteId, rows } = await loadPublishableContents(ctx, input.content_ids);
  if (input.site_id !== undefined && input.site_id !== siteId)
    throw invalid("content_ids", "The content items are not of this site");
  await requireConnection(ctx, siteId);
  const { jobId, items } = await buildPublishItems(ctx, siteId, rows, options);
  return createJob({ ...ctx, jobId }, { type: "publish", site_id: siteId, items });
}

/** Builds the items of a job. Facts about the site that all items need are determined once. */
async function buildPublishItems(ctx: Ctx, siteId: number, rows: Row[], options: Partial<PublishInput>) {
  const jobId = ctx.jobId ?? ulid();
  const found = rows.length > 1 ? await findKnownSite(ctx, siteId) : null;
  const usesCoreApi = found?.site.login?.auth_type === "application_password";
  const absent = buildAbsence(jobId);
  const absentIds = usesCoreApi ? await findAbsentPosts(found.site, rows) : new Set<number>();
  const site = found && found.snapshot;
  const items = rows.map((row) =>
    buildPublishItem(row, { ...options, site, ...(absentIds.has(row.id) && { absent }) }),
  );
  return { jobId, items };
}

async function loadPublishableContents({ actor, db }: Ctx, ids: number[]) {
  const rows = await db
    .select(columns)
    .from(contents)
    .where(and(owned(actor, contents), isAnyOf(contents.id, ids)))
    .orderBy(asc(contents.id));
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  if (missing.length) throw invalid("content_ids", `Content items not found: ${missing.join(", ")}`);
  const unapproved = rows.filter((row) => !isPublishable(row));
  if (unapproved.length)
    throw invalid("content_ids", `Not approved: ${unapproved.map(({ id }) => id).join(", ")}`);
  const [siteId, ...otherSites] = new Set(rows.map(({ site_id }) => site_id));
  if (siteId === undefined || otherSites.length)
    throw invalid("content_ids", "All content items must be of one site");
  return { siteId, rows };
}

async function startDeployment(
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
        hasNoOpenPublishItem,
      ),
    )
    .orderBy(asc(contents.id))
    .limit(MAX_DEPLOYED);
  if (!rows.length) throw new ApiError("CONFLICT", "There is no approved content to publish");
  const { jobId, items } = await buildPublishItems(ctx, siteId, rows, { ...options, deployment: true });
  const buildStatements = () => [insertDeploymentStatement(ctx, { siteId, type, url, jobId })];
  return createJob({ ...ctx, jobId }, { type: "publish", site_id: siteId, items, buildStatements });
}

/** Whether the content item has no open publish item. */
export const hasNoOpenPublishItem = sql`not exists (select 1 from job_items i where i.kind = 'publish_content'
  and i.ref_id = ${sql.raw("contents.id")} and i.status in ('queued', 'running'))`;

type NewDeployment = { siteId: number; type: PublishBody["deployment_type"]; url: string; jobId: string };

const insertDeploymentStatement = (
  { actor, db }: Ctx,
  { siteId, type, url, jobId }: NewDeployment,
): Statement =>
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

/** Returns the URL of the site's WordPress. Throws 409 if the site has no active integration with a credential. */
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
