import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { replyWithJob, jobReplies } from "../jobs/jobs.replies";
import {
  AutoClusterBody,
  Cluster,
  ClusterBody,
  ClusterChange,
  ClusterQuery,
  GenerateIdeasBody,
} from "./clusters.schema";
import { autoCluster } from "./clustering.service";
import { createCluster, deleteCluster, getCluster, listClusters, updateCluster } from "./clusters.service";
import { MoveKeywordsBody, MoveKeywordsReport } from "./keywords-bulk.schema";
import { moveKeywords } from "./keywords-bulk.service";
import { generateIdeas } from "./ideas-generation.service";

export const clusterRoutes = router();
const tags = ["Planner"];

clusterRoutes.openapi(
  createRoute({
    method: "get",
    path: "/clusters",
    tags,
    summary: "List clusters",
    middleware: guardWithKeys("viewer"),
    request: { query: ClusterQuery },
    responses: { 200: page(Cluster), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listClusters(c.var.ctx, query)), 200);
  },
);

clusterRoutes.openapi(
  createRoute({
    method: "post",
    path: "/clusters",
    tags,
    summary: "Create a cluster",
    middleware: guardWithKeys("editor"),
    request: { body: body(ClusterBody) },
    responses: { 201: ok(Cluster, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createCluster(c.var.ctx, c.req.valid("json"))), 201),
);

clusterRoutes.openapi(
  createRoute({
    method: "post",
    path: "/clusters/auto_cluster",
    tags,
    summary: "Cluster keywords",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(AutoClusterBody) },
    responses: jobReplies,
  }),
  async (c) => replyWithJob(c, await autoCluster(c.var.ctx, c.req.valid("json"))),
);

clusterRoutes.openapi(
  createRoute({
    method: "post",
    path: "/clusters/generate_ideas",
    tags,
    summary: "Generate content ideas for clusters",
    middleware: guardWithKeys("editor", "ai"),
    request: { body: body(GenerateIdeasBody) },
    responses: jobReplies,
  }),
  async (c) => replyWithJob(c, await generateIdeas(c.var.ctx, c.req.valid("json"))),
);

clusterRoutes.openapi(
  createRoute({
    method: "get",
    path: "/clusters/{id}",
    tags,
    summary: "Get a cluster",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Cluster), ...errors },
  }),
  async (c) => respond(c, success(await getCluster(c.var.ctx, c.req.valid("param").id)), 200),
);

clusterRoutes.openapi(
  createRoute({
    method: "put",
    path: "/clusters/{id}",
    tags,
    summary: "Update a cluster",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(ClusterChange) },
    responses: { 200: ok(Cluster), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateCluster(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

clusterRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/clusters/{id}",
    tags,
    summary: "Delete a cluster",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.strictObject({ keywords_freed: z.int() })), ...errors },
  }),
  async (c) => respond(c, success(await deleteCluster(c.var.ctx, c.req.valid("param").id), "Deleted"), 200),
);

clusterRoutes.openapi(
  createRoute({
    method: "post",
    path: "/clusters/{id}/move_keywords",
    tags,
    summary: "Move keywords into a cluster",
    description:
      "Moves keywords of the same sector from their current clusters. Other keywords are reported with a reason.",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(MoveKeywordsBody) },
    responses: { 200: ok(MoveKeywordsReport), ...errors },
  }),
  async (c) => {
    const { keyword_ids } = c.req.valid("json");
    return respond(c, success(await moveKeywords(c.var.ctx, c.req.valid("param").id, keyword_ids)), 200);
  },
);
