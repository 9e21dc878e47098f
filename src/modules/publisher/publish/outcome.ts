import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { owned, type Statement } from "../../../db/queries";
import { contents, deploymentRecords, notifications, publishingRecords } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { isoIn, toSecond } from "../../../lib/time";
import type { Overlap } from "../../../text/overlap/overlap";
import type { ItemFailure, Item } from "../../jobs/items.service";
import type { PublicationChecks } from "./compare-published";
import { type Article, type PublishedPost, PublishInput } from "./input";
import { toSiteStatus } from "../../../clients/wordpress/remote-post";

/** Attempts of a scheduled publication, including the first. */
const MAX_PUBLISH_ATTEMPTS = 5;

// A publication changes no text, so the version stays.
const sameVersion = sql`${contents.updated_at}`;
const isItemContent = ({ actor }: Ctx, id: number) => and(owned(actor, contents), eq(contents.id, id));
const isItemRecord = ({ actor }: Ctx, item: Item) =>
  and(
    owned(actor, publishingRecords),
    eq(publishingRecords.content_id, item.ref_id),
    eq(publishingRecords.job_id, item.job_id),
  );

/** Updates when an article is published, for the batch that settles the item. */
export function updatePublishedStatements(
  ctx: Ctx,
  item: Item,
  { article, published, checks }: { article: Article; published: PublishedPost; checks: PublicationChecks },
): Statement[] {
  const { external_id, external_url, ...remote } = published;
  const now = isoIn();
  const site_status = toSiteStatus(remote.status);
  const isPublic = site_status === "published";
  const publishTimes: Record<string, SQL | string | null> = {
    published: sql`iif(${contents.scheduled_publish_at} <= ${now}, ${contents.scheduled_publish_at}, null)`,
    scheduled: remote.date && toSecond(Date.parse(remote.date)),
  };
  const content = ctx.db
    .update(contents)
    .set({
      site_status,
      scheduled_publish_at: publishTimes[site_status] ?? null,
      external_id,
      external_url,
      pushed_version: article.updated_at,
      remote_modified_at: remote.modified_at,
      remote_digest: remote.digest,
      conflict: null,
      publish_attempts: 0,
      updated_at: sameVersion,
    })
    .where(isItemContent(ctx, item.ref_id));
  const record = ctx.db
    .update(publishingRecords)
    .set({
      status: isPublic ? "published" : "pending",
      external_id,
      external_url,
      error: null,
      checks,
      published_at: isPublic ? now : null,
    })
    .where(isItemRecord(ctx, item));
  return [
    content,
    record,
    ...(isPublic ? [insertSuccessNotificationStatement(ctx, article, external_url, checks)] : []),
    ...updateDeploymentStatements(ctx, item, null),
  ];
}

function insertSuccessNotificationStatement(
  { db }: Ctx,
  article: Article,
  url: string | null,
  { live, dropped, overlap }: PublicationChecks,
): Statement {
  const problems = [...(live?.problems ?? []), ...describeRival(overlap)];
  return db.insert(notifications).values({
    account_id: article.account_id,
    site_id: article.site_id,
    notification_type: "content_published",
    severity: problems.length ? "warning" : "success",
    title: "Content published",
    message: [`"${article.title}" is published`, ...problems].join(". "),
    action_label: "View content",
    action_url: `/writer/content/${article.id}`,
    metadata: { content_id: article.id, external_url: url, dropped },
  });
}

/** Describes the strongest competing page; empty if there is none. */
function describeRival(overlap: Overlap | null): string[] {
  const [rival] = overlap?.evidence ?? [];
  if (!overlap || !rival || overlap.verdict === "proceed") return [];
  return [`It competes with "${rival.title}" (${overlap.verdict}): ${rival.reason}`];
}

/**
 * Updates when a publication has failed, permanently or until the next attempt of a scheduled one. Published content
 * stays published, and scheduled content stays scheduled.
 */
export function failPublicationStatements(
  ctx: Ctx,
  item: Item,
  { reason, canRetry }: ItemFailure,
): Statement[] {
  const { before, scheduled } = PublishInput.parse(item.input);
  const isRetried = scheduled && canRetry;
  const state = sql`case when ${before} = 'published' then 'published'
    when ${isRetried} and ${contents.publish_attempts} + 1 < ${MAX_PUBLISH_ATTEMPTS} then 'scheduled'
    when ${!scheduled} and ${contents.scheduled_publish_at} > ${isoIn()} then 'scheduled' else 'failed' end`;
  return [
    ctx.db
      .update(contents)
      .set({
        site_status: state,
        publish_attempts: sql`${contents.publish_attempts} + 1`,
        updated_at: sameVersion,
      })
      .where(and(isItemContent(ctx, item.ref_id), eq(contents.site_status, "publishing"))),
    ctx.db
      .update(publishingRecords)
      .set({ status: "failed", error: reason.slice(0, 500) })
      .where(and(isItemRecord(ctx, item), inArray(publishingRecords.status, ["pending", "publishing"]))),
    insertFailureNotificationStatement(ctx, item, reason, isRetried),
    ...updateDeploymentStatements(ctx, item, reason),
  ];
}

/** Inserts nothing if a scheduled publication will be retried. */
const insertFailureNotificationStatement = (
  { actor, db }: Ctx,
  item: Item,
  reason: string,
  isRetried: boolean,
): Statement =>
  db.insert(notifications).select(
    sql`select null, account_id, site_id, 'content_publish_failed', 'error', 'Publishing failed',
      '"' || title || '" could not be published: ' || ${reason.slice(0, 500)}, 0, null, 'View content',
      '/writer/content/' || id, json_object('content_id', id, 'task_id', ${item.job_id}), ${isoIn()}
      from contents where account_id = ${actor.accountId} and id = ${item.ref_id}
        and not (${isRetried} and site_status = 'scheduled')`,
  );

/** Updates the progress of the item's deployment. The job's counts do not include this item yet. */
function updateDeploymentStatements({ actor, db }: Ctx, item: Item, failure: string | null): Statement[] {
  if (!PublishInput.parse(item.input).deployment) return [];
  const done = failure === null ? 1 : 0;
  const line = failure === null ? "" : `${item.label}: ${failure}\n`;
  return [
    db
      .update(deploymentRecords)
      .set({
        items_deployed: sql`${deploymentRecords.items_deployed} + ${done}`,
        error_log: sql`nullif(substr(coalesce(${deploymentRecords.error_log}, '') || ${line}, 1, 20000), '')`,
        status: sql`(select case when j.done + j.failed + j.cancelled + 1 < j.total then 'deploying'
          when j.done + ${done} > 0 then 'deployed' else 'failed' end from jobs j where j.id = ${item.job_id})`,
      })
      .where(
        and(
          owned(actor, deploymentRecords),
          eq(deploymentRecords.site_id, item.site_id),
          eq(deploymentRecords.job_id, item.job_id),
        ),
      ),
  ];
}
