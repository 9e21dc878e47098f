import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import { optimizeContents } from "./optimizer-jobs.service";
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
    summary: "Score a content, or HTML with its keyword, check by check",
    description: "Free of charge. A check that needs what is not given, or another language, answers null.",
    middleware: guardWithKeys("editor", "content"),
    request: { body: body(AnalyseBody) },
    responses: { 200: ok(ContentAnalysis), ...errors },
  }),
  async (c) => respond(c, success(await analyseContent(c.var.ctx, c.req.valid("json"))), 200),
);

const optimizing =
  "The result of each item tells the score before and after, by check, and what was changed. Mechanical fixes leave the text " +
  "as it is. Where the account has a language model, it may rewrite the text; `rewriting` tells whether that was kept: only " +
  "with the numbers, quotes, links and images of the original and no others, and never at a lower score.";

optimizerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/optimize",
    tags,
    summary: "Optimize a content, as a job",
    description: optimizing,
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(OptimizeBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { content_id, dry_run } = c.req.valid("json");
    return replyWithJob(c, await optimizeContents(c.var.ctx, [content_id], "content_id", dry_run));
  },
);

optimizerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/batch_optimize",
    tags,
    summary: "Optimize several contents of a site, as a job",
    description: optimizing,
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(BatchOptimizeBody) },
    responses: jobReplies,
  }),
  async (c) => {
    const { content_ids, dry_run } = c.req.valid("json");
    return replyWithJob(c, await optimizeContents(c.var.ctx, content_ids, "content_ids", dry_run));
  },
);

optimizerRoutes.openapi(
  createRoute({
    method: "get",
    path: "/overlap",
    tags,
    summary: "Tell what a content, or a title with its keywords, would compete with on its site",
    description:
      "Compared are the site's contents, its ideas that are not written yet, and its waiting tasks.",
    middleware: guardWithKeys("viewer"),
    request: { query: OverlapQuery },
    responses: { 200: ok(OverlapReply), ...errors },
  }),
  async (c) => respond(c, success(await getOverlap(c.var.ctx, c.req.valid("query"))), 200),
);
