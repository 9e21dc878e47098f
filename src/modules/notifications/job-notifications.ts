import { sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { jobTypes } from "../../db/schema/jobs";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";

/** Publishing creates a notification for each content item instead. */
type JobType = Exclude<(typeof jobTypes)[number], "publish">;
type JobNotification = {
  type: string;
  /** The suffix of `type` for a job that succeeded; `_complete` by default. */
  done?: string;
  title: string;
  unit: string;
  label: string;
  url: string;
};

/** The key for an image job whose items create prompts only. */
const PROMPTS_ONLY = "image_prompts";
const jobNotifications: Record<JobType | typeof PROMPTS_ONLY, JobNotification> = {
  auto_cluster: {
    type: "ai_cluster",
    title: "Clustering",
    unit: "sectors clustered",
    label: "View clusters",
    url: "/planner/clusters",
  },
  generate_ideas: {
    type: "ai_ideas",
    title: "Idea generation",
    unit: "clusters processed",
    label: "View ideas",
    url: "/planner/ideas",
  },
  generate_content: {
    type: "ai_content",
    title: "Content generation",
    unit: "articles written",
    label: "View content",
    url: "/writer/content",
  },
  generate_images: {
    type: "ai_images",
    title: "Image generation",
    unit: "image steps done",
    label: "View images",
    url: "/writer/images",
  },
  [PROMPTS_ONLY]: {
    type: "ai_prompts",
    title: "Image prompt generation",
    unit: "articles processed",
    label: "View images",
    url: "/writer/images",
  },
  link_content: {
    type: "ai_links",
    title: "Internal linking",
    unit: "articles searched for links",
    label: "View content",
    url: "/writer/content",
  },
  optimize_content: {
    type: "ai_optimize",
    title: "Optimization",
    unit: "articles optimized",
    label: "View content",
    url: "/writer/content",
  },
  sync: {
    type: "wordpress_sync",
    done: "_success",
    title: "WordPress sync",
    unit: "steps done",
    label: "View sites",
    url: "/integration",
  },
};

/**
 * Notifies that the previous statement of the batch ended the job, if it did. Must directly follow it, because it reads
 * `changes()`.
 */
export const notifyJobFinishedStatement = ({ db }: Ctx, jobId: string): Statement =>
  db.insert(notifications).select(
    sql`select null, j.account_id, j.site_id, n.value ->> 'type' || case j.status when 'failed' then '_failed' else coalesce(n.value ->> 'done', '_complete') end,
      case j.status when 'failed' then 'error' when 'cancelled' then 'info' else iif(j.failed, 'warning', 'success') end,
      n.value ->> 'title' || ' ' || case j.status when 'succeeded' then 'complete' else j.status end,
      j.done || ' of ' || j.total || ' ' || (n.value ->> 'unit') || iif(j.failed, ', ' || j.failed || ' failed', ''),
      0, null, n.value ->> 'label', n.value ->> 'url',
      json_object('task_id', j.id, 'count', j.done, 'failed', j.failed, 'credits', j.credits_charged), ${isoIn()}
      from jobs j join json_each(${JSON.stringify(jobNotifications)}) n on n.key = iif(j.type = 'generate_images' and not exists
        (select 1 from job_items i where i.job_id = j.id and i.input ->> 'prompts_only' is not 1), ${PROMPTS_ONLY}, j.type)
      where j.id = ${jobId} and changes() = 1`,
  );
