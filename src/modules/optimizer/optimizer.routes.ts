import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import { requestOptimization } from "./optimizer-jobs.service";
import { ContentAnalysis, AnalyseBody, BatchOptimizeBody, OptimizeBody } from "./optimizer.schema";
import { analyseContent } from "./optimizer.service";
import { OverlapReply } from "../planner/overlap.schema";
import { OverlapQuery } from "./overlap.schema";
import { getOverlap } from "./overlap.service";

export const optimizerRoutes = router();
const tags = ["Optimizer"];

optimizerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/analyze",
    tags,
    summary: "Score a content item or HTML",
    description: "Free of charge. Checks without the required input, or in other languages, return null.",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(AnalyseBody) },
    responses: { 200: ok(ContentAnalysis), ...errors },
  }),
  async (c) => respond(c, success(await analyseContent(c.var.ctx, c.req.valid("json"))), 200),
);

const optimizing =
  "The result of each item contains the score before and after, by check, and the changes. Mechanical fixes do not change the text. A language model, if the account has one, may rewrite the text; `rewriting` states whether the result was used: only if it contains exactly the numbers, quotes, links and images of the original and scores no lower.";

optimizerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/optimize",
    tags,
    summary: "Optimize a content item as a job",
    description: optimizing,
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(OptimizeBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { content_id, dry_run } = c.req.valid("json");
    return replyWithJob(c, await requestOptimization(c.var.ctx, [content_id], "content_id", dry_run));
  },
);

optimizerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/batch_optimize",
    tags,
    summary: "Optimize several content items of a site as a job",
    description: optimizing,
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(BatchOptimizeBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { content_ids, dry_run } = c.req.valid("json");
    return replyWithJob(c, await requestOptimization(c.var.ctx, content_ids, "content_ids", dry_run));
  },
);

optimizerRoutes.openapi(
  createRoute({
    method: "get",
    path: "/overlap",
    tags,
    summary: "List pages of the site that a content item or a title would compete with",
    description: "Compares with content items, unwritten ideas and queued tasks of the site.",
    middleware: guardWithKeys("viewer"),
    request: { query: OverlapQuery },
    responses: { 200: ok(OverlapReply), ...errors },
  }),
  async (c) => respond(c, success(await getOverlap(c.var.ctx, c.req.valid("query"))), 200),
);
