import { and, asc, eq, lte, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { isInGoodStanding } from "../../db/queries";
import { accounts, contents, sites } from "../../db/schema";
import { systemCtx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { log, errorMessage } from "../../lib/log";
import { isoIn } from "../../lib/time";
import { createJob } from "../jobs/jobs.service";
import { hasNoOpenPublishItem, buildPublishItem } from "./publish.service";

const TICK_SIZE = 1_000;
/** Minutes between a failed attempt and the next: after the first, the second, … */
const BACKOFF_MINUTES = [5, 15, 60, 240];

const backoffMinutes = sql.join(
  [
    sql`case ${contents.publish_attempts}`,
    ...BACKOFF_MINUTES.map((minutes, n) => sql`when ${n + 1} then ${minutes}`),
    sql`else ${BACKOFF_MINUTES.at(-1)} end`,
  ],
  sql` `,
);

/** Whether a failed publication has waited long enough for its next attempt. */
const isBackoffOver = (now: string) =>
  sql`(${contents.publish_attempts} = 0 or unixepoch(${now}) >= 60 * ${backoffMinutes} + coalesce(
    (select unixepoch(max(r.updated_at)) from publishing_records r
      where r.content_id = ${sql.raw("contents.id")} and r.status = 'failed'), 0))`;

/**
 * Creates one job per site for due content. A late or repeated tick creates no second job for a content item. Posts
 * scheduled in WordPress are published by WordPress.
 */
export async function publishDueContent(now = isoIn(), shard = 0) {
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
        isBackoffOver(now),
        hasNoOpenPublishItem,
      ),
    )
    .orderBy(asc(contents.scheduled_publish_at))
    .limit(TICK_SIZE);
  for (const rows of Map.groupBy(due, (row) => row.site_id).values()) await createSiteJob(rows);
  return due.length;
}

type DueContent = Parameters<typeof buildPublishItem>[0] & { account_id: number; site_id: number };

/** Creates one job for due content of a site, unless another tick has already created it. */
async function createSiteJob(due: DueContent[]) {
  const [first] = due;
  if (!first) return;
  const { account_id, site_id } = first;
  const items = due.map((row) => buildPublishItem(row, { scheduled: true }));
  await createJob(systemCtx(account_id, "due"), { type: "publish", site_id, items }).catch(
    (error: unknown) => {
      if (error instanceof ApiError && error.code === "ALREADY_RUNNING") return;
      log.error("due contents not published", { account_id, site_id, error: errorMessage(error) });
    },
  );
}
