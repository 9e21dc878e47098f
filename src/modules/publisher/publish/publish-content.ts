import { and, asc, eq, sql } from "drizzle-orm";
import { isPublishable, publishableCondition } from "../../../db/content-conditions";
import { atomically, owned } from "../../../db/queries";
import { contents, images, publishingRecords } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { isoIn } from "../../../lib/time";
import { type Item, ItemError, type ItemOutcome } from "../../jobs/items.service";
import { findPublicationOverlap } from "../../planner/overlap.service";
import { evictSite, openDestination, discoverSite, cacheSnapshot } from "./destination";
import { checkLivePage } from "./live-check";
import { isKnownAbsent } from "./absent-posts";
import { publishByBridge } from "./publish-by-bridge";
import { publishByRest } from "./publish-by-rest";
import { toPublishError } from "./errors";
import { type Article, type PublishedPost, PublishInput, type StoredImage, type PublishWork } from "./input";
import { updatePublishedStatements } from "./outcome";
import type { PublicationChecks } from "./compare-published";
import { toSiteStatus } from "../../../clients/wordpress/remote-post";

const DESTINATION = "wordpress";

/**
 * Publishes one content item. The next attempt finds what this one leaves on the remote site; before settlement only
 * ids of remote objects are stored here.
 */
export async function publishContent(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const input = PublishInput.parse(item.input);
  const article = await beginPublication(ctx, item, input);
  if (!article) return skippedOutcome;
  // Outdated discovery may be the reason why the last attempt failed.
  const site = item.attempts > 1 ? null : input.site;
  const published = await sendArticle(ctx, item, {
    article,
    images: await listImages(ctx, article),
    input: { ...input, site },
  });
  const checks = {
    ...published.checks,
    live: await runLiveCheck(article, published),
    overlap: input.before === "published" ? null : await findPublicationOverlap(ctx, article),
  };
  const { external_id, external_url, status } = published;
  return {
    operation: null,
    writes: updatePublishedStatements(ctx, item, { article, published, checks }),
    result: { external_id, external_url, remote_status: status, dropped: checks.dropped },
  };
}

const skippedOutcome: ItemOutcome = {
  operation: null,
  writes: [],
  result: { skipped: "It is no longer scheduled" },
};

/** Marks the content item and its record as publishing; null if its schedule was withdrawn meanwhile. */
async function beginPublication(ctx: Ctx, item: Item, { scheduled }: PublishInput): Promise<Article | null> {
  const { actor, db } = ctx;
  const isOwn = and(owned(actor, contents), eq(contents.id, item.ref_id));
  // The status is `failed` if a user retries the job.
  const isDue = sql`(${contents.site_status} in ('publishing', 'failed') or (${contents.site_status} = 'scheduled'
    and ${contents.scheduled_publish_at} <= ${isoIn()}))`;
  const [begun] = await atomically(db, [
    db
      .update(contents)
      .set({ site_status: "publishing", updated_at: sql`${contents.updated_at}` })
      .where(and(isOwn, publishableCondition, scheduled ? isDue : undefined))
      .returning(),
    updateWaitingRecordStatement(ctx, item),
    insertRecordStatement(ctx, item),
  ]);
  if (begun?.[0]) return begun[0] as Article;
  const [found] = await db.select({ status: contents.status }).from(contents).where(isOwn);
  if (!found) throw new ItemError("The content item was deleted", false);
  if (!isPublishable(found))
    throw new ItemError(`The content item is no longer approved: it is ${found.status}`, false);
  return null;
}

const isBeingPublished = ({ actor }: Ctx, item: Item) =>
  sql`exists (select 1 from contents c where c.account_id = ${actor.accountId} and c.id = ${item.ref_id}
    and c.site_status = 'publishing')`;
const hasRecord = (item: Item) =>
  sql`exists (select 1 from publishing_records r where r.content_id = ${item.ref_id} and r.job_id = ${item.job_id})`;

/** Takes over the pending record that a user created for the content item. */
const updateWaitingRecordStatement = (ctx: Ctx, item: Item) =>
  ctx.db
    .update(publishingRecords)
    .set({ status: "publishing", job_id: item.job_id, error: null })
    .where(
      and(
        owned(ctx.actor, publishingRecords),
        sql`${publishingRecords.id} = (select coalesce(
          (select r.id from publishing_records r where r.content_id = ${item.ref_id} and r.job_id = ${item.job_id}),
          (select min(r.id) from publishing_records r where r.content_id = ${item.ref_id}
            and r.destination = ${DESTINATION} and r.status = 'pending')))`,
        isBeingPublished(ctx, item),
      ),
    );

const insertRecordStatement = (ctx: Ctx, item: Item) =>
  ctx.db.insert(publishingRecords).select(
    sql`select null, ${item.account_id}, ${item.site_id}, ${item.ref_id}, ${DESTINATION}, null, null, 'publishing', null,
      ${item.job_id}, null, null, ${isoIn()}, ${isoIn()}
      where ${isBeingPublished(ctx, item)} and not ${hasRecord(item)}`,
  );

async function listImages({ actor, db }: Ctx, { id }: Article): Promise<StoredImage[]> {
  const rows = await db
    .select()
    .from(images)
    .where(
      and(
        owned(actor, images),
        eq(images.content_id, id),
        eq(images.status, "generated"),
        sql`${images.file_name} is not null`,
      ),
    )
    .orderBy(asc(images.position));
  return rows.flatMap(({ file_name, ...row }) => (file_name === null ? [] : [{ ...row, file_name }]));
}

/** Sends the article to its site. Throws ItemError if the site refuses it or cannot be reached. */
async function sendArticle(
  ctx: Ctx,
  item: Item,
  request: Omit<PublishWork, "isNew">,
): Promise<PublishedPost> {
  const destination = await openDestination(ctx, request.article.site_id);
  const work = { ...request, isNew: isKnownAbsent(destination, item, request) };
  try {
    if (work.input.site) cacheSnapshot(destination, work.input.site);
    const site = await discoverSite(destination);
    return destination.target.login.auth_type === "api_key"
      ? await publishByBridge(site, work)
      : await publishByRest(ctx, destination, site, work);
  } catch (error) {
    evictSite(destination);
    throw await toPublishError(error, destination);
  }
}

/** Content that is not public has no page to check. */
async function runLiveCheck(
  { title }: Article,
  published: PublishedPost,
): Promise<PublicationChecks["live"]> {
  const { status, external_url, html } = published;
  const isPublic = toSiteStatus(status) === "published" && status !== "private";
  return isPublic && external_url !== null ? checkLivePage(external_url, { title, html }) : null;
}
