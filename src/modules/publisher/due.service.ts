import { and, asc, eq, lte, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { isInGoodStanding } from "../../db/queries";
import { accounts, contents, sites } from "../../db/schema";
import { systemCtx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { isoIn } from "../../lib/time";
import { createJob } from "../jobs/jobs.service";
import { isNotUnderWay, buildPublishItem } from "./publish.service";
import { itemAt } from "../../lib/collections";

const TICK_SIZE = 1_000;
/** Minutes between a failed attempt and the next: after the first, the second, … */
const BACKOFF_MINUTES = [5, 15, 60, 240];

const backoff = sql.join(
  [
    sql`case ${contents.publish_attempts}`,
    ...BACKOFF_MINUTES.map((minutes, n) => sql`when ${n + 1} then ${minutes}`),
    sql`else ${BACKOFF_MINUTES.at(-1)} end`,
  ],
  sql` `,
);

/** A failed publication waits increasingly long for its next attempt. */
const isPatient = (now: string) =>
  sql`(${contents.publish_attempts} = 0 or unixepoch(${now}) >= 60 * ${backoff} + coalesce(
    (select unixepoch(max(r.updated_at)) from publishing_records r
      where r.content_id = ${sql.raw("contents.id")} and r.status = 'failed'), 0))`;

/**
 * Creates jobs for due content: one per site, and one at a time per content item, for any late or repeated tick. Posts
 * scheduled in WordPress are published by WordPress.
 */
export async function publishDue(now = isoIn(), shard = 0) {
  const due = await openDb("first-primary", shard)
    .select({
      account_id: sql<number>`${contents.account_id}`.as("due_account_id"),
      id: contents.id,
      site_id: contents.site_id,
      title: contents.title,
      status: sql<typeof contents.$inferSelect.status>`${contents.status}`.as("due_status"),
      site_status: contents.site_status,
    })
    .from(contents)
    .innerJoin(accounts, eq(accounts.id, contents.account_id))
    .innerJoin(sites, eq(sites.id, contents.site_id))
    .where(
      and(
        sql`${contents.site_status} = 'scheduled'`,
        lte(contents.scheduled_publish_at, now),
        eq(contents.source, "igny8"),
        eq(contents.status, "approved"),
        eq(sites.is_active, true),
        isInGoodStanding,
        sql`not exists (select 1 from json_each(${accounts.disabled_modules}) where value = 'publisher')`,
        isPatient(now),
        isNotUnderWay,
      ),
    )
    .orderBy(asc(contents.scheduled_publish_at))
    .limit(TICK_SIZE);
  for (const site_id of new Set(due.map((row) => row.site_id)))
    await publishOfSite(
      site_id,
      due.filter((row) => row.site_id === site_id),
    );
  return due.length;
}

type Due = Parameters<typeof buildPublishItem>[0] & { account_id: number };

/** Content that another tick took first is left to it. */
async function publishOfSite(siteId: number, due: Due[]) {
  const { account_id } = itemAt(due, 0);
  const items = due.map((row) => buildPublishItem(row, { scheduled: true }));
  const plan = { type: "publish" as const, site_id: siteId, items };
  await createJob(systemCtx(account_id, "due"), plan).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === "ALREADY_RUNNING") return;
    log.error("due contents not published", { account_id, site_id: siteId, error: errorMessage(error) });
  });
}
