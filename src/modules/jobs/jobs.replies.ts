import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env";
import { respond } from "../../http/etag";
import { ok, spendingErrors, success } from "../../http/replies";
import { JobAccepted, JobEstimate } from "./jobs.schema";
import type { requestJob } from "./jobs.service";

/** The responses of a request that creates a job. */
export const jobReplies = {
  200: ok(JobEstimate, "The estimate of a dry run"),
  202: ok(JobAccepted, "Accepted"),
  ...spendingErrors,
} as const;

export const replyWithJob = (c: Context<AppEnv>, outcome: Awaited<ReturnType<typeof requestJob>>) =>
  "dry_run" in outcome ? respond(c, success(outcome), 200) : respond(c, success(outcome, "Accepted"), 202);
