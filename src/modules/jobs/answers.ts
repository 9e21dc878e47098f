import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env";
import { respond } from "../../http/etag";
import { ok, spendingErrors, success } from "../../http/replies";
import { JobAccepted, JobEstimate } from "./jobs.schema";
import type { requestJob } from "./jobs.service";

/** What a request that makes a job may be answered. */
export const jobAnswers = {
  200: ok(JobEstimate, "What it would cost: a dry run"),
  202: ok(JobAccepted, "Accepted"),
  ...spendingErrors,
} as const;

export const answerJob = (c: Context<AppEnv>, made: Awaited<ReturnType<typeof requestJob>>) =>
  "dry_run" in made ? respond(c, success(made), 200) : respond(c, success(made, "Accepted"), 202);
