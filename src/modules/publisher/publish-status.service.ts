import { and, asc, desc, eq, sql } from "drizzle-orm";
import { isAnyOf, owned } from "../../db/queries";
import { contents, jobItems, jobs, publishingRecords } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { invalid, notFound } from "../../lib/errors";
import type { PublishStatusQuery } from "./publish.schema";
import { recordColumns } from "./records.service";

const MAX_SHOWN = 500;
const stateColumns = {
  content_id: contents.id,
  title: contents.title,
  site_status: contents.site_status,
  scheduled_publish_at: contents.scheduled_publish_at,
  external_id: contents.external_id,
  external_url: contents.external_url,
};

/** Status of a content item, of a job with its first 500 items, or of an item within a job. */
export async function getPublishStatus(ctx: Ctx, { content_id, task_id }: PublishStatusQuery) {
  const isRequested = (id: number) => content_id === undefined || id === content_id;
  let ids: number[];
  let jobId: string | null;
  if (task_id !== undefined) {
    ids = (await listContentIds(ctx, task_id)).filter(isRequested);
    jobId = task_id;
  } else if (content_id !== undefined) {
    ids = [content_id];
    jobId = await findLastJobId(ctx, content_id);
  } else throw invalid("content_id", "content_id or task_id is required");
  const states = await listStates(ctx, ids);
  const job = await findJob(ctx, jobId);
  if (task_id !== undefined && !job) throw notFound("Job");
  if (content_id !== undefined && !states.length) throw notFound("Content");
  return { ...(job ?? { task_id: null, status: null, total: 0, done: 0, failed: 0 }), contents: states };
}

async function listContentIds({ actor, db }: Ctx, taskId: string): Promise<number[]> {
  const items = await db
    .select({ id: jobItems.ref_id })
    .from(jobItems)
    .where(and(owned(actor, jobItems), eq(jobItems.job_id, taskId), eq(jobItems.kind, "publish_content")))
    .orderBy(asc(jobItems.id))
    .limit(MAX_SHOWN);
  return items.map(({ id }) => id);
}

async function listStates({ actor, db }: Ctx, ids: number[]) {
  const lastRecordIds = sql`(select max(r.id) from publishing_records r where r.content_id in
    (select value from json_each(${JSON.stringify(ids)})) group by r.content_id)`;
  const [rows, records] = await db.batch([
    db
      .select(stateColumns)
      .from(contents)
      .where(and(owned(actor, contents), isAnyOf(contents.id, ids)))
      .orderBy(asc(contents.id)),
    db
      .select(recordColumns)
      .from(publishingRecords)
      .where(and(owned(actor, publishingRecords), sql`${publishingRecords.id} in ${lastRecordIds}`)),
  ]);
  return rows.map((row) => ({
    ...row,
    record: records.find((record) => record.content_id === row.content_id) ?? null,
  }));
}

/** Id of the job of the open item, or else of the last attempt. */
async function findLastJobId({ actor, db }: Ctx, contentId: number): Promise<string | null> {
  const [[open], [record]] = await db.batch([
    db
      .select({ id: jobItems.job_id })
      .from(jobItems)
      .where(
        and(
          owned(actor, jobItems),
          sql`${jobItems.kind} = 'publish_content'`,
          eq(jobItems.ref_id, contentId),
          sql`${jobItems.status} in ('queued', 'running')`,
        ),
      ),
    db
      .select({ id: publishingRecords.job_id })
      .from(publishingRecords)
      .where(and(owned(actor, publishingRecords), eq(publishingRecords.content_id, contentId)))
      .orderBy(desc(publishingRecords.id))
      .limit(1),
  ]);
  return open?.id ?? record?.id ?? null;
}

async function findJob({ actor, db }: Ctx, id: string | null) {
  if (id === null) return null;
  const [job] = await db
    .select({
      task_id: jobs.id,
      status: jobs.status,
      total: jobs.total,
      done: jobs.done,
      failed: jobs.failed,
    })
    .from(jobs)
    .where(and(owned(actor, jobs), eq(jobs.id, id), eq(jobs.type, "publish")));
  return job ?? null;
}
